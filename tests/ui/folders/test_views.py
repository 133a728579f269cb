"""The views over all mailboxes at the top of the tree."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from imapdesk.mail import FolderRole, MessageId, Scope
from imapdesk.ui.state.place import Place
from tests.ui.conftest import OpenWindow, show_first
from tests.ui.fakes.desk import FakeDesk

BOB = "bob@work.example.org"


def test_all_inboxes_are_those_of_every_mailbox_and_nothing_else(opened: OpenWindow, desk: FakeDesk) -> None:
    for number, folder in ((801, "INBOX"), (802, "Sent")):
        made = replace(desk.summaries[3], id=MessageId(number), mailbox=BOB, folder=folder)
        desk.put_message(made, desk.raws[3])
    assert opened.window.tree.select(Place(view="inboxes"))
    model = opened.window.pane.model
    opened.wait(lambda: model.find_row(801) is not None)
    assert model.find_row(802) is None
    assert model.rowCount() == 23
    assert not opened.window.pane.list.table.isColumnHidden(5), "rows say which folder they are from"


def test_all_inboxes_count_what_is_unread_in_them(opened: OpenWindow) -> None:
    tree = opened.window.tree
    assert tree._items[Place(view="inboxes")].text(1) == "21"
    assert tree._items[Place(view="unread")].text(1) == "23"


def test_a_view_by_role_is_a_scope() -> None:
    assert Place(view="inboxes").scope() == Scope(role=FolderRole.INBOX)
    assert Place(view="all").scope() == Scope()


def test_the_reader_goes_below_where_the_window_is_narrow_and_what_is_read_stays_in_sight(opened: OpenWindow) -> None:
    window, pane = opened.window, opened.window.pane
    window.resize(1200, 700)
    show_first(opened, 14)
    assert pane.orientation() is Qt.Orientation.Horizontal
    window.resize(1040, 560)
    opened.wait(lambda: pane.orientation() is Qt.Orientation.Vertical)
    opened.rest(50)
    table = pane.list.table
    assert table.viewport().rect().contains(table.visualRect(pane.model.index(14, 2)).center())
