"""An empty list says why it is empty, and offers what there is left to do."""

from __future__ import annotations

import pytest

from imapdesk.mail import FolderRole, Scope
from imapdesk.ui.messages.emptiness import find_reason
from imapdesk.ui.state.shelf import Snapshot


@pytest.mark.parametrize(
    "scope",
    [
        Scope(mailbox="alice"),
        Scope(mailbox="alice", folder="INBOX"),
        Scope(role=FolderRole.INBOX),
        Scope(unread=True),
        Scope(starred=True),
        Scope(attachments=True),
    ],
)
def test_a_search_that_was_narrowed_can_be_widened(scope: Scope) -> None:
    reason = find_reason("words", scope, Snapshot(), None)
    assert (reason.button, reason.action) == ("Search everywhere", "everywhere")


def test_a_search_everywhere_is_not_told_to_search_everywhere() -> None:
    reason = find_reason("words", Scope(), Snapshot(), None)
    assert reason.button == ""
    assert "all mailboxes" not in reason.text
