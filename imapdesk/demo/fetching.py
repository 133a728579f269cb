"""FETCH of the demo's server: what of a message is asked, and which messages are meant."""

from __future__ import annotations

import re
from datetime import datetime

from imapdesk.demo.commands import Unreadable, read_set
from imapdesk.demo.mailbox import DemoFolder, DemoMessage

_BODY = re.compile(
    r"BODY(?:\.PEEK)?\[(?P<section>HEADER(?:\.FIELDS)?|TEXT)?(?: \((?P<fields>[^)]*)\))?\]"
    r"(?:<(?P<from>\d+)\.(?P<count>\d+)>)?",
    re.IGNORECASE,
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SHORT = {"FAST": ["FLAGS", "INTERNALDATE", "RFC822.SIZE"], "ALL": ["FLAGS", "INTERNALDATE", "RFC822.SIZE"]}


def find_messages(folder: DemoFolder, text: str, *, by_uid: bool) -> list[tuple[int, DemoMessage]]:
    """The messages of a set with their sequence numbers; numbers without a message are left out."""
    numbered = list(enumerate(folder.messages, 1))
    highest = folder.uidnext - 1 if by_uid else len(numbered)
    ranges = read_set(text, highest)
    return [(n, m) for n, m in numbered if any((m.uid if by_uid else n) in one for one in ranges)]


def describe(number: int, message: DemoMessage, items: list[str]) -> bytes:
    """One FETCH answer."""
    asked = [item for word in items for item in _SHORT.get(word.upper(), [word])]
    return b"* %d FETCH (" % number + b" ".join(_describe_item(message, item) for item in asked) + b")\r\n"


def _describe_item(message: DemoMessage, item: str) -> bytes:
    match item.upper():
        case "UID":
            return b"UID %d" % message.uid
        case "FLAGS":
            return b"FLAGS (" + " ".join(sorted(message.flags)).encode("ascii") + b")"
        case "INTERNALDATE":
            return b'INTERNALDATE "' + format_moment(message.received).encode("ascii") + b'"'
        case "RFC822.SIZE":
            return b"RFC822.SIZE %d" % len(message.raw)
    body = _BODY.fullmatch(item)
    if body is None:
        raise Unreadable(f"{item} can't be fetched here")
    octets = _cut(message.raw, (body["section"] or "").upper(), (body["fields"] or "").lower().split())
    label = re.sub(r"(?i)\.PEEK", "", item)
    if body["from"] is not None:
        start = int(body["from"])
        octets = octets[start : start + int(body["count"])]
        label = f"{label[: label.rindex('<')]}<{start}>"
    return label.encode("ascii") + b" {%d}\r\n" % len(octets) + octets


def _cut(raw: bytes, section: str, fields: list[str]) -> bytes:
    head, _blank, rest = raw.partition(b"\r\n\r\n")
    if section == "TEXT":
        return rest
    if section == "HEADER":
        return head + b"\r\n\r\n"
    if section == "HEADER.FIELDS":
        lines = re.split(rb"\r\n(?![ \t])", head)
        kept = [line for line in lines if line.split(b":", 1)[0].decode("latin-1").lower() in fields]
        return b"".join(line + b"\r\n" for line in kept) + b"\r\n"
    return raw


def format_moment(moment: datetime) -> str:
    """A date-time in the words of RFC 3501, whatever the system's language."""
    return f"{moment.day:2d}-{MONTHS[moment.month - 1]}-{moment:%Y %H:%M:%S %z}"
