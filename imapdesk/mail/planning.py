"""How a folder is looked at, what was seen, and the plan that is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from imapdesk.mail.folders import ListedFolder
from imapdesk.mail.header_mark import HeaderMark
from imapdesk.mail.numbers import MessageId, Uid


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
    message_id: str | None = None  # the Message-ID header, without white space; "" where the message has none
    email_id: str | None = None  # EMAILID (RFC 8474) or X-GM-MSGID
    thread_id: str | None = None  # THREADID or X-GM-THRID
    labels: frozenset[str] | None = None  # X-GM-LABELS
    header: HeaderMark | None = None


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
    headers: bool = False  # the new messages are few: their whole headers are asked for at once
    confirm: bool = False  # the server's ids of messages aren't believed yet: headers come beside them


@dataclass(frozen=True, slots=True)
class SurveyRequest:
    """One folder and how to look at it."""

    folder: ListedFolder
    survey: Survey


@dataclass(frozen=True, slots=True)
class HeaderRequest:
    """Messages of one folder whose header blocks are compared with those of held ones.

    No UIDVALIDITY: under other numbers the headers are those of other messages, and fit nothing.
    """

    folder: ListedFolder
    uids: tuple[Uid, ...]


@dataclass(frozen=True, slots=True)
class Observed:
    """What a survey saw. ``listed`` is by UID; ``uids`` is every UID of the folder, or None when not asked.

    ``vanished`` holds UIDs that the server itself reported expunged (RFC 7162 3.2.10). ``older`` holds UIDs that exist
    but arrived before the survey's ``since``. ``complete`` is false when the answer was cut: it is then never taken for
    the whole. ``refused`` is the server's text when the folder could not be examined; ``passing`` when the server calls
    that a trouble of now. ``uidnext_guessed``: the server tells no UIDNEXT, and it is worked out of the highest UID.
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
    passing: bool = False
    uidnext_guessed: bool = False


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
