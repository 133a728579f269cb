"""The schedule goes on where this computer has no thread, and no other means, to spare for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imapdesk.demo.profile import MAILBOX, DemoDesk
from imapdesk.desk.servers.rounds import Jobs
from imapdesk.errors import Exhausted
from imapdesk.mail import RunResult, utc_now
from imapdesk.outcome import Outcome
from imapdesk.sync.watchers import Watchers
from tests.desk.demo import open_demo
from tests.pace import PATIENCE_S

Refuse = Callable[[Callable[[str], bool]], None]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """No thread for names of which ``denied`` says so."""
    start = threading.Thread.start

    def begin(denied: Callable[[str], bool]) -> None:
        def start_some(thread: threading.Thread) -> None:
            if denied(thread.name):
                raise RuntimeError("can't start new thread")
            start(thread)

        monkeypatch.setattr(threading.Thread, "start", start_some)

    return begin


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DemoDesk]:
    with open_demo(tmp_path / "data", instant=True) as opened:
        yield opened


def test_a_job_without_a_thread_is_done_once_here_and_now(refuse: Refuse) -> None:
    denied, done = ["schedule"], list[int]()
    refuse(lambda name: name.startswith(tuple(denied)))
    with Jobs[int](2) as jobs:
        jobs.start("a", lambda: done.append(1) or threading.get_ident())
        assert jobs.collect() == [threading.get_ident()]
        denied.clear()
        jobs.start("b", lambda: done.append(2) or 0)
    assert done == [1, 2]


def test_a_job_that_found_no_means_is_begun_again_and_a_bug_is_told() -> None:
    def fail(error: Exception) -> int:
        raise error

    jobs = Jobs[int](1)
    for error in (RuntimeError("can't start new thread"), MemoryError(), Exhausted("No more files.")):
        jobs.start("a", lambda error=error: fail(error))  # type: ignore[misc]
        while "a" in jobs.keys:
            assert jobs.collect() == []
    begun = threading.Event()
    jobs.start("a", lambda: begun.set() or fail(ValueError("a bug")))
    assert begun.wait(PATIENCE_S)
    with pytest.raises(ValueError, match="a bug"):
        jobs.finish()


def test_what_waits_for_its_turn_is_dropped_at_the_end() -> None:
    held, begun = threading.Event(), threading.Event()

    def work() -> str:
        begun.set()
        held.wait(PATIENCE_S)
        return "done"

    jobs = Jobs[str](1)
    jobs.start("runs", work)
    assert begun.wait(PATIENCE_S)
    jobs.start("waits", lambda: "never")
    threading.Timer(0.1, held.set).start()
    assert jobs.finish() == ["done"]


def test_a_mailbox_is_watched_as_soon_as_there_is_a_thread_for_it(desk: DemoDesk, refuse: Refuse) -> None:
    desk.sync()
    watched, over, denied = threading.Event(), threading.Event(), ["watch"]
    refuse(lambda name: name.startswith(tuple(denied)))

    def watch(*_words: object) -> None:
        watched.set()
        over.wait(PATIENCE_S)

    watchers = Watchers(watch, lambda _name: None)
    watchers.keep(desk.load_mailboxes())
    assert watchers.names == []
    denied.clear()
    watchers.keep(desk.load_mailboxes())
    assert watched.wait(PATIENCE_S)
    assert watchers.names == [MAILBOX]
    over.set()
    assert watchers.close()


def test_the_schedule_runs_mailboxes_without_threads_of_its_own(desk: DemoDesk, refuse: Refuse) -> None:
    refuse(lambda name: name.startswith(("schedule", "watch")))
    rounds, ends = list[RunResult](), time.monotonic() + PATIENCE_S
    desk.watch(rounds.extend, should_stop=lambda: bool(rounds) or time.monotonic() > ends)
    assert [(result.mailbox, result.outcome) for result in rounds] == [(MAILBOX, Outcome.OK)]


def test_the_schedule_outlives_a_time_without_any_thread(desk: DemoDesk, refuse: Refuse) -> None:
    denied = [True]
    refuse(lambda _name: denied[0])
    rounds, ends = list[RunResult](), time.monotonic() + PATIENCE_S

    def on_round(results: list[RunResult]) -> None:
        rounds.extend(results)
        denied[0] = False
        desk.store.mark_mailbox(desk.get_mailbox(MAILBOX).id, next_run_at=utc_now())

    desk.watch(on_round, should_stop=lambda: len(rounds) > 1 or time.monotonic() > ends)
    assert [result.outcome for result in rounds[:2]] == [Outcome.BUSY, Outcome.OK]
