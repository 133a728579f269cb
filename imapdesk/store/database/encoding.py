"""How values look in a column: moments, days, flags, settings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from imapdesk.mail import keep_showable

SEEN, ANSWERED, FLAGGED, DELETED, DRAFT = 1, 2, 4, 8, 16

_BITS = {"\\Seen": SEEN, "\\Answered": ANSWERED, "\\Flagged": FLAGGED, "\\Deleted": DELETED, "\\Draft": DRAFT}
_BITS_BY_LOWER = {name.lower(): bit for name, bit in _BITS.items()}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime | None) -> int | None:
    """Microseconds since the epoch, for the store's own moments."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def from_micros(value: int | None) -> datetime | None:
    """The moment that `to_micros` wrote."""
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def to_seconds(moment: datetime | None) -> int | None:
    """Seconds since the epoch, for dates of mail (INTERNALDATE and Date have no finer unit).

    None for a naive moment: mail says "-0000" or nothing where the zone is unknown, and then UTC is meant.
    """
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    since = aware - _EPOCH
    return since.days * 86_400 + since.seconds


def from_seconds(value: int | None) -> datetime | None:
    """The moment that `to_seconds` wrote; None where a year is beyond what Python's dates hold or a clock shows."""
    if value is None:
        return None
    try:
        return keep_showable(_EPOCH + timedelta(seconds=value))
    except OverflowError:
        return None


def to_day(day: date | None) -> str | None:
    """A day as ISO 8601 text."""
    return None if day is None else day.isoformat()


def from_day(value: str | None) -> date | None:
    """The day that `to_day` wrote."""
    return None if value is None else date.fromisoformat(value)


@lru_cache(maxsize=4096)
def split_flags(flags: frozenset[str]) -> tuple[int, str]:
    """Flags as a bit mask of the system flags (RFC 9051 2.3.2) and the keywords in one text.

    A keyword is an atom (RFC 9051 9), so a space can part two of them.
    """
    bits, keywords = 0, []
    for flag in flags:
        bit = _BITS_BY_LOWER.get(flag.lower())
        if bit is None:
            keywords.append(flag)
        else:
            bits |= bit
    return bits, " ".join(sorted(keywords))


@lru_cache(maxsize=4096)
def join_flags(bits: int, keywords: str) -> frozenset[str]:
    """The flags that `split_flags` took apart."""
    system = [name for name, bit in _BITS.items() if bits & bit]
    return frozenset(system + keywords.split(" ") if keywords else system)


def join_labels(labels: frozenset[str] | None) -> str | None:
    """Gmail's labels in one text: no label has a line end."""
    return None if labels is None else clean_text("\n".join(sorted(labels)))


def split_labels(text: str | None) -> frozenset[str] | None:
    """The labels that `join_labels` wrote."""
    return None if text is None else frozenset(filter(None, text.split("\n")))


def clean_text(text: str) -> str:
    """Text that SQLite takes: no lone surrogates (what can't be decoded shows as U+FFFD), no NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def to_json(value: object) -> str:
    """Compact JSON with stable key order."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def marks(values: Iterable[object]) -> str:
    """As many question marks as there are values, for an IN list."""
    return ",".join("?" for _ in values)
