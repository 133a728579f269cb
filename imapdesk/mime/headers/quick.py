"""The few fields a message list shows, from the header block alone and in microseconds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import repeat

from imapdesk.mail import Address
from imapdesk.mime.charsets.hints import find_hint
from imapdesk.mime.headers.addresses import parse_addresses
from imapdesk.mime.headers.dates import parse_date
from imapdesk.mime.headers.fields import find_start, mend_lone_cr, split_head
from imapdesk.mime.headers.ids import read_id, read_ids
from imapdesk.mime.headers.words import decode_words, unfold
from imapdesk.mime.limits import MAX_HEADER_BYTES, MAX_REPEATS, MAX_VALUE_CHARS

_WANTED = re.compile(
    r"\n(?=[scfdtmir])(subject|from|to|cc|date|message-id|in-reply-to|references|content-type)[ \t]*:"
    r"[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)",
    re.IGNORECASE,
)
_SHOWN = ("subject", "from", "to", "cc")
_MOST_KEPT = 300  # characters of a list of people that is likely to come again
_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
_CARRIES_FILES = re.compile(
    r"\s*(?:multipart/(?:mixed|report|digest|appledouble|x-mixed)|message/rfc822|application/|image/|audio/|video/)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class QuickHeaders:
    """What the header block alone says; ``has_attachments_guess`` is true for multipart/mixed and the like.

    Not frozen: one is made of every message that comes, and a frozen class takes six times as long for it.
    """

    subject: str = ""
    from_: list[Address] = field(default_factory=list)
    to: list[Address] = field(default_factory=list)
    cc: list[Address] = field(default_factory=list)
    date: datetime | None = None  # aware, UTC
    message_id: str = ""  # with its angle brackets; empty when there is none
    in_reply_to: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    has_attachments_guess: bool = False


def describe_headers(head: bytes) -> QuickHeaders:
    """The list's fields of a message or of its header block; never raises. The body is not looked at."""
    fields = _find_fields(head)
    content_type = fields.get("content-type", "")
    hint = ""
    if not all(map(str.isascii, fields.values())):
        charset = _CHARSET.search(content_type)
        hint = find_hint(map(fields.get, _SHOWN, repeat("")), charset[1] if charset else "")
    return QuickHeaders(
        decode_words(unfold(fields.get("subject", "")), hint),
        _read_people(fields.get("from", ""), hint),
        _read_people(fields.get("to", ""), hint),
        _read_people(fields.get("cc", ""), hint),
        parse_date(unfold(fields.get("date", ""))),
        read_id(fields.get("message-id", "")),
        read_ids(fields.get("in-reply-to", "")),
        read_ids(fields.get("references", "")),
        _CARRIES_FILES.match(content_type) is not None,
    )


def _read_people(value: str, hint: str) -> list[Address]:
    """The same few people write most of a mailbox, and most of it to the same one."""
    if not value:
        return []
    return list(_read_again(value, hint)) if len(value) <= _MOST_KEPT else parse_addresses(value, hint)


@lru_cache(2048)
def _read_again(value: str, hint: str) -> tuple[Address, ...]:
    return tuple(parse_addresses(value, hint))


def _find_fields(raw: bytes) -> dict[str, str]:
    start = find_start(raw)
    end, _ = split_head(raw, start)
    text = "\n" + mend_lone_cr(raw[start : min(end, start + MAX_HEADER_BYTES)].decode("latin-1"))
    if text.find("\n", 1) < 0 and "\r" in text:
        text = text.replace("\r", "\n").partition("\n\n")[0] if not text.startswith("\n\r") else text
    fields: dict[str, str] = {}
    repeats = 0
    for match in _WANTED.finditer(text):
        name, value = match[1].lower(), match[2].rstrip("\r")
        if not fields.get(name):
            fields[name] = value[:MAX_VALUE_CHARS]
        elif (
            name in {"to", "cc"} and (repeats := repeats + 1) < MAX_REPEATS
        ):  # the first of a doubled field counts, but nobody is left off a recipient list
            fields[name] = f"{fields[name]}, {value}"[:MAX_VALUE_CHARS]
    return fields
