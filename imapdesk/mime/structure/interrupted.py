"""Headers that go on behind empty lines: a gateway put its own in front of them, or a program printed one too many."""

from __future__ import annotations

import re

from imapdesk.mime.headers.fields import Head, parse_head, split_head
from imapdesk.mime.limits import MAX_HEADER_BYTES

_EMPTY_LINES = re.compile(rb"(?:[ \t]*\r*\n){0,20}(?=[!-9;-~]{2,76}[ \t]*:)")
# What a writer gives each message: a head that has any of them is whole, a text that begins with most is none.
_WRITTEN = frozenset({"from", "to", "subject", "date", "content-type"})
_LEAST = 3


def find_second_block(raw: bytes, head: Head, body: int) -> tuple[Head, int] | None:
    """The rest of the headers that end at ``body`` too early, and where the true body begins; None for whole ones."""
    if not head.fields or not _WRITTEN.isdisjoint(head.fields):
        return None
    start = _EMPTY_LINES.match(raw, body)
    if start is None:
        return None
    end, after = split_head(raw, start.end(), min(len(raw), start.end() + MAX_HEADER_BYTES))
    second, cut = parse_head(raw, start.end(), end)
    if cut is not None or len(_WRITTEN & second.fields.keys()) < _LEAST:
        return None
    return second, after
