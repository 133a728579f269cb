"""A mailbox: its settings, its state, what its runs came to, and the people who are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from imapdesk.mail.numbers import MailboxId
from imapdesk.outcome import Outcome


class Security(StrEnum):
    """How a connection is protected; ``STARTTLS`` never falls back to clear text."""

    SSL = "ssl"
    STARTTLS = "starttls"
    NONE = "none"


class NewFolders(StrEnum):
    """What happens with a folder that appears on the server."""

    INCLUDE = "include"
    ASK = "ask"
    LEAVE = "leave"


class PeriodKind(StrEnum):
    """Which part of a mailbox its first synchronisation loads."""

    LAST_YEAR = "last_year"
    EVERYTHING = "everything"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Period:
    """The mail that a first synchronisation loads; later runs load what is new, whatever its date."""

    kind: PeriodKind = PeriodKind.LAST_YEAR
    since: date | None = None

    def since_date(self, today: date) -> date | None:
        """The first day that is loaded, or None for everything."""
        if self.kind is PeriodKind.LAST_YEAR:
            return today - timedelta(days=365)
        return self.since if self.kind is PeriodKind.SINCE else None


@dataclass(frozen=True, slots=True)
class MailboxSettings:
    """What a person sets for a mailbox. ``auth`` is "password" or the type of an OAuth manager ("gmail", ...).

    ``every_minutes`` is 1 to 1440, or 0 for "only by hand". ``owner`` is a person's login; None makes it a system
    mailbox. ``max_message_bytes`` 0 means no limit. ``certificate`` is the fingerprint (SHA-256, hexadecimal) of
    the one certificate that the server may show, whoever signed it; None: it is verified.
    """

    name: str
    address: str
    host: str
    port: int = 993
    security: Security = Security.SSL
    user: str = ""
    auth: str = "password"
    ca_file: str | None = None
    certificate: str | None = None
    period: Period = Period()
    every_minutes: int = 30
    owner: str | None = None
    read_only: bool = False
    new_folders: NewFolders = NewFolders.INCLUDE
    forget_gone: bool = False
    instant: bool = False
    max_message_bytes: int = 0
    max_connections: int = 2


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A configured login as the store knows it, with what its last run left behind."""

    id: MailboxId
    settings: MailboxSettings
    paused: bool = False
    settings_revision: int = 1
    listed_revision: int = 0  # the settings_revision whose folder list was fetched; lower means "list is due"
    last_outcome: Outcome | None = None
    last_error: str = ""
    last_details: str = ""
    last_run_at: datetime | None = None
    last_success_at: datetime | None = None
    next_run_at: datetime | None = None  # None: due now
    failures: int = 0  # consecutive runs that did not end ok or partial
    last_reason: str = ""  # the word of the latest kept run, `RunResult.reason`

    @property
    def name(self) -> str:
        """The mailbox's name, unique in the store."""
        return self.settings.name


@dataclass(frozen=True, slots=True)
class RunResult:
    """What one run did for one mailbox; the object that ``sync --json`` prints per mailbox."""

    mailbox: str
    outcome: Outcome
    error: str | None = None
    retry_after_s: float | None = None
    folders: int = 0
    stored: int = 0
    flags_changed: int = 0
    gone: int = 0
    pending: int = 0
    quarantined: int = 0
    round_trips: int = 0
    bytes_received: int = 0
    seconds: float = 0.0
    details: str = ""
    started_at: datetime | None = None
    reason: str = ""  # the word of SignInRequired.reason
    left_out: int = 0  # larger than the mailbox's limit


@dataclass(frozen=True, slots=True)
class Person:
    """A person: ``login`` is the operating system's account name; capabilities come from the person's roles."""

    login: str
    name: str = ""
    address: str = ""
    roles: tuple[str, ...] = ()
    capabilities: frozenset[str] = frozenset()
