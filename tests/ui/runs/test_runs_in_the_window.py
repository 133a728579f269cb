"""Runs in the window: their progress, how many at a time, and how they are stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import Any

from imapdesk.errors import SecretsUnavailable, Unreachable
from imapdesk.mail import RunResult
from imapdesk.outcome import Outcome
from imapdesk.sync import events
from tests.pace import Stopwatch
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


def test_a_sync_shows_its_progress_and_can_be_paused(opened: OpenWindow, desk: FakeDesk) -> None:
    def run(name: str, tell: Callable[[Any], None], should_stop: Callable[[], bool]) -> RunResult:
        tell(events.RunStarted(name))
        tell(events.Progress(name, "Inbox", 1240, 5310, 1, 9, 1.0))
        while not should_stop():
            time.sleep(0.01)
        return RunResult(name, Outcome.CANCELLED)

    desk.run = run
    opened.window.menu_actions["sync"].trigger()
    status = opened.window.status
    opened.wait(lambda: "1,240 of 5,310" in status.activity.text())
    assert status.bar.maximum() == 5310
    status.pause.click()
    opened.wait(lambda: opened.window.engine.active is None)
    opened.wait(lambda: desk.get_mailbox(ALICE).paused)
    assert "stopped" in status.activity.text()


def test_off_line_is_said_in_the_status_bar_and_nowhere_else(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.run = lambda name, _tell, _stop: RunResult(name, Outcome.UNREACHABLE, error=str(Unreachable("x")))
    opened.window.menu_actions["sync"].trigger()
    opened.wait(lambda: opened.window.status.activity.text().startswith("Off-line - saved mail can be read."))
    assert opened.window.banners.shown_keys() == []


def test_off_line_there_is_a_button_to_try_now_until_a_run_succeeds(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.run = lambda name, _tell, _stop: RunResult(name, Outcome.UNREACHABLE, error=str(Unreachable("x")))
    opened.window.menu_actions["sync"].trigger()
    again = opened.window.status.sync
    opened.wait(again.isVisible)
    assert (again.text(), again.accessibleName()) == ("Try now", "Try now")
    opened.conductor.make_views_anew()  # as another language does
    again = opened.window.status.sync
    opened.wait(again.isVisible)
    assert again.text() == "Try now"
    desk.run = lambda name, _tell, _stop: RunResult(name, Outcome.OK)
    again.click()
    opened.wait(lambda: "nothing new" in opened.window.status.activity.text())
    assert not again.isVisible()


def test_what_waits_for_the_next_sync_is_offered_whatever_another_mailbox_met(opened: OpenWindow) -> None:
    status = opened.window.status
    status.offer_sync("Ticked folders will be downloaded at the next sync.")
    assert status.sync.text() == "Sync now"
    status.show_result(RunResult("bob@work.example.org", Outcome.OK))
    assert status.sync.isVisible()
    status.begin(ALICE)
    assert not status.sync.isVisible()


def test_two_mailboxes_run_at_once_and_a_hanging_one_holds_up_no_other(opened: OpenWindow, desk: FakeDesk) -> None:
    go_on = Event()

    def run(name: str, _tell: object, stop: Callable[[], bool]) -> RunResult:
        if name == ALICE:
            go_on.wait(10)
        return RunResult(name, Outcome.OK)

    desk.run = run
    rounds: list[object] = []
    opened.window.engine.round_ended.connect(lambda results, _written, by_hand: rounds.append((results, by_hand)))
    opened.window.engine.sync([ALICE, "bob@work.example.org"])
    opened.wait(lambda: opened.window.engine.running == [ALICE])
    assert rounds == []
    go_on.set()
    opened.wait(lambda: len(rounds) == 1)
    assert opened.window.engine.running == []


def test_more_mailboxes_run_at_a_time_when_asked_for(opened: OpenWindow, desk: FakeDesk) -> None:
    go_on = Event()
    desk.put_mailbox("third@example.net")

    def run(name: str, _tell: object, stop: Callable[[], bool]) -> RunResult:
        go_on.wait(10)
        return RunResult(name, Outcome.OK)

    desk.run = run
    engine = opened.window.engine
    engine.sync([ALICE, "bob@work.example.org", "third@example.net"])
    assert len(engine.running) == 2
    opened.conductor.apply("at_most", "3")
    engine.sync([])
    assert len(engine.running) == 3
    go_on.set()
    opened.wait(lambda: engine.running == [])


def test_quitting_during_a_sync_takes_less_than_five_seconds(opened: OpenWindow, desk: FakeDesk) -> None:
    def run(name: str, tell: Callable[[Any], None], should_stop: Callable[[], bool]) -> RunResult:
        while not should_stop():
            time.sleep(0.01)
        return RunResult(name, Outcome.CANCELLED)

    desk.run = run
    opened.window.menu_actions["sync_all"].trigger()
    opened.wait(lambda: desk.synced != [])
    clock = Stopwatch()
    assert opened.stop()
    assert clock.seconds < 5


def test_the_bar_stays_while_another_mailbox_runs_and_goes_with_the_last_however_it_ended(opened: OpenWindow) -> None:
    engine, status = opened.window.engine, opened.window.status
    bob = "bob@work.example.org"
    for name in (ALICE, bob):
        engine.run_started.emit(name)
    engine.run_finished.emit(RunResult(ALICE, Outcome.OK))
    assert not status.bar.isHidden()
    assert not status.pause.isHidden()
    engine.progress.emit(events.Progress(ALICE, "Inbox", 9, 9, 9, 9, 1.0))  # too late
    assert status.skip.isHidden()
    engine.progress.emit(events.Progress(bob, "Inbox", 3, 9, 3, 9, 1.0))
    assert not status.skip.isHidden()
    engine.trouble.emit(bob, Unreachable("The line was lost."))
    assert [widget.isHidden() for widget in (status.bar, status.pause, status.skip)] == [True, True, True]


def test_a_password_that_could_not_be_fetched_is_not_called_a_lost_connection(
    opened: OpenWindow, desk: FakeDesk
) -> None:
    sentence = "The master password is wrong."
    desk.run = lambda name, *_: RunResult(name, Outcome.UNREACHABLE, sentence, reason=SecretsUnavailable.reason)
    opened.window.menu_actions["sync"].trigger()
    opened.wait(lambda: opened.window.status.activity.text() == sentence)


def test_the_list_does_not_jump_when_a_run_begins_or_ends(opened: OpenWindow) -> None:
    status = opened.window.status
    opened.wait(lambda: not status.bar.isVisible())
    quiet = status.height()
    status.begin(ALICE)
    opened.wait(status.pause.isVisible)
    opened.wait(lambda: status.height() == status.sizeHint().height())
    assert status.height() == quiet


def test_a_run_that_the_last_end_cut_off_goes_on_when_the_window_opens(
    desk: FakeDesk, open_window: Callable[[Any], OpenWindow]
) -> None:
    desk.unfinished = [ALICE]
    opened = open_window(desk)
    opened.wait(lambda: desk.synced == [ALICE])
