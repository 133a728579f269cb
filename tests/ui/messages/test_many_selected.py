"""What is done with many messages is done with all of them, also with those that the list never loaded."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from imapdesk.mail import Conversations, MessageId, Scope, StoreChange
from imapdesk.ui.messages.conversations import Threads
from imapdesk.ui.messages.unread import find_next
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE, NOW

COUNT = 900
FIRST = 10_000


@pytest.fixture
def filled(opened: OpenWindow, desk: FakeDesk) -> OpenWindow:
    """An inbox with hundreds of older messages that were read; the list has loaded the newest ones only."""
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    pattern = desk.summaries[2]
    for number in range(FIRST, FIRST + COUNT):
        moment = NOW - timedelta(days=400, minutes=number)
        read = replace(pattern, id=MessageId(number), received_at=moment, flags=frozenset({"\\Seen"}))
        desk.put_message(read, desk.raws[2])
    opened.window.engine.gather(StoreChange(folder_ids=frozenset({desk.folders[ALICE][0].id})))
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22 + COUNT)
    opened.window.pane.reader._make_view = PlainHtmlView
    opened.window.pane.list.select_row(0)
    opened.window.pane.list.table.setFocus()
    return opened


def count(desk: FakeDesk, flag: str) -> int:
    return sum(flag in desk.summaries[number].flags for number in desk.list_ids(Scope(mailbox=ALICE, folder="INBOX")))


def test_all_that_is_selected_is_marked(filled: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    table = filled.window.pane.list.table
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_S)
    filled.wait(lambda: count(desk, "\\Flagged") == 22 + COUNT)
    assert len(filled.window.pane.model.loader) < COUNT, "all were loaded, and nothing was shown"


def test_one_unread_message_that_is_not_loaded_decides(filled: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    """Read where one of them is unread; by the rows in sight alone all would become unread."""
    last = FIRST + COUNT - 1
    desk.summaries[last] = replace(desk.summaries[last], flags=frozenset())
    desk.mark([number for number in desk.summaries if number != last], seen=True)
    filled.window.pane.model.forget()
    table = filled.window.pane.list.table
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_M)
    filled.wait(lambda: not desk.summaries[last].unread)
    assert count(desk, "\\Seen") == 22 + COUNT


def test_next_unread_finds_one_that_is_not_loaded(filled: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    pane, far = filled.window.pane, FIRST + 700
    desk.mark(list(desk.summaries), seen=True)
    desk.mark([far], seen=False)
    pane.model.forget()
    qtbot.keyClick(pane.list.table, Qt.Key.Key_N)
    filled.wait(lambda: pane.list.current_id() == far)
    desk.mark([2], seen=False)
    qtbot.keyClick(pane.list.table, Qt.Key.Key_N)
    filled.wait(lambda: pane.list.current_id() == 2)


def test_it_is_said_where_nothing_is_unread(filled: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    pane, said = filled.window.pane, []
    filled.window.message_actions.said.connect(said.append)
    desk.mark(list(desk.summaries), seen=True)
    pane.model.forget()
    number = pane.list.current_id()
    qtbot.keyClick(pane.list.table, Qt.Key.Key_N)
    filled.wait(lambda: said == ["Nothing here is unread."])
    assert pane.list.current_id() == number


def test_the_selection_outlives_a_list_in_another_order(filled: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    pane = filled.window.pane
    qtbot.keyClick(pane.list.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    before = set(pane.list.selected_ids())
    gone = desk.summaries.pop(FIRST + 3)
    pane.reload()
    filled.wait(lambda: pane.model.rowCount() == 21 + COUNT)
    assert set(pane.list.selected_ids()) == before - {int(gone.id)}


def test_home_and_end_go_to_the_first_and_the_last_message(filled: OpenWindow, qtbot: QtBot) -> None:
    table, shown = filled.window.pane.list.table, filled.window.pane.list
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 21 + COUNT
    assert shown.selected_ids() == [shown.current_id()]
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert shown.count_selected() == 22 + COUNT
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
    assert shown.count_selected() == 1


def test_an_unread_message_inside_a_folded_conversation_is_found() -> None:
    found = Conversations(array("q", [9, 5, 2]), {5: array("q", [4, 3])})
    threads = Threads(found.members)
    assert find_next(found.heads, 0, {3}, threads) == 1
    assert find_next(found.heads, 2, {3}, threads) == 1
    assert find_next(found.heads, 2, {3, 2}, threads) == 2
    assert find_next(found.heads, 0, set(), threads) is None
    assert find_next(array("q", [9, 5, 4, 3, 2]), 0, {3}, Threads(found.members, open=frozenset({5}))) == 3
