"""The window opens where it was left: the row of the tree, and what was folded in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from imapdesk.ui.shell.last_place import find_folded, find_place
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.window_state import WindowState
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE

BOB = "bob@work.example.org"
INBOX = Place(mailbox=ALICE, folder="INBOX")


def reopen(opened: OpenWindow, open_window: Callable[[Any], OpenWindow]) -> OpenWindow:
    assert opened.stop()
    return open_window(opened.desk)


@pytest.mark.parametrize(
    "place",
    [Place(mailbox=BOB, folder="Sent"), Place(mailbox=ALICE, folder="Projects/2026"), Place(view="unread")],
    ids=["a folder", "one below another", "a view"],
)
def test_the_row_that_was_left_is_chosen_again_with_its_messages(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk, place: Place
) -> None:
    opened = open_window(desk)
    opened.window.tree.select(place)
    again = reopen(opened, open_window).window
    assert again.tree.place() == place
    assert again.pages.currentWidget() is again.pane
    assert again.pane.place == place


def test_a_mailboxs_page_is_open_again(open_window: Callable[[Any], OpenWindow], desk: FakeDesk) -> None:
    opened = open_window(desk)
    opened.window.tree.select(Place(mailbox=BOB))
    again = reopen(opened, open_window).window
    assert again.tree.place() == Place(mailbox=BOB)
    assert again.pages.currentWidget() is again.mailbox_page


def test_a_folder_that_is_gone_gives_way_to_the_first_inbox(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk
) -> None:
    opened = open_window(desk)
    opened.window.tree.select(Place(mailbox=ALICE, folder="Projects/2026"))
    desk.folders[ALICE] = [folder for folder in desk.folders[ALICE] if not folder.path.startswith("Projects")]
    assert reopen(opened, open_window).window.tree.place() == INBOX


def test_what_was_folded_in_stays_so_and_the_chosen_row_is_seen(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk
) -> None:
    opened = open_window(desk)
    tree = opened.window.tree
    tree.select(INBOX)
    folded = {Place(mailbox=BOB), Place(mailbox=ALICE, folder="Projects")}
    tree.fold(folded)
    assert reopen(opened, open_window).window.tree.folded() == folded


@pytest.mark.parametrize("text", ["", "{", "null", "[1, 2]", '["all"]', '["", 5, null, ""]', '{"view": "all"}'])
def test_what_was_written_by_hand_does_no_harm(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk, text: str
) -> None:
    state = WindowState(desk.data_dir)
    state.put("place", text)
    state.put("folded", text)
    state.flush()
    assert find_place(state) is None
    assert find_folded(state) == frozenset()
    assert open_window(desk).window.tree.place() == INBOX
