"""Mail comes and goes: what somebody looks at stays where it is, and reading goes on where it was."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from imapdesk.mail import Scope
from imapdesk.ui.messages.list_view import MessageList
from imapdesk.ui.messages.model import MessageModel
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.background import Background
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.messages.test_message_model import RowDesk, background, model, rows

__all__ = ["background", "model", "rows"]
COUNT = 5_000


@pytest.fixture
def shown(model: MessageModel, rows: RowDesk, background: Background, qtbot: QtBot) -> MessageList:
    """Five thousand messages, the newest first."""
    made = MessageList(model)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    made.show_ids(array("q", range(COUNT, 0, -1)), [])
    return made


def top_of(shown: MessageList) -> tuple[int, int]:
    """The first message that is seen, and how much of its row is above the edge."""
    row = shown.table.rowAt(0)
    return int(shown.model.ids[row]), shown.table.rowViewportPosition(row)


def place_of(shown: MessageList, number: int) -> int:
    """How far below the edge a message's row begins."""
    row = shown.model.find_row(number)
    assert row is not None
    return shown.table.rowViewportPosition(row)


def without(*gone: int, new: int = 0) -> Any:
    """The list when messages went and others came."""
    return array("q", [number for number in range(COUNT + new, 0, -1) if number not in gone])


@pytest.mark.parametrize("gone", [COUNT - 3, 100], ids=["above", "below"])
def test_a_message_that_goes_moves_nothing_that_is_seen(shown: MessageList, gone: int) -> None:
    shown.table.verticalScrollBar().setValue(50_017)
    before = top_of(shown)
    shown.show_ids(without(gone, new=4), [])
    assert top_of(shown) == before


def test_where_the_first_row_in_sight_goes_the_next_one_stays(shown: MessageList) -> None:
    shown.table.verticalScrollBar().setValue(50_017)
    number, _ = top_of(shown)
    below = place_of(shown, number - 1)
    shown.show_ids(without(number), [])
    assert place_of(shown, number - 1) == below


def test_what_is_read_stays_where_it_is_though_rows_around_it_go(shown: MessageList) -> None:
    shown.select_row(1_500)
    shown.table.verticalScrollBar().setValue(shown.table.verticalScrollBar().value() + 200)
    number = COUNT - 1_500
    below = place_of(shown, number)
    shown.show_ids(without(number + 3, number + 5, number - 2), [])
    assert (shown.current_id(), place_of(shown, number)) == (number, below)


def test_one_who_scrolled_away_from_what_is_read_is_not_taken_back(shown: MessageList) -> None:
    shown.select_row(3)
    shown.table.verticalScrollBar().setValue(90_000)
    before = top_of(shown)
    shown.show_ids(without(COUNT - 50, COUNT - 4_000), [])
    assert shown.current_id() == COUNT - 3
    assert top_of(shown) == before


def test_a_list_at_its_top_shows_what_comes(shown: MessageList) -> None:
    shown.show_ids(without(7, new=3), [])
    assert top_of(shown) == (COUNT + 3, 0)


def test_another_list_is_shown_from_its_top(shown: MessageList) -> None:
    shown.table.verticalScrollBar().setValue(50_000)
    shown.begin_elsewhere()
    shown.show_ids(without(9), [])
    assert top_of(shown) == (COUNT, 0)


@pytest.mark.parametrize(("step", "next_one"), [(1, COUNT - 101), (-1, COUNT - 99)])
def test_when_what_is_read_goes_the_next_step_is_from_its_place(shown: MessageList, step: int, next_one: int) -> None:
    shown.select_row(100)
    told: list[Any] = []
    shown.current_changed.connect(told.append)
    shown.show_ids(without(COUNT - 100), [])
    assert told == [None]
    shown.step(step)
    assert shown.current_id() == next_one
    assert shown.next_row() == int(shown.table.currentIndex().row()) + 1


def test_the_place_of_what_went_is_kept_while_the_list_is_loaded_again_and_again(shown: MessageList) -> None:
    shown.select_row(100)
    for new in range(4):
        shown.show_ids(without(COUNT - 100, new=new), [])
    shown.step(1)
    assert shown.current_id() == COUNT - 101


def test_another_place_with_the_same_messages_keeps_the_place_of_what_goes_too(shown: MessageList) -> None:
    shown.begin_elsewhere()
    shown.show_ids(without(), [])
    shown.select_row(100)
    shown.show_ids(without(COUNT - 100), [])
    shown.step(1)
    assert shown.current_id() == COUNT - 101


def test_reading_on_among_unread_messages_goes_down_though_each_one_leaves(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk
) -> None:
    """M marks as read, F goes on: in "Unread" that took one back to the first message each time."""
    desk.mark(list(desk.summaries), seen=False)
    opened = open_window(desk)
    pane, actions = opened.window.pane, opened.window.menu_actions
    pane.reader._make_view = PlainHtmlView
    opened.window.tree.select(Place(view="unread"))
    unread = list(desk.list_ids(Scope(unread=True)))
    opened.wait(lambda: list(pane.model.ids) == unread)
    pane.list.select_row(2)
    for at in (2, 3, 4):
        opened.wait(lambda at=at: pane.list.current_id() == unread[at])  # type: ignore[misc]
        actions["mark_read"].trigger()
        opened.wait(lambda at=at: pane.model.find_row(unread[at]) is None)  # type: ignore[misc]
        actions["next"].trigger()
    assert pane.list.current_id() == unread[5]
