"""Folders: as the server lists them, as the store knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from imapdesk.mail.numbers import FolderId, MailboxId


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


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """One folder of a LIST answer. ``wire_name`` is the exact name for the server, ``path`` the one for people.

    ``shared`` ones are other people's, or everybody's (RFC 2342).
    """

    path: str
    wire_name: bytes
    delimiter: str | None
    attributes: frozenset[str] = frozenset()  # lower case, with the back-slash: "\\noselect"
    role: FolderRole = FolderRole.OTHER
    selectable: bool = True
    shared: bool = False


@dataclass(frozen=True, slots=True)
class FolderState:
    """What STATUS says of a folder; None where the server left an item out (RFC 9051 6.3.11, RFC 7162)."""

    messages: int | None = None
    uidnext: int | None = None
    uidvalidity: int | None = None
    unseen: int | None = None
    highestmodseq: int | None = None
    octets: int | None = None  # of all its messages (RFC 8438); only where it was measured
    since_count: int | None = None  # messages of the mailbox's period; only where it was measured


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
    left_out: int = 0  # larger than the mailbox's limit: the person's choice


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
