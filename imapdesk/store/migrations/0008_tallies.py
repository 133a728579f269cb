"""What statistics need of each place, by columns in large pieces; a piece is thrown away when a place in it changes."""

from __future__ import annotations

from typing import Any

_PLACES = 14  # bits of a place's number that count within its piece
_THROW_AWAY = f"DELETE FROM tally WHERE piece = OLD.id >> {_PLACES};"
_OF_MESSAGE = f"DELETE FROM tally WHERE piece IN (SELECT id >> {_PLACES} FROM location WHERE content_id = OLD.id);"
STATEMENTS = (
    "CREATE TABLE tally (piece INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT",
    f"CREATE TRIGGER tally_place_removed AFTER DELETE ON location WHEN OLD.state = 1 BEGIN {_THROW_AWAY} END",
    "CREATE TRIGGER tally_place_changed AFTER UPDATE OF state, folder_id, content_id, size, sort_date ON location "
    f"WHEN OLD.state = 1 OR NEW.state = 1 BEGIN {_THROW_AWAY} END",
    "CREATE TRIGGER tally_message_changed AFTER UPDATE OF from_, has_attachments, rank ON message "
    "WHEN OLD.from_ <> NEW.from_ OR OLD.has_attachments <> NEW.has_attachments OR OLD.rank IS NOT NEW.rank "
    f"BEGIN {_OF_MESSAGE} END",
    "PRAGMA user_version = 8",
)


def up(migrator: Any, db: Any) -> None:
    """Makes the table and lets the database keep it; the background pass fills it."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
