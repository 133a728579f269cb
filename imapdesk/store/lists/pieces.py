"""Some thousand saved places by columns, pure: packed for the store, and unpacked to be asked and added up.

The places of a piece are in the order of their time. So those of one hour are beside each other and needn't be counted
one by one, and their ranks are nearly in order: to look up a million in no order takes five times as long.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, islice, pairwise
from operator import itemgetter

import zstandard

from imapdesk.store.database.connection import Row

HOUR_S = 3600
FORMAT = b"\2"  # what a piece begins with; one of an older version is packed again
_LEVEL = 3
_AT_ONCE = 512  # rows
_HEAD = struct.Struct("<I")
_NARROW, _WIDE = "i", "q"  # of four bytes, and of eight

# A piece as JSON and bytes: the columns' types and lengths, the senders, the folder if all places are in one
_Layout = tuple[str, list[int], list[str], int | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """Places by columns. -1: no rank yet, no size known.

    ``hours`` are those since the epoch, each once with the place behind its last one in ``ends``. ``folder`` is that
    of all places, or None. ``senders`` are numbers in the names of the tally.
    """

    ids: array[int]
    ranks: array[int]
    seconds: array[int]
    sizes: array[int]
    folders: array[int]
    hours: array[int]
    ends: array[int]
    files: bytes
    senders: array[int]
    folder: int | None

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, places: Sequence[int]) -> Piece:
        """Nothing but some of its places, in order."""

        def pick(column: array[int]) -> array[int]:
            return array(column.typecode, map(column.__getitem__, places))

        seconds = pick(self.seconds)
        hours, ends = _find_hours(seconds)
        return Piece(
            pick(self.ids),
            pick(self.ranks),
            seconds,
            pick(self.sizes),
            self.folders if self.folder is not None else pick(self.folders),
            _to_array(hours),
            array("H", ends),
            bytes(map(self.files.__getitem__, places)),
            pick(self.senders),
            self.folder,
        )


@dataclass(slots=True)
class Tally:
    """All saved places; a place's sender is a number in ``names``."""

    pieces: list[Piece] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    def add(self, data: bytes) -> None:
        """A piece. Raises ValueError for what is none."""
        if data[:1] != FORMAT:
            raise ValueError("not a piece of this version")
        try:
            text = zstandard.ZstdDecompressor().decompress(data[1:])
            (length,) = _HEAD.unpack_from(text)
        except (zstandard.ZstdError, struct.error) as error:
            raise ValueError(str(error)) from error
        begins = _HEAD.size + length
        codes, lengths, senders, folder = json.loads(text[_HEAD.size : begins])
        cuts = pairwise(accumulate(lengths, initial=begins))
        columns = [array(code, text[start:end]) for code, (start, end) in zip(codes, cuts, strict=True)]
        ids, ranks, seconds, sizes, folders, hours, ends, files, numbers = columns
        known = self.names
        own = [known.setdefault(name, len(known)) for name in senders]
        of_all = array(_NARROW, itemgetter(*numbers, 0)(own)[:-1]) if own else array(_NARROW)
        self.pieces.append(Piece(ids, ranks, seconds, sizes, folders, hours, ends, files.tobytes(), of_all, folder))


def pack_piece(rows: Iterable[Row]) -> bytes:
    """A piece of rows of id, rank, folder, second, size, files, sender, in any order.

    Rows are taken few by few: as a whole they are much larger than their columns.
    """
    wide = ids, ranks, folders, seconds, sizes = [array(_WIDE) for _ in range(5)]
    files, senders = array("B"), array("H")
    names: dict[str, int] = {}
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        *numbers, with_files, from_ = zip(*some, strict=True)
        for column, values in zip(wide, numbers, strict=True):
            column.extend(values)
        files.extend(with_files)
        senders.extend([names.setdefault(name, len(names)) for name in from_])
    order = sorted(range(len(seconds)), key=seconds.__getitem__)
    ids, ranks, folders, seconds, sizes, files, senders = (
        array(column.typecode, map(column.__getitem__, order))
        for column in (ids, ranks, folders, seconds, sizes, files, senders)
    )
    hours, ends = _find_hours(seconds)
    folder = folders[0] if len(set(folders)) == 1 else None
    columns = [
        *map(_to_array, (ids, ranks, seconds, sizes, folders if folder is None else ())),
        _to_array(hours),
        array("H", ends),
        files,
        senders,
    ]
    parts = [column.tobytes() for column in columns]
    layout: _Layout = "".join(column.typecode for column in columns), list(map(len, parts)), list(names), folder
    head = json.dumps(layout).encode()
    packed = b"".join([_HEAD.pack(len(head)), head, *parts])
    return FORMAT + zstandard.ZstdCompressor(level=_LEVEL).compress(packed)


def _find_hours(seconds: Iterable[int]) -> tuple[list[int], list[int]]:
    """The hours of seconds in order, each once, and how many seconds there are up to the end of it."""
    counts = [(hour, len(list(places))) for hour, places in groupby(second // HOUR_S for second in seconds)]
    return [hour for hour, _ in counts], list(accumulate(count for _, count in counts))


def _to_array(numbers: Iterable[int]) -> array[int]:
    try:
        return array(_NARROW, numbers)
    except OverflowError:
        return array(_WIDE, numbers)
