"""The folder tree: paths become rows, ticks go up and down, and what was unfolded stays so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHoverEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imapdesk.mail import FolderRole, ListedFolder
from imapdesk.outcome import Outcome
from imapdesk.ui.folders.nodes import joint_state, make_nodes
from imapdesk.ui.folders.tree import MailboxTree
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.shelf import Snapshot
from imapdesk.ui.widgets.theme import current_theme, load_colours
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE, make_desk


def snapshot_of(desk: FakeDesk) -> Snapshot:
    """What the shelf would show."""
    return Snapshot(tuple(desk.mailboxes), {name: tuple(folders) for name, folders in desk.folders.items()})


@pytest.fixture
def tree(qtbot: QtBot, tmp_path: Path) -> MailboxTree:
    made = MailboxTree()
    qtbot.addWidget(made)
    made.show_snapshot(snapshot_of(make_desk(tmp_path)))
    made.resize(260, 700)
    made.show()
    return made


def listed(
    path: str, delimiter: str | None = "/", role: FolderRole = FolderRole.OTHER, selectable: bool = True
) -> ListedFolder:
    return ListedFolder(path, path.encode(), delimiter, role=role, selectable=selectable)


def test_names_are_sorted_as_a_person_does() -> None:
    names = ["Zoo", "Task 10", "apfel", "Ärzte", "Task 2", "Apfel 2"]
    shown = [node.name for node in make_nodes([listed(name) for name in names])]
    assert shown == ["apfel", "Apfel 2", "Ärzte", "Task 2", "Task 10", "Zoo"]


def test_folders_come_in_the_order_of_their_roles() -> None:
    nodes = make_nodes(
        [
            listed("Zebra"),
            listed("Trash", role=FolderRole.TRASH),
            listed("apple"),
            listed("INBOX", role=FolderRole.INBOX),
        ]
    )
    assert [node.name for node in nodes] == ["Inbox", "apple", "Zebra", "Trash"]


def test_a_parent_that_was_not_listed_gets_a_row_that_can_not_hold_mail() -> None:
    (parent,) = make_nodes([listed("Lists.qt.interest", ".")])
    assert (parent.name, parent.folder, parent.children[0].children[0].name) == ("Lists", None, "interest")
    assert parent.tickable() == ["Lists.qt.interest"]


def test_without_a_delimiter_there_is_no_tree() -> None:
    assert [node.name for node in make_nodes([listed("a/b", None)])] == ["a/b"]


def test_a_folder_that_only_holds_folders_has_no_tick_of_its_own() -> None:
    (parent,) = make_nodes([listed("P", selectable=False), listed("P/a"), listed("P/b")])
    assert joint_state(parent.tickable(), {"P/a"}) is Qt.CheckState.PartiallyChecked
    assert joint_state(parent.tickable(), {"P/a", "P/b"}) is Qt.CheckState.Checked
    assert joint_state(make_nodes([listed("N", selectable=False)])[0].tickable(), set()) is None


def test_a_mailbox_row_shows_the_mix_below_it(tree: MailboxTree) -> None:
    assert tree._items[Place(mailbox=ALICE)].checkState(0) is Qt.CheckState.PartiallyChecked
    assert tree._items[Place(mailbox=ALICE, folder="Projects")].checkState(0) is Qt.CheckState.PartiallyChecked
    assert tree._items[Place(mailbox=ALICE, folder="INBOX")].checkState(0) is Qt.CheckState.Checked


def test_ticking_a_mixed_parent_ticks_all_below_and_again_unticks_all(tree: MailboxTree, qtbot: QtBot) -> None:
    tree.select(Place(mailbox=ALICE, folder="Projects"))
    tree.setFocus()
    with qtbot.waitSignal(tree.ticked) as told:
        qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert told.args == [ALICE, ["Projects", "Projects/2019", "Projects/2026"], True]
    assert tree._items[Place(mailbox=ALICE, folder="Projects/2019")].checkState(0) is Qt.CheckState.Checked


def test_a_click_on_the_check_box_ticks(tree: MailboxTree, qtbot: QtBot) -> None:
    item = tree._items[Place(mailbox=ALICE, folder="Spam")]
    area = tree.visualItemRect(item)
    with qtbot.waitSignal(tree.ticked) as told:
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(area.left() + 12, area.center().y()))
    assert told.args == [ALICE, ["Spam"], True]


def test_new_values_keep_selection_and_folding(tree: MailboxTree, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    place = Place(mailbox=ALICE, folder="Archive")
    tree.select(place)
    tree._items[Place(mailbox=ALICE, folder="Projects")].setExpanded(False)
    desk.put_folder(ALICE, "New folder", unread=5)
    tree.show_snapshot(snapshot_of(desk))
    assert tree.place() == place
    assert not tree._items[Place(mailbox=ALICE, folder="Projects")].isExpanded()
    assert tree._items[Place(mailbox=ALICE, folder="New folder")].text(1) == "5"


def test_a_mailbox_that_needs_a_sign_in_is_marked_and_says_so(tree: MailboxTree, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.mailboxes[0] = replace(desk.mailboxes[0], last_outcome=Outcome.SIGN_IN_REQUIRED)
    tree.show_snapshot(snapshot_of(desk))
    item = tree._items[Place(mailbox=ALICE)]
    assert not item.icon(1).isNull()
    assert "Sign-in needed" in item.data(0, Qt.ItemDataRole.AccessibleTextRole)


def test_a_folder_gone_from_the_server_says_that_its_mail_is_kept(tree: MailboxTree, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.folders[ALICE][3] = replace(desk.folders[ALICE][3], on_server=False)
    tree.show_snapshot(snapshot_of(desk))
    assert "saved messages are kept" in tree._items[Place(mailbox=ALICE, folder="Archive")].toolTip(0)


def test_clicking_a_folder_tells_its_place(tree: MailboxTree, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tree.place_chosen) as told:
        tree.select(Place(view="unread"))
    assert told.args[0].scope().unread


def test_the_chosen_row_has_one_colour_from_edge_to_edge_also_under_the_mouse(
    tree: MailboxTree, qapp: QApplication
) -> None:
    current_theme().choose("light")
    tree.select(Place(mailbox=ALICE, folder="INBOX"))
    tree.setFocus()
    item = tree.currentItem()
    assert item is not None
    row = tree.visualItemRect(item)
    over = QPointF(row.center())
    for kind in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
        qapp.sendEvent(tree.viewport(), QHoverEvent(kind, over, over, over))
    picture = tree.viewport().grab().toImage()
    colours = load_colours("light")
    edge = [picture.pixelColor(x, row.center().y()).name() for x in range(row.left() - 2)]
    assert set(edge[:3]) == {colours.accent}  # the mark of the row that has the keyboard
    assert set(edge[3:]) == {colours.selection}
