"""What stands outside of an alternative is read in either view: a footer behind a page, a greeting in front of it."""

from __future__ import annotations

import pytest

from imapdesk.mime import DescribedMessage, describe_message, index_text, readable_text, safe_html


def _make(*parts: tuple[str, str], kind: str = "mixed", boundary: str = "b") -> str:
    lines = [f'Content-Type: multipart/{kind}; boundary="{boundary}"', ""]
    for type_, content in parts:
        lines += [f"--{boundary}", content if type_ == "" else f"Content-Type: {type_}\n\n{content}"]
    return "\n".join([*lines, f"--{boundary}--", ""])


def _describe(source: str) -> DescribedMessage:
    return describe_message(f"Subject: s\n{source}".encode())


FOOTER = ("text/plain", "____\nThe garden list: <https://example.org/list>")
PAGE = ("text/html", "<p>We meet on <b>Monday</b>.")
BOTH = _make(("text/plain", "We meet on Monday."), PAGE, kind="alternative", boundary="a")


def test_a_footer_hides_no_page_from_the_text_and_the_index() -> None:
    described = _describe(_make(PAGE, FOOTER))
    assert readable_text(described) == "We meet on Monday.\n\n____\nThe garden list: <https://example.org/list>"
    assert index_text(described).split() == [
        *("We", "meet", "on", "Monday", "."),
        *("____", "The", "garden", "list:", "<https://example.org/list>"),
    ]


@pytest.mark.parametrize("parts", [(PAGE, FOOTER), (("", BOTH), FOOTER)], ids=["a page", "an alternative"])
def test_the_page_shows_a_footer_behind_it_with_its_lines_and_links(parts: tuple[tuple[str, str], ...]) -> None:
    html = safe_html(_describe(_make(*parts)))
    assert html.index("Monday") < html.index("____\nThe garden list")
    assert 'href="https://example.org/list"' in html
    assert html.count("Monday") == 1


def test_a_greeting_between_pictures_and_a_signature_in_html_is_in_both_views() -> None:
    picture = ("image/png; name=a.png", "x")
    signature = ("text/html", "<div>Sent from my garden</div>")
    described = _describe(_make(("text/plain", "Look at these!"), picture, signature))
    assert (described.text, described.html) == ("Look at these!", "<div>Sent from my garden</div>")
    assert readable_text(described) == "Look at these!\n\nSent from my garden"
    html = safe_html(described)
    assert html.index("Look at these!") < html.index("Sent from my garden")


def test_a_page_that_leaves_something_open_swallows_no_text_behind_it() -> None:
    for opened in ("<!-- ", "<style>p {", "<table><tr><td>", "<b title='"):
        html = safe_html(_describe(_make(("text/html", f"<p>one</p>{opened}"), FOOTER)))
        assert "The garden list" in html


def test_the_text_beside_a_page_is_no_html() -> None:
    html = safe_html(_describe(_make(PAGE, ("text/plain", "<script>x()</script> & <b>bold</b>"))))
    assert "&lt;script&gt;" in html
    assert "&lt;b&gt;bold" in html


def test_both_forms_of_one_text_are_shown_once_whatever_is_around_them() -> None:
    for kind in ("mixed", "related"):
        described = _describe(_make(("text/plain", "We meet on Monday ."), PAGE, kind=kind))
        assert (described.pieces, safe_html(described).count("Monday")) == ((), 1)
        assert readable_text(described).count("Monday") == 1


def test_a_blank_text_in_an_alternative_is_no_other_form_of_its_page() -> None:
    blank = _make(("text/plain", " "), PAGE, kind="alternative", boundary="a")
    assert readable_text(_describe(_make(("", blank), FOOTER))).startswith("We meet on Monday.")


def test_texts_of_a_related_that_nothing_can_refer_to_are_read() -> None:
    related = _make(("text/plain", "one"), ("text/plain", "two"), kind="related")
    described = _describe(related)
    assert (described.text, described.attachments) == ("one\ntwo", [])
    named = _describe(_make(PAGE, ("text/plain\nContent-ID: <n@example.org>", "note"), kind="related"))
    assert (named.text, [item.type for item in named.attachments]) == ("", ["text/plain"])


def test_what_only_some_programs_show_is_no_text_where_a_page_follows() -> None:
    for kind in ("text/x-amp-html", "text/watch-html", "text/enriched"):
        described = _describe(_make((kind, "<html amp4email>"), PAGE, kind="alternative"))
        assert (described.text, described.html, described.attachments) == ("", PAGE[1], [])
        alone = _make((kind, "words"), kind="alternative", boundary="a")
        assert "words" in _describe(_make(("text/plain", "hello"), ("", alone))).text


def test_a_form_that_other_programs_can_open_is_a_file() -> None:
    described = _describe(_make(("text/plain", "hello"), ("text/rtf", "{\\rtf1 hello}"), kind="alternative"))
    assert (described.text, [item.type for item in described.attachments]) == ("hello", ["text/rtf"])
