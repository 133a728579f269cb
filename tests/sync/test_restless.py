"""A server that renumbers a folder each time it is opened: all its mail comes, each body once, and it is said once."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from imapdesk.mail import FlagWish, FolderId, Mailbox, MessageId, Scope
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync.events import Event, Notice
from imapdesk.sync.processor import ImapEmailSynchronizationProcessor
from imapdesk.sync.verifier import Verifier
from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import CONDSTORE, FULL, GMAIL, MINIMAL, PLAIN, ScriptedServer
from tests.sync.test_twins import WHEN, Gmail, raw

SENTENCE = "The server renumbers “INBOX” each time it is opened; its mail is recognised by its headers."


class Restless(Gmail):
    """At each opening the inbox gets a new UIDVALIDITY and, if ``shuffled``, its UIDs in another order."""

    def begin(self, *, shuffled: bool) -> None:
        self.tick("INBOX", "Work", "Family")
        dice, numbers = random.Random(1), iter(range(5000, 9000))

        def renumber(exchange: react.Exchange) -> None:
            if b"INBOX" in exchange.command.upper():
                if shuffled:
                    dice.shuffle(self.held.folders["INBOX"].messages)
                self.held.renumber("INBOX", uidvalidity=next(numbers))
            react.normal()(exchange)

        self.server.arm(on={"EXAMINE": renumber, "SELECT": renumber})

    def deliver(self, *numbers: int) -> None:
        for number in numbers:
            self.held.deliver("INBOX", raw(number), received=WHEN)

    def find(self, number: int) -> int:
        """The UID of a message now."""
        return next(each.uid for each in self.held.folders["INBOX"].messages if each.raw == raw(number))

    def notices(self) -> list[str]:
        said: list[Event] = []
        result = ImapEmailSynchronizationProcessor(self.store, self.open, self.mailbox, on_event=said.append).run()
        assert (result.outcome, result.pending) == (Outcome.OK, 0)
        return [event.sentence for event in said if isinstance(event, Notice)]

    def present(self) -> set[str]:
        ids = self.store.list_ids(Scope(mailbox=self.mailbox.name, folder="INBOX", include_gone=False))
        return {
            self.store.get_raw(MessageId(item)).split(b"\r\n")[0].decode().removeprefix("Subject: ") for item in ids
        }


@pytest.fixture(params=[MINIMAL, PLAIN, CONDSTORE, FULL, GMAIL], ids=["minimal", "plain", "condstore", "full", "gmail"])
def one(
    request: pytest.FixtureRequest,
    scripted_server: Callable[..., ScriptedServer],
    store: Store,
    add_mailbox: Callable[..., Mailbox],
) -> Restless:
    return Restless(scripted_server, store, add_mailbox, request.param)


@pytest.mark.parametrize("shuffled", [False, True], ids=["the same order", "another order"])
@pytest.mark.parametrize("omit", [frozenset(), frozenset({"UIDNEXT"})], ids=["", "without UIDNEXT"])
def test_all_its_mail_comes_in_the_first_run_and_no_body_twice(
    one: Restless, shuffled: bool, omit: frozenset[str]
) -> None:
    one.server.arm(omit=omit)
    one.begin(shuffled=shuffled)
    one.deliver(*range(1, 41))
    one.held.deliver("Work", raw(99), received=WHEN)
    assert one.notices() == [SENTENCE]
    assert one.present() == {str(number) for number in range(1, 41)}
    assert set(one.held.given().values()) == {1}
    one.deliver(50, 51)
    one.held.expunge("INBOX", one.find(1))
    assert one.notices() == [SENTENCE]
    assert one.notices() in ([SENTENCE], []), "nothing is said of a folder that need not be opened"
    assert one.present() == {str(number) for number in [*range(2, 41), 50, 51]}
    assert set(one.held.given().values()) == {1}
    assert one.store.check() == []


@pytest.mark.parametrize("told", [b"", b"UIDVALIDITY 7"], ids=["not told", "told otherwise"])
def test_a_server_whose_listing_does_not_tell_of_it_sends_no_body_in_vain(one: Restless, told: bytes) -> None:
    one.begin(shuffled=True)
    change = react.edit(lambda answer: re.sub(rb"UIDVALIDITY \d+ ?", told + b" " * bool(told), answer))
    one.server.arm(on={"STATUS": change, "LIST": change})
    one.deliver(*range(1, 41))
    for _ in range(3):
        one.notices()
    assert one.present() == {str(number) for number in range(1, 41)}
    assert set(one.held.given().values()) == {1}


def test_flags_are_followed_and_what_is_gone_is_marked(one: Restless) -> None:
    one.begin(shuffled=True)
    one.deliver(*range(1, 9))
    one.notices()
    one.held.change_flags("INBOX", one.find(3), "\\Flagged")
    one.held.expunge("INBOX", one.find(5))
    one.notices()
    ids = one.store.list_ids(Scope(mailbox=one.mailbox.name, folder="INBOX", starred=True))
    assert [one.store.get_raw(MessageId(item)) for item in ids] == [raw(3)]
    assert one.present() == {"1", "2", "3", "4", "6", "7", "8"}
    everything = one.store.list_ids(Scope(mailbox=one.mailbox.name, folder="INBOX"))
    assert len(everything) == 8, "each is here once, the gone one with its date"


def wish(one: Restless, number: int, *, add: str = "", remove: str = "") -> None:
    ids = one.store.list_ids(Scope(mailbox=one.mailbox.name, folder="INBOX", include_gone=False))
    (item,) = (item for item in ids if one.store.get_raw(MessageId(item)) == raw(number))
    one.store.wish_flags([MessageId(item)], frozenset({add} - {""}), frozenset({remove} - {""}))


def flagged(one: Restless, flag: str) -> set[int]:
    messages = one.held.folders["INBOX"].messages
    return {number for number in range(1, 41) for each in messages if each.raw == raw(number) and flag in each.flags}


def open_wishes(one: Restless) -> dict[FolderId, list[FlagWish]]:
    return one.store.load_wishes(one.mailbox.id)


def test_what_is_marked_here_is_marked_there_and_nothing_else(one: Restless) -> None:
    one.deliver(*range(1, 41))
    one.notices()
    wish(one, 2, add="\\Seen")
    one.begin(shuffled=True)  # found out with a wish open
    one.notices()
    assert flagged(one, "\\Seen") == {2}
    wish(one, 3, add="\\Flagged")
    wish(one, 31, add="\\Flagged")
    wish(one, 2, remove="\\Seen")
    one.held.change_flags("INBOX", one.find(7), "\\Flagged")
    one.held.expunge("INBOX", one.find(31))
    one.deliver(50)
    one.notices()
    assert (flagged(one, "\\Seen"), flagged(one, "\\Flagged")) == (set(), {3, 7})
    assert not open_wishes(one)
    one.notices()
    starred = one.store.list_ids(Scope(mailbox=one.mailbox.name, folder="INBOX", starred=True, include_gone=False))
    assert {one.store.get_raw(MessageId(item)) for item in starred} == {raw(3), raw(7)}
    assert set(one.held.given().values()) == {1}


def test_a_line_that_breaks_at_a_mark_marks_no_other_message(one: Restless) -> None:
    one.begin(shuffled=True)
    one.deliver(*range(1, 41))
    one.notices()
    wish(one, 3, add="\\Flagged")
    one.server.react("UID STORE", [react.drop()])
    one.notices()
    assert flagged(one, "\\Flagged") <= {3}
    one.notices()
    assert flagged(one, "\\Flagged") == {3}
    assert not open_wishes(one)


def test_a_mailbox_that_is_only_read_is_only_examined(one: Restless) -> None:
    one.begin(shuffled=True)
    one.deliver(*range(1, 9))
    one.notices()
    wish(one, 3, add="\\Flagged")
    one.mailbox = one.store.save_settings(one.mailbox.id, replace(one.mailbox.settings, read_only=True))
    one.deliver(9)
    one.notices()
    assert (one.server.count("SELECT"), one.server.count("UID STORE")) == (0, 0)


def test_the_line_may_break_in_the_middle(one: Restless) -> None:
    one.begin(shuffled=True)
    one.deliver(*range(1, 121))
    one.server.react("UID FETCH", [react.normal(), react.normal(), react.cut(2500), react.cut(3000)])
    one.notices()
    one.notices()
    assert one.present() == {str(number) for number in range(1, 121)}
    assert one.store.check() == []


def test_a_folder_that_has_calmed_down_is_one_like_others(one: Restless) -> None:
    one.begin(shuffled=True)
    one.deliver(*range(1, 9))
    assert one.notices() == [SENTENCE]
    one.server.heal()
    one.deliver(20)
    one.notices()
    one.deliver(21)
    assert one.notices() == []
    assert one.store.get_setting("restless_folders", None) is None
    assert set(one.held.given().values()) == {1}


def test_verifying_says_why_such_a_folder_can_not_be_compared(one: Restless) -> None:
    one.begin(shuffled=True)
    one.deliver(*range(1, 9))
    one.notices()
    proof = Verifier(one.store, one.open, one.mailbox).verify()
    (told,) = (folder for folder in proof.folders if folder.path == "INBOX")
    assert told.error == "The server renumbers it each time it is opened, so that nothing can be compared."
    assert [folder.error for folder in proof.folders if folder.path != "INBOX"] == ["", ""]
