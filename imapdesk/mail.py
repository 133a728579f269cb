"""Every value that crosses a room: frozen, slotted, typed, without I/O.

Words (one per thing, the RFC's if it has one): *mailbox* is a configured login, *folder* what RFC 9051 calls a
mailbox, *included* means ticked, *gone* is our mark for what the server no longer holds, *raw* is the whole RFC 5322
message as the server gave it, ``sent_at`` the Date header, ``internal_date`` the server's date of arrival.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NewType

from imapdesk.outcome import Outcome

Uid = NewType("Uid", int)  # RFC 9051 2.3.1.1; unique within a folder under one uidvalidity
MailboxId = NewType("MailboxId", int)
FolderId = NewType("FolderId", int)
MessageId = NewType("MessageId", int)  # the store's number of a saved message, what `imapdesk show ID` takes


class Security(StrEnum):
    """How a connection is protected; ``STARTTLS`` never falls back to clear text."""

    SSL = "ssl"
    STARTTLS = "starttls"
    NONE = "none"


class FolderRole(StrEnum):
    """What a folder is for (RFC 6154 and Gmail's own); ``OTHER`` for the rest."""

    INBOX = "inbox"
    SENT = "sent"
    DRAFTS = "drafts"
    ARCHIVE = "archive"
    SPAM = "spam"
    TRASH = "trash"
    ALL = "all"
    FLAGGED = "flagged"
    IMPORTANT = "important"
    TEMPLATES = "templates"
    OTHER = ""


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
    mailbox. ``max_message_bytes`` 0 means no limit.
    """

    name: str
    address: str
    host: str
    port: int = 993
    security: Security = Security.SSL
    user: str = ""
    auth: str = "password"
    ca_file: str | None = None
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

    @property
    def name(self) -> str:
        """The mailbox's name, unique in the store."""
        return self.settings.name


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """One folder of a LIST answer. ``wire_name`` is the exact name for the server, ``path`` the one for people."""

    path: str
    wire_name: bytes
    delimiter: str | None
    attributes: frozenset[str] = frozenset()  # lower case, with the back-slash: "\\noselect"
    role: FolderRole = FolderRole.OTHER
    selectable: bool = True


@dataclass(frozen=True, slots=True)
class FolderState:
    """What STATUS says of a folder; None where the server left an item out (RFC 9051 6.3.11, RFC 7162)."""

    messages: int | None = None
    uidnext: int | None = None
    uidvalidity: int | None = None
    unseen: int | None = None
    highestmodseq: int | None = None


@dataclass(frozen=True, slots=True)
class FolderListing:
    """The answer to one flight. ``complete`` is false when the listing may lack folders: then nothing is gone."""

    folders: tuple[ListedFolder, ...]
    states: Mapping[str, FolderState]  # by path; a folder that could not be asked is missing
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as the store knows it; counts are of saved messages."""

    id: FolderId
    mailbox_id: MailboxId
    path: str
    wire_name: bytes
    delimiter: str | None
    role: FolderRole
    included: bool
    selectable: bool
    on_server: bool
    messages_on_server: int | None = None
    messages_saved: int = 0
    unread: int = 0
    pending: int = 0
    quarantined: int = 0
    last_sync: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownFolder:
    """The checkpoint of a folder: what the last completed run had seen. Never a promise that all of it is stored."""

    folder: Folder
    uidvalidity: int | None = None
    uidnext: int | None = None
    highestmodseq: int | None = None
    messages: int | None = None  # EXISTS at the checkpoint
    unseen: int | None = None
    surveyed: bool = False  # a first survey has been completed
    skipped_since: date | None = None  # the period under which ``skipped`` was decided
    skipped: str = ""  # UIDs left out because they are older than the period, as an IMAP sequence set
    pending: int = 0  # rows not yet stored
    live: int = 0  # rows not gone (stored, pending and quarantined)
    flags_swept_at: datetime | None = None


class LocationState(StrEnum):
    """Where one message of one folder stands."""

    PENDING = "pending"
    SAVED = "saved"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class KnownMessage:
    """One message of a folder as the store knows it."""

    uid: Uid
    state: LocationState
    flags: frozenset[str]
    modseq: int = 0
    size: int | None = None
    retry_at: datetime | None = None  # for a quarantined one


@dataclass(frozen=True, slots=True)
class Listed:
    """What the server says of one message, without its body. None where it was not asked or not answered."""

    uid: Uid
    flags: frozenset[str] | None = None
    modseq: int | None = None
    size: int | None = None
    internal_date: datetime | None = None
    message_id: str | None = None  # the Message-ID header, without white space
    email_id: str | None = None  # EMAILID (RFC 8474) or X-GM-MSGID
    thread_id: str | None = None  # THREADID or X-GM-THRID
    labels: frozenset[str] | None = None  # X-GM-LABELS


class SurveyKind(StrEnum):
    """How a folder is looked at, cheapest first."""

    NOTHING = "nothing"
    NEW_ONLY = "new_only"  # UID FETCH uidnext:*
    CHANGED_SINCE = "changed_since"  # the above, and flags and expunges since highestmodseq
    EVERYTHING = "everything"  # every UID with flags
    RENUMBERED = "renumbered"  # everything, with what identifies a message, to relink what is held


@dataclass(frozen=True, slots=True)
class Survey:
    """A decision of the planner on how to look at one folder."""

    kind: SurveyKind
    uidvalidity: int | None = None  # of the checkpoint
    uidnext: int = 1  # new messages have this UID or a higher one
    highestmodseq: int | None = None  # for CHANGED_SINCE
    since: date | None = None  # first survey: leave out what arrived before this day
    identify: bool = False  # first survey: ask for Message-ID, too, since the mail may be held (renamed folder)
    flags_from: int | None = None  # NEW_ONLY: flags of the messages from this UID on are looked at as well


@dataclass(frozen=True, slots=True)
class SurveyRequest:
    """One folder and how to look at it."""

    folder: ListedFolder
    survey: Survey


@dataclass(frozen=True, slots=True)
class Observed:
    """What a survey saw. ``listed`` is by UID; ``uids`` is every UID of the folder, or None when not asked.

    ``vanished`` holds UIDs that the server itself reported expunged (RFC 7162 3.2.10). ``older`` holds UIDs that exist
    but arrived before the survey's ``since``. ``complete`` is false when the answer was cut: it is then never taken for
    the whole. ``refused`` is the server's text when the folder could not be examined.
    """

    path: str
    uidvalidity: int | None = None
    uidnext: int | None = None
    exists: int | None = None
    highestmodseq: int | None = None
    listed: Mapping[Uid, Listed] = field(default_factory=dict)
    uids: frozenset[Uid] | None = None
    vanished: frozenset[Uid] = frozenset()
    older: frozenset[Uid] = frozenset()
    complete: bool = True
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a folder looked like when its plan was made; written in the same transaction as the plan's rows."""

    uidvalidity: int | None = None
    uidnext: int | None = None
    highestmodseq: int | None = None
    messages: int | None = None
    unseen: int | None = None
    skipped_since: date | None = None
    skipped: str = ""
    flags_swept_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Relink:
    """A message of the server that is already held: only its place is new, nothing is downloaded."""

    listed: Listed
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for one folder. ``renumbered``: every older row of the folder is replaced or marked gone.

    ``fetch`` become pending rows, newest first. ``ask_first`` is set instead of ``gone`` when a folder lost so much at
    once that the person is asked before anything is marked.
    """

    fetch: tuple[Listed, ...] = ()
    reflag: Mapping[Uid, Listed] = field(default_factory=dict)
    gone: frozenset[Uid] = frozenset()
    relink: tuple[Relink, ...] = ()
    renumbered: bool = False
    ask_first: frozenset[Uid] = frozenset()
    checkpoint: Checkpoint | None = None

    @property
    def empty(self) -> bool:
        """Whether applying it would change no message."""
        return not (self.fetch or self.reflag or self.gone or self.relink or self.renumbered or self.ask_first)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One whole message as it came from the server: in memory, or in a temporary file when it is very large."""

    path: str
    uid: Uid
    raw: bytes | Path
    flags: frozenset[str] | None = None
    internal_date: datetime | None = None
    modseq: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A bounded piece of work for one FETCH: messages of one folder, newest first over a run."""

    folder: ListedFolder
    uidvalidity: int | None
    uids: tuple[Uid, ...]
    size: int  # sum of the announced sizes, bytes


@dataclass(frozen=True, slots=True)
class WindowDone:
    """A window's tagged answer came. ``missing`` were asked and not answered; ``refused`` is the server's NO text."""

    window: Window
    missing: tuple[Uid, ...] = ()
    refused: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A correspondent: display name (may be empty) and addr-spec (may be empty when it can't be read)."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name and self.address else self.name or self.address


@dataclass(frozen=True, slots=True)
class Summary:
    """One row of the message list."""

    id: MessageId
    mailbox: str
    folder: str
    from_: str
    to: str
    subject: str
    sent_at: datetime | None
    received_at: datetime | None
    size: int
    flags: frozenset[str]
    has_attachments: bool
    gone_at: datetime | None = None

    @property
    def unread(self) -> bool:
        """Whether the server has no \\Seen flag for it."""
        return "\\Seen" not in self.flags

    @property
    def starred(self) -> bool:
        """Whether it carries \\Flagged."""
        return "\\Flagged" in self.flags


class SortBy(StrEnum):
    """What a message list is ordered by."""

    DATE = "date"
    FROM = "from"
    SUBJECT = "subject"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which messages a list shows, and in which order; names, so that a door needs no numbers of the store."""

    mailbox: str | None = None
    folder: str | None = None
    unread: bool = False
    starred: bool = False
    attachments: bool = False
    include_gone: bool = True
    sort: SortBy = SortBy.DATE
    descending: bool = True
    mailboxes: tuple[str, ...] | None = None  # those that a person may see; None: all of them


@dataclass(frozen=True, slots=True)
class Conversations:
    """A list by conversations: the newest message of each, and the others of those that have more than one."""

    heads: array[int] = field(default_factory=lambda: array("q"))
    members: Mapping[int, array[int]] = field(default_factory=dict)  # by head, newest first, the head not among them
    unread: frozenset[int] = frozenset()  # heads of conversations of several that hold an unread message


@dataclass(frozen=True, slots=True)
class FlagWish:
    """A flag change that a person made and the server has not confirmed."""

    id: int
    uid: Uid
    add: frozenset[str]
    remove: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExportItem:
    """One message on its way out of the store."""

    mailbox: str
    folder: str
    delimiter: str | None
    uid: Uid
    flags: frozenset[str]
    internal_date: datetime | None
    raw: bytes


@dataclass(frozen=True, slots=True)
class QuarantinedMessage:
    """A message that could not be had, with the server's words."""

    folder: str
    uid: Uid
    reason: str
    since: datetime
    tries: int
    retry_at: datetime | None


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


@dataclass(frozen=True, slots=True)
class StoreChange:
    """What a write changed, so that views refresh only that."""

    mailbox_ids: frozenset[MailboxId] = frozenset()
    folder_ids: frozenset[FolderId] = frozenset()
    message_ids: frozenset[MessageId] = frozenset()
    settings: bool = False

    def __or__(self, other: StoreChange) -> StoreChange:
        return StoreChange(
            self.mailbox_ids | other.mailbox_ids,
            self.folder_ids | other.folder_ids,
            self.message_ids | other.message_ids,
            self.settings or other.settings,
        )


@dataclass(frozen=True, slots=True)
class Person:
    """A person: ``login`` is the operating system's account name; capabilities come from the person's roles."""

    login: str
    name: str = ""
    address: str = ""
    roles: tuple[str, ...] = ()
    capabilities: frozenset[str] = frozenset()


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)
