"""One message on its way into the store, and how a file of one is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

MOST_BYTES = 500 * 1024 * 1024  # no mail is larger; what claims to be is left out and counted

_BARE_LF = re.compile(rb"(?<!\r)\n")
_MAILDIR_FLAGS = {
    "D": "\\Draft",
    "F": "\\Flagged",
    "P": "$Forwarded",
    "R": "\\Answered",
    "S": "\\Seen",
    "T": "\\Deleted",
}


@dataclass(frozen=True, slots=True)
class ImportedMail:
    """A whole message with the folder it belongs to and what its file told of it."""

    folder: str
    raw: bytes
    flags: frozenset[str] = frozenset({"\\Seen"})
    arrived_at: datetime | None = None


def to_crlf(raw: bytes) -> bytes:
    """Line ends as on the wire (RFC 5322 2.1): the same message fetched from a server is then the same bytes."""
    return _BARE_LF.sub(b"\r\n", raw)


def as_on_the_wire(raw: bytes) -> bytes:
    """A message's file as a server would send it: one that has CRLF in its header is so already, byte by byte."""
    head = raw[:4096]
    return raw if b"\r\n" in head else to_crlf(raw)


def read_maildir_name(name: str) -> tuple[frozenset[str], datetime | None]:
    """Flags and arrival from a Maildir file's name: ``1767312000.U7_ab.host:2,FS``."""
    unique, _mark, info = re.split(r"([:!;]2,|$)", name, maxsplit=1)
    flags = frozenset(_MAILDIR_FLAGS[letter] for letter in info if letter in _MAILDIR_FLAGS)
    return flags, _read_seconds(re.match(r"(\d{8,11})[._]", unique))  # OfflineIMAP goes on with "_"


def read_eml_name(name: str) -> datetime | None:
    """Arrival from a file's name of our own export: ``1767312000.U7_0123456789abcdef.eml``. Others mean what they may:
    20260101.eml is no moment of the year 1970."""
    return _read_seconds(re.match(r"(\d{1,11})\.U\d+_[0-9a-f]{16}\.", name))


def _read_seconds(found: re.Match[str] | None) -> datetime | None:
    """Seconds since the epoch, as the first group tells them."""
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None
