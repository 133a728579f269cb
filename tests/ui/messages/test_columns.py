"""The list's columns are a person's choice, and heads of messages can't crowd the message out."""

from __future__ import annotations

from email.message import EmailMessage

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from imapdesk.mail import Address
from imapdesk.ui.messages.columns import make_columns_menu
from imapdesk.ui.messages.model import Column
from imapdesk.ui.reader.header import people, shorten
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk


def test_a_column_is_hidden_and_shown_by_the_headers_menu(opened: OpenWindow) -> None:
    table = opened.window.pane.list.table
    menu = make_columns_menu(table)
    titles = [action.text() for action in menu.actions() if action.isCheckable()]
    assert titles == ["From", "Date", "Size"]
    menu.actions()[2].trigger()
    assert table.isColumnHidden(Column.SIZE)
    opened.window.save_state()
    table.horizontalHeader().moveSection(1, 3)
    menu.actions()[-1].trigger()
    assert not table.isColumnHidden(Column.SIZE)
    assert [table.horizontalHeader().visualIndex(column) for column in Column] == list(range(len(Column)))


def test_the_menu_opens_from_the_header_and_from_the_view_menu(opened: OpenWindow) -> None:
    table = opened.window.pane.list.table
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(60, 5))
    (first,) = table.findChildren(QMenu)
    first.hide()
    first.deleteLater()
    opened.window.menu_actions["columns"].trigger()
    assert any(menu.isVisible() for menu in table.findChildren(QMenu))


def test_a_very_long_head_leaves_room_for_the_message(opened: OpenWindow, desk: FakeDesk) -> None:
    message = EmailMessage()
    message["From"] = "Anna <anna@example.com>"
    message["To"] = ", ".join(f"Person Number {n} <person{n}@example.org>" for n in range(500))
    message["Subject"] = "word " * 800
    message.set_content("text")
    desk.raws[2] = message.as_bytes()
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    opened.window.pane.list.select_row(1)
    reader = opened.window.pane.reader
    opened.wait(lambda: reader.opened is not None)
    opened.wait(lambda: reader.text.height() > 250)
    reader.header._details.setChecked(True)
    assert "+475" in reader.header._to.text()


def test_the_head_of_a_message_that_has_hardly_any_room_leaves_it_the_recipients_line(opened: OpenWindow) -> None:
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    pane, reader = opened.window.pane, opened.window.pane.reader
    pane.list.select_row(1)
    opened.wait(lambda: reader.opened is not None and reader.header._to.isVisible())
    middle = Qt.AlignmentFlag.AlignVCenter
    assert reader.header._to.alignment() & middle, "on a level with [Details]"
    pane.set_layout("below")
    pane.setSizes([900, 0])
    opened.wait(lambda: not reader.header._to.isVisible())
    subject = reader.header._subject
    assert subject.height() >= subject.fontMetrics().height()
    pane.setSizes([100, 900])
    opened.wait(reader.header._to.isVisible)


def test_people_are_shortened_and_counted() -> None:
    assert people([Address("A", "a@example.org")] * 4, 3).endswith("+1")
    assert len(shorten("x" * 900)) == 250
    assert shorten("x") == "x"


def test_a_click_on_a_header_sorts_by_it(opened: OpenWindow) -> None:
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    opened.window.pane.list.table.horizontalHeader().setSortIndicator(Column.FROM, Qt.SortOrder.AscendingOrder)
    assert opened.window.pane._scope.sort == "from"
