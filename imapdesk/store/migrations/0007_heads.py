"""Small indices of what stands in headers, and which messages an older version of the program described."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    "CREATE VIRTUAL TABLE heads USING fts5(subject, from_, to_, cc, files, content='', columnsize=0, "
    'tokenize="unicode61 remove_diacritics 2")',
    "INSERT INTO heads(heads, rank) VALUES ('hashsize', 4194304)",
    "CREATE VIRTUAL TABLE header_names USING fts5(names, content='', columnsize=0, detail=none)",
    "INSERT INTO header_names(header_names, rank) VALUES ('hashsize', 1048576)",
    "CREATE TABLE head_word (field INTEGER NOT NULL, word TEXT NOT NULL, hits INTEGER NOT NULL, "
    "PRIMARY KEY (field, word)) STRICT, WITHOUT ROWID",
    "CREATE INDEX message_outdated ON message(id) WHERE described BETWEEN 1 AND 1",
    "PRAGMA user_version = 7",
)


def up(migrator: Any, db: Any) -> None:
    """Makes the indices; the background pass fills them."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
