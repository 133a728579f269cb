"""For a browser that knows little of styles a page holds what is to be seen of it, on grounds that it knows."""

from __future__ import annotations

import time

import pytest

from imapdesk.mime import html_to_text, safe_html
from imapdesk.mime.html.visible import leave_visible
from tests.mime.fuzz import check_nothing_is_fetched
from tests.mime.traps import make_page

HIDING = [
    '<div style="display:none">hidden</div>seen',
    '<div style="color:red;DISPLAY: none !important">hidden</div>seen',
    '<div style="display:none"><p style="display:none">hidden</p>hidden</div>seen',
    '<span style="visibility:hidden">hidden</span>seen',
    '<table><tr style="visibility:collapse"><td>hidden</td></tr><tr><td>seen</td></tr></table>',
    "<style>.h{display:none}</style><p class=h>hidden</p>seen",
    "<style>.a .b, #c > i{color:red;display:none}</style><p class=a><b class=b>hidden</b></p><p id=c><i>hidden</i>seen",
]
SEEN = [
    "seen",
    '<p style="display:block">seen',
    '<p title="display: none">seen',
    "<style>@media (max-width:9px){.m{display:none}}</style><p class=m>seen",
    "<style>body,html{display:none}</style>seen",
    '<body style="display:none">seen',
]


@pytest.mark.parametrize("page", HIDING)
def test_what_a_style_hides_is_left_out(page: str) -> None:
    assert html_to_text(leave_visible(safe_html(page))) == "seen"


@pytest.mark.parametrize("page", SEEN)
def test_what_is_to_be_seen_stays(page: str) -> None:
    assert html_to_text(leave_visible(safe_html(page))) == "seen"


@pytest.mark.parametrize(
    ("style", "colour"),
    [
        ("background:linear-gradient(to right, #e44d26 0%, rgb(1, 2, 3))", "#e44d26"),
        ("background:radial-gradient(circle at 9px 9px, navy, red)", "navy"),
        ("background:#123 url(x) no-repeat center / cover", "#123"),
        ("background:url(x) no-repeat left top rgba(1, 2, 3, 0.5)", "rgba(1, 2, 3, 0.5)"),
        ("background:White", "White"),
        ("background:none", "transparent"),
    ],
)
def test_a_background_is_its_colour(style: str, colour: str) -> None:
    assert f'"background-color:{colour}"' in leave_visible(safe_html(f'<p style="{style}">x'))
    sheet = leave_visible(safe_html(f"<style>.x{{{style}}}</style><p class=x>x"))
    assert f"#message .x {{ background-color:{colour}" in sheet


def test_nothing_comes_in_by_that() -> None:
    check_nothing_is_fetched(leave_visible(safe_html(make_page("http://example.com", "example.net"))))


def test_a_page_of_a_megabyte_takes_no_time() -> None:
    page = safe_html('<div style="display:none"><p style="background:red">x</p></div>' * 12_000)
    started = time.process_time()
    leave_visible(page)
    assert time.process_time() - started < 3
