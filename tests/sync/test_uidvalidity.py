"""UIDVALIDITY: a change is believed after a second look, odd values are lived with, and what is ours stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from imapdesk.mail import Mailbox, MessageId, Scope
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import CONDSTORE, FULL, MINIMAL, PLAIN, ScriptedServer
from tests.sync.test_twins import WHEN, Gmail, raw


@pytest.fixture
def make(
    scripted_server: Callable[..., ScriptedServer], store: Store, add_mailbox: Callable[..., Mailbox]
) -> Callable[[str], Gmail]:
    def make_one(capabilities: str) -> Gmail:
        made = Gmail(scripted_server, store, add_mailbox, capabilities)
        for number in range(1, 9):
            made.held.deliver("INBOX", raw(number), received=WHEN)
        made.tick("INBOX", "Work")
        assert made.sync().outcome is Outcome.OK
        return made

    return make_one


def say_other(answer: bytes) -> bytes:
    return re.sub(rb"UIDVALIDITY \d+", b"UIDVALIDITY 4711", answer)


def held(one: Gmail) -> list[tuple[int, bool]]:
    """The saved places of the inbox, and which of them are gone."""
    return sorted(
        (each.id, each.gone_at is not None) for each in one.store.load_summaries(one.store.list_ids(one.scope("INBOX")))
    )


@pytest.mark.parametrize("capabilities", [MINIMAL, PLAIN, CONDSTORE, FULL])
@pytest.mark.parametrize("where", ["LIST", "STATUS", "EXAMINE"])
def test_a_change_that_is_said_once_is_not_believed(
    make: Callable[[str], Gmail], capabilities: str, where: str
) -> None:
    one = make(capabilities)
    before, given = held(one), one.held.given()
    one.held.deliver("INBOX", raw(20), received=WHEN)
    one.server.arm(on={where: [react.edit(say_other)]})
    result = one.sync()
    one.server.heal()
    assert result.outcome in (Outcome.OK, Outcome.PARTIAL)
    assert one.sync().outcome is Outcome.OK
    assert [place for place in held(one) if place in before] == before
    assert len(held(one)) == len(before) + 1
    assert sum(one.held.given().values()) == sum(given.values()) + 1


@pytest.mark.parametrize("capabilities", [MINIMAL, PLAIN, CONDSTORE, FULL])
def test_a_renumbered_folder_is_not_downloaded_again_and_keeps_what_is_ours(
    make: Callable[[str], Gmail], capabilities: str
) -> None:
    one = make(capabilities)
    one.held.expunge("INBOX", 8)
    assert one.sync().gone == 1
    ids = {one.store.get_raw(MessageId(number)).split(b"\r\n")[0]: MessageId(number) for number, _ in held(one)}
    starred, read = ids[b"Subject: 1"], ids[b"Subject: 2"]
    one.store.wish_flags([starred], frozenset({"\\Flagged"}), frozenset())
    one.store.wish_flags([read], frozenset({"\\Seen"}), frozenset())
    before = held(one)
    one.held.renumber("INBOX")
    given = sum(one.held.given().values())
    for _ in range(3):
        result = one.sync()
    assert (result.outcome, result.stored, result.gone) == (Outcome.OK, 0, 0)
    assert sum(one.held.given().values()) == given
    assert held(one) == before, "numbers and tombstones stay"
    flags = {message.uid: message.flags for message in one.held.folders["INBOX"].messages}
    assert (flags[1], flags[2]) == ({"\\Flagged"}, {"\\Seen"}), "what waited to be sent was sent to the new numbers"
    assert one.store.get_summary(starred).starred
    assert not one.store.get_summary(read).unread
    assert one.store.check() == []


@pytest.mark.parametrize("capabilities", [PLAIN, FULL])
def test_a_mailbox_that_forgets_what_is_gone_forgets_nothing_of_a_renumbered_folder(
    make: Callable[[str], Gmail], capabilities: str
) -> None:
    one = make(capabilities)
    one.mailbox = replace(one.mailbox, settings=replace(one.mailbox.settings, forget_gone=True))
    one.held.expunge("INBOX", 8)
    assert one.sync().gone == 1
    before = held(one)
    assert len(before) == 7
    one.held.expunge("INBOX", 7)
    one.held.renumber("INBOX")
    for _ in range(3):
        assert one.sync().outcome is Outcome.OK
    assert [number for number, _ in held(one)] == [number for number, _ in before]
    assert [gone for _, gone in held(one)].count(True) == 1


@pytest.mark.parametrize("value", [0, 1, 2**32 - 1, 2**32 + 5, 2**63 - 1, 2**63 + 7, 2**64 - 1])
@pytest.mark.parametrize("capabilities", [PLAIN, FULL])
def test_any_number_is_lived_with(
    scripted_server: Callable[..., ScriptedServer],
    store: Store,
    add_mailbox: Callable[..., Mailbox],
    value: int,
    capabilities: str,
) -> None:
    one = Gmail(scripted_server, store, add_mailbox, capabilities)
    one.held.folders["INBOX"].uidvalidity = value
    for number in range(1, 4):
        one.held.deliver("INBOX", raw(number), received=WHEN)
    one.tick("INBOX")
    assert one.sync().outcome is Outcome.OK
    one.held.deliver("INBOX", raw(9), received=WHEN)
    one.held.change_flags("INBOX", 1, "\\Seen")
    one.held.expunge("INBOX", 2)
    result = one.sync()
    assert (result.outcome, result.stored, result.gone) == (Outcome.OK, 1, 1)
    again = one.sync()
    assert (again.stored, again.flags_changed, again.gone) == (0, 0, 0)
    assert set(one.held.given().values()) == {1}
    assert len(one.store.list_ids(Scope(folder="INBOX", include_gone=False))) == 3


@pytest.mark.parametrize("capabilities", [PLAIN, FULL])
def test_a_server_that_begins_or_ceases_to_tell_it_costs_no_download(
    make: Callable[[str], Gmail], capabilities: str
) -> None:
    one = make(capabilities)
    given = sum(one.held.given().values())
    for omit in (frozenset({"UIDVALIDITY"}), frozenset(), frozenset({"UIDVALIDITY"}), frozenset()):
        one.server.arm(omit=omit)
        result = one.sync()
        assert (result.outcome, result.stored, result.gone) == (Outcome.OK, 0, 0)
    assert sum(one.held.given().values()) == given


def test_a_number_that_changes_with_every_look_costs_no_mail(make: Callable[[str], Gmail]) -> None:
    one = make(PLAIN)
    given = sum(one.held.given().values())
    count = iter(range(5000, 9000))
    one.server.arm(
        on={"EXAMINE": react.edit(lambda answer: re.sub(rb"UIDVALIDITY \d+", b"UIDVALIDITY %d" % next(count), answer))}
    )
    for _ in range(3):
        assert one.sync().outcome in (Outcome.OK, Outcome.PARTIAL)
    one.server.heal()
    assert one.sync().outcome is Outcome.OK
    assert len(one.store.list_ids(Scope(folder="INBOX", include_gone=False))) == 8
    assert sum(one.held.given().values()) == given
