"""The Message menu offers what can be done with what is selected, and a mark can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from imapdesk.ui.messages import undoing
from imapdesk.ui.messages.undoing import Mark, find_changed, say_marked
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.state.place import Place
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE

ONE = ("open_window", "print", "save_pdf", "source")
ANY = ("mark_read", "mark_unread", "star")
UNDO = Qt.KeyboardModifier.ControlModifier


def offered(opened: OpenWindow, *names: str) -> set[bool]:
    return {opened.window.menu_actions[name].isEnabled() for name in names}


def ready(opened: OpenWindow) -> OpenWindow:
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    opened.window.pane.reader._make_view = PlainHtmlView
    opened.window.pane.list.table.setFocus()
    return opened


def test_where_nothing_is_selected_nothing_is_printed_or_marked(opened: OpenWindow) -> None:
    ready(opened)
    assert offered(opened, *ONE, *ANY, "save_eml") == {False}
    assert offered(opened, "next", "next_unread") == {True}


def test_one_message_can_be_printed_several_can_be_marked(opened: OpenWindow) -> None:
    pane = ready(opened).window.pane
    pane.list.select_row(1)
    assert offered(opened, *ONE, *ANY, "save_eml") == {True}
    pane.list.table.selectAll()
    assert (offered(opened, *ONE), offered(opened, *ANY, "save_eml")) == ({False}, {True})


def test_a_message_behind_another_page_is_not_printed(opened: OpenWindow) -> None:
    window = ready(opened).window
    window.pane.list.select_row(1)
    opened.wait(lambda: window.pane.reader.opened is not None)
    window.menu_actions["statistics"].trigger()
    assert offered(opened, *ONE, *ANY, "next", "save_eml") == {False}
    opened.conductor.side_pages.leave()
    assert offered(opened, *ONE, *ANY, "next") == {True}
    window.tree.select(Place(mailbox=ALICE))
    assert offered(opened, *ONE, *ANY, "next") == {False}


def test_in_another_language_the_menu_knows_what_is_selected(opened: OpenWindow) -> None:
    window = ready(opened).window
    opened.conductor.make_views_anew()
    ready(opened)
    assert offered(opened, "mark_read") == {False}
    window.pane.list.select_row(0)
    assert offered(opened, "mark_read") == {True}


def test_a_mark_is_taken_back_of_those_messages_that_it_changed(
    opened: OpenWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    window = ready(opened).window
    before = {number: summary.unread for number, summary in desk.summaries.items()}
    assert set(before.values()) == {True, False}
    assert offered(opened, "undo") == {False}
    said: list[str] = []
    window.message_actions.said.connect(said.append)
    table = window.pane.list.table
    table.selectAll()
    window.menu_actions["mark_read"].trigger()
    opened.wait(lambda: offered(opened, "undo") == {True})
    shown = [int(number) for number in window.pane.model.ids]
    assert not any(desk.summaries[number].unread for number in shown)
    assert said == [say_marked(sum(before[number] for number in shown))]
    qtbot.keyClick(table, Qt.Key.Key_Z, UNDO)
    opened.wait(lambda: {number: summary.unread for number, summary in desk.summaries.items()} == before)
    opened.wait(lambda: len(said) == 2)
    assert said[1] == say_marked(sum(before[number] for number in shown), back=True) != said[0]


def test_a_folder_is_marked_as_read_with_what_the_list_never_loaded(opened: OpenWindow, desk: FakeDesk) -> None:
    window = ready(opened).window
    folder = Place(mailbox=ALICE, folder="INBOX")
    inbox = list(desk.list_ids(folder.scope()))
    unread = [number for number in inbox if desk.summaries[number].unread]
    window.tree.select(Place(mailbox=ALICE, folder="Spam"))
    assert offered(opened, "read_folder") == {False}
    window.tree.select(folder)
    opened.wait(lambda: offered(opened, "read_folder") == {True})
    window.menu_actions["read_folder"].trigger()
    opened.wait(lambda: not any(desk.summaries[number].unread for number in inbox))
    opened.wait(lambda: offered(opened, "undo") == {True})
    window.menu_actions["undo"].trigger()
    opened.wait(lambda: [number for number in inbox if desk.summaries[number].unread] == unread)


def test_what_changed_nothing_can_not_be_taken_back(opened: OpenWindow, desk: FakeDesk) -> None:
    window = ready(opened).window
    starred = next(n for n, number in enumerate(window.pane.model.ids) if not desk.summaries[number].unread)
    window.pane.list.select_row(starred)
    marked: list[Any] = []
    window.message_actions.changed.connect(marked.append)
    window.menu_actions["mark_read"].trigger()
    opened.wait(lambda: bool(marked))
    assert offered(opened, "undo") == {False}


def test_a_star_and_its_lack_are_told_apart(desk: FakeDesk) -> None:
    bare = replace(next(iter(desk.summaries.values())), flags=frozenset())
    starred = replace(bare, flags=frozenset({"\\Flagged", "\\Seen"}))
    marks = [Mark(flagged=True), Mark(flagged=False), Mark(seen=True), Mark(seen=False)]
    assert [mark.changes(bare) for mark in marks] == [True, False, True, False]
    assert [mark.changes(starred) for mark in marks] == [False, True, False, True]
    assert Mark(seen=True).inverse() == Mark(seen=False)
    assert Mark(flagged=False).inverse() == Mark(flagged=True)


def test_a_mark_on_more_messages_than_can_be_looked_at_asks_for_none_of_them(monkeypatch: Any) -> None:
    asked: list[int] = []
    monkeypatch.setattr(undoing, "MOST", 10)
    load: Callable[..., list[Any]] = lambda numbers: asked.extend(numbers) or []  # noqa: E731
    assert find_changed(load, range(11), Mark(seen=True)) == ()
    assert asked == []


def test_a_letter_without_a_meaning_looks_at_no_message(opened: OpenWindow, qtbot: QtBot, monkeypatch: Any) -> None:
    """Qt would look through a million of them for one that begins with it."""
    model = ready(opened).window.pane.model
    looked: list[int] = []
    real = model.data
    monkeypatch.setattr(type(model), "data", lambda _self, index, role=0: (looked.append(role), real(index, role))[1])
    table = opened.window.pane.list.table
    opened.rest()
    looked.clear()
    qtbot.keyClick(table, Qt.Key.Key_X)
    assert looked == []
