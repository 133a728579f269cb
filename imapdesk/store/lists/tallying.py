"""What statistics need of every saved place, by columns: a million rows are too many to be joined while one waits.

Pieces of 16,384 places each are packed in the background and thrown away by the database when one of their places
changes. What has no piece yet, and the newest ones, are read from the rows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from contextlib import suppress
from itertools import chain

from imapdesk.store.database.base import StoreBase
from imapdesk.store.lists.pieces import FORMAT, Tally, pack_piece

BITS = 14  # as in the triggers that throw pieces away
_ROWS = (
    "SELECT l.id, coalesce(m.rank, -1), l.folder_id, l.sort_date, coalesce(l.size, -1), m.has_attachments, m.from_ "
    "FROM location l CROSS JOIN message m ON m.id = l.content_id "
    "WHERE l.state = 1 AND l.id BETWEEN ? AND ? ORDER BY l.id"
)


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
            # What is read can't change before it is written; the writer's cache needn't hold it for that.
            with self._writer.transaction() as cursor:
                packed = pack_piece(chain.from_iterable(self._readers.batches(_ROWS, _find_ends(piece))))
                cursor.execute("INSERT OR REPLACE INTO tally(piece, data) VALUES (?, ?)", (piece, packed))
            done += 1
        return done

    def load_tally(self) -> Tally:
        """Every saved place. Raises StoreError."""
        tally = Tally()
        packed = set()
        for piece, data in self._readers.rows("SELECT piece, data FROM tally"):
            with suppress(ValueError):  # damaged, or of an older version: read from its rows
                tally.add(data)
                packed.add(piece)
        for piece in self._list_missing(packed):
            tally.add(pack_piece(self._readers.rows(_ROWS, _find_ends(piece))))
        return tally

    def find_middle(self) -> int:
        """A number about which half of the places have a lower one."""
        return self._find_newest() // 2

    def _list_missing(self, packed: Collection[int] | None = None) -> list[int]:
        """The pieces that aren't packed, that of the newest places last."""
        if packed is None:
            rows = self._readers.rows("SELECT piece FROM tally WHERE substr(data, 1, 1) = ?", (FORMAT,))
            packed = {piece for (piece,) in rows}
        return [piece for piece in range((self._find_newest() >> BITS) + 1) if piece not in packed]

    def _find_newest(self) -> int:
        row = self._readers.row("SELECT max(id) FROM location")
        return 0 if row is None or row[0] is None else int(row[0])


def _find_ends(piece: int) -> tuple[int, int]:
    return piece << BITS, ((piece + 1) << BITS) - 1
