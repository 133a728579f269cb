"""When a mailbox is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.mail import Mailbox, MailboxId, MailboxSettings, RunResult
from imapdesk.outcome import Outcome
from imapdesk.sync import schedule

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
TIME_HELPS = [Outcome.UNREACHABLE, Outcome.BUSY, Outcome.INSECURE, Outcome.PROTOCOL, Outcome.STORE]


def make_mailbox(name: str = "anna", *, every: int = 30, **state: object) -> Mailbox:
    settings = MailboxSettings(name=name, address=f"{name}@example.org", host="mail.example.org", every_minutes=every)
    return Mailbox(MailboxId(1), settings, **state)  # type: ignore[arg-type]


def after(mailbox: Mailbox, outcome: Outcome, now: datetime = NOW, *, jitter: float = 0.5, **more: object) -> Mailbox:
    return schedule.mark_result(mailbox, RunResult(mailbox.name, outcome, **more), now, jitter)  # type: ignore[arg-type]


def test_a_new_mailbox_is_due_at_once() -> None:
    assert schedule.is_due(make_mailbox(), NOW)


def test_a_mailbox_is_due_again_after_its_minutes() -> None:
    mailbox = after(make_mailbox(every=30), Outcome.OK)
    assert mailbox.next_run_at == NOW + timedelta(minutes=30)
    assert not schedule.is_due(mailbox, NOW + timedelta(minutes=29))
    assert schedule.is_due(mailbox, NOW + timedelta(minutes=30))


def test_a_run_missed_in_sleep_starts_once_and_not_ten_times() -> None:
    mailbox = after(make_mailbox(), Outcome.OK)
    woke = NOW + timedelta(hours=10)
    assert schedule.is_due(mailbox, woke)
    assert not schedule.is_due(after(mailbox, Outcome.OK, woke), woke)


def test_a_clock_that_was_set_back_does_not_stop_the_schedule() -> None:
    mailbox = after(make_mailbox(), Outcome.OK)
    assert schedule.is_due(mailbox, NOW - timedelta(days=3))
    assert schedule.is_due(replace(mailbox, last_run_at=None), NOW - timedelta(days=3))


def test_by_hand_and_paused_mean_never_by_the_timer() -> None:
    assert not schedule.is_due(make_mailbox(every=0), NOW)
    assert not schedule.is_due(make_mailbox(paused=True), NOW)
    assert schedule.find_next_run(make_mailbox(every=0)) is None


def test_refused_credentials_are_not_tried_again_by_the_timer_until_something_changes() -> None:
    mailbox = after(make_mailbox(), Outcome.SIGN_IN_REQUIRED)
    assert not schedule.is_due(mailbox, NOW + timedelta(days=365))
    assert schedule.find_next_run(mailbox) is None
    assert not schedule.is_refresh_due(replace(mailbox, settings_revision=2, listed_revision=1))
    changed = replace(mailbox, last_outcome=None, next_run_at=None, failures=0)
    assert schedule.is_due(changed, NOW)


@pytest.mark.parametrize("outcome", TIME_HELPS)
def test_pauses_grow_with_every_failure_up_to_an_hour(outcome: Outcome) -> None:
    mailbox, pauses = make_mailbox(), []
    for _ in range(10):
        mailbox = after(mailbox, outcome)
        assert mailbox.next_run_at is not None
        pauses.append((mailbox.next_run_at - NOW).total_seconds() / 60)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert after(mailbox, Outcome.OK).failures == 0


def test_a_mailbox_that_runs_once_a_day_is_still_tried_within_the_day_after_a_failure() -> None:
    mailbox = make_mailbox(every=1440)
    for _ in range(30):
        mailbox = after(mailbox, Outcome.UNREACHABLE)
    assert mailbox.next_run_at == NOW + timedelta(minutes=1440)


@given(hint=st.floats(2, 80_000), jitter=st.floats(0, 1), failures=st.integers(0, 40))
def test_a_server_is_never_asked_again_before_its_own_hint(hint: float, jitter: float, failures: int) -> None:
    mailbox = after(make_mailbox(failures=failures), Outcome.BUSY, jitter=jitter, retry_after_s=hint)
    assert mailbox.next_run_at is not None
    assert mailbox.next_run_at - NOW >= timedelta(seconds=hint)
    assert not schedule.is_due(mailbox, NOW + timedelta(seconds=hint) - timedelta(seconds=1))
    assert schedule.is_due(mailbox, mailbox.next_run_at)


def test_jitter_spreads_mailboxes_that_failed_together() -> None:
    pauses = {after(make_mailbox(), Outcome.UNREACHABLE, jitter=jitter).next_run_at for jitter in (0, 0.3, 0.7, 1)}
    assert len(pauses) == 4


def test_a_run_that_a_person_stopped_counts_as_no_failure() -> None:
    mailbox = after(make_mailbox(failures=2), Outcome.CANCELLED)
    assert (mailbox.failures, mailbox.next_run_at) == (0, NOW + timedelta(minutes=30))
    assert mailbox.last_success_at is None


def test_the_one_that_waited_longest_goes_first() -> None:
    old, new, never = (
        make_mailbox("old", last_run_at=NOW - timedelta(hours=2)),
        make_mailbox("new", last_run_at=NOW - timedelta(hours=1)),
        make_mailbox("never"),
    )
    assert [mailbox.name for mailbox in schedule.order_oldest_first([new, old, never])] == ["never", "old", "new"]


def test_changed_settings_make_the_folder_list_due_and_no_mail() -> None:
    mailbox = replace(after(make_mailbox(listed_revision=1), Outcome.OK), settings_revision=2)
    assert schedule.is_refresh_due(mailbox)
    assert not schedule.is_due(mailbox, NOW + timedelta(minutes=1))
