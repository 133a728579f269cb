"""Tables inside tables don't stop the window where Qt's own browser shows them."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from imapdesk.mime import safe_html
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.reader.shallow import DEEPEST, MOST_ITEMS, simplify


def nest(depth: int, words: str = "words") -> str:
    return "<table><tr><td>" * depth + words + "</td></tr></table>" * depth


HUGE = '<table><tr><td colspan="1000" rowspan="65534">words</td></tr>' + (
    '<tr><td rowspan="60000" colspan="900"></td></tr>' * 60 + "</table>"
)


PICTURES = "words" + "<img src=cid:a> " * 20_000
STARS = f"<style>{'* * * * * * * * { color: red } ' * 100}</style>{'<div>' * 300}words{'</div>' * 300}"


@pytest.mark.parametrize(
    "page",
    [nest(40), nest(400), HUGE, f"<ol><li>words</li>{'<li></li>' * 20_000}</ol>", PICTURES, STARS],
    ids=["deep", "deeper", "huge", "list", "pictures", "stars"],
)
def test_what_takes_qt_for_ever_is_shown_at_once(qtbot: QtBot, page: str) -> None:
    view = PlainHtmlView()
    qtbot.addWidget(view)
    view.show()
    before = time.thread_time()
    view.show_html(safe_html(page + "<p>after</p>"), {}, allow_images=False)
    qtbot.wait(50)
    assert time.thread_time() - before < 2.0
    assert view.browser.toPlainText().replace("\ufffc", "").split() == ["words", "after"]


def test_of_a_style_sheet_the_usual_rules_stay() -> None:
    usual = "#message .a .b, #message td > p a { color: red }"
    media = f"@media print {{\n{usual}\n}}"
    page = (
        f'<style>\n{usual}\n{media}\n#message * * * * * {{ color: red }}\n</style>\n<div id="message">a {{ b }}</div>'
    )
    shown = simplify(page)
    assert "#message .a .b, #message td > p a { color: red }" in shown
    assert "@media print" in shown
    assert "* *" not in shown
    assert shown.endswith('</style>\n<div id="message">a { b }</div>')


def test_a_table_of_a_fixed_width_is_as_wide_as_the_view() -> None:
    page = '<table align="center" width="640" title="a > b"><tr><td width="640">x</td></tr></table>'
    assert simplify(page) == page.replace('width="640"', 'width="100%"', 1)
    narrow = '<table width="120"><tr><td>x</td></tr></table>'
    assert simplify(narrow) == narrow


def test_a_usual_page_stays_as_it_is() -> None:
    wide = '<table><tr><td colspan="12" rowspan="2">a</td></tr></table>'
    for page in (nest(DEEPEST), nest(1) * 200, wide, f"<ul>{'<li>item</li>' * MOST_ITEMS}</ul>"):
        assert simplify(page) == page


def test_what_lies_deeper_is_lines_and_nothing_else_is_touched() -> None:
    deep = '<table width="5" title="a > b"><tr><th>one</th><td>two</td></tr><tr><td>three</td></tr></table><i>x</i>'
    flat = simplify(nest(DEEPEST, f"{deep}<b>kept</b>") + nest(1))
    lines = "<div><div> one  two </div><div> three </div></div><i>x</i>"
    assert flat == nest(DEEPEST, f"{lines}<b>kept</b>") + nest(1)
