"""A run that was cut off goes on as soon as the program runs again, not at the schedule's next moment."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from imapdesk.demo.profile import MAILBOX, DemoDesk
from imapdesk.errors import Unreachable
from imapdesk.mail import RunResult, utc_now
from imapdesk.outcome import Outcome
from tests.desk.demo import open_demo
from tests.pace import PATIENCE_S


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DemoDesk]:
    with open_demo(tmp_path / "data") as opened:
        yield opened


def hold_by_a_dead_process(desk: DemoDesk) -> None:
    """What a kill leaves behind."""
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait(timeout=PATIENCE_S)
    desk.store.take_lease(desk.get_mailbox(MAILBOX).id, f"{socket.gethostname()}:{killed.pid}:x", ttl_s=3600)


def test_a_run_that_came_to_its_end_leaves_nothing(desk: DemoDesk) -> None:
    assert desk.load_unfinished() == []
    desk.sync()
    assert (desk.load_unfinished(), desk.due()) == ([], [])


def test_a_killed_run_goes_on_before_the_schedule_says_so(desk: DemoDesk) -> None:
    desk.sync()
    hold_by_a_dead_process(desk)
    assert (desk.load_unfinished(), desk.due()) == ([MAILBOX], [])


def test_a_run_that_quitting_stopped_goes_on(desk: DemoDesk) -> None:
    desk.sync(should_stop=lambda: True)
    assert desk.get_mailbox(MAILBOX).last_outcome is Outcome.CANCELLED
    assert (desk.load_unfinished(), desk.due()) == ([MAILBOX], [])


def test_a_run_that_a_full_disk_ended_goes_on(desk: DemoDesk) -> None:
    mailbox = desk.get_mailbox(MAILBOX)
    later = utc_now() + timedelta(minutes=30)
    desk.store.mark_mailbox(mailbox.id, last_outcome=Outcome.STORE, failures=1, next_run_at=later)
    assert (desk.load_unfinished(), desk.due()) == ([MAILBOX], [])


def test_what_a_person_paused_or_runs_by_hand_stays_so(desk: DemoDesk) -> None:
    hold_by_a_dead_process(desk)
    desk.pause(MAILBOX, True)
    assert desk.load_unfinished() == []
    desk.pause(MAILBOX, False)
    desk.change_mailbox(MAILBOX, every_minutes=0)
    assert desk.load_unfinished() == []


def test_watching_goes_on_with_it_first_and_once(desk: DemoDesk) -> None:
    desk.sync(should_stop=lambda: True)
    rounds: list[list[RunResult]] = []
    desk.watch(rounds.append, should_stop=lambda: bool(rounds))
    assert [result.outcome for each in rounds for result in each] == [Outcome.OK]


def test_a_mailbox_that_is_removed_while_its_folders_are_listed_ends_no_watching(
    desk: DemoDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refresh(name: str, **_: object) -> None:
        asked.append(name)
        desk.remove_mailbox(name)
        raise Unreachable("the line broke")

    monkeypatch.setattr(desk, "refresh_folders", refresh)
    desk.sync()
    desk.store.mark_mailbox(desk.get_mailbox(MAILBOX).id, listed_revision=0)
    desk.watch(lambda _results: None, should_stop=lambda: bool(asked) and not desk.store.load_mailboxes())
    assert asked == [MAILBOX]
