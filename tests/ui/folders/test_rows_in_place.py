"""Rows come, go and change places in place: the tree is as if it had been made anew, and one stays where one is."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from imapdesk.mail import Folder, FolderId, FolderRole, Mailbox, MailboxId
from imapdesk.ui.folders.arranging import arrange
from imapdesk.ui.folders.row import Cells, Row
from imapdesk.ui.folders.tree import MailboxTree
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.saved_searches import SavedSearch
from imapdesk.ui.state.shelf import Snapshot
from tests.ui.fakes.desk import FakeDesk

WORK = "work@example.com"
_Role = Qt.ItemDataRole
ROLES = [
    _Role.DisplayRole,
    _Role.ToolTipRole,
    _Role.CheckStateRole,
    _Role.ForegroundRole,
    _Role.FontRole,
    _Role.AccessibleTextRole,
    _Role.AccessibleDescriptionRole,
]
SPECIAL = [FolderRole.SENT, FolderRole.DRAFTS, FolderRole.SPAM, FolderRole.TRASH, FolderRole.ALL, FolderRole.FLAGGED]


def read_rows(item: QTreeWidgetItem) -> list[Any]:
    """All that the rows below one show and tell, and how they lie."""
    rows: list[Any] = []
    for number in range(item.childCount()):
        row = item.child(number)
        shown = [row.data(column, role) for column in (0, 1) for role in ROLES]
        rows.append((row.place, row.flags(), row.isExpanded(), shown, row.icon(0).isNull(), read_rows(row)))  # type: ignore[attr-defined]
    return rows


def make_tree(qtbot: QtBot, snapshot: Snapshot) -> MailboxTree:
    tree = MailboxTree()
    qtbot.addWidget(tree)
    tree.show_snapshot(snapshot)
    return tree


class Names(QSortFilterProxyModel):
    """The first column alone: Qt's own model of a tree says of the second one, too, that rows are below it."""

    def filterAcceptsColumn(self, column: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return column == 0


class World:
    """Mailboxes, folders and searches that change at random, as a fixed seed says."""

    def __init__(self, desk: FakeDesk, seed: int) -> None:
        self.desk, self.dice = desk, random.Random(seed)
        self.mailboxes: list[Mailbox] = []
        self.removed: list[Mailbox] = []
        self.folders: dict[str, list[Folder]] = {}
        self.searches: list[SavedSearch] = []
        self.number = 0
        for _ in range(2):
            self.add_mailbox()

    def snapshot(self) -> Snapshot:
        folders = {name: tuple(each) for name, each in self.folders.items()}
        return Snapshot(tuple(self.mailboxes), folders, tuple(self.searches), tuple(self.removed))

    def change(self) -> None:
        """A few of all the things that happen."""
        for _ in range(self.dice.randint(1, 4)):
            often = [self.add_folders, self.add_folders, self.lose_folder, self.alter_folder, self.alter_folder]
            seldom = [self.add_mailbox, self.remove_mailbox, self.rename_mailbox, self.shuffle, self.change_searches]
            self.dice.choice([*often, *seldom])()

    def add_mailbox(self) -> None:
        self.number += 1
        name = f"person{self.number}@example.com"
        self.mailboxes.append(self.desk.put_mailbox(name))
        self.folders[name] = [self.make_folder("INBOX", FolderRole.INBOX)]
        self.mailboxes.sort(key=lambda mailbox: mailbox.name)

    def make_folder(self, path: str, role: FolderRole, *, included: bool = True, selectable: bool = True) -> Folder:
        self.number += 1
        number, wire_name, unread = FolderId(self.number), path.encode(), self.dice.choice([0, 0, 7])
        return Folder(
            number, MailboxId(1), path, wire_name, "/", role, included, selectable, on_server=True, unread=unread
        )

    def pick(self) -> str | None:
        return self.dice.choice(sorted(self.folders)) if self.folders else None

    def add_folders(self) -> None:
        name = self.pick()
        if name is None:
            return
        known = {folder.path for folder in self.folders[name]}
        for _ in range(self.dice.randint(1, 6)):
            parts = [self.dice.choice(["Work", "2 Lists", "10 Lists", "Ärzte", "Zoo"]) for _ in range(3)]
            path = "/".join(parts[: self.dice.randint(1, 3)])
            if path not in known:
                known.add(path)
                role = self.dice.choice([*SPECIAL, *[FolderRole.OTHER] * 9])
                included, selectable = self.dice.random() < 0.7, self.dice.random() < 0.8
                self.folders[name].append(self.make_folder(path, role, included=included, selectable=selectable))

    def lose_folder(self) -> None:
        name = self.pick()
        if name is not None and self.folders[name]:
            self.folders[name].remove(self.dice.choice(self.folders[name]))

    def alter_folder(self) -> None:
        name = self.pick()
        if name is None or not self.folders[name]:
            return
        number = self.dice.randrange(len(self.folders[name]))
        changes: list[dict[str, Any]] = [{"unread": 99}, {"included": self.dice.random() < 0.5}, {"on_server": False}]
        changes += [{"role": self.dice.choice(SPECIAL)}, {"delimiter": "."}, {"selectable": False}]
        self.folders[name][number] = replace(self.folders[name][number], **self.dice.choice(changes))

    def remove_mailbox(self) -> None:
        if len(self.mailboxes) < 2:
            return
        gone = self.mailboxes.pop(self.dice.randrange(len(self.mailboxes)))
        if self.dice.random() < 0.5:
            self.removed.append(gone)
        else:
            del self.folders[gone.name]

    def rename_mailbox(self) -> None:
        number = self.dice.randrange(len(self.mailboxes))
        old = self.mailboxes[number]
        self.number += 1
        name = f"{self.dice.choice('az')}{self.number}@example.com"
        self.mailboxes[number] = replace(old, settings=replace(old.settings, name=name))
        self.folders[name] = self.folders.pop(old.name)
        self.mailboxes.sort(key=lambda mailbox: mailbox.name)

    def shuffle(self) -> None:
        self.dice.shuffle(self.mailboxes)

    def change_searches(self) -> None:
        word = self.dice.choice(["rent", "train", "school"])
        self.searches = [each for each in self.searches if each.name != word]
        if self.dice.random() < 0.7:
            self.searches.insert(self.dice.randint(0, len(self.searches)), SavedSearch(word, f"{word} {self.number}"))


@pytest.mark.parametrize("seed", range(8))
def test_whatever_comes_and_goes_it_is_as_if_it_had_been_made_anew(qtbot: QtBot, tmp_path: Path, seed: int) -> None:
    world = World(FakeDesk(tmp_path), seed)
    tree = make_tree(qtbot, world.snapshot())
    tree.show()
    names = Names()
    names.setSourceModel(tree.model())
    tester = QAbstractItemModelTester(names, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for _ in range(12):
        before = world.snapshot()
        world.change()
        places = sorted(tree._items, key=repr)
        tree.select(world.dice.choice(places))
        tree.fold({place for place in places if world.dice.random() < 0.3})
        folded = tree.folded()
        called = {mailbox.id: mailbox.name for mailbox in world.mailboxes}
        renamed = {old.name: called.get(old.id, old.name) for old in before.mailboxes}
        tree.show_snapshot(world.snapshot())
        fresh = make_tree(qtbot, world.snapshot())
        fresh.fold({replace(p, mailbox=renamed.get(p.mailbox or "", p.mailbox)) for p in folded})
        assert read_rows(tree.invisibleRootItem()) == read_rows(fresh.invisibleRootItem())
        assert tree._items.keys() == fresh._items.keys()
        assert all(row.place == place and row.treeWidget() is tree for place, row in tree._items.items())
    for watching in (tester, names):  # before the tree, of whose end they would hear row by row
        delete(watching)


@pytest.fixture
def work(qtbot: QtBot, desk: FakeDesk) -> tuple[MailboxTree, Callable[[Any], None]]:
    """A tree of forty folders with two below each, and how to show others."""
    mailbox = desk.put_mailbox(WORK)

    def show(paths: list[str]) -> None:
        desk.folders[WORK].clear()
        tree.show_snapshot(Snapshot((mailbox,), {WORK: tuple(desk.put_folder(WORK, path) for path in paths)}))

    tree = MailboxTree()
    qtbot.addWidget(tree)
    tree.resize(260, 300)
    show(list_paths())
    tree.show()
    return tree, show


def list_paths(*more: str) -> list[str]:
    return [f"Task {number:02}{below}" for number in range(40) for below in ("", "/Notes", "/Mail")] + list(more)


def place(path: str) -> Place:
    return Place(mailbox=WORK, folder=path)


def test_rows_that_stay_are_the_same_ones_with_what_is_chosen_folded_and_in_sight(
    work: tuple[MailboxTree, Callable[[Any], None]],
) -> None:
    tree, show = work
    tree.fold([place("Task 07"), place("Task 30")])
    tree.select(place("Task 25/Mail"))
    tree.scrollToItem(tree._items[place("Task 24")], tree.ScrollHint.PositionAtTop)
    chosen, top = tree.currentItem(), tree.itemAt(0, 0)
    told: list[object] = []
    tree.place_chosen.connect(told.append)
    gone = {"Task 02/Mail", "Task 26/Notes", "Task 24/Mail"}
    show([path for path in list_paths("Archive", "Task 03/More", "Task 25/A first one", "Zoo") if path not in gone])
    assert (tree.currentItem(), tree.itemAt(0, 0)) == (chosen, top)
    assert tree.folded() == {place("Task 07"), place("Task 30")}
    assert told == []


def test_when_what_was_chosen_goes_its_mailbox_is_chosen(work: tuple[MailboxTree, Callable[[Any], None]]) -> None:
    tree, show = work
    tree.select(place("Task 25/Mail"))
    told: list[object] = []
    tree.place_chosen.connect(told.append)
    show([path for path in list_paths() if not path.startswith("Task 25")])
    assert told == [tree.place()] == [Place(mailbox=WORK)]


def test_a_mailbox_that_is_called_something_else_keeps_its_place(qtbot: QtBot, desk: FakeDesk) -> None:
    mailbox = desk.put_mailbox(WORK)
    folders = tuple(desk.put_folder(WORK, path) for path in ("INBOX", "Task", "Task/Notes"))
    tree = make_tree(qtbot, Snapshot((mailbox,), {WORK: folders}))
    tree.select(place("Task"))
    tree.fold([place("Task")])
    row, told = tree.currentItem(), list[object]()
    tree.place_chosen.connect(told.append)
    renamed = replace(mailbox, settings=replace(mailbox.settings, name="Company"))
    tree.show_snapshot(Snapshot((renamed,), {"Company": folders}))
    now = Place(mailbox="Company", folder="Task")
    assert (tree.place(), tree.currentItem(), told, tree.folded()) == (now, row, [now], {now})
    assert tree._items[Place(mailbox="Company")].text(0) == "Company"


def test_no_row_is_taken_out_that_others_can_come_and_go_around() -> None:
    parent, made = QTreeWidgetItem(), list[str]()

    def make(key: str) -> Row:
        made.append(key)
        return Row(key, None, lambda row: Cells(row.key), lambda _row, _wanted: None)

    gone: list[str] = []
    rows: list[Row] = []
    for keys in ("abcdef", "abxcdyf", "fxcdaby", "", "yx"):
        before = {row.key: row for row in rows}
        rows = arrange(parent, rows, list(keys), make, lambda row: gone.append(row.key))
        assert [row.key for row in rows] == list(keys)
        assert [parent.child(number) for number in range(parent.childCount())] == rows
        assert all(row is before.get(row.key, row) for row in rows)
    assert ("".join(made), "".join(sorted(gone))) == ("abcdefxyyx", "abcdefxy")


def test_a_row_is_filled_when_it_is_seen_and_not_before(qtbot: QtBot, desk: FakeDesk) -> None:
    mailbox = desk.put_mailbox(WORK)
    folders = tuple(desk.put_folder(WORK, f"Folder {number:04}") for number in range(2_000))
    tree = make_tree(qtbot, Snapshot((mailbox,), {WORK: folders}))
    tree.resize(260, 400)
    tree.show()
    tree.grab()
    filled = [row for row in tree._items.values() if row._cells is not None]
    assert 0 < len(filled) <= 200
    assert tree._items[place("Folder 1999")].text(0) == "Folder 1999"


def test_the_largest_number_has_room_however_far_down_it_stands(qtbot: QtBot, desk: FakeDesk) -> None:
    mailbox = desk.put_mailbox(WORK)
    folders = [desk.put_folder(WORK, f"Folder {number:04}", unread=1) for number in range(400)]
    tree = make_tree(qtbot, Snapshot((mailbox,), {WORK: tuple(folders)}))
    tree.show()
    narrow = tree.columnWidth(1)
    folders[-1] = replace(folders[-1], unread=1_234_567)
    tree.show_snapshot(Snapshot((mailbox,), {WORK: tuple(folders)}))
    needed = tree.sizeHintForIndex(tree.indexFromItem(tree._items[place("Folder 0399")], 1)).width()
    assert narrow < needed <= tree.columnWidth(1)
