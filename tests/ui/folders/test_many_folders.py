"""A mailbox with thousands of folders: what happens to one of them doesn't cost all the others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from imapdesk.mail import Folder, FolderListing, ListedFolder, Mailbox
from imapdesk.ui.folders import rows
from imapdesk.ui.folders.row import Cells
from imapdesk.ui.folders.table import FolderTable
from imapdesk.ui.folders.tips import Checked
from imapdesk.ui.folders.tree import MailboxTree
from imapdesk.ui.mailbox.folder_picker import FolderPicker
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.shelf import Snapshot
from tests.ui.fakes.desk import FakeDesk

MAILBOX = "work@example.com"
COUNT = 120


@pytest.fixture
def folders(desk: FakeDesk) -> tuple[Folder, ...]:
    desk.put_mailbox(MAILBOX)
    return tuple(desk.put_folder(MAILBOX, f"Folder {number:03}", unread=1) for number in range(COUNT))


@pytest.fixture
def mailbox(desk: FakeDesk, folders: tuple[Folder, ...]) -> Mailbox:
    return desk.get_mailbox(MAILBOX)


class Measuring(QStyledItemDelegate):
    """Counts the cells that are measured."""

    measured = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.measured += 1
        return super().sizeHint(option, index)


def test_new_counts_on_the_page_measure_each_cell_a_few_times_and_not_all_for_each(
    qtbot: QtBot, mailbox: Mailbox, folders: tuple[Folder, ...]
) -> None:
    table = FolderTable()
    qtbot.addWidget(table)
    counting = Measuring(table)
    table.folders.setItemDelegate(counting)
    table.show_folders(mailbox, folders)
    table.show()
    qtbot.wait(1)
    counting.measured = 0
    table.show_folders(mailbox, [replace(folder, messages_saved=7) for folder in folders])
    qtbot.wait(1)
    assert table.folders.read(COUNT - 1)[1] == "7"
    assert 0 < counting.measured <= 10 * COUNT * table.folders.model().columnCount()


def test_new_counts_in_the_tree_measure_each_row_a_few_times_and_not_all_for_each(
    qtbot: QtBot, mailbox: Mailbox, folders: tuple[Folder, ...]
) -> None:
    tree = MailboxTree()
    qtbot.addWidget(tree)
    counting = Measuring(tree)
    tree.setItemDelegate(counting)
    tree.resize(300, 2_000)
    tree.show_snapshot(Snapshot((mailbox,), {MAILBOX: folders}))
    tree.show()
    qtbot.wait(1)
    counting.measured = 0
    changed = tuple(replace(folder, unread=7) for folder in folders)
    tree.show_snapshot(Snapshot((replace(mailbox, failures=1),), {MAILBOX: changed}))
    tree.set_active([MAILBOX])
    qtbot.wait(1)
    assert tree._items[Place(mailbox=MAILBOX, folder=folders[-1].path)].text(1) == "7"
    assert 0 < counting.measured <= 10 * COUNT * tree.columnCount()


def test_a_row_that_nothing_happened_to_is_not_filled_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, mailbox: Mailbox, folders: tuple[Folder, ...]
) -> None:
    tree = MailboxTree()
    qtbot.addWidget(tree)
    tree.resize(300, 8_000)
    tree.show()
    tree.show_snapshot(Snapshot((mailbox,), {MAILBOX: folders}))
    tree.grab()
    filled: list[str] = []
    fill = rows.fill_folder

    def note(cells: Cells, folder: Folder, checked: Checked | None, font: QFont) -> None:
        filled.append(folder.path)
        fill(cells, folder, checked, font)

    monkeypatch.setattr(rows, "fill_folder", note)
    changed = (*folders[:5], replace(folders[5], unread=42, included=False), *folders[6:])
    tree.show_snapshot(Snapshot((mailbox,), {MAILBOX: changed}))
    tree.grab()
    assert filled == [folders[5].path]
    item = tree._items[Place(mailbox=MAILBOX, folder=folders[5].path)]
    assert (item.text(1), item.checkState(0).name) == ("42", "Unchecked")


def test_a_tick_that_could_not_be_saved_is_taken_back(
    qtbot: QtBot, mailbox: Mailbox, folders: tuple[Folder, ...]
) -> None:
    tree = MailboxTree()
    qtbot.addWidget(tree)
    snapshot = Snapshot((mailbox,), {MAILBOX: folders})
    tree.show_snapshot(snapshot)
    item = tree._items[Place(mailbox=MAILBOX, folder=folders[5].path)]
    tree.tick(MAILBOX, [folders[5].path], False)
    assert item.checkState(0).name == "Unchecked"
    tree.show_snapshot(snapshot)
    assert item.checkState(0).name == "Checked"


def test_of_very_many_folders_only_the_first_level_is_unfolded_until_somebody_unfolds_more(
    qtbot: QtBot, desk: FakeDesk
) -> None:
    mailbox = desk.put_mailbox(MAILBOX)
    folders = tuple(desk.put_folder(MAILBOX, f"Project {number}/Notes") for number in range(COUNT))
    tree = MailboxTree()
    qtbot.addWidget(tree)
    tree.show_snapshot(Snapshot((mailbox,), {MAILBOX: folders}))
    projects = [Place(mailbox=MAILBOX, folder=f"Project {number}") for number in range(COUNT)]
    assert tree.folded() == set(projects)
    tree.fold(tree.folded() - {projects[3]})
    tree.show_snapshot(Snapshot((mailbox,), {MAILBOX: (*folders, desk.put_folder(MAILBOX, "Project 3/More"))}))
    assert tree.folded() == set(projects) - {projects[3]}


@pytest.mark.parametrize(("count", "unfolded"), [(20, True), (COUNT, False)])
def test_so_it_is_where_the_folders_of_a_new_mailbox_are_chosen(qtbot: QtBot, count: int, unfolded: bool) -> None:
    paths = [f"Project {number}/Notes" for number in range(count)]
    picker = FolderPicker()
    qtbot.addWidget(picker)
    picker.show_listing(FolderListing(tuple(ListedFolder(path, path.encode(), "/") for path in paths), {}), set(paths))
    shown = [picker.topLevelItem(number) for number in range(picker.topLevelItemCount())]
    assert [item is not None and item.isExpanded() for item in shown] == [unfolded] * count
