"""What statistics need of every saved place, by columns: a million rows are too many to be joined while one waits.

Pieces of 16,384 places each are packed in the background and thrown away by the database when one of their places
changes. What has no piece yet, and the newest ones, are read from the rows.
"""

from __future__ import annotations

import json
import struct
import time
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import zstandard

from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.connection import Row

BITS = 14  # as in the triggers that throw pieces away
_LEVEL = 3
_HEAD = struct.Struct("<II")  # places, bytes of the senders' names
_NUMBERS = 5  # columns of eight bytes: id, rank, folder, second, size
_ROWS = (
    "SELECT l.id, coalesce(m.rank, -1), l.folder_id, l.sort_date, coalesce(l.size, -1), m.has_attachments, m.from_ "
    "FROM location l CROSS JOIN message m ON m.id = l.content_id "
    "WHERE l.state = 1 AND l.id BETWEEN ? AND ? ORDER BY l.id"
)


@dataclass(slots=True)
class Tally:
    """All saved places by columns; a place's sender is a number in ``names``. -1: no rank yet, no size known."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    ranks: array[int] = field(default_factory=lambda: array("q"))
    folders: array[int] = field(default_factory=lambda: array("q"))
    seconds: array[int] = field(default_factory=lambda: array("q"))
    sizes: array[int] = field(default_factory=lambda: array("q"))
    files: bytearray = field(default_factory=bytearray)
    senders: array[int] = field(default_factory=lambda: array("i"))
    names: dict[str, int] = field(default_factory=dict)

    def add(self, data: bytes) -> None:
        """A piece. Raises ValueError for what is none."""
        try:
            text = zstandard.ZstdDecompressor().decompress(data)
            count, length = _HEAD.unpack_from(text)
            at = _HEAD.size + _NUMBERS * 8 * count
            senders = array("H", text[at + count : at + 3 * count])
            names = json.loads(text[at + 3 * count : at + 3 * count + length])
        except (zstandard.ZstdError, struct.error) as error:
            raise ValueError(str(error)) from error
        for number, column in enumerate((self.ids, self.ranks, self.folders, self.seconds, self.sizes)):
            begins = _HEAD.size + number * 8 * count
            column.frombytes(text[begins : begins + 8 * count])
        self.files += text[at : at + count]
        known = self.names
        numbers = [known.setdefault(name, len(known)) for name in names]
        self.senders.extend(map(numbers.__getitem__, senders))


def pack_piece(rows: Sequence[Row]) -> bytes:
    """A piece of rows of id, rank, folder, second, size, files, sender."""
    names: dict[str, int] = {}
    columns: list[Iterable[int]] = list(zip(*(row[:_NUMBERS] for row in rows), strict=True)) or [()] * _NUMBERS
    senders = array("H", [names.setdefault(row[6], len(names)) for row in rows])
    text = json.dumps(list(names)).encode()
    parts = [array("q", column).tobytes() for column in columns]
    packed = b"".join(
        [_HEAD.pack(len(rows), len(text)), *parts, bytes(row[5] for row in rows), senders.tobytes(), text]
    )
    return zstandard.ZstdCompressor(level=_LEVEL).compress(packed)


class Tallying(StoreBase):
    """Keep and load the columns."""

    def tally_pending(self, should_stop: Callable[[], bool], ends: float) -> int:
        """Pack missing pieces until a moment of the monotonic clock, at least one; how many, 0 when none is missing.

        The newest places have none: there is more to come. Raises DiskFull, StoreError.
        """
        done = 0
        for piece in self._list_missing()[:-1]:
            if should_stop() or (done and time.monotonic() > ends):
                break
            with self._writer.transaction() as cursor:  # what is read can't change before it is written
                rows = cursor.execute(_ROWS, _find_ends(piece)).fetchall()
                cursor.execute("INSERT OR REPLACE INTO tally(piece, data) VALUES (?, ?)", (piece, pack_piece(rows)))
            done += 1
        return done

    def load_tally(self) -> Tally:
        """Every saved place. Raises StoreError."""
        tally = Tally()
        packed = set()
        for piece, data in self._readers.rows("SELECT piece, data FROM tally"):
            with suppress(ValueError):  # damaged: read from its rows
                tally.add(data)
                packed.add(piece)
        for piece in self._list_missing(packed):
            tally.add(pack_piece(self._readers.rows(_ROWS, _find_ends(piece))))
        return tally

    def _list_missing(self, packed: Collection[int] | None = None) -> list[int]:
        """The pieces that aren't packed, that of the newest places last."""
        row = self._readers.row("SELECT max(id) FROM location")
        newest = 0 if row is None or row[0] is None else int(row[0]) >> BITS
        if packed is None:
            packed = {piece for (piece,) in self._readers.rows("SELECT piece FROM tally")}
        return [piece for piece in range(newest + 1) if piece not in packed]


def _find_ends(piece: int) -> tuple[int, int]:
    return piece << BITS, ((piece + 1) << BITS) - 1
