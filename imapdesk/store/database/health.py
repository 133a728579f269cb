"""The store's own health: SQLite's checks, and every raw message against its digest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from imapdesk.errors import StoreDamaged
from imapdesk.store.content.packing import is_whole
from imapdesk.store.database.base import StoreBase

_COUNTS = """
SELECT f.path FROM folder f
WHERE (f.saved_count, f.unread_count, f.pending_count, f.quarantined_count, f.live_count) IS NOT (
  SELECT count(CASE WHEN state = 1 THEN 1 END),
         count(CASE WHEN state = 1 AND gone_at IS NULL AND shown & 1 = 0 THEN 1 END),
         count(CASE WHEN state = 0 AND gone_at IS NULL THEN 1 END),
         count(CASE WHEN state = 2 AND gone_at IS NULL THEN 1 END),
         count(CASE WHEN gone_at IS NULL THEN 1 END)
  FROM location WHERE folder_id = f.id)
"""
_MOST = 100  # problems of one kind that are named


class Health(StoreBase):
    """Check the store."""

    def check(self) -> list[str]:
        """Every fault that can be found, as sentences; empty means healthy. Reads the whole store."""
        looks = (self._integrity, self._references, self._counts, self._without_content, self._wrong_digests)
        return [fault for look in looks for fault in _as_far_as_possible(look())]

    def _integrity(self) -> Iterator[str]:
        yield from (f"SQLite: {row[0]}" for row in self._readers.rows("PRAGMA integrity_check") if row[0] != "ok")

    def _references(self) -> Iterator[str]:
        for row in self._readers.rows("PRAGMA foreign_key_check")[:_MOST]:
            yield f"A row of {row[0]} refers to a missing row of {row[2]}."

    def _counts(self) -> Iterator[str]:
        yield from (f'The counts of folder "{row[0]}" are off.' for row in self._readers.rows(_COUNTS))

    def _without_content(self) -> Iterator[str]:
        sql = f"SELECT id FROM location WHERE state = 1 AND content_id IS NULL LIMIT {_MOST}"
        yield from (f"Saved message {row[0]} has no bytes." for row in self._readers.rows(sql))

    def _wrong_digests(self) -> Iterator[str]:
        rows = self._readers.execute("SELECT id, digest, codec, size, data FROM content")
        for id_, *columns in rows:
            if not is_whole(*columns):
                yield f"The bytes of raw message {id_} are not what was saved."


def _as_far_as_possible(faults: Iterator[str]) -> Iterator[str]:
    """A page that can't be read ends one look, and is a fault itself."""
    try:
        yield from faults
    except StoreDamaged as error:
        yield f"SQLite: {error.details}"
    except sqlite3.DatabaseError as error:
        yield f"SQLite: {error}"
