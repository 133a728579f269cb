"""Space in the list reads on: page by page through the message, and from its end to the next unread one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea

from imapdesk.desk.shown.opening import open_raw
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk

LINES = "\r\n".join(f"<p>line {number}</p>" for number in range(200))


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_space_goes_through_the_message_and_then_to_the_next_unread(
    opened: OpenWindow, desk: FakeDesk, kind: str
) -> None:
    pane = opened.window.pane
    pane.reader._make_view = PlainHtmlView
    opened.wait(lambda: pane.model.summary(0) is not None)
    table = pane.list.table
    pane.list.select_row(0)
    number = pane.list.current_id()
    assert number is not None
    opened.wait(lambda: pane.reader.opened is not None)
    raw = f"Content-Type: text/{kind}\r\n\r\n{LINES}".encode()
    long = open_raw(number, desk.summaries[number], raw)
    pane.reader.show_other(lambda: long)
    opened.wait(lambda: pane.reader.opened is long)
    view = pane.reader.body()
    area = view.browser if isinstance(view, PlainHtmlView) else view
    assert isinstance(area, QAbstractScrollArea)
    bar = area.verticalScrollBar()
    opened.wait(lambda: bar.maximum() > 0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    down = bar.value()
    assert down > 0
    QTest.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() < down
    presses = 0
    while bar.value() < bar.maximum():
        QTest.keyClick(table, Qt.Key.Key_Space)
        presses += 1
        assert presses < 200
    assert table.currentIndex().row() == 0
    QTest.keyClick(table, Qt.Key.Key_Space)
    opened.wait(lambda: table.currentIndex().row() > 0)
    summary = pane.model.summary(table.currentIndex().row())
    assert summary is not None
    assert summary.unread


def test_with_ctrl_and_beside_the_selection_space_selects(opened: OpenWindow) -> None:
    pane = opened.window.pane
    pane.reader._make_view = PlainHtmlView
    opened.wait(lambda: pane.model.rowCount() > 2 and pane.model.summary(0) is not None)
    pane.list.select_row(0)
    table = pane.list.table
    QTest.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert pane.list.count_selected() == 0
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert pane.list.count_selected() == 1
