"""What a server says, taken apart as far as every command needs it (RFC 9051 7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

Part = bytes | Path  # a literal that was too large for memory is a file
Parts = list[Part]  # text, literal, text, literal, ... text

_CODE = re.compile(rb"\[([A-Za-z0-9_.-]+)(?: (.*?))?\](?: |$)(.*)", re.DOTALL)
_UNTAGGED = re.compile(rb"\* +(?:(\d+) +)?([A-Za-z][A-Za-z0-9_-]*)(?: |$)")


@dataclass(frozen=True, slots=True)
class Status:
    """OK, NO, BAD, BYE or PREAUTH, with its response code in capitals (or "") and its text for people."""

    kind: str
    code: str
    data: bytes
    text: str

    @property
    def ok(self) -> bool:
        """Whether the command was carried out."""
        return self.kind == "OK"


def parse_status(kind: str, rest: bytes) -> Status:
    """The status that follows ``kind`` in a line; a code's closing bracket is the first one that ends a word.

    >>> parse_status("NO", b"[AUTHENTICATIONFAILED] Wrong password").code
    'AUTHENTICATIONFAILED'
    """
    match = _CODE.match(rest)
    if match is None:
        return Status(kind, "", b"", clean_text(rest))
    code = match[1].decode("latin-1").upper()
    return Status(kind, code, match[2] or b"", clean_text(match[3]))


def clean_text(raw: bytes) -> str:
    """A server's words as plain text: UTF-8 if it is, control characters gone, at most 500 characters."""
    text = raw[:2000].decode("utf-8", "replace")
    return "".join(mark if mark.isprintable() else " " for mark in text).strip()[:500]


@dataclass(frozen=True, slots=True)
class Untagged:
    """A data line: ``kind`` in capitals, the number before it if there is one, and where its data begins."""

    kind: str
    number: int | None
    begins: int


def classify(line: bytes) -> Untagged | None:
    """What an untagged line is about; None when it can't be told (blank lines, noise)."""
    match = _UNTAGGED.match(line)
    if match is None:
        return None
    number = int(match[1]) if match[1] and len(match[1]) < 20 else None
    return Untagged(match[2].decode("ascii").upper(), number, match.end())


def first_number(data: bytes) -> int | None:
    """The number that a response code carries; None when it is absent (Gmail's HIGHESTMODSEQ, seen 2026-11)."""
    match = re.match(rb"\s*(\d{1,20})", data)
    return int(match[1]) if match else None
