"""Sets of UIDs as IMAP writes them (RFC 9051 9, sequence-set), on the wire and in the store: "1:4,7,9:12"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from imapdesk.mail.numbers import Uid

LONGEST = 7500  # Exchange refuses commands near 8 kB ("BAD Command Error. 10", reported)
LARGEST_UID = 2**32 - 1
MOST_UIDS = 1_500_000  # of one folder; more would be held at the cost of everything else


def make_ranges(uids: Collection[int]) -> list[tuple[int, int]]:
    """The runs of consecutive numbers in ``uids``, ascending."""
    ranges: list[tuple[int, int]] = []
    first = last = -2
    for uid in sorted(set(uids)):
        if uid != last + 1:
            if first >= 0:
                ranges.append((first, last))
            first = uid
        last = uid
    return [*ranges, (first, last)] if first >= 0 else ranges


def format_uid_set(uids: Collection[int]) -> str:
    """``uids`` as one sequence set; empty for no UID.

    >>> format_uid_set([3, 1, 2, 9])
    '1:3,9'
    """
    return ",".join(_format(one) for one in make_ranges(uids))


def split_uid_set(uids: Collection[int], longest: int = LONGEST) -> Iterator[str]:
    """``uids`` as sequence sets of at most ``longest`` characters each."""
    chunk: list[str] = []
    length = 0
    for text in map(_format, make_ranges(uids)):
        if chunk and length + len(text) > longest:
            yield ",".join(chunk)
            chunk, length = [], 0
        chunk.append(text)
        length += len(text) + 1
    if chunk:
        yield ",".join(chunk)


def _format(one: tuple[int, int]) -> str:
    return str(one[0]) if one[0] == one[1] else f"{one[0]}:{one[1]}"


def parse_uid_set(text: str | bytes, highest: int = LARGEST_UID) -> set[Uid]:
    """The UIDs up to ``highest`` of a set without ``*``; reversed ranges are legal. ValueError if it is none or huge.

    >>> sorted(parse_uid_set("4:2,7"))
    [2, 3, 4, 7]
    """
    if isinstance(text, bytes):
        text = text.decode("ascii")
    uids: set[int] = set()
    for piece in filter(None, (piece.strip() for piece in text.split(","))):
        first, _, last = piece.partition(":")
        low, high = sorted((int(first), int(last or first)))
        high = min(high, highest)
        if low < 0 or high - low + len(uids) > MOST_UIDS:
            raise ValueError("a sequence set larger than any folder")
        uids.update(range(low, high + 1))
    return uids  # type: ignore[return-value]


def count_uids(text: str) -> int:
    """How many UIDs a sequence set that `format_uid_set` wrote holds, without spelling them out."""
    ends = (piece.partition(":") for piece in text.split(",") if piece)
    return sum(int(last or first) - int(first) + 1 for first, _, last in ends)
