"""What the scripted server holds: folders and messages with uids, flags and modification sequences (RFC 7162)."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from imapclient import imap_utf7


@dataclass(slots=True)
class FakeMessage:
    """One message; ``modseq`` grows with every change. ``given`` counts how often its whole body was sent."""

    uid: int
    raw: bytes
    flags: frozenset[str]
    received: datetime
    modseq: int
    email_id: str
    labels: tuple[str, ...] = ()
    given: int = 0

    @property
    def head(self) -> bytes:
        end = self.raw.find(b"\r\n\r\n")
        return self.raw if end < 0 else self.raw[: end + 4]


@dataclass(slots=True)
class FakeFolder:
    """One folder. ``wire_name`` is what LIST says, in case it isn't the modified UTF-7 of ``name``; ``refusal`` is
    the text of the NO that every SELECT, EXAMINE and STATUS of it gets. A folder ``listed_apart`` isn't in the answer
    to ``LIST "" "*"``, only where its namespace is asked for (Courier)."""

    name: str
    wire_name: bytes
    attributes: tuple[str, ...] = ()
    uidvalidity: int = 1700000000
    uidnext: int = 1
    highestmodseq: int = 1
    messages: list[FakeMessage] = field(default_factory=list)
    vanished: list[tuple[int, int]] = field(default_factory=list)
    refusal: str | None = None
    listed_apart: bool = False

    @property
    def unseen(self) -> int:
        return sum("\\Seen" not in each.flags for each in self.messages)

    @property
    def mailbox_id(self) -> str:
        return f"F{self.uidvalidity}-{self.wire_name.hex()}"

    def bump(self) -> int:
        self.highestmodseq += 1
        return self.highestmodseq


class FakeMailbox:
    """An account's folders; every change is safe while the server is answering."""

    def __init__(self, *folders: str, delimiter: str | None = "/") -> None:
        self.lock = threading.RLock()
        self.delimiter = delimiter
        self.folders: dict[str, FakeFolder] = {}
        self._ids = 0
        for name in folders or ("INBOX",):
            self.add_folder(name)

    def add_folder(
        self, name: str, *attributes: str, wire_name: bytes | None = None, refusal: str | None = None
    ) -> FakeFolder:
        """A new folder, with LIST attributes such as ``\\Sent`` or ``\\Noselect``."""
        with self.lock:
            folder = FakeFolder(name, wire_name or imap_utf7.encode(name), attributes, refusal=refusal)
            folder.uidvalidity += len(self.folders)
            self.folders[name] = folder
            return folder

    def remove_folder(self, name: str) -> None:
        with self.lock:
            del self.folders[name]

    def find(self, wire_name: bytes) -> FakeFolder | None:
        """The folder that a command names (INBOX in any case)."""
        if wire_name.upper() == b"INBOX":
            wire_name = b"INBOX"
        likely = self.folders.get(wire_name.decode("latin-1"))
        if likely is not None and likely.wire_name == wire_name:
            return likely
        return next((each for each in self.folders.values() if each.wire_name == wire_name), None)

    def deliver(self, folder: str, raw: bytes, *, flags: Iterable[str] = (), received: datetime | None = None) -> int:
        """Append a message; returns its uid."""
        with self.lock:
            place = self.folders[folder]
            uid = place.uidnext
            place.uidnext += 1
            self._ids += 1
            when = received or datetime(2026, 1, 1, tzinfo=UTC)
            place.messages.append(FakeMessage(uid, raw, frozenset(flags), when, place.bump(), f"M{self._ids}"))
            return uid

    def deliver_many(self, folder: str, raw: bytes, count: int, *, received: datetime | None = None) -> None:
        """The same message so many times, unread."""
        with self.lock:
            place, when = self.folders[folder], received or datetime(2026, 1, 1, tzinfo=UTC)
            uid, modseq, id_, none = place.uidnext, place.highestmodseq + 1, self._ids + 1, frozenset[str]()
            place.messages += [FakeMessage(uid + n, raw, none, when, modseq + n, f"M{id_ + n}") for n in range(count)]
            place.uidnext += count
            place.highestmodseq += count
            self._ids += count

    def copy(self, folder: str, uid: int, *to: str) -> list[int]:
        """The same message in further folders, with the same EMAILID and date; its uids there."""
        with self.lock:
            message = next(each for each in self.folders[folder].messages if each.uid == uid)
            uids = []
            for name in to:
                place = self.folders[name]
                uids.append(place.uidnext)
                place.uidnext += 1
                other = replace(message, uid=uids[-1], modseq=place.bump(), given=0)
                place.messages.append(other)
            self._label(message.email_id)
            return uids

    def _label(self, email_id: str) -> None:
        """Gmail's labels: the folders that show the message, but neither the open one nor All Mail."""
        shown = [
            (place, each) for place in self.folders.values() for each in place.messages if each.email_id == email_id
        ]
        names = {place.name: _label_of(place) for place, _ in shown if "\\All" not in place.attributes}
        for place, message in shown:
            message.labels = tuple(label for name, label in names.items() if name != place.name)

    def given(self) -> Counter[str]:
        """How often each message's body was sent, by EMAILID, over all folders."""
        with self.lock:
            each = (message for place in self.folders.values() for message in place.messages)
            return Counter({name: count for name, count in _sum_given(each).items() if count})

    def change_flags(self, folder: str, uid: int, *flags: str) -> None:
        """Replace a message's flags."""
        with self.lock:
            place = self.folders[folder]
            for message in place.messages:
                if message.uid == uid:
                    message.flags, message.modseq = frozenset(flags), place.bump()

    def expunge(self, folder: str, *uids: int) -> None:
        """Remove messages for good; QRESYNC tells later which."""
        with self.lock:
            place = self.folders[folder]
            place.messages = [each for each in place.messages if each.uid not in uids]
            place.vanished += [(uid, place.bump()) for uid in uids]

    def renumber(self, folder: str, *, uidvalidity: int | None = None) -> None:
        """A new UIDVALIDITY and new uids for the same messages."""
        with self.lock:
            place = self.folders[folder]
            place.uidvalidity = uidvalidity or place.uidvalidity + 1000
            for uid, message in enumerate(place.messages, start=1):
                message.uid, message.modseq = uid, place.bump()
            place.uidnext = len(place.messages) + 1
            place.vanished.clear()


def _label_of(place: FakeFolder) -> str:
    special = [attribute for attribute in place.attributes if attribute.startswith("\\")]
    return "\\Inbox" if place.name == "INBOX" else special[0] if special else place.name


def _sum_given(messages: Iterable[FakeMessage]) -> Counter[str]:
    total: Counter[str] = Counter()
    for message in messages:
        total[message.email_id] += message.given
    return total
