"""A small model of an IMAP server: folders with UIDs, flags, modseqs and histories; no sockets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from imapdesk.mail import (
    FolderListing,
    FolderRole,
    FolderState,
    Listed,
    ListedFolder,
    Observed,
    Survey,
    SurveyKind,
    Uid,
    mark_header,
)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class ModelMessage:
    """A message at one place; ``modseq`` counts its last change."""

    raw: bytes
    flags: frozenset[str]
    internal_date: datetime
    modseq: int
    message_id: str

    @property
    def size(self) -> int:
        return len(self.raw)

    @property
    def head(self) -> bytes:
        return self.raw[: self.raw.index(b"\r\n\r\n") + 4]


@dataclass
class ModelFolder:
    """A folder; ``expunged`` remembers at which modseq a UID went, for VANISHED (EARLIER)."""

    path: str
    uidvalidity: int = 1
    uidnext: int = 1
    highestmodseq: int = 1
    messages: dict[Uid, ModelMessage] = field(default_factory=dict)
    expunged: dict[Uid, int] = field(default_factory=dict)
    role: FolderRole = FolderRole.OTHER

    @property
    def listed(self) -> ListedFolder:
        return ListedFolder(self.path, self.path.encode(), "/", role=self.role)

    def bump(self) -> int:
        self.highestmodseq += 1
        return self.highestmodseq

    def place(self, message: ModelMessage) -> Uid:
        uid = Uid(self.uidnext)
        self.uidnext += 1
        self.messages[uid] = replace(message, modseq=self.bump())
        return uid

    def expunge(self, uid: Uid) -> ModelMessage:
        message = self.messages.pop(uid)
        self.expunged[uid] = self.bump()
        return message

    def flag(self, uid: Uid, flags: frozenset[str]) -> None:
        self.messages[uid] = replace(self.messages[uid], flags=flags, modseq=self.bump())

    def back_up(self) -> ModelFolder:
        return replace(self, messages=dict(self.messages), expunged=dict(self.expunged))

    def restore(self, backup: ModelFolder) -> None:
        """What a server does after its disk was replaced: the same UIDVALIDITY, older numbers, UIDs used again."""
        self.uidnext, self.highestmodseq = backup.uidnext, backup.highestmodseq
        self.messages, self.expunged = dict(backup.messages), dict(backup.expunged)

    def renumber(self) -> None:
        kept = [message for _, message in sorted(self.messages.items())]
        self.uidvalidity += 1
        self.uidnext, self.highestmodseq = 1, 1
        self.messages.clear()
        self.expunged.clear()
        for message in kept:
            self.place(message)


class ModelServer:
    """Folders by path. ``qresync`` and ``condstore`` say what it can do; ``has_ids`` whether each message has an id."""

    def __init__(
        self, *, qresync: bool = True, condstore: bool = True, tells_uidvalidity: bool = True, has_ids: bool = False
    ) -> None:
        self.qresync = qresync
        self.condstore = condstore or qresync
        self.tells_uidvalidity = tells_uidvalidity
        self.has_ids = has_ids
        self.folders: dict[str, ModelFolder] = {}
        self._made = 0

    def add_folder(self, path: str, role: FolderRole = FolderRole.OTHER) -> ModelFolder:
        self.folders[path] = ModelFolder(path, role=role)
        return self.folders[path]

    def append(self, path: str, *, age_days: float = 1, flags: frozenset[str] = frozenset(), size: int = 0) -> Uid:
        self._made += 1
        message_id = f"<m{self._made}@example.org>"
        head = f"Message-ID: {message_id}\r\nSubject: Message {self._made}\r\nFrom: anna@example.org\r\n\r\n"
        raw = head.encode() + f"Body of message {self._made}\r\n".encode() + b"x" * size
        arrived = (NOW - timedelta(days=age_days)).replace(microsecond=0)
        return self.folders[path].place(ModelMessage(raw, flags, arrived, 0, message_id))

    def copy(self, source: str, uid: Uid, target: str) -> Uid:
        return self.folders[target].place(self.folders[source].messages[uid])

    def move(self, source: str, uid: Uid, target: str) -> Uid:
        return self.folders[target].place(self.folders[source].expunge(uid))

    def listing(self) -> FolderListing:
        folders = tuple(folder.listed for folder in self.folders.values())
        return FolderListing(folders, {path: self.state(path) for path in self.folders})

    def state(self, path: str) -> FolderState:
        folder = self.folders[path]
        return FolderState(
            messages=len(folder.messages),
            uidnext=folder.uidnext,
            uidvalidity=folder.uidvalidity if self.tells_uidvalidity else None,
            unseen=sum("\\Seen" not in message.flags for message in folder.messages.values()),
            highestmodseq=folder.highestmodseq if self.condstore else None,
        )

    def observe(self, path: str, survey: Survey) -> Observed:
        """What a right session would see."""
        folder = self.folders[path]
        seen = Observed(
            path,
            uidvalidity=folder.uidvalidity if self.tells_uidvalidity else None,
            uidnext=folder.uidnext,
            exists=len(folder.messages),
            highestmodseq=folder.highestmodseq if self.condstore else None,
        )
        same = survey.uidvalidity == seen.uidvalidity
        if survey.kind in (SurveyKind.EVERYTHING, SurveyKind.RENUMBERED):
            return self._observe_everything(folder, seen, survey)
        new = ((uid, one) for uid, one in folder.messages.items() if uid >= survey.uidnext)
        listed = {uid: self._list(uid, one, headers=survey.headers) for uid, one in new}
        if survey.flags_from is not None:
            flags = {
                uid: Listed(uid, flags=one.flags) for uid, one in folder.messages.items() if uid >= survey.flags_from
            }
            listed = flags | listed
        if survey.kind is SurveyKind.CHANGED_SINCE and self.condstore and same:
            since = survey.highestmodseq or 0
            changed = ((uid, one) for uid, one in folder.messages.items() if one.modseq > since)
            listed |= {uid: self._list(uid, one, headers=survey.headers) for uid, one in changed}
            gone = {uid for uid, modseq in folder.expunged.items() if modseq > since} if self.qresync else set()
            return replace(seen, listed=listed, vanished=frozenset(gone))
        return replace(seen, listed=listed)

    def _observe_everything(self, folder: ModelFolder, seen: Observed, survey: Survey) -> Observed:
        since = survey.since
        older = {uid for uid, one in folder.messages.items() if since and one.internal_date.date() < since}
        identity = survey.kind is SurveyKind.RENUMBERED or survey.identify
        listed = {
            uid: self._list(uid, one, identity=identity) for uid, one in folder.messages.items() if uid not in older
        }
        return replace(seen, listed=listed, older=frozenset(older), uids=frozenset(folder.messages))

    def _list(self, uid: Uid, message: ModelMessage, *, identity: bool = True, headers: bool = False) -> Listed:
        return Listed(
            uid,
            flags=message.flags,
            modseq=message.modseq if self.condstore else None,
            size=message.size,
            internal_date=message.internal_date,
            message_id=message.message_id if identity and not self.has_ids else None,
            header=mark_header(message.head) if headers and not self.has_ids else None,
            email_id=f"M{message.message_id[2:-1]}" if self.has_ids else None,
        )
