"""Real runs against a Dovecot that offers less: no QRESYNC, no CONDSTORE, no LIST-STATUS."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from imapdesk.mail import Scope, utc_now
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from tests.servers.dovecot import DovecotServer
from tests.servers.mail_user import MailUser
from tests.sync.mixed_mail import make_mixed_mail
from tests.sync.real import Real

OFFERS = {
    "everything": "",
    "CONDSTORE": "IMAP4rev1 LITERAL+ ENABLE CONDSTORE ESEARCH UIDPLUS MOVE LIST-STATUS LIST-EXTENDED SASL-IR",
    "little": "IMAP4rev1 ID UIDPLUS MOVE SASL-IR",
}
SEED = int(os.environ.get("IMAPDESK_SEED", "5"))
ROUNDS = int(os.environ.get("IMAPDESK_ROUNDS", "6"))
FOLDERS = ("INBOX", "Work", "Archive")


@pytest.fixture(params=OFFERS)
def server(request: pytest.FixtureRequest, start_dovecot: Callable[[str], DovecotServer]) -> DovecotServer:
    offer = OFFERS[request.param]
    return start_dovecot(f"imap_capability = {offer}" if offer else "")


@pytest.fixture
def world(server: DovecotServer, store: Store, tmp_path: Path) -> Real:
    return Real.make(store, server.add_user(), tmp_path)


def test_random_histories_are_followed(world: Real) -> None:
    source, mail, now = random.Random(SEED), iter(make_mixed_mail(60 + 25 * ROUNDS)), utc_now()
    for folder in FOLDERS:
        world.user.deliver(folder, [next(mail) for _ in range(20)])
    for round_ in range(ROUNDS):
        for _ in range(4):
            change_something(world.user, source, mail)
        now += timedelta(hours=2)  # so that all flags are looked at again where the server counts no changes
        result = world.sync(clock=stopped_at(now))
        assert (result.outcome, result.error) == (Outcome.OK, None), round_
        assert world.held() == world.truth(*FOLDERS), round_
        again = world.sync(clock=stopped_at(now))
        assert (again.stored, again.flags_changed, again.gone) == (0, 0, 0)
    assert world.store.check() == []


def stopped_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def change_something(user: MailUser, source: random.Random, mail: Iterator[bytes]) -> None:
    folder, other = source.sample(FOLDERS, 2)
    uids = user.uids(folder)
    some = source.sample(uids, min(len(uids), source.randint(1, 6)))
    change = source.choice(["append", "deliver", "flag", "unflag", "expunge", "move", "copy", "renumber"])
    if change == "append":
        user.append(folder, next(mail), flags=["\\Seen"])
    elif change == "deliver":
        user.deliver(folder, [next(mail) for _ in range(5)])
    elif change == "renumber":
        time.sleep(1.1)  # Dovecot makes UIDVALIDITY of the clock's seconds
        user.renumber(folder)
    elif not some:
        return
    elif change == "flag":
        user.change_flags(folder, some, add=["\\Seen", "$Work"])
    elif change == "unflag":
        user.change_flags(folder, some, remove=["\\Seen"])
    elif change == "expunge":
        user.expunge(folder, some)
    elif change == "move":
        user.move(folder, some, other)
    else:
        user.copy(folder, some, other)


def test_a_star_given_here_arrives_and_costs_no_second_look(world: Real) -> None:
    world.user.deliver("INBOX", make_mixed_mail(20))
    world.sync()
    world.store.wish_flags(list(world.store.list_ids(Scope()))[:2], frozenset({"\\Seen"}), frozenset())
    assert world.sync().outcome is Outcome.OK
    assert sum("\\Seen" in flags for flags in world.user.flags("INBOX").values()) == 2
    result = world.sync()
    assert (result.outcome, result.flags_changed) == (Outcome.OK, 0)
    assert world.held() == world.truth("INBOX")


def test_what_others_read_far_back_while_a_star_was_sent_is_noticed_by_the_next_run(world: Real) -> None:
    world.user.deliver("INBOX", make_mixed_mail(260))
    world.sync()
    old, *_, newest = world.user.uids("INBOX")
    world.user.change_flags("INBOX", [old, old + 1], add=["\\Seen"])
    world.store.wish_flags(list(world.store.list_ids(Scope()))[:1], frozenset({"\\Flagged"}), frozenset())
    assert world.sync().outcome is Outcome.OK
    assert "\\Flagged" in world.user.flags("INBOX")[newest]
    assert world.sync().outcome is Outcome.OK
    assert world.held() == world.truth("INBOX")
    assert world.sync().flags_changed == 0


def test_nothing_changed_costs_few_turn_arounds(world: Real) -> None:
    for number in range(30):
        world.user.deliver(f"F{number}", make_mixed_mail(2, seed=number))
    world.sync()
    result = world.sync()
    assert (result.outcome, result.stored) == (Outcome.OK, 0)
    assert result.round_trips <= 7
