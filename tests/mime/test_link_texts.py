"""Every text that leads somewhere is known to the reader, however the browser engine spells the target."""

from __future__ import annotations

from time import process_time

import pytest

from imapdesk.mime import safe_html
from imapdesk.mime.html.readable import html_to_text
from imapdesk.mime.quotes import fold_quotes, split_levels
from imapdesk.mime.trust.links import (
    Oddity,
    Verdict,
    find_link_texts,
    find_texts_of,
    judge_link,
    judge_links,
    link_text,
    make_link_key,
)


def test_the_texts_of_each_link_are_found() -> None:
    html = '<p><a href="https://a.test/">one <b>two</b></a> <a href="https://b.test">three</a><a href="https://a.test">x</a>'
    assert find_link_texts(html) == {
        make_link_key("https://a.test/"): ("one two", "x"),
        make_link_key("https://b.test/"): ("three",),
    }


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b"),
        (" https://example.org/a?q=ä ", "https://example.org/a?q=%C3%A4"),
        ("https://example.org:8443/", "https://example.org:8443"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org:443/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org\\a", "https://example.org/a"),
        ("https://exam\tple.org/", "https://example.org/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("https:///example.org", "https://example.org/"),
        ("https:////example.org/a", "https://example.org/a"),
        ("https://\\/example.org", "https://example.org/"),
        ("https://EXAMPLE%2eorg", "https://example.org/"),
    ],
)
def test_a_target_has_one_key_however_it_is_spelt(written: str, spelt: str) -> None:
    assert make_link_key(written) == make_link_key(spelt)


def test_tool_tips_and_what_stands_for_a_picture_are_texts_of_a_link() -> None:
    html = safe_html(
        '<a href="https://a.test" title="https://bank.example/"><img src="cid:a" alt="www.bank.example"></a>'
        '<a href="https://c.test"><bdo dir="rtl">elpmaxe.knab</bdo></a>'
    )
    texts = find_link_texts(html)
    assert texts[make_link_key("https://a.test")] == ("https://bank.example/", "www.bank.example")
    assert "bdo" not in html


HIDDEN = [
    'www.<span style="display:none">no such</span>bank.example',
    '<span style="font-size:1px">see </span>bank.example',
    '<span style="FONT-SIZE: 0.5pt">see </span>bank.example',
    '<span style="color:#FFF">see </span>bank.example',
    '<font color="#ffffff">see </font>bank.example',
    '<span style="color:transparent">see </span>bank.example',
    '<span style="opacity:.05">see </span>bank.example',
    '<span style="visibility:collapse">see </span>bank.example',
    '<span style="display:inline-block;width:0;overflow:hidden">see </span>bank.example',
    '<span style="display:inline-block;max-height:1px;overflow:hidden">see </span>bank.example',
    '<span style="display:inline-block;text-indent:-999px">see </span>bank.example',
    '<b class="h">see </b>bank.example',
    '<b class="h">see <i class="h">more </i></b>bank.example',
    '<i style="display:none" class="s">bank.example</i>',
]


@pytest.mark.parametrize("words", HIDDEN)
def test_words_that_are_hidden_in_a_link_take_nothing_from_what_it_claims(words: str) -> None:
    sheet = "<style>.h{display:none} a b.x::broken{display:none} .s{display:inline!important}</style>"
    html = safe_html(f'{sheet}<a href="https://evil.test">{words}</a>')
    texts = find_link_texts(html)[make_link_key("https://evil.test")]
    assert judge_links("https://evil.test", texts).claimed.removeprefix("www.") == "bank.example"


def test_what_can_be_seen_of_a_link_accuses_nobody() -> None:
    html = safe_html(
        '<a href="https://track.test"><b style="color:#333;font-size:30px;opacity:0.9">See</b> '
        '<span style="width:100px;height:10px;color:#fffaaa">bank.example</span></a>'
    )
    assert find_link_texts(html)[make_link_key("https://track.test")] == ("See bank.example",)


def test_a_lie_is_found_behind_many_texts_of_the_same_target() -> None:
    links = [f'<a href="https://evil.test">{number}</a>' for number in range(200)]
    html = safe_html("".join(links) + '<a href="https://evil.test">bank.example</a>')
    texts = find_link_texts(html)[make_link_key("https://evil.test")]
    assert len(texts) == 21
    assert judge_links("https://evil.test", texts).claimed == "bank.example"


def test_a_target_spelt_oddly_is_judged_by_all_texts_of_its_host() -> None:
    texts = find_link_texts('<a href="https://evil.test/a">www.bank.example</a><a href="https://b.test/">x</a>')
    assert find_texts_of("https://evil.test/b", texts) == ("www.bank.example",)
    assert find_texts_of("https://c.test/b", texts) == ()


def test_different_targets_have_different_keys() -> None:
    targets = [
        "https://a.test",
        "http://a.test",
        "https://a.test:1",
        "https://a.test/x",
        "https://a.test?x",
        "https://[",
    ]
    assert len({make_link_key(target) for target in targets}) == len(targets)


def test_the_worst_text_of_a_target_counts() -> None:
    judged = judge_links("https://evil.test/x", ["Sign in", "https://bank.example/"])
    assert (judged.verdict, judged.oddity, judged.claimed) == (Verdict.ASK, Oddity.OTHER_HOST, "bank.example")
    assert judge_links("https://evil.test/x", []).verdict is Verdict.OPEN


def test_only_what_can_be_seen_of_a_target_is_opened() -> None:
    assert judge_link("https://example.org/\u202egnp.exe").url == "https://example.org/gnp.exe"


def test_a_lying_link_is_found_through_the_sanitiser() -> None:
    html = safe_html('<a href="HTTPS://Evil.TEST">www.bank.example</a>')
    texts = find_link_texts(html)[make_link_key("https://evil.test/")]
    assert judge_links("https://evil.test/", texts).oddity is Oddity.OTHER_HOST


def test_plain_text_becomes_safe_html_with_live_links() -> None:
    assert link_text("<b> https://a.test/?x=1&y=2.") == (
        '&lt;b&gt; <a href="https://a.test/?x=1&amp;y=2" rel="noopener noreferrer">https://a.test/?x=1&amp;y=2</a>.'
    )


def test_a_quotation_comes_apart_by_its_levels() -> None:
    (block,) = fold_quotes("> one\n>\n>> two\n> > three\n\n> four")
    assert split_levels(block) == [(1, "one\n"), (2, "two\nthree\n"), (1, "four")]


def test_only_the_marks_before_a_line_are_those_of_a_quotation() -> None:
    intro, quoted = "On Monday, Bob <bob@example.com> wrote:", ">> if x > y and y>z: see <https://example.com/> there"
    (block,) = fold_quotes(f"{intro}\n{quoted}")
    assert split_levels(block) == [(0, intro), (2, quoted.removeprefix(">> "))]


def test_the_rows_of_a_table_are_lines_of_the_text() -> None:
    page = (
        '<table title="a > b"><tr style="x"><td>Wool</td><td>39</td></tr>\n<tr><td>Flask<td>24</tr></table>'
        "<table><tr><td>one</td></tr></table><p>end</p>"
    )
    assert html_to_text(page) == "Wool 39\nFlask 24\n\none\n\nend"


def test_tables_without_end_cost_no_time_squared() -> None:
    began = process_time()
    html_to_text("<td " * 100_000)
    html_to_text("<td \"'" * 50_000)
    html_to_text('<tr a="' * 50_000)
    assert process_time() - began < 5
