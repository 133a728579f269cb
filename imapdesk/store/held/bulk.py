"""Many rows by one statement.

A statement with triggers keeps every page that it may have to put back. For each row alone that costs more than the
row: 14 us one by one, 6 us fifty at a time, for a pending message with its eleven indices (measured 2026-11).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from imapdesk.store.database.connection import Row
from imapdesk.store.database.encoding import marks
from imapdesk.store.held.knowing import chunks

_ROWS = 50  # SQLite as some systems build it takes 999 values; beyond fifty rows nothing is gained


def add_rows(
    cursor: sqlite3.Cursor, table: str, columns: str, rows: Iterable[Sequence[object]], then: str = ""
) -> list[Row]:
    """Insert rows of ``columns`` (with commas between); ``then`` is what follows VALUES. What RETURNING gives."""
    given: list[Row] = []
    for chunk in chunks(rows, _ROWS):
        values = ",".join([f"({marks(chunk[0])})"] * len(chunk))
        flat = [value for row in chunk for value in row]
        given += cursor.execute(f"INSERT INTO {table}({columns}) VALUES {values} {then}", flat).fetchall()
    return given
