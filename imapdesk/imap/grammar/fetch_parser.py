"""FETCH responses, whatever the order of their items: one regular expression for the usual, tokens for the rest.

Both ways, and imapclient's own parser, are proven to agree by a property test. imapclient's reads whatever our
grammar can't.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from imapdesk.imap.grammar.responses import Part, Parts
from imapdesk.imap.grammar.tokens import UnreadableAnswer, Value, as_number, parse_values
from imapdesk.mail import HeaderMark, keep_showable, mark_header

_QUOTED = rb'"[^"\\]*(?:\\.[^"\\]*)*"'
_USUAL = re.compile(
    rb"\* \d{1,10} FETCH \((?:(?:"
    rb"UID (\d{1,20})"
    rb"|FLAGS \(([^()\"{}]*)\)"
    rb"|MODSEQ \((\d{1,20})\)"
    rb'|INTERNALDATE "([^"\\]{26})"'
    rb"|RFC822\.SIZE (\d{1,20})"
    rb'|EMAILID \(([^()" ]+)\)'
    rb'|THREADID (?:\(([^()" ]+)\)|NIL)'
    rb"|X-GM-MSGID (\d{1,20})"
    rb"|X-GM-THRID (\d{1,20})"
    rb'|X-GM-LABELS \(((?:[^()"{}]|' + _QUOTED + rb")*)\)"
    rb")(?: |(?=\))))*\)$"
)
_BODY_BEFORE = re.compile(
    rb" ?(?:BODY\[\](?:<(\d{1,20})>)?|(BODY\[HEADER(\.FIELDS \(\"?MESSAGE-ID\"?\))?\](?:<0>)?)) $", re.IGNORECASE
)
_WHOLE = re.compile(rb"^(?:RFC822$|BODY\.PEEK\[\])")  # the old name, and the one that was asked
_HEADER = re.compile(rb"BODY\[HEADER\](?:<0>)?")
_MESSAGE_ID = re.compile(rb"^message-id[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)", re.IGNORECASE | re.MULTILINE)
_SEQUENCE = re.compile(rb"\* +(\d{1,10}) +FETCH +", re.IGNORECASE)
_MONTHS = {name: n for n, name in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


@dataclass(slots=True)
class FetchItems:
    """What one FETCH response says; None for what it leaves out. ``has_body`` is true for ``BODY[] NIL``, too."""

    uid: int | None = None
    flags: frozenset[str] | None = None
    modseq: int | None = None
    internal_date: datetime | None = None
    size: int | None = None
    email_id: str | None = None
    thread_id: str | None = None
    labels: frozenset[str] | None = None
    message_id: str | None = None
    header: HeaderMark | None = None
    body: Part | None = None
    has_body: bool = False
    offset: int | None = None


def parse_fetch(parts: Parts) -> FetchItems | None:
    """The items of a FETCH response; None when the response is something else or can't be understood at all."""
    return _parse_usual(parts) or _parse_any(parts)


def _parse_usual(parts: Parts) -> FetchItems | None:
    if len(parts) == 1:
        match = _USUAL.match(parts[0])  # type: ignore[arg-type]
        return _items_of(match) if match else None
    if len(parts) != 3:
        return None
    before, literal, after = parts
    assert isinstance(before, bytes)
    assert isinstance(after, bytes)
    body = _BODY_BEFORE.search(before)
    if body is None:
        return None
    kept = before[: body.start()]
    match = _USUAL.match(kept + (after.lstrip() if kept.endswith(b"(") else after))
    if match is None:
        return None
    items = _items_of(match)
    if body[2]:
        _note_header(items, literal, whole=not body[3])
    else:
        items.body, items.has_body = literal, True
        items.offset = int(body[1]) if body[1] else None
    return items


def _items_of(match: re.Match[bytes]) -> FetchItems:
    uid, flags, modseq, date, size, email_id, thread_id, gm_id, gm_thread, labels = match.groups()
    return FetchItems(
        int(uid) if uid else None,
        None if flags is None else flags_of(flags),
        int(modseq) if modseq else None,
        None if date is None else parse_internal_date(date),
        int(size) if size else None,
        _text(email_id or gm_id),
        _text(thread_id or gm_thread),
        None if labels is None else _labels_of(labels),
    )


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode("utf-8", "backslashreplace")


@lru_cache(4096)
def flags_of(raw: bytes) -> frozenset[str]:
    """The flags in a list's inside, without the session's own \\Recent; a keyword keeps its case.

    >>> sorted(flags_of(rb"\\seen Work"))
    ['Work', '\\\\Seen']
    """
    return _make_flags(raw.split())


def _make_flags(words: list[bytes]) -> frozenset[str]:
    flags = (_SYSTEM_FLAGS.get(word.lower()) or word.decode("utf-8", "backslashreplace") for word in words)
    return frozenset(flag for flag in flags if flag not in ("\\Recent", "\\*"))


_SYSTEM_FLAGS = {
    name.lower().encode(): name for name in ("\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft", "\\Recent")
}


@lru_cache(4096)
def _labels_of(raw: bytes) -> frozenset[str]:
    return _make_labels(parse_values([raw]))


def _make_labels(values: tuple[Value, ...]) -> frozenset[str]:
    from imapdesk.imap.grammar.mutf7 import decode

    return frozenset(decode(value) for value in values if isinstance(value, bytes))


@lru_cache(1024)
def _day_of(raw: bytes) -> datetime:
    return datetime(int(raw[7:11]), _MONTHS[raw[3:6].lower()], int(raw[:2]), tzinfo=UTC)


def parse_internal_date(raw: bytes) -> datetime | None:
    """INTERNALDATE in UTC; None when it is none.

    >>> parse_internal_date(b" 1-Feb-2024 13:00:00 +0100")
    datetime.datetime(2024, 2, 1, 12, 0, tzinfo=datetime.timezone.utc)
    """
    try:
        seconds = int(raw[12:14]) * 3600 + int(raw[15:17]) * 60 + int(raw[18:20])
        zone = int(raw[22:24]) * 3600 + int(raw[24:26]) * 60
        return keep_showable(_day_of(raw[:11]) + timedelta(seconds=seconds + (zone if raw[21:22] == b"-" else -zone)))
    except (ValueError, KeyError, OverflowError):
        return None


def _note_header(items: FetchItems, header: Part | Value, *, whole: bool) -> None:
    if isinstance(header, bytes):
        items.message_id = find_message_id(header)
        items.header = mark_header(header) if whole else None


def find_message_id(header: bytes) -> str:
    """The Message-ID in a header block, without white space; empty when there is none."""
    match = _MESSAGE_ID.search(header)
    return b"".join(match[1].split()).decode("utf-8", "backslashreplace")[:998] if match else ""


def _parse_any(parts: Parts) -> FetchItems | None:
    first = parts[0]
    assert isinstance(first, bytes)
    match = _SEQUENCE.match(first)
    if match is None:
        return None
    try:
        values = parse_values(parts, match.end())
    except UnreadableAnswer:
        return parse_with_imapclient(parts, match.end())
    if len(values) != 1 or not isinstance(values[0], tuple):
        return None
    return items_from_pairs(_pairs(values[0]))


def _pairs(values: tuple[Value, ...]) -> dict[bytes, Value]:
    names = values[0::2]
    return {name.upper(): value for name, value in zip(names, values[1::2], strict=False) if isinstance(name, bytes)}


def items_from_pairs(pairs: dict[bytes, Value]) -> FetchItems:
    """`FetchItems` from names in capitals and parsed values."""
    date = pairs.get(b"INTERNALDATE")
    flags, labels, modseq = pairs.get(b"FLAGS"), pairs.get(b"X-GM-LABELS"), pairs.get(b"MODSEQ")
    items = FetchItems(
        as_number(pairs.get(b"UID")),
        _make_flags([flag for flag in flags if isinstance(flag, bytes)]) if isinstance(flags, tuple) else None,
        as_number(modseq[0]) if isinstance(modseq, tuple) and modseq else as_number(modseq),
        parse_internal_date(date) if isinstance(date, bytes) else None,
        as_number(pairs.get(b"RFC822.SIZE")),
        _identifier(pairs.get(b"EMAILID")) or _identifier(pairs.get(b"X-GM-MSGID")),
        _identifier(pairs.get(b"THREADID")) or _identifier(pairs.get(b"X-GM-THRID")),
        _make_labels(labels) if isinstance(labels, tuple) else None,
    )
    for name, value in pairs.items():
        _note_section(items, name, value)
    return items


def _note_section(items: FetchItems, name: bytes, value: Value) -> None:
    name = _WHOLE.sub(b"BODY[]", name)
    if name == b"BODY[]" or name.startswith(b"BODY[]<"):
        items.has_body = True
        items.body = None if isinstance(value, tuple) else value
        items.offset = as_number(name[7:-1]) if name != b"BODY[]" else None
    elif name.startswith(b"BODY[HEADER.FIELDS"):
        _note_header(items, value, whole=False)
    elif _HEADER.fullmatch(name):
        _note_header(items, value, whole=True)


def _identifier(value: Value) -> str | None:
    if isinstance(value, tuple):
        value = value[0] if value else None
    return _text(value) if isinstance(value, bytes) else None


def parse_with_imapclient(parts: Parts, begin: int) -> FetchItems | None:
    """What imapclient's parser makes of a response that our grammar can't read; None when it can't either."""
    from imapclient.exceptions import IMAPClientError
    from imapclient.response_parser import parse_response

    if not all(isinstance(part, bytes) for part in parts):
        return None
    texts = [part for part in parts if isinstance(part, bytes)]
    texts[0] = texts[0][begin:]
    records: list[object] = [
        (text + b"{%d}" % len(literal), literal) for text, literal in zip(texts[:-1:2], texts[1::2], strict=True)
    ]
    try:
        values = parse_response([*records, texts[-1]])
        inside = values[0] if values else ()
        return items_from_pairs(_pairs(_as_bytes(inside))) if isinstance(inside, tuple) else None
    except (IMAPClientError, ValueError, AssertionError, RecursionError):  # the last for lists in lists in lists ...
        return None


def _as_bytes(value: object) -> tuple[Value, ...]:
    return tuple(
        _as_bytes(one) if isinstance(one, tuple) else b"%d" % one if isinstance(one, int) else one
        for one in value  # type: ignore[attr-defined]
    )
