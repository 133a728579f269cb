"""The store's own health: SQLite's checks, and every raw message against its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from imapdesk.store.base import StoreBase
from imapdesk.store.connection import Row
from imapdesk.store.packing import unpack

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
        faults = [f"SQLite: {row[0]}" for row in self._readers.rows("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"A row of {row[0]} refers to a missing row of {row[2]}." for row in self._broken_references()]
        faults += [f'The counts of folder "{row[0]}" are off.' for row in self._readers.rows(_COUNTS)]
        faults += [f"Saved message {row[0]} has no bytes." for row in self._without_content()]
        faults += self._wrong_digests()
        return faults

    def _broken_references(self) -> list[Row]:
        return self._readers.rows("PRAGMA foreign_key_check")[:_MOST]

    def _without_content(self) -> list[Row]:
        return self._readers.rows(f"SELECT id FROM location WHERE state = 1 AND content_id IS NULL LIMIT {_MOST}")

    def _wrong_digests(self) -> list[str]:
        return [f"The bytes of raw message {id_} are not what was saved." for id_ in self._iter_wrong_digests()]

    def _iter_wrong_digests(self) -> Iterator[int]:
        for id_, digest, codec, size, data in self._readers.execute(
            "SELECT id, digest, codec, size, data FROM content"
        ):
            try:
                raw = unpack(codec, size, data)
            except ValueError:
                yield id_
                continue
            if hashlib.sha256(raw).digest() != digest:
                yield id_
