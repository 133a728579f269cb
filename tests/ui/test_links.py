"""Links say where they really lead."""

from __future__ import annotations

import pytest

from imapdesk.ui.reader.links import Verdict, find_link_texts, judge_link


@pytest.mark.parametrize(
    ("url", "text", "verdict"),
    [
        ("https://example.com/a", "our page", Verdict.SHOW),
        ("https://example.com/a", "example.com", Verdict.SHOW),
        ("https://www.example.com/a", "https://example.com/a", Verdict.SHOW),
        ("https://evil.test/login", "www.example.com", Verdict.WARN),
        ("https://evil.test/login", "https://example.com/login", Verdict.WARN),
        ("https://example.com.evil.test/", "example.com", Verdict.WARN),
        ("https://xn--exmple-cua.com/", "click", Verdict.WARN),
        ("https://example.com@evil.test/", "click", Verdict.WARN),
        ("https://example.com/\u202egnp.exe", "click", Verdict.WARN),
        ("mailto:bob@example.org", "write to Bob", Verdict.SHOW),
        ("javascript:alert(1)", "click", Verdict.REFUSE),
        ("data:text/html,<b>x", "click", Verdict.REFUSE),
        ("file:///etc/passwd", "click", Verdict.REFUSE),
        ("https://[broken", "click", Verdict.REFUSE),
        ("", "click", Verdict.REFUSE),
    ],
)
def test_a_link_is_judged_by_where_it_leads(url: str, text: str, verdict: Verdict) -> None:
    assert judge_link(url, text).verdict is verdict


def test_a_lying_link_names_both_hosts() -> None:
    judged = judge_link("https://evil.test/x", "Sign in at example.com")
    assert judged.shown_host == ""
    judged = judge_link("https://evil.test/x", "example.com")
    assert (judged.shown_host, judged.host) == ("example.com", "evil.test")


def test_the_text_of_each_link_is_found() -> None:
    html = '<p><a href="https://a.test/">one <b>two</b></a> <a href="https://b.test/">three</a></p>'
    assert find_link_texts(html) == {"https://a.test/": "one two", "https://b.test/": "three"}
