"""What a server refuses for the moment: one folder's trouble ends no run, and a mark waits for a better time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imapdesk.mail import Mailbox, MessageId
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import PLAIN, ScriptedServer
from tests.sync.test_twins import WHEN, Gmail, raw

SOON = "[INUSE] Locked by another program"


@pytest.fixture
def one(scripted_server: Callable[..., ScriptedServer], store: Store, add_mailbox: Callable[..., Mailbox]) -> Gmail:
    """A mailbox with one message in each of two folders."""
    made = Gmail(scripted_server, store, add_mailbox, PLAIN)
    made.held.deliver("INBOX", raw(1), received=WHEN)
    made.held.deliver("Work", raw(2), received=WHEN)
    made.tick("INBOX", "Work")
    assert made.sync().outcome is Outcome.OK
    return made


def test_a_folder_that_can_not_be_opened_now_leaves_the_others_and_makes_the_run_partial(one: Gmail) -> None:
    one.held.deliver("INBOX", raw(3), received=WHEN)
    one.server.arm(on={"EXAMINE": [react.when(b"Work", react.no(SOON))] * 9})
    result = one.sync()
    assert (result.outcome, result.stored) == (Outcome.PARTIAL, 1)


def test_when_no_folder_can_be_opened_now_the_run_is_tried_again_later(one: Gmail) -> None:
    one.server.arm(on={"EXAMINE": react.no(SOON)})
    assert one.sync().outcome is Outcome.BUSY
    one.server.heal()
    assert one.sync().outcome is Outcome.OK


@pytest.mark.parametrize(("words", "waits"), [(SOON, True), ("[NOPERM] Not yours", False)])
def test_a_mark_that_is_refused_for_now_waits_and_one_that_is_refused_for_good_is_taken_back(
    one: Gmail, words: str, waits: bool
) -> None:
    (message,) = map(MessageId, one.store.list_ids(one.scope("INBOX")))
    one.store.wish_flags([message], frozenset({"\\Flagged"}), frozenset())
    one.server.arm(on={"UID STORE": react.no(words)})
    assert one.sync().outcome is Outcome.PARTIAL
    assert one.store.get_summary(message).starred is waits
    one.server.heal()
    assert one.sync().outcome is Outcome.OK
    (there,) = one.held.folders["INBOX"].messages
    assert ("\\Flagged" in there.flags) is waits
