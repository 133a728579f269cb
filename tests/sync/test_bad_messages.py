"""Messages that a server refuses, drops or never answers with: the rest is stored, nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from imapdesk.mail import Uid
from imapdesk.outcome import Outcome
from imapdesk.sync.line import Patience
from imapdesk.sync.quarantine import choose_retry_pause
from tests.sync.bench import COUNT, Bench, numbers


@pytest.mark.parametrize("uid", [1, 17, 40])
def test_one_message_that_is_refused_is_found_by_halving_and_the_rest_is_stored(bench: Bench, uid: int) -> None:
    bench.script.refuse[("INBOX", Uid(uid))] = "[SERVERBUG] cannot read it"
    assert numbers(bench.sync()) == (Outcome.PARTIAL, COUNT + 4, 0, 1)
    assert bench.missing() == {("INBOX", uid)}
    (held,) = bench.store.load_quarantine(bench.mailbox.id)
    assert (held.uid, held.reason) == (uid, "[SERVERBUG] cannot read it")
    assert held.retry_at is not None
    assert held.retry_at - datetime.now(UTC) < timedelta(hours=1)
    assert max(bench.server.given.values()) == 1, "something was fetched twice"
    assert numbers(bench.sync()) == (Outcome.PARTIAL, 0, 0, 1), "and not asked for again before its time"


def test_a_refusal_that_passes_costs_nothing(bench: Bench) -> None:
    bench.script.refuse[("INBOX", Uid(17))] = "not now"
    bench.script.refuse_times[("INBOX", Uid(17))] = 3
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 5, 0, 0)


def test_a_quarantined_message_is_stored_when_its_time_has_come_and_the_server_gives_it(bench: Bench) -> None:
    bench.script.refuse[("INBOX", Uid(17))] = "broken"
    bench.sync()
    bench.script.refuse.clear()
    bench.store.release_quarantine()
    assert numbers(bench.sync()) == (Outcome.OK, 1, 0, 0)
    assert bench.missing() == set()


def test_retries_of_a_quarantined_message_grow_rare() -> None:
    pauses = [choose_retry_pause(tries) for tries in range(6)]
    assert [pause.total_seconds() / 3600 for pause in pauses] == [1, 6, 24, 168, 168, 168]


def test_a_folder_whose_every_message_is_refused_is_given_up_soon_and_the_others_are_had(bench: Bench) -> None:
    bench.script.refuse.update({("INBOX", Uid(uid)): "no" for uid in range(1, COUNT + 1)})
    result = bench.sync()
    assert (result.outcome, result.stored) == (Outcome.PARTIAL, 5)
    assert result.pending + result.quarantined == COUNT
    assert len(bench.server.asked) < 40


def test_a_message_that_the_server_lists_and_never_answers_with_is_quarantined(bench: Bench) -> None:
    bench.script.omit.add(("INBOX", Uid(3)))
    assert numbers(bench.sync()) == (Outcome.PARTIAL, COUNT + 4, 0, 1)
    assert bench.missing() == {("INBOX", 3)}


def test_a_message_that_is_expunged_while_it_is_fetched_is_not_missed(bench: Bench) -> None:
    def expunge() -> None:
        bench.model.folders["INBOX"].messages.pop(Uid(3), None)

    bench.script.before_fetch = expunge
    assert numbers(bench.sync()) == (Outcome.OK, COUNT + 4, 0, 0)
    assert bench.missing() == set()


@pytest.mark.parametrize("places", [{("INBOX", 17)}, {("INBOX", 40)}, {("INBOX", 1), ("INBOX", 20), ("Work", 5)}])
def test_a_message_that_kills_the_connection_is_isolated(bench: Bench, places: set[tuple[str, Uid]]) -> None:
    bench.script.drop_at = places
    assert numbers(bench.sync()) == (Outcome.PARTIAL, COUNT + 5 - len(places), 0, len(places))
    assert bench.missing() == places


def test_the_only_message_that_kills_the_connection_is_isolated(bench: Bench) -> None:
    bench.sync()
    uid = bench.model.append("INBOX")
    bench.script.drop_at = {("INBOX", uid)}
    assert numbers(bench.sync()) == (Outcome.PARTIAL, 0, 0, 1)


@pytest.mark.parametrize("bad", [range(36, 41), range(18, 24), range(1, 5)], ids=["newest", "middle", "oldest"])
def test_neighbours_that_kill_the_connection_keep_nothing_else_away(bench: Bench, bad: range) -> None:
    bench.script.drop_at = {("INBOX", Uid(uid)) for uid in bad}
    result = bench.sync()
    assert (result.outcome, result.stored) == (Outcome.PARTIAL, COUNT + 5 - len(bad))
    assert bench.missing() == bench.script.drop_at
    bench.script.drop_at = set()
    bench.store.release_quarantine()
    assert numbers(bench.sync()) == (Outcome.OK, len(bad), 0, 0)


def test_a_server_that_gave_messages_is_waited_for_less_once_it_fell_silent(bench: Bench) -> None:
    bench.script.drop_at = {("INBOX", Uid(17))}
    result = bench.sync(
        patience=Patience(first_pause_s=0.001, without_progress_s=0.0)
    )  # any break counts as a long one
    assert numbers(result) == (Outcome.PARTIAL, COUNT + 4, 0, 1)
    assert 1 <= bench.server.hasty_sessions == bench.server.opened - 1 <= 3
