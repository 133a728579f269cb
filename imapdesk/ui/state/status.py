"""What is to be said of a mailbox: one state, one sentence, one icon, one thing to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from imapdesk.errors import SECRETS
from imapdesk.mail import Mailbox, PeriodKind, utc_now
from imapdesk.outcome import Outcome
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.sentences import say


class State(Enum):
    """The states of a mailbox."""

    SYNCING = "sync"
    PAUSED = "pause"
    SIGN_IN = "key"
    INSECURE = "lock"
    STORE = "error"
    WAITING = "waiting"
    OFFLINE = "offline"
    PROBLEM = "warning"
    NEW = "info"
    FINE = "ok"


@dataclass(frozen=True, slots=True)
class Status:
    """A state with its words; ``colour`` is a field of `Colours`."""

    state: State
    title: str
    text: str
    colour: str = "muted"

    @property
    def needs_user(self) -> bool:
        """Whether only the person can go on."""
        return self.state in (State.SIGN_IN, State.INSECURE, State.STORE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Status", text)


def is_off_line(outcome: Outcome | None, reason: str) -> bool:
    """Whether there was no connection; a run without its password ends in the same way, but nobody was called."""
    return outcome is Outcome.UNREACHABLE and reason != SECRETS


def describe_status(mailbox: Mailbox, active: str | None = None) -> Status:
    """The state of a mailbox; ``active`` is the one that is being synchronised."""
    if active == mailbox.name:
        return Status(State.SYNCING, _tr("Syncing"), _tr("New mail is being saved."), "accent")
    if mailbox.last_outcome is Outcome.SIGN_IN_REQUIRED:
        title = _tr("Sign-in needed for {address}").format(address=mailbox.settings.address)
        return Status(State.SIGN_IN, title, say(mailbox.last_error), "danger")
    if mailbox.paused:
        return Status(State.PAUSED, _tr("Off"), _tr("Syncing is paused. Saved mail can be read."))
    if mailbox.last_outcome in (None, Outcome.CANCELLED) and mailbox.last_success_at is None:
        by_itself = _tr("The first sync starts by itself.")
        text = by_itself if find_next(mailbox) is not None else _tr("“Sync now” brings its mail to this computer.")
        return Status(State.NEW, _tr("Not synced yet"), text)
    return _describe_outcome(mailbox)


def _describe_outcome(mailbox: Mailbox) -> Status:
    error = say(mailbox.last_error)
    match mailbox.last_outcome:
        case Outcome.INSECURE:
            return Status(State.INSECURE, _tr("The connection is not safe"), error, "danger")
        case Outcome.STORE:
            return Status(State.STORE, _tr("Mail can't be saved"), error, "danger")
        case Outcome.BUSY:
            return Status(State.WAITING, _describe_wait(mailbox), error, "star")
        case Outcome.UNREACHABLE if not is_off_line(mailbox.last_outcome, mailbox.last_reason):
            return Status(State.PROBLEM, _tr("The saved password can't be had"), _with_next_try(error, mailbox), "star")
        case Outcome.UNREACHABLE:
            goes_on = _tr("Saved mail can be read. Syncing goes on when the connection is back.")
            text = goes_on if find_next(mailbox) is not None else _tr("Saved mail can be read.")
            return Status(State.OFFLINE, _tr("Off-line"), _with_next_try(text, mailbox), "star")
        case Outcome.CANCELLED:
            return Status(State.WAITING, _tr("Stopped"), _tr("The next sync goes on where the last one was stopped."))
        case Outcome.PARTIAL:
            return Status(State.PROBLEM, _tr("Not everything could be synced"), error, "star")
        case Outcome.PROTOCOL:
            title = _tr("The server gave an answer that can't be understood")
            return Status(State.PROBLEM, title, _with_next_try(error, mailbox), "star")
    return Status(State.FINE, _tr("Up to date"), _describe_kept(mailbox), "good")


def _describe_wait(mailbox: Mailbox) -> str:
    """Until when a mailbox waits, where the timer runs it then."""
    when = find_next(mailbox)
    if when is None:
        return _tr("The server asked to wait")
    return _tr("Waiting until {time}").format(time=formats.clock(max(when, utc_now())))


def _describe_kept(mailbox: Mailbox) -> str:
    """What is here when nothing is missing: the period that was chosen, of the folders that were ticked."""
    period = mailbox.settings.period
    if period.kind is PeriodKind.LAST_YEAR:
        return _tr("The last 12 months of your ticked folders are on this computer.")
    if period.kind is PeriodKind.SINCE and period.since is not None:
        text = _tr("All mail of your ticked folders since {day} is on this computer.")
        return text.format(day=formats.day(period.since))
    return _tr("All mail of your ticked folders is on this computer.")


def _with_next_try(text: str, mailbox: Mailbox) -> str:
    """A sentence, with when a mailbox that failed is tried again."""
    when = find_next(mailbox)
    if when is None or mailbox.failures == 0:
        return text
    return f"{text} {_tr('The next try is at {time}.').format(time=formats.clock(max(when, utc_now())))}"


def find_next(mailbox: Mailbox) -> datetime | None:
    """When the timer runs a mailbox next, as the schedule says; None when only a person can start it."""
    from imapdesk.desk import find_next_run

    return find_next_run(mailbox)


def next_run(mailbox: Mailbox) -> str:
    """When the mailbox is synchronised next, in words."""
    if mailbox.paused:
        return _tr("paused")
    if mailbox.settings.every_minutes == 0:
        return _tr("only by hand")
    when = find_next(mailbox)
    if when is None:
        return _tr("after the sign-in")
    return _tr("now") if when <= utc_now() else formats.clock(when)
