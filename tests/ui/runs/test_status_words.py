"""What is said of a mailbox's state: the tree, its page, the activity page and the status bar agree."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from imapdesk.errors import SECRETS
from imapdesk.mail import Folder, FolderId, FolderRole, Mailbox, MailboxId, MailboxSettings, RunResult, utc_now
from imapdesk.outcome import Outcome
from imapdesk.ui.folders.reasons import describe_folder
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.status import describe_status
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.sample import ALICE

BY_HAND = 0  # minutes
WRONG = "The master password is wrong."


@pytest.mark.parametrize(("reason", "off_line"), [(SECRETS, False), ("", True)])
def test_a_password_that_cant_be_had_is_nowhere_called_off_line(
    opened: OpenWindow, reason: str, off_line: bool
) -> None:
    window = opened.window
    before = opened.desk.mailboxes[0]
    assert before.name == ALICE
    failed = replace(before, last_outcome=Outcome.UNREACHABLE, last_error=WRONG, last_reason=reason, failures=1)
    opened.desk.mailboxes = [failed, *opened.desk.mailboxes[1:]]
    window.menu_actions["activity"].trigger()
    window.engine.run_finished.emit(RunResult(ALICE, Outcome.UNREACHABLE, WRONG, reason=reason))
    opened.wait(lambda: window.shelf.snapshot.find_mailbox(ALICE) == failed)
    page = opened.conductor.side_pages.activity
    assert page is not None
    said = [window.status.activity.text(), page.lines[ALICE].text.text()]
    window.tree.select(Place(mailbox=ALICE))
    opened.wait(lambda: window.pages.currentWidget() is window.mailbox_page)
    card = window.mailbox_page.card
    said.append(f"{card.title.text()} {card.text.text()}")
    status = describe_status(failed)
    said.append(f"{status.title} {status.text}")
    assert ["Off-line" in each for each in said] == [off_line] * 4, said
    assert [WRONG in each for each in said] == [not off_line] * 4, said


def make_mailbox(outcome: Outcome | None, every_minutes: int, **fields: object) -> Mailbox:
    settings = MailboxSettings("Work", ALICE, "imap.example.com", every_minutes=every_minutes)
    later = utc_now() + timedelta(minutes=20)
    return replace(Mailbox(MailboxId(1), settings, last_outcome=outcome, next_run_at=later), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", [Outcome.BUSY, Outcome.UNREACHABLE, Outcome.PROTOCOL, Outcome.CANCELLED, None])
@pytest.mark.parametrize("every_minutes", [30, BY_HAND])
def test_a_next_run_is_named_only_where_one_comes_by_itself(
    qapp: QApplication, outcome: Outcome | None, every_minutes: int
) -> None:
    mailbox = make_mailbox(outcome, every_minutes, failures=1)
    status = describe_status(mailbox)
    folder = Folder(FolderId(1), mailbox.id, "INBOX", b"INBOX", "/", FolderRole.INBOX, True, True, True)
    said = f"{status.title} {status.text} {describe_folder(folder, mailbox)}"
    if every_minutes == BY_HAND:
        assert "until you sync" in said
        assert not re.search(r"by itself|goes on when|next try|Waiting until \d", said), said
    else:
        assert "Waiting until" in said
        assert "until you sync" not in said


def test_a_mailbox_whose_sync_was_stopped_is_not_called_up_to_date(qapp: QApplication) -> None:
    mailbox = make_mailbox(Outcome.CANCELLED, 30, last_success_at=utc_now())
    assert describe_status(mailbox).title == "Stopped"
