"""Indices that lead a search whose conditions few messages meet: flags, sizes, attachments, what has gone."""

from __future__ import annotations

from typing import Any

# Sizes by classes, each twice the one before: in an index of bare sizes every message touches a page of its own.
SIZE_CLASS = (
    "CASE WHEN size < 1024 THEN 0 WHEN size < 2048 THEN 1 WHEN size < 4096 THEN 2 WHEN size < 8192 THEN 3 "
    "WHEN size < 16384 THEN 4 WHEN size < 32768 THEN 5 WHEN size < 65536 THEN 6 WHEN size < 131072 THEN 7 "
    "WHEN size < 262144 THEN 8 WHEN size < 524288 THEN 9 WHEN size < 1048576 THEN 10 WHEN size < 2097152 THEN 11 "
    "WHEN size < 4194304 THEN 12 WHEN size < 8388608 THEN 13 WHEN size < 16777216 THEN 14 ELSE 15 END"
)
STATEMENTS = (
    "CREATE INDEX location_answered ON location(sort_date) WHERE state = 1 AND shown & 2 = 2",
    "CREATE INDEX location_draft ON location(sort_date) WHERE state = 1 AND shown & 16 = 16",
    "CREATE INDEX location_read ON location(sort_date) WHERE state = 1 AND shown & 1 = 1",
    "CREATE INDEX location_gone ON location(sort_date) WHERE state = 1 AND gone_at IS NOT NULL",
    f"CREATE INDEX location_size ON location({SIZE_CLASS}) WHERE state = 1",
    "CREATE INDEX message_files ON message(id) WHERE has_attachments = 1",
    "PRAGMA user_version = 5",
)


def up(migrator: Any, db: Any) -> None:
    """Makes the indices."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
