"""What is said of a mailbox's state: the tree, its page, the activity page and the status bar agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imapdesk.errors import SECRETS
from imapdesk.mail import RunResult
from imapdesk.outcome import Outcome
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.status import describe_status
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.sample import ALICE

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
