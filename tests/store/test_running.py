"""Leases, runs, settings, people."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest

from imapdesk.errors import NotFound, SettingsRefused, StoreError
from imapdesk.mail import RunResult, utc_now
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from tests.pace import PATIENCE_S
from tests.store.bench import Bench, listed

HOST = socket.gethostname()
HASTE, WAIT = "PRAGMA synchronous = normal", "PRAGMA synchronous = full"
ME = f"{HOST}:{os.getpid()}:one"
OTHER = f"{HOST}:{os.getpid()}:two"


def test_a_lease_has_one_holder(bench: Bench) -> None:
    store, box = bench.store, bench.mailbox.id
    assert store.take_lease(box, ME)
    assert not store.take_lease(box, OTHER)
    assert store.take_lease(box, ME)
    assert store.renew_lease(box, ME)
    assert not store.renew_lease(box, OTHER)
    store.release_lease(box, OTHER)
    assert not store.take_lease(box, OTHER)
    store.release_lease(box, ME)
    assert store.take_lease(box, OTHER)


def test_after_a_note_that_waits_for_no_disk_the_next_change_waits_again(bench: Bench) -> None:
    writer = bench.store._writer
    with writer.transaction(durable=False) as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (1,)
        cursor.execute("UPDATE mailbox SET failures = 7")
    with writer.transaction() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
        assert cursor.execute("SELECT failures FROM mailbox").fetchone() == (7,)
    with pytest.raises(StoreError), writer.transaction(durable=False) as cursor:
        cursor.execute("UPDATE mailbox SET failures = NULL")
    with writer.transaction() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
        assert cursor.execute("SELECT failures FROM mailbox").fetchone() == (7,)


def test_a_plan_waits_for_no_disk_and_what_is_saved_after_it_does(bench: Bench) -> None:
    said: list[str] = []
    bench.store._writer.database.connection().set_trace_callback(said.append)
    bench.plan(listed(1))
    haste, commit, wait = (said.index(words) for words in (HASTE, "COMMIT", WAIT))
    assert haste < commit < wait
    said.clear()
    bench.save(1)
    assert "COMMIT" in said
    assert HASTE not in said


def test_a_lease_that_ran_out_is_taken_over(bench: Bench) -> None:
    assert bench.store.take_lease(bench.mailbox.id, ME, ttl_s=-1)
    assert bench.store.take_lease(bench.mailbox.id, OTHER)
    assert not bench.store.renew_lease(bench.mailbox.id, ME)


def test_the_lease_of_a_dead_process_is_taken_over_at_once(bench: Bench) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait(timeout=PATIENCE_S)
    assert bench.store.take_lease(bench.mailbox.id, f"{HOST}:{dead.pid}:x", ttl_s=3600)
    assert bench.store.take_lease(bench.mailbox.id, ME)


def test_a_run_is_cut_off_when_nobody_keeps_its_lease(bench: Bench) -> None:
    store, box = bench.store, bench.mailbox.id
    assert store.load_cut_off() == set()
    store.take_lease(box, ME)
    assert store.load_cut_off() == set(), "it runs"
    store.release_lease(box, ME)
    assert store.load_cut_off() == set(), "it ended"
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait(timeout=PATIENCE_S)
    store.take_lease(box, f"{HOST}:{dead.pid}:x", ttl_s=3600)
    assert store.load_cut_off() == {box}, "it was killed"
    store.take_lease(box, "elsewhere.example.com:1:x", ttl_s=-1)
    assert store.load_cut_off() == {box}, "it ran out"


def test_the_lease_of_another_computer_is_believed(bench: Bench) -> None:
    assert bench.store.take_lease(bench.mailbox.id, "elsewhere.example.com:1:x", ttl_s=3600)
    assert not bench.store.take_lease(bench.mailbox.id, ME)


def test_runs_come_back_newest_first_and_are_kept_for_90_days(bench: Bench) -> None:
    now = utc_now()
    results = [
        RunResult("work", Outcome.OK, stored=age, started_at=now - timedelta(days=age), details="é\ud800")
        for age in (95, 80, 1)
    ]
    for result in results:
        bench.store.add_run(result)
    bench.store.add_run(RunResult("nobody", Outcome.OK))
    found = bench.store.load_runs(bench.mailbox.id)
    assert [(run.stored, run.outcome, run.started_at) for run in found] == [
        (run.stored, Outcome.OK, run.started_at) for run in (results[2], results[1])
    ]
    assert len(bench.store.load_runs(bench.mailbox.id, limit=1)) == 1


def test_settings_hold_what_json_can(store: Store) -> None:
    assert store.get_setting("x", 7) == 7
    store.set_setting("x", {"a": [1, None, "é"]})
    assert store.get_setting("x") == {"a": [1, None, "é"]}
    store.set_setting("x", None)
    assert store.get_setting("x", "gone") == "gone"


def test_people_and_roles_can_be_changed(store: Store) -> None:
    store.save_role("Support", ["sync_origin_credential_notifications", "other"])
    store.add_person("bob", name="Bob", address="bob@example.com", roles=["Support"])
    with pytest.raises(SettingsRefused):
        store.add_person("bob")
    with pytest.raises(NotFound):
        store.add_person("eve", roles=["Nobody"])
    assert store.find_person("eve") is None
    changed = store.change_person("bob", address="b@example.com", roles=[])
    assert (changed.name, changed.address, changed.roles) == ("Bob", "b@example.com", ())
    store.save_role("Support", ["other"])
    assert store.load_roles() == {"Support": frozenset({"other"})}
    store.remove_role("Support")
    store.remove_person("bob")
    assert (store.load_people(), store.load_roles()) == ([], {})
    with pytest.raises(NotFound):
        store.remove_person("bob")
