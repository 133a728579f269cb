"""The folder part of the menus: only what can be done is offered, and it says which way round."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from imapdesk.ui.state.place import Place
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


def choose(opened: OpenWindow, folder: str | None) -> tuple[QAction, QAction, QAction]:
    opened.window.tree.select(Place(mailbox=ALICE, folder=folder))
    actions = opened.window.menu_actions
    return actions["include"], actions["include_below"], actions["remove_copy"]


def read(action: QAction) -> str:
    return action.text().replace("&", "")


def test_a_ticked_folder_can_be_left_out_and_one_that_is_not_can_be_included(
    opened: OpenWindow, desk: FakeDesk
) -> None:
    include, below, _remove = choose(opened, "INBOX")
    assert (read(include), include.isEnabled(), below.isEnabled()) == ("Leave folder out", True, False)
    include, _below, _remove = choose(opened, "Projects/2019")
    assert (read(include), include.isEnabled()) == ("Include folder", True)
    include.trigger()
    opened.wait(lambda: read(include) == "Leave folder out")
    assert next(f for f in desk.load_folders(ALICE) if f.path == "Projects/2019").included
    include.trigger()
    opened.wait(lambda: read(include) == "Include folder")


def test_a_folder_with_others_below_takes_them_along_both_ways(opened: OpenWindow, desk: FakeDesk) -> None:
    _include, below, _remove = choose(opened, "Projects")
    assert (read(below), below.isEnabled()) == ("Include with sub-folders", True)
    below.trigger()
    opened.wait(lambda: read(below) == "Leave out with sub-folders")
    projects = {f.path: f.included for f in desk.load_folders(ALICE) if f.path.startswith("Projects") and f.selectable}
    assert set(projects.values()) == {True}
    below.trigger()
    opened.wait(lambda: read(below) == "Include with sub-folders")
    projects = {f.path: f.included for f in desk.load_folders(ALICE) if f.path.startswith("Projects") and f.selectable}
    assert set(projects.values()) == {False}


def test_where_no_folder_is_chosen_nothing_is_offered(opened: OpenWindow) -> None:
    assert [action.isEnabled() for action in choose(opened, None)] == [False, False, False]
    opened.window.tree.select(Place(view="all"))
    assert not opened.window.menu_actions["include"].isEnabled()


def test_only_a_folder_with_saved_mail_has_a_copy_to_remove(opened: OpenWindow) -> None:
    assert choose(opened, "INBOX")[2].isEnabled()
    assert not choose(opened, "Trash")[2].isEnabled()
    assert choose(opened, "INBOX")[2].isEnabled()


@pytest.mark.parametrize(
    ("place", "offered"),
    [
        (Place(view="inboxes"), ["Sync all", "Statistics"]),
        (Place(mailbox=ALICE), ["Sync now", "Pause syncing", "Check completeness", "Statistics", "Mailbox settings"]),
        (Place(), None),  # a heading
    ],
)
def test_each_row_has_a_menu_of_what_can_be_done_there(
    opened: OpenWindow, place: Place, offered: list[str] | None
) -> None:
    window = opened.window
    window.tree.select(place)
    window.tree.menu_asked.emit(place, QPoint(10, 10))
    menus = [each for each in window.findChildren(QMenu) if each.isVisible()]
    if offered is None:
        assert menus == []
        return
    (menu,) = menus
    assert [read(action) for action in menu.actions() if not action.isSeparator()] == offered
    assert all(action.isEnabled() for action in menu.actions())
    menu.close()
