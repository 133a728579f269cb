"""The values of notification: frozen, without I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from imapdesk.mail import MailboxId, Person
from imapdesk.outcome import Outcome

DAY = timedelta(hours=24)
PeopleOf = Mapping[MailboxId, tuple[Person, ...]]  # who is told about a mailbox: accounts.people.find_told


class Cause(StrEnum):
    """Why a person is told."""

    CREDENTIALS = "credentials"  # the server or the provider refused them
    SETTINGS = "settings"  # certificate changed, host gone or nonsense for long
    OUTAGE = "outage"  # nothing could be reached for a day


@dataclass(frozen=True, slots=True, order=True)
class NoticeKey:
    """There is one notice per mailbox and cause."""

    mailbox_id: MailboxId
    cause: Cause

    def __str__(self) -> str:
        return f"{self.mailbox_id}:{self.cause}"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that needs a person and is not solved. ``first``: the mailbox has never been synchronised."""

    key: NoticeKey
    mailbox: str
    address: str
    host: str
    opened_at: datetime
    sentence: str = ""
    reason: str = ""  # the word of SignInRequired.reason, or the outcome
    details: str = ""
    first: bool = False

    @property
    def cause(self) -> Cause:
        """Why it is open."""
        return self.key.cause


@dataclass(frozen=True, slots=True)
class Told:
    """What one person was told of a mailbox's cause. It outlives the notice, so that a flapping cause is quiet."""

    key: NoticeKey
    login: str
    tray_at: datetime | None = None
    emailed_at: datetime | None = None
    emailed_for: datetime | None = None  # opened_at of the notice whose e-mail was put into the outbox
    seen_at: datetime | None = None
    folded: bool = False


class EmailState(StrEnum):
    """Where an e-mail of the outbox stands; a sent one is no longer in it."""

    WAITING = "waiting"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class Email:
    """One e-mail to one person about some notices. ``id`` is also its Message-ID's left side, the same at each try."""

    id: str
    login: str
    to: str
    keys: tuple[NoticeKey, ...]
    queued_at: datetime
    next_try_at: datetime
    state: EmailState = EmailState.WAITING
    sending_at: datetime | None = None
    tries: int = 0
    last_error: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A mailbox's runs that failed one after the other, none of them for the credentials."""

    mailbox_id: MailboxId
    outcome: Outcome
    since: datetime
    runs: int = 1


@dataclass(frozen=True, slots=True)
class RunReport:
    """What the rules need to know of one mailbox's finished run."""

    mailbox_id: MailboxId
    mailbox: str
    address: str
    host: str
    outcome: Outcome
    at: datetime
    sentence: str = ""
    reason: str = ""
    details: str = ""
    first: bool = False  # no run of this mailbox has ever succeeded


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is going on around the person right now."""

    window_active: bool = False
    quiet_hours: bool = False

    @property
    def silent(self) -> bool:
        """Whether no tray message is shown now; it comes as soon as this ends."""
        return self.window_active or self.quiet_hours


@dataclass(frozen=True, slots=True)
class TrayMessage:
    """One message of the tray about one or several mailboxes."""

    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """A notice as one person's window shows it."""

    notice: Notice
    folded: bool = False
    seen_at: datetime | None = None
