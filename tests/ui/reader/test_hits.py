"""The words of a search are marked, whatever their case and accents, and nothing of the HTML breaks."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from imapdesk.ui.reader.hits import MARK_CLOSE, MARK_OPEN, find_hits, mark_html


def marked(text: str, *terms: str) -> list[str]:
    return [text[start:end] for start, end in find_hits(text, terms)]


def test_case_and_accents_do_not_count() -> None:
    assert marked("Rückfrage, RUCKFRAGE", "ruckfrage") == ["Rückfrage", "RUCKFRAGE"]
    assert marked("Straße", "strasse") == ["Straße"]
    assert marked("会議の予定", "会議") == ["会議"]
    assert marked("Łódź, ΚΑΦΈΣ, ёлка, bœuf", "lodz", "καφες", "елка", "boeuf") == ["Łódź", "ΚΑΦΈΣ", "ёлка", "bœuf"]


def test_emoji_are_marked_in_any_form_and_other_signs_are_not() -> None:
    assert marked("love ❤️ ❤", "❤") == ["❤", "❤"]
    assert marked("love ❤ now", "❤️") == ["❤"]
    assert marked("€ 50 €", "€", "50") == ["50"]


def test_short_words_are_marked_at_the_beginning_of_words_only() -> None:
    assert marked("to autopsy toast", "to") == ["to", "to"]


def test_a_phrase_goes_over_line_ends() -> None:
    assert marked("next\n  week we meet", "next week") == ["next\n  week"]


def test_html_keeps_its_tags_and_entities() -> None:
    html = '<p title="plan">plan &amp; more</p><style>.plan{color:red}</style>'
    wanted = f'<p title="plan">{MARK_OPEN}plan{MARK_CLOSE} &amp; more</p><style>.plan{{color:red}}</style>'
    assert mark_html(html, ["plan"]) == wanted


def test_a_hit_with_an_entity_is_escaped_again() -> None:
    assert mark_html("<b>a &lt;script&gt; b</b>", ["<script>"]) == f"<b>a {MARK_OPEN}&lt;script&gt;{MARK_CLOSE} b</b>"


def test_a_word_is_marked_whatever_stands_inside_of_it() -> None:
    assert marked("aujourd’hui, l\u2019été", "aujourd'hui", "l'été") == ["aujourd’hui", "l\u2019été"]
    assert marked("Guten  Morgen", "„Guten Morgen“") == ["Guten  Morgen"]
    assert marked("Donau\u00addampf zero\u200bwidth", "donaudampf", "zerowidth") == [
        "Donau\u00addampf",
        "zero\u200bwidth",
    ]
    assert marked("Cafe\u0301 noir", "café") == ["Cafe\u0301"]
    assert marked("a report.pdf", "*.pdf") == ["pdf"]
    assert marked("C is not C++", "C++") == ["C++"]
    assert marked("tel 030 12 345", "030/12-345") == ["030 12 345"]


def test_tags_inside_of_a_word_or_a_phrase_hide_no_hit() -> None:
    opened, closed = MARK_OPEN, MARK_CLOSE
    html = "<p><span>W</span>elcome, im<wbr>por<b>tant</b></p>"
    wanted = f"<p><span>{opened}W{closed}</span>{opened}elcome{closed}, im<wbr>por<b>tant</b></p>"
    assert mark_html(html, ["welcome"]) == wanted
    assert mark_html("<tr><td>Sum</td><td>total</td></tr>", ["sum total"]) == (
        f"<tr><td>{opened}Sum{closed}</td><td>{opened}total{closed}</td></tr>"
    )
    assert mark_html("<td>sum</td><td>total</td>", ["sumtotal"]) == "<td>sum</td><td>total</td>"


@given(st.text("ab <>&;/", max_size=40), st.lists(st.text("ab ", min_size=1, max_size=3), max_size=3))
def test_marks_add_nothing_but_marks(text: str, terms: list[str]) -> None:
    html = "<p>" + escape(text).replace("b", "<b>b</b>") + "</p>"
    assert mark_html(html, terms).replace(MARK_OPEN, "").replace(MARK_CLOSE, "") == html


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=4))
def test_any_words_over_any_text_give_ordered_places(text: str, terms: list[str]) -> None:
    at = 0
    for start, end in find_hits(text, terms):
        assert at <= start < end <= len(text)
        at = end
