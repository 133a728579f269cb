"""Indices made anew beside those that searches use, while messages are described by a newer version of the program.

An index without texts of its own can't forget what an old description put into it. So the new descriptions go into a
second set of indices, what arrives meanwhile into both, and when the last old description is replaced the second set
takes the place of the first in one transaction. Until then nothing that could be found is lost.
"""

from __future__ import annotations

import sqlite3

from imapdesk.store.indexing.header_values import begin_names

# What `message.described` says of a message that this program described. Raise it when the parser finds more than it
# did, with a migration that makes the index message_outdated for `OUTDATED`.
DESCRIBED = 6
OUTDATED = f"described BETWEEN 1 AND {DESCRIBED - 1}"

_WORDS = 'tokenize="unicode61 remove_diacritics 2"'
INDICES = {  # as the migrations make them: name, arguments, bytes that are held before they are written
    "words": (f"subject, from_, to_, cc, body, files, content='', {_WORDS}", 8 << 20),
    "sampled": (f"subject, from_, to_, cc, body, files, content='', {_WORDS}", 1 << 20),
    "heads": (f"subject, from_, to_, cc, files, content='', columnsize=0, {_WORDS}", 4 << 20),
    "header_names": ("names, content='', columnsize=0, detail=none", 1 << 20),
}
NEXT, OLD = "_next", "_old"
_DROPPED_AT_ONCE = 500  # blocks of 4 kB in one transaction
_STRUCTURE = 10  # rows up to this number say what the index is, and are needed to drop it


def is_renewing(cursor: sqlite3.Cursor) -> bool:
    """Whether there is a second set of indices."""
    return _has_table(cursor, f"words{NEXT}")


def begin(cursor: sqlite3.Cursor) -> None:
    """Make the second set."""
    for name, (arguments, held) in INDICES.items():
        cursor.execute(f"CREATE VIRTUAL TABLE {name}{NEXT} USING fts5({arguments})")
        cursor.execute(f"INSERT INTO {name}{NEXT}({name}{NEXT}, rank) VALUES ('hashsize', {held})")
    begin_names(cursor)


def is_anything_outdated(cursor: sqlite3.Cursor) -> bool:
    """Whether an older version's description is left."""
    return cursor.execute(f"SELECT 1 FROM message WHERE {OUTDATED} LIMIT 1").fetchone() is not None


def finish(cursor: sqlite3.Cursor) -> None:
    """Put the second set in the place of the first, if it is complete."""
    if not is_renewing(cursor) or is_anything_outdated(cursor) or _has_table(cursor, f"words{OLD}"):
        return
    for name in INDICES:
        cursor.execute(f"ALTER TABLE {name} RENAME TO {name}{OLD}")
        cursor.execute(f"ALTER TABLE {name}{NEXT} RENAME TO {name}")


def abandon(cursor: sqlite3.Cursor) -> None:
    """Forget the second set, if there is one."""
    for name in INDICES:
        cursor.execute(f"DROP TABLE IF EXISTS {name}{NEXT}")


def drop_some(cursor: sqlite3.Cursor) -> bool:
    """Take a piece of the first set away after its time, so small that nobody waits; whether there was any."""
    for name in INDICES:
        if not _has_table(cursor, name + OLD):
            continue
        blocks = f"SELECT id FROM {name}{OLD}_data WHERE id > {_STRUCTURE} LIMIT {_DROPPED_AT_ONCE}"
        if not cursor.execute(f"DELETE FROM {name}{OLD}_data WHERE id IN ({blocks})").rowcount:
            cursor.execute(f"DROP TABLE {name}{OLD}")
        return True
    return False


def _has_table(cursor: sqlite3.Cursor, name: str) -> bool:
    return cursor.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None
