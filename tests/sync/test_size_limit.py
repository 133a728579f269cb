"""What a person leaves out by a limit of size is left out, is no failure, and comes when the limit is raised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from imapdesk.mail import Mailbox, Uid
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from tests.sync.bench import Bench, numbers


def test_a_message_above_the_mailboxs_limit_is_not_fetched(store: Store, add_mailbox: Callable[..., Mailbox]) -> None:
    bench = Bench(store, add_mailbox(max_message_bytes=300))
    result = bench.sync()
    assert result.left_out > 0
    assert all(len(item.raw) <= 300 for item in store.iter_export(bench.mailbox.id))
    asked = len(bench.server.asked)
    bench.sync()
    assert len(bench.server.asked) == asked


def test_a_message_of_just_the_limit_is_fetched(store: Store, add_mailbox: Callable[..., Mailbox]) -> None:
    bench = Bench(store, add_mailbox())
    size = bench.model.folders["INBOX"].messages[Uid(20)].size
    store.save_settings(bench.mailbox.id, replace(bench.mailbox.settings, max_message_bytes=size))
    result = bench.sync()
    assert result.left_out > 0
    assert max(len(item.raw) for item in store.iter_export(bench.mailbox.id)) == size


def test_what_a_person_leaves_out_on_purpose_is_no_failure_and_comes_when_the_limit_is_raised(
    store: Store, add_mailbox: Callable[..., Mailbox]
) -> None:
    bench = Bench(store, add_mailbox(max_message_bytes=300))
    for _ in range(2):  # in the run that finds them and in every later one
        result = bench.sync()
        assert (result.outcome, result.error, result.pending, result.quarantined) == (Outcome.OK, None, 0, 0)
        assert result.left_out == len(bench.missing()) > 2
        assert {one.path: one.left_out for one in store.load_folders(bench.mailbox.id)} == {
            "INBOX": result.left_out,
            "Work": 0,
        }
    before = result.left_out
    store.save_settings(bench.mailbox.id, replace(bench.mailbox.settings, max_message_bytes=350))
    some = bench.sync()
    assert (some.outcome, some.stored, some.left_out) == (
        Outcome.OK,
        before - len(bench.missing()),
        len(bench.missing()),
    )
    assert 0 < some.left_out < before
    store.save_settings(bench.mailbox.id, replace(bench.mailbox.settings, max_message_bytes=0))
    assert numbers(bench.sync()) == (Outcome.OK, some.left_out, 0, 0)
    assert bench.missing() == set()


def test_a_message_that_is_refused_beside_one_that_is_left_out_still_makes_the_run_partial(
    store: Store, add_mailbox: Callable[..., Mailbox]
) -> None:
    bench = Bench(store, add_mailbox(max_message_bytes=300))
    bench.script.refuse[("INBOX", Uid(2))] = "[SERVERBUG] cannot read it"
    result = bench.sync()
    assert (result.outcome, result.quarantined) == (Outcome.PARTIAL, 1)
    assert result.error == "One message could not be fetched now and will be tried again."
