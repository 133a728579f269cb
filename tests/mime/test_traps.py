"""A hostile sender's day: nothing that may call home is left of any page, whatever it is hidden in."""

from __future__ import annotations

import pytest

from imapdesk.mime import safe_html
from imapdesk.mime.html.css import filter_declarations, filter_sheet
from tests.mime.fuzz import check_nothing_is_fetched
from tests.mime.traps import make_page, make_traps

TRAPS = make_traps("http://example.com", "example.net")


def test_there_are_traps_of_every_kind() -> None:
    assert len(TRAPS) > 480
    kinds = "styles selectors spellings charsets drawings confusions elements loaders"
    assert {name.partition("-")[0] for name in TRAPS} == set(kinds.split())


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_calls_nobody(name: str) -> None:
    check_nothing_is_fetched(safe_html(TRAPS[name]))


def test_all_traps_in_one_page_call_nobody() -> None:
    check_nothing_is_fetched(safe_html(make_page("http://example.com", "example.net")))


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("background: #123 url('//e.test/?b;c') center; color: #fff", "background: #123 none center; color: #fff"),
        ("background:url(data:image/png;base64,AA==) #0a5;color:#fff", "background: none #0a5; color: #fff"),
        ("background:uurl(a)rl(//e.test);color:red", "color: red"),
        ("background:url(')(//e.test);color:red", "color: red"),
        ("background:url(a\\)b) red;color:red", "color: red"),
        ("mso-number-format:'\\@';border:1pt solid #c00", "border: 1pt solid #c00"),
        ("font-family:微软雅黑,\"ＭＳ\"", "font-family: 微软雅黑,\"ＭＳ\""),
        ("font:12px 'メイリオ'", "font: 12px 'メイリオ'"),
        ("color:красный;background:ｕｒｌ(//e.test)", ""),
        ("margin:calc(9px*-1)", ""),
        ("margin-top:calc(1px - max(99px,1px))", ""),
        ("height:9999999px;width:1e7px;padding:99999px", "padding: 99999px"),
        ("color:#123456;background:#1e9000", "color: #123456; background: #1e9000"),
        ("width:33.3333333%", "width: 33.3333333%"),
        ("margin:0 auto 1.5em", "margin: 0 auto 1.5em"),
    ],
)  # fmt: skip
def test_of_a_style_what_is_safe_is_kept_and_nothing_else(style: str, kept: str) -> None:
    assert filter_declarations(style) == kept


def test_a_spreadsheets_rule_keeps_its_borders() -> None:
    assert filter_sheet('.x{mso-number-format:"\\@";border:1px solid red}', "#m") == "#m .x { border: 1px solid red }"


def test_no_picture_and_no_table_is_as_large_as_a_town() -> None:
    page = '<img src="cid:a" width="600" height="99999999"><table cellpadding="9999999" width="100%"></table>'
    assert safe_html(page) == '<div id="message"><img src="cid:a" width="600"><table width="100%"></table></div>'
