"""When a mailbox is due. Pure, and honest across sleep and clock changes.

A mailbox has one moment of its next run, so a run missed in sleep starts once. Refused credentials are not tried by the
timer: each try could lock the account out; a change of credentials or settings, or the person, clears the refusal.
Everything else that failed is tried again after a growing, jittered pause, never before the server's own hint.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from imapdesk.mail import Mailbox, RunResult
from imapdesk.outcome import Outcome

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
_LONGEST_HINT = timedelta(hours=24)
_CLOCK_SLACK = timedelta(minutes=1)  # clocks are corrected by seconds all the time
_JITTER = 0.2
_DONE = frozenset({Outcome.OK, Outcome.PARTIAL, Outcome.CANCELLED})


def is_due(mailbox: Mailbox, now: datetime) -> bool:
    """Whether the timer is to run a mailbox now."""
    when = find_next_run(mailbox)
    if when is None:
        return False
    if mailbox.last_run_at is not None and mailbox.last_run_at > now + _CLOCK_SLACK:
        return True  # the clock was set back: what was planned by it says nothing
    return when <= now or when > now + _longest_wait(mailbox)


def find_next_run(mailbox: Mailbox) -> datetime | None:
    """The moment of the next run by the timer; None when only a person starts one. The past means "due now"."""
    if mailbox.paused or is_refused(mailbox) or mailbox.settings.every_minutes == 0:
        return None
    return mailbox.next_run_at or mailbox.last_run_at or datetime.fromtimestamp(0, tz=UTC)


def is_refused(mailbox: Mailbox) -> bool:
    """Whether the credentials were refused and nothing changed since."""
    return mailbox.last_outcome is Outcome.SIGN_IN_REQUIRED and mailbox.failures > 0


def is_refresh_due(mailbox: Mailbox) -> bool:
    """Whether the folder list is to be read because settings changed; mail waits for the timer or "Sync now"."""
    return mailbox.listed_revision < mailbox.settings_revision and not mailbox.paused and not is_refused(mailbox)


def order_oldest_first(mailboxes: Iterable[Mailbox]) -> list[Mailbox]:
    """Mailboxes by their last run, those that never ran first."""
    never = datetime.fromtimestamp(0, tz=UTC)
    return sorted(mailboxes, key=lambda mailbox: (mailbox.last_run_at or never, mailbox.name))


def mark_result(mailbox: Mailbox, result: RunResult, now: datetime, jitter: float) -> Mailbox:
    """The mailbox's state after a run. ``jitter`` is a random number from 0 to 1."""
    done = result.outcome in _DONE
    failures = 0 if done else mailbox.failures + 1
    succeeded = result.outcome in (Outcome.OK, Outcome.PARTIAL)
    return replace(
        mailbox,
        last_outcome=result.outcome,
        last_error=result.error or "",
        last_details=result.details,
        last_run_at=now,
        last_success_at=now if succeeded else mailbox.last_success_at,
        next_run_at=now + choose_pause(mailbox, result, failures, jitter),
        failures=failures,
    )


def choose_pause(mailbox: Mailbox, result: RunResult, failures: int, jitter: float) -> timedelta:
    """How long to wait after a run: the mailbox's own rhythm, or a pause that grows with every failure in a row."""
    rhythm = timedelta(minutes=mailbox.settings.every_minutes or 30)
    if failures == 0:
        return rhythm
    doubled: timedelta = _FIRST_PAUSE * 2.0 ** min(failures - 1, 16)
    grown = min(doubled, max(rhythm, _LONGEST_PAUSE))
    pause = grown * (1 - _JITTER + 2 * _JITTER * jitter)
    if result.retry_after_s is None:
        return pause
    hint = min(timedelta(seconds=max(0.0, result.retry_after_s)), _LONGEST_HINT)
    return max(pause, hint * (1 + _JITTER * jitter))  # later than the hint, never before it


def _longest_wait(mailbox: Mailbox) -> timedelta:
    rhythm = timedelta(minutes=mailbox.settings.every_minutes)
    return max(rhythm, _LONGEST_PAUSE, _LONGEST_HINT if mailbox.failures else rhythm) * (1 + _JITTER)
