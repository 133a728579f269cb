"""Instant in the window: what a watcher hears is fetched at once, also while the mailbox runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event, Thread

from imapdesk.mail import RunResult
from imapdesk.outcome import Outcome
from imapdesk.ui.state.place import Place
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


def test_the_check_box_begins_and_ends_the_watching(opened: OpenWindow, desk: FakeDesk) -> None:
    assert desk.watched == []
    window = opened.window
    window.tree.select(Place(mailbox=ALICE))
    box = window.mailbox_page.form.instant
    box.click()
    opened.wait(lambda: desk.get_mailbox(ALICE).settings.instant)
    desk.mailboxes = [replace(m, last_outcome=Outcome.OK) for m in desk.mailboxes]
    window.engine.watch()
    opened.wait(lambda: desk.watched == [ALICE])
    box.click()
    opened.wait(lambda: not desk.get_mailbox(ALICE).settings.instant)
    opened.wait(lambda: window.engine._watchers.names == [])


def test_news_from_a_thread_start_a_run_that_nobody_asked_for_by_hand(opened: OpenWindow, desk: FakeDesk) -> None:
    rounds: list[bool] = []
    opened.window.engine.round_ended.connect(lambda _results, _written, by_hand: rounds.append(by_hand))
    thread = Thread(target=lambda: desk.ring(ALICE))
    thread.start()
    thread.join()
    opened.wait(lambda: rounds == [False])
    assert desk.synced == [ALICE]


def test_a_mailbox_that_runs_is_run_once_more_when_it_is_asked_for_meanwhile(
    opened: OpenWindow, desk: FakeDesk
) -> None:
    go_on = Event()

    def run(name: str, _tell: object, stop: Callable[[], bool]) -> RunResult:
        go_on.wait(10)
        return RunResult(name, Outcome.OK)

    desk.run = run
    engine = opened.window.engine
    engine.sync([ALICE])
    opened.wait(lambda: engine.running == [ALICE])
    for _ in range(3):
        engine.sync([ALICE])
    assert engine.queue == [ALICE]
    go_on.set()
    opened.wait(lambda: not engine.running and not engine.queue)
    assert desk.synced == [ALICE, ALICE]


def test_closing_the_window_ends_the_watching(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.mailboxes = [replace(m, settings=replace(m.settings, instant=True)) for m in desk.mailboxes]
    desk.mailboxes = [replace(m, last_outcome=Outcome.OK, paused=False) for m in desk.mailboxes]
    opened.window.engine.watch()
    opened.wait(lambda: len(desk.watched) == len(desk.mailboxes))
    assert opened.window.engine.close()
    assert opened.window.engine._watchers.names == []


def test_a_box_that_is_ticked_and_cleared_at_once_is_cleared(opened: OpenWindow, desk: FakeDesk) -> None:
    opened.window.tree.select(Place(mailbox=ALICE))
    form = opened.window.mailbox_page.form
    told: list[object] = []
    form.changed.connect(told.append)
    form.instant.click()
    form.instant.click()
    assert told == [{"instant": True}, {"instant": False}]
