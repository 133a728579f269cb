"""The index of words. ``message.rank`` is a message's number in it: later mail has higher ranks."""

from __future__ import annotations

from typing import Any

# The index holds no text of its own (content=''): what it refers to is in the raw message already.
STATEMENTS = (
    "ALTER TABLE message ADD COLUMN rank INTEGER",
    "CREATE UNIQUE INDEX message_rank ON message(rank) WHERE rank IS NOT NULL",
    "CREATE VIRTUAL TABLE words USING fts5(subject, from_, to_, cc, body, files, content='', "
    'tokenize="unicode61 remove_diacritics 2")',
    "INSERT INTO words(words, rank) VALUES ('hashsize', 8388608)",
    # words can't be taken out of such an index by number, so a number that was used is not used again
    "CREATE TABLE dead_rank (rank INTEGER PRIMARY KEY) STRICT",
    "CREATE TRIGGER message_removed AFTER DELETE ON message WHEN OLD.rank IS NOT NULL BEGIN "
    "INSERT OR IGNORE INTO dead_rank(rank) VALUES (OLD.rank); END",
    "CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, hits INTEGER NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE part USING fts5(word, content='word', content_rowid='id', tokenize='trigram')",
    "PRAGMA user_version = 2",
)


def up(migrator: Any, db: Any) -> None:
    """Makes the index of words and the one of parts of long words."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
