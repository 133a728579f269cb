"""Messages: on their way from the server, in the list, and as what a list asks for."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from imapdesk.mail.folders import FolderRole, ListedFolder
from imapdesk.mail.numbers import FolderId, MailboxId, MessageId, Uid


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
    """A window's tagged answer came. ``missing`` were asked and not answered; ``refused`` is the server's NO text.

    ``uidvalidity`` is the folder's present one where that isn't the window's.
    """

    window: Window
    missing: tuple[Uid, ...] = ()
    refused: str | None = None
    code: str = ""
    uidvalidity: int | None = None


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
    role: FolderRole | None = None  # only folders that are for this: every mailbox's inbox, say


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
