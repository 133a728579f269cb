"""Sets of UIDs in IMAP's own notation (RFC 9051 9, ``sequence-set``): "1:4,7,9:12". Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imapdesk.mail import Uid


def format_uids(uids: Iterable[Uid]) -> str:
    """The shortest ascending sequence set of `uids`; empty for none."""
    return ",".join(f"{low}:{high}" if high > low else str(low) for low, high in _find_runs(sorted(set(uids))))


def parse_uids(text: str) -> frozenset[Uid]:
    """The UIDs of a sequence set that `format_uids` wrote."""
    return frozenset(Uid(uid) for low, high in _parse_runs(text) for uid in range(low, high + 1))


def count_uids(text: str) -> int:
    """How many UIDs a sequence set that `format_uids` wrote holds, without spelling them out."""
    return sum(high - low + 1 for low, high in _parse_runs(text))


def _parse_runs(text: str) -> Iterator[tuple[int, int]]:
    for piece in text.split(",") if text else ():
        low, _, high = piece.partition(":")
        yield int(low), int(high or low)


def _find_runs(ordered: Iterable[int]) -> Iterator[tuple[int, int]]:
    low = high = 0
    for uid in ordered:
        if high and uid == high + 1:
            high = uid
            continue
        if high:
            yield low, high
        low = high = uid
    if high:
        yield low, high
