"""The values of headers that have few, so that one which no message has is not looked for in every message."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    "CREATE TABLE header_value (id INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL, "
    "UNIQUE (name, value)) STRICT",
    "DROP INDEX message_outdated",
    "CREATE INDEX message_outdated ON message(id) WHERE described BETWEEN 1 AND 2",
    "PRAGMA user_version = 9",
)


def up(migrator: Any, db: Any) -> None:
    """Makes the table; the background pass fills it while it describes everything anew."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
