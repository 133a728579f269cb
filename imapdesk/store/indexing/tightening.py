"""The last part of the background pass: messages packed quickly at their arrival are packed tightly."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from imapdesk.store.content.packing import ZSTD, Packed, pack_tightly, unpack
from imapdesk.store.database.base import StoreBase

BATCH_BYTES = 4 * 1024 * 1024
BATCH = 100
SMALLEST = 4096  # less than this is in the same page anyway
_WORTH_FREEING = 0.005
_FREE_PAGES = 256


class Tightening(StoreBase):
    """Pack again what was packed in haste, and give free pages back."""

    def tighten_pending(self, should_stop: Callable[[], bool], budget_s: float) -> int:
        """Pack messages tightly for about ``budget_s`` seconds; how many, 0 when all are. Raises DiskFull, StoreError.

        Each message is unpacked again and compared before it takes the place of what was there.
        """
        ends = time.monotonic() + budget_s
        done = 0
        while not should_stop() and (done == 0 or time.monotonic() < ends):
            count = self._tighten_batch()
            done += count
            if count == 0:
                self._free_pages(should_stop, ends)
                break
        return done

    def _tighten_batch(self) -> int:
        packed: list[tuple[int, Packed | None]] = []
        size = 0
        rows = self._readers.rows(
            f"SELECT id, size FROM content WHERE codec = {ZSTD} AND size > {SMALLEST} ORDER BY id LIMIT {BATCH}"
        )
        for id_, raw_size in rows:
            if packed and size + raw_size > BATCH_BYTES:
                break
            size += raw_size
            packed.append((id_, self._pack_again(id_)))
        if packed:
            with self._writer.transaction() as cursor:
                cursor.executemany(
                    "UPDATE content SET codec = ?, data = ? WHERE id = ?",
                    [(item.codec, item.data, id_) for id_, item in packed if item is not None],
                )
                cursor.executemany(
                    "UPDATE content SET codec = -codec WHERE id = ?", [(id_,) for id_, item in packed if item is None]
                )
        return len(packed)

    def _pack_again(self, content_id: int) -> Packed | None:
        """None for a message that can't be read: its codec's sign marks it as tried."""
        row = self._readers.row("SELECT digest, size, codec, data FROM content WHERE id = ?", (content_id,))
        with suppress(ValueError):
            if row is not None:
                return pack_tightly(unpack(row[2], row[1], row[3]), Packed(*row))
        return None

    def _free_pages(self, should_stop: Callable[[], bool], ends: float) -> None:
        """Give what was freed back to the disk, some pages at a time so that nobody waits for long."""
        with self._writer.outside_transaction() as cursor:
            (free,), (pages,) = (
                cursor.execute(f"PRAGMA {name}").fetchone() for name in ("freelist_count", "page_count")
            )
        if free < pages * _WORTH_FREEING:
            return
        for _ in range(0, free, _FREE_PAGES):
            if should_stop() or time.monotonic() > ends:
                return
            with self._writer.outside_transaction() as cursor:
                # a row without columns comes for each page: only a script is stepped to its end (Python 3.11)
                cursor.executescript(f"PRAGMA incremental_vacuum({_FREE_PAGES})")
