"""Completeness and kept mail in the window: dated ticks in the tree, and mailboxes that were removed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from imapdesk.errors import AlreadyRunning
from imapdesk.mail import FolderRole
from imapdesk.sync.proof import FolderProof, Proof
from imapdesk.ui.folders.tree import MailboxTree
from imapdesk.ui.state.place import REMOVED, Place
from imapdesk.ui.state.shelf import Snapshot
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE, make_desk

WHEN = datetime(2026, 11, 21, 10, 32, tzinfo=UTC)


def make_proof(*folders: FolderProof) -> Proof:
    return Proof(ALICE, WHEN, False, folders)


GOOD = FolderProof("INBOX", on_server=22, saved=22)
BAD = FolderProof("Sent", on_server=9, saved=6, missing="1:3", different="7")


def make_tree(qtbot: QtBot, desk: FakeDesk) -> MailboxTree:
    tree = MailboxTree()
    qtbot.addWidget(tree)
    folders = {name: tuple(each) for name, each in desk.folders.items()}
    tree.show_snapshot(Snapshot(tuple(desk.mailboxes), folders, (), tuple(desk.removed), desk.proofs))
    return tree


def test_a_folder_that_was_found_complete_has_a_tick_with_its_date(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.put_folder(ALICE, "Plans")
    desk.proofs[ALICE] = make_proof(GOOD, BAD)
    tree = make_tree(qtbot, desk)
    inbox = tree._items[Place(mailbox=ALICE, folder="INBOX")]
    assert not inbox.icon(1).isNull()
    assert "Complete: checked " in inbox.toolTip(0)
    assert "Complete: checked " in inbox.data(0, Qt.ItemDataRole.AccessibleDescriptionRole)
    sent = tree._items[Place(mailbox=ALICE, folder="Sent")]
    assert "3 missing, 1 different, 0 no longer on the server" in sent.toolTip(0)
    unchecked = tree._items[Place(mailbox=ALICE, folder="Plans")]
    assert unchecked.icon(1).isNull()
    assert "hecked" not in unchecked.toolTip(0)


def test_the_menu_checks_the_mailbox_in_a_thread_and_shows_what_was_found(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.next_proof = make_proof(GOOD, BAD)
    window = opened.window
    window.tree.select(Place(mailbox=ALICE))
    window.menu_actions["verify"].trigger()
    opened.wait(lambda: ALICE in window.shelf.snapshot.proofs)
    opened.wait(lambda: "not complete in 1 folder:" in window.status.activity.text())
    table = window.mailbox_page.folders.folders
    cells = {table.read(row)[0]: table.read(row)[4] for row in range(table.count())}
    assert cells["Inbox"].startswith("Complete: checked")
    assert cells["Sent"].startswith("Checked")


def test_the_pages_folders_stand_in_the_order_of_the_tree(opened: OpenWindow) -> None:
    window = opened.window
    window.tree.select(Place(mailbox=ALICE))
    table = window.mailbox_page.folders.folders
    named = [table.read(row)[0] for row in range(table.count())]
    assert len(named) == len(window.shelf.snapshot.folders[ALICE])
    assert named[0] == "Inbox"
    assert named[-1] == "Trash"
    shown = [row.place.folder for row in window.tree._items[Place(mailbox=ALICE)].walk() if row.place]
    assert named[1:] == shown[2:]  # after the mailbox and its inbox


def test_the_page_has_a_button_for_it(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.next_proof = make_proof(GOOD)
    window = opened.window
    window.tree.select(Place(mailbox=ALICE))
    window.mailbox_page.folders.check.click()
    opened.wait(lambda: "is complete: 22 messages" in window.status.activity.text())


def test_a_check_that_cannot_be_made_says_why(
    opened: OpenWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_name: str, *, should_stop: object) -> Proof:
        raise AlreadyRunning("This mailbox is being synchronised already.")

    monkeypatch.setattr(desk, "verify", refuse)
    opened.window.completeness.check(ALICE)
    opened.wait(lambda: "could not be checked" in opened.window.status.activity.text())


@pytest.fixture
def with_removed(desk: FakeDesk) -> FakeDesk:
    """A desk with a removed mailbox whose mail was kept."""
    old = desk.put_mailbox("old@example.org")
    desk.put_folder("old@example.org", "INBOX", FolderRole.INBOX, messages_saved=12, unread=1)
    desk.put_folder("old@example.org", "Empty")
    desk.mailboxes.remove(old)
    desk.removed.append(old)
    return desk


def test_kept_mail_of_a_removed_mailbox_is_in_the_tree_and_can_be_read(
    opened: OpenWindow, with_removed: FakeDesk
) -> None:
    window = opened.window
    window.shelf.reload()
    row = Place(REMOVED, "old@example.org")
    opened.wait(lambda: row in window.tree._items)
    item = window.tree._items[row]
    assert item.toolTip(0) == "Removed; mail kept here"
    assert not item.flags() & Qt.ItemFlag.ItemIsUserCheckable
    inbox = window.tree._items[Place(mailbox="old@example.org", folder="INBOX")]
    assert inbox.data(0, Qt.ItemDataRole.CheckStateRole) is None
    assert Place(mailbox="old@example.org", folder="Empty") not in window.tree._items
    window.tree.select(row)
    assert window.pages.currentWidget() is window.pane
    assert window.pane.place == row


def test_kept_mail_can_be_removed_after_a_question(opened: OpenWindow, with_removed: FakeDesk) -> None:
    window = opened.window
    window.shelf.reload()
    row = Place(REMOVED, "old@example.org")
    opened.wait(lambda: row in window.tree._items)
    window.tree.select(row)
    window.tree.menu_asked.emit(row, QPoint(10, 10))
    (menu,) = [each for each in window.findChildren(QMenu) if each.isVisible()]
    (remove,) = menu.actions()
    assert remove.isEnabled()
    menu.close()
    remove.trigger()
    (box,) = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
    assert "12 saved messages" in box.informativeText()
    yes = next(each for each in box.buttons() if each.text() == "Remove")
    yes.click()
    opened.wait(lambda: row not in window.tree._items)


def test_where_only_kept_mail_is_left_the_window_still_shows_it(opened: OpenWindow, with_removed: FakeDesk) -> None:
    with_removed.mailboxes.clear()
    opened.window.shelf.reload()
    opened.wait(lambda: Place(REMOVED, "old@example.org") in opened.window.tree._items)
    opened.wait(lambda: not opened.window.shelf.snapshot.mailboxes)
    assert opened.window.whole.currentWidget() is opened.window.splitter
