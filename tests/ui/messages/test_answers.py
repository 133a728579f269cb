"""What the window asks and says about mail that is gone or could not be had."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from imapdesk.mail import QuarantinedMessage, Uid, utc_now
from imapdesk.outcome import Outcome
from imapdesk.sync.deletions import DeletionQuestion
from imapdesk.ui.folders.reasons import describe_folder
from imapdesk.ui.folders.tips import describe_folder_tip
from imapdesk.ui.state.place import Place
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


def press(opened: OpenWindow, text: str) -> None:
    button = next(b for b in opened.window.banners.findChildren(QPushButton) if b.text() == text)
    button.click()


@pytest.mark.parametrize(("action", "deleted"), [("Mark as deleted", True), ("Keep", False)])
def test_a_mass_deletion_is_asked_about_and_answered(opened: OpenWindow, action: str, deleted: bool) -> None:
    desk: Any = opened.desk
    desk.deletions = [DeletionQuestion(ALICE, 1, "Archive", 8000, 8210, "2026-11-21T10:00:00+00:00")]
    opened.conductor.alarms.deletions.reload()
    opened.wait(lambda: bool(opened.window.banners.texts()))
    (text,) = opened.window.banners.texts()
    assert text == "8,000 of 8,210 messages in “Archive” are no longer on the server. They are kept here."
    press(opened, action)
    opened.wait(lambda: desk.answers == [(ALICE, "Archive", deleted)])
    opened.wait(lambda: not opened.window.banners.texts())
    if deleted:
        opened.wait(lambda: ALICE in desk.synced)


def test_an_unanswered_question_is_there_again_after_a_restart(open_window: Any, tmp_path: Any) -> None:
    desk = FakeDesk(tmp_path)
    desk.put_mailbox(ALICE)
    desk.deletions = [DeletionQuestion(ALICE, 1, "Archive", 90, 100, "2026-11-21T10:00:00+00:00")]
    opened = open_window(desk)
    opened.wait(lambda: len(opened.window.banners.texts()) == 1)


def test_messages_in_quarantine_show_the_servers_words_and_can_be_tried_again(opened: OpenWindow) -> None:
    desk: Any = opened.desk
    desk.quarantine = [QuarantinedMessage("INBOX", Uid(7), "NO [SERVERBUG] can't read it", utc_now(), 2, None)]
    opened.window.tree.select(Place(mailbox=ALICE))
    table = opened.window.mailbox_page.folders
    opened.wait(lambda: table.held.rowCount() == 1)
    assert table.held.item(0, 2).text() == "NO [SERVERBUG] can't read it"
    table.again.click()
    opened.wait(lambda: desk.quarantine == [])
    opened.wait(lambda: ALICE in desk.synced)


def test_each_folder_says_why_something_of_it_is_not_here(opened: OpenWindow) -> None:
    desk: Any = opened.desk
    mailbox, inbox = desk.mailboxes[0], desk.folders[ALICE][0]
    later = utc_now() + timedelta(hours=1)
    busy = replace(mailbox, last_outcome=Outcome.BUSY, last_error="Gmail asks us to wait.", next_run_at=later)
    assert describe_folder(inbox, mailbox) == "Everything is here"
    assert describe_folder(replace(inbox, included=False, messages_saved=0), mailbox) == "Not ticked"
    assert describe_folder(replace(inbox, quarantined=3), mailbox) == "3 messages in quarantine"
    older = replace(inbox, messages_on_server=inbox.messages_saved + 1200)
    assert describe_folder(older, mailbox) == "1,200 messages are older than a year"
    large = replace(inbox, messages_on_server=inbox.messages_saved + 2, left_out=2)
    assert describe_folder(large, mailbox) == "2 messages are larger than the mailbox's limit"
    assert "2 messages are larger than the mailbox's limit and left out" in describe_folder_tip(large)
    waiting = describe_folder(replace(inbox, pending=5), busy)
    assert waiting.startswith("Waiting until ")
    assert waiting.endswith(": Gmail asks us to wait.")
    assert describe_folder(replace(inbox, on_server=False), mailbox).startswith("No longer on the server")


@pytest.mark.parametrize(("action", "keep"), [("Keep a copy", True), ("Leave it", False)])
def test_a_new_folder_is_asked_about_and_answered(opened: OpenWindow, action: str, keep: bool) -> None:
    desk: Any = opened.desk
    desk.new_folders = [(ALICE, "Travel")]
    opened.window.engine.folders_changed.emit(ALICE)
    opened.wait(lambda: bool(opened.window.banners.texts()))
    assert "“Travel” is new on the server" in opened.window.banners.texts()[0]
    press(opened, action)
    opened.wait(lambda: desk.answers == [(ALICE, "Travel", keep)])
    opened.wait(lambda: not opened.window.banners.texts())
    if keep:
        opened.wait(lambda: ALICE in desk.synced)
