"""An empty list says why it is empty, and offers what there is left to do."""

from __future__ import annotations

from datetime import date

import pytest

from imapdesk.mail import FolderRole, Scope
from imapdesk.store.search.explaining import explain_query
from imapdesk.store.search.parsing import parse_query
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


def test_a_search_for_nothing_that_could_be_found_says_so_instead_of_asking_for_fewer_words() -> None:
    explained = explain_query(parse_query("!?", date(2026, 11, 23)))
    reason = find_reason("!?", Scope(mailbox="alice"), Snapshot(), None, explained)
    assert reason.text == "Symbols and punctuation alone find nothing: a search needs letters, digits or emoji."
    assert reason.button == ""
    explained = explain_query(parse_query("words", date(2026, 11, 23)))
    assert find_reason("words", Scope(), Snapshot(), None, explained) == find_reason("words", Scope(), Snapshot(), None)
