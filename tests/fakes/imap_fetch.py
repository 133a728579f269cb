"""Answers to FETCH, in the right form or in one of the odd forms that real servers have."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.fakes.imap_model import FakeMessage
from tests.fakes.imap_syntax import quote

_SECTION = re.compile(
    rb"BODY(?:\.PEEK)?\[(?P<part>HEADER|TEXT|)(?:\.FIELDS \((?P<fields>[^)]*)\))?\]"
    rb"(?:<(?P<start>\d+)\.(?P<count>\d+)>)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FetchStyle:
    """How answers to FETCH look."""

    uid_last: bool = False
    literal_off: int = 0
    """Added to the length that a literal announces: a lie."""
    between: bytes = b""
    """Sent between two messages: untagged lines that nobody asked for."""
    backwards: bool = False
    """Highest uid first."""
    leave_out: frozenset[int] = frozenset()
    """Uids that are passed over, though the answer ends with OK."""
    nil_bodies: frozenset[int] = frozenset()
    """Uids whose body is NIL."""
    repeat: bool = False
    """Say every message twice."""


def make_fetch_answer(
    numbered: Sequence[tuple[int, FakeMessage]], items: Sequence[bytes], style: FetchStyle, omit: frozenset[str]
) -> bytes:
    """Untagged FETCH lines for these messages, each with its sequence number."""
    chosen = [(number, message) for number, message in numbered if message.uid not in style.leave_out]
    if style.backwards:
        chosen.reverse()
    wanted = [item for item in items if item.decode("ascii", "replace").upper() not in omit]
    lines = [
        b"* %d FETCH (%b)\r\n" % (number, b" ".join(_make_pairs(message, wanted, style))) for number, message in chosen
    ]
    if style.repeat:
        lines = [line for line in lines for _ in range(2)]
    return style.between.join(lines)


def _make_pairs(message: FakeMessage, items: Sequence[bytes], style: FetchStyle) -> Iterator[bytes]:
    uid = b"UID %d" % message.uid
    if not style.uid_last:
        yield uid
    for item in items:
        if item.upper() != b"UID":
            yield _make_pair(message, item, style)
    if style.uid_last:
        yield uid


def _make_pair(message: FakeMessage, item: bytes, style: FetchStyle) -> bytes:
    name = item.upper()
    if name == b"FLAGS":
        return _make_flags(message.flags)
    if name == b"INTERNALDATE":
        return _make_internal_date(message.received)
    if name == b"RFC822.SIZE":
        return b"RFC822.SIZE %d" % len(message.raw)
    if name == b"MODSEQ":
        return b"MODSEQ (%d)" % message.modseq
    if name == b"EMAILID":
        return b"EMAILID (%b)" % message.email_id.encode()
    if name == b"THREADID":
        return b"THREADID NIL"
    if name in (b"X-GM-MSGID", b"X-GM-THRID"):
        return b"%b %d" % (name, 1_000_000 + int(message.email_id[1:]))
    if name == b"X-GM-LABELS":
        return b"X-GM-LABELS (%b)" % b" ".join(quote(label.encode()) for label in message.labels)
    return _make_section(message, item, style)


# Of 400,000 messages most have the same flags and date.
@functools.lru_cache(maxsize=1_000)
def _make_flags(flags: frozenset[str]) -> bytes:
    return b"FLAGS (%b)" % " ".join(sorted(flags)).encode()


@functools.lru_cache(maxsize=1_000)
def _make_internal_date(received: datetime) -> bytes:
    return b"INTERNALDATE " + quote(received.strftime("%d-%b-%Y %H:%M:%S %z").encode())


def _make_section(message: FakeMessage, item: bytes, style: FetchStyle) -> bytes:
    found = _SECTION.match(item)
    if found is None:
        raise ValueError(f"unknown item {item!r}")
    label = item.upper().replace(b".PEEK", b"")
    if found["count"]:
        label = re.sub(rb"\.\d+>\Z", b">", label)
    if message.uid in style.nil_bodies:
        return label + b" NIL"
    data = _cut_section(message, found)
    message.given += label == b"BODY[]"
    return b"%b {%d}\r\n%b" % (label, len(data) + style.literal_off, data)


def _cut_section(message: FakeMessage, found: re.Match[bytes]) -> bytes:
    part = found["part"].upper()
    data = {b"": message.raw, b"HEADER": message.head, b"TEXT": message.raw[len(message.head) :]}[part]
    if found["fields"]:
        wanted = {name.strip(b'"').lower() for name in found["fields"].split()}
        lines = re.findall(rb"[^\r\n]+\r\n(?:[ \t][^\r\n]*\r\n)*", message.head)
        data = b"".join(line for line in lines if line.split(b":")[0].strip().lower() in wanted) + b"\r\n"
    if found["count"]:
        start = int(found["start"])
        data = data[start : start + int(found["count"])]
    return data
