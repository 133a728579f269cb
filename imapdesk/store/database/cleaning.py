"""Taking messages out of the store, and the raw bytes that nothing refers to any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from imapdesk.store.database.connection import Row


def delete_locations(cursor: sqlite3.Cursor, location_ids: Iterable[int]) -> None:
    """Delete rows of messages; a raw message goes with its last place."""
    ids = [(location_id,) for location_id in location_ids]
    contents = _contents_of(cursor, ids)
    cursor.executemany("DELETE FROM location WHERE id = ?", ids)
    _delete_orphans(cursor, contents)


def delete_folders(cursor: sqlite3.Cursor, folder_ids: Iterable[int]) -> None:
    """Delete folders with all that is saved in them."""
    for folder_id in folder_ids:
        clear_folder(cursor, folder_id)
        cursor.execute("DELETE FROM folder WHERE id = ?", (folder_id,))


def clear_folder(cursor: sqlite3.Cursor, folder_id: int) -> None:
    """Delete every message of one folder."""
    rows = cursor.execute(
        "SELECT DISTINCT content_id FROM location WHERE folder_id = ? AND content_id IS NOT NULL", (folder_id,)
    ).fetchall()
    cursor.execute("DELETE FROM location WHERE folder_id = ?", (folder_id,))
    _delete_orphans(cursor, rows)


def _contents_of(cursor: sqlite3.Cursor, ids: list[tuple[int]]) -> list[Row]:
    found = set()
    for (location_id,) in ids:
        row = cursor.execute("SELECT content_id FROM location WHERE id = ?", (location_id,)).fetchone()
        if row is not None and row[0] is not None:
            found.add(row)
    return list(found)


def _delete_orphans(cursor: sqlite3.Cursor, contents: list[Row]) -> None:
    cursor.executemany(
        "DELETE FROM content WHERE id = ? AND NOT EXISTS (SELECT 1 FROM location WHERE content_id = content.id)",
        contents,
    )
