"""A server's own ids of messages are believed once headers confirm them: one id for different mail loses none."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from imapdesk.mail import Mailbox
from imapdesk.store import Store
from imapdesk.sync.trusting import ENOUGH
from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import FULL, GMAIL, ScriptedServer
from tests.sync.test_relinking import letter, move, raws, sync, truth
from tests.sync.test_twins import WHEN, Gmail

FIRST = {"OBJECTID": b"M1", "X-GM-EXT-1": b"1000001"}  # the id of the first message, by the extension that gives ids


@pytest.fixture(params=[FULL, GMAIL], ids=["EMAILID", "X-GM-MSGID"])
def make(
    request: pytest.FixtureRequest,
    scripted_server: Callable[..., ScriptedServer],
    store: Store,
    add_mailbox: Callable[..., Mailbox],
) -> Callable[..., Gmail]:
    def make_one(*mail: bytes, host: str = "localhost") -> Gmail:
        made = Gmail(scripted_server, store, add_mailbox, request.param, host)
        made.tick("INBOX", "Work", "Family")
        for raw in mail:
            made.held.deliver("INBOX", raw, received=WHEN)
        return made

    return make_one


def give_one_id(one: Gmail) -> None:
    """Every message has the id of the first one."""
    email_id = re.compile(rb"(?<=EMAILID \()\w+|(?<=X-GM-MSGID )\d+")
    one.server.react("UID FETCH", react.edit(lambda answer: email_id.sub(FIRST[extension(one)], answer)))


def extension(one: Gmail) -> str:
    return "OBJECTID" if "OBJECTID" in one.server.capabilities else "X-GM-EXT-1"


def count_headers(one: Gmail, since: int) -> int:
    return sum(b"BODY.PEEK[HEADER]" in command for command in one.server.commands[since:])


def test_one_id_for_different_mail_of_one_size_and_date_loses_none(make: Callable[..., Gmail]) -> None:
    one = make(letter(1))
    give_one_id(one)
    sync(one, stored=1)
    one.held.deliver("Work", letter(2), received=WHEN)
    one.held.deliver("Family", letter(3), received=WHEN)
    sync(one, stored=2)
    for path in ("INBOX", "Work", "Family"):
        assert raws(one, path) == truth(one, path)
    assert one.memory.distrusted("localhost") == {extension(one)}
    assert one.store.check() == []


def test_one_id_for_different_mail_that_is_new_at_once_loses_none(make: Callable[..., Gmail]) -> None:
    one = make(letter(1), letter(2), letter(3))
    one.held.deliver("Work", letter(4), received=WHEN)
    one.held.deliver("Family", letter(5), received=WHEN)
    give_one_id(one)
    sync(one, stored=5)
    for path in ("INBOX", "Work", "Family"):
        assert raws(one, path) == truth(one, path)
    assert one.memory.distrusted("localhost") == {extension(one)}


def test_ids_that_headers_confirmed_often_enough_are_believed_without(make: Callable[..., Gmail]) -> None:
    one = make(*[letter(number) for number in range(ENOUGH + 5)])
    sync(one, stored=ENOUGH + 5)
    begun = len(one.server.commands)
    move(one, "Work", *range(1, ENOUGH + 1))
    sync(one)
    assert count_headers(one, begun) > 0
    begun = len(one.server.commands)
    move(one, "Family", ENOUGH + 1, ENOUGH + 2)
    sync(one)
    assert count_headers(one, begun) == 0
    assert set(one.held.given().values()) == {1}
    for path in ("INBOX", "Work", "Family"):
        assert raws(one, path) == truth(one, path)
    assert one.memory.distrusted("localhost") == frozenset()


def test_gmails_own_ids_are_believed_at_once_and_never_given_up(make: Callable[..., Gmail]) -> None:
    one = make(*[letter(number) for number in range(5)], host="imap.gmail.com")
    sync(one, stored=5)
    begun = len(one.server.commands)
    move(one, "Work", 1, 2)
    sync(one)
    at_gmail = "X-GM-EXT-1" in one.server.capabilities
    assert (count_headers(one, begun) == 0) is at_gmail
    give_one_id(one)
    one.held.deliver("Work", letter(20) + b"more", received=WHEN)
    sync(one, stored=1)
    assert (one.memory.distrusted("localhost") == frozenset()) is at_gmail
    assert raws(one, "Work") == truth(one, "Work")


def test_confirming_the_ids_of_few_costs_no_turn_of_the_line(make: Callable[..., Gmail]) -> None:
    one = make(*[letter(number) for number in range(12)])
    one.held.deliver("Work", letter(100), received=WHEN)
    sync(one, stored=13)
    one.held.deliver("Work", letter(101), received=WHEN)
    one.held.expunge("INBOX", 12)
    without = sync(one, stored=1).round_trips
    one.held.deliver("Work", letter(102), received=WHEN)
    move(one, "Work", 1, 2, 3)
    assert sync(one, stored=1).round_trips == without
    assert set(one.held.given().values()) == {1}
    assert raws(one, "Work") == truth(one, "Work")


def test_only_what_a_header_confirmed_counts_and_one_contradiction_takes_all_of_it_back(
    make: Callable[..., Gmail],
) -> None:
    one = make(*[letter(number) for number in range(8)])
    sync(one, stored=8)
    move(one, "Work", 1, 2, 3)
    sync(one)
    assert one.store.get_setting("ids.proved", {}) == {"localhost": 3}
    give_one_id(one)
    one.held.deliver("Work", letter(20), received=WHEN)
    sync(one, stored=1)
    assert one.memory.distrusted("localhost") == {extension(one)}
    assert one.store.get_setting("ids.proved", {}) == {"localhost": 0}
