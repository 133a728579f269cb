"""Sums by sender and folder, kept by triggers: statistics over a million messages needn't look at each."""

from __future__ import annotations

from typing import Any

_COUNTED = "{0}.state = 1"
_ADD_UP = (
    "ON CONFLICT (folder_id, from_) DO UPDATE SET messages = messages + excluded.messages, "
    "octets = octets + excluded.octets, with_files = with_files + excluded.with_files, "
    "file_octets = file_octets + excluded.file_octets"
)
_COLUMNS = "sender_sum(folder_id, from_, messages, octets, with_files, file_octets)"
_ADD = (
    f"INSERT INTO {_COLUMNS} SELECT NEW.folder_id, m.from_, 1, coalesce(NEW.size, 0), m.has_attachments, "
    "m.has_attachments * coalesce(NEW.size, 0) FROM message m "
    f"WHERE m.id = NEW.content_id AND {_COUNTED.format('NEW')} {_ADD_UP};"
)
_FILES = "(SELECT has_attachments FROM message WHERE id = OLD.content_id)"
_TAKE = (
    "UPDATE sender_sum SET messages = messages - 1, octets = octets - coalesce(OLD.size, 0), "
    f"with_files = with_files - {_FILES}, file_octets = file_octets - {_FILES} * coalesce(OLD.size, 0) "
    f"WHERE {_COUNTED.format('OLD')} AND folder_id = OLD.folder_id "
    "AND from_ = (SELECT from_ FROM message WHERE id = OLD.content_id);"
)
_PLACES = f"FROM location l WHERE l.content_id = {{0}}.id AND {_COUNTED.format('l')}"
_HERE = _PLACES.format("OLD") + " AND l.folder_id = sender_sum.folder_id"
_ADD_ALL = (
    f"INSERT INTO {_COLUMNS} SELECT l.folder_id, NEW.from_, count(*), sum(coalesce(l.size, 0)), "
    "count(*) * NEW.has_attachments, sum(coalesce(l.size, 0)) * NEW.has_attachments "
    f"{_PLACES.format('NEW')} GROUP BY l.folder_id {_ADD_UP};"
)
_TAKE_ALL = (
    f"UPDATE sender_sum SET messages = messages - (SELECT count(*) {_HERE}), "
    f"octets = octets - (SELECT sum(coalesce(l.size, 0)) {_HERE}), "
    f"with_files = with_files - OLD.has_attachments * (SELECT count(*) {_HERE}), "
    f"file_octets = file_octets - OLD.has_attachments * (SELECT sum(coalesce(l.size, 0)) {_HERE}) "
    f"WHERE from_ = OLD.from_ AND folder_id IN (SELECT l.folder_id {_PLACES.format('OLD')});"
)
STATEMENTS = (
    "CREATE TABLE sender_sum (folder_id INTEGER NOT NULL REFERENCES folder(id) ON DELETE CASCADE, "
    "from_ TEXT NOT NULL, messages INTEGER NOT NULL, octets INTEGER NOT NULL, with_files INTEGER NOT NULL, "
    "file_octets INTEGER NOT NULL, PRIMARY KEY (folder_id, from_)) STRICT, WITHOUT ROWID",
    f"INSERT INTO {_COLUMNS} SELECT l.folder_id, m.from_, count(*), sum(coalesce(l.size, 0)), sum(m.has_attachments), "
    "sum(m.has_attachments * coalesce(l.size, 0)) FROM location l CROSS JOIN message m ON m.id = l.content_id "
    f"WHERE {_COUNTED.format('l')} GROUP BY l.folder_id, m.from_",
    f"CREATE TRIGGER sender_place_added AFTER INSERT ON location WHEN {_COUNTED.format('NEW')} BEGIN {_ADD} END",
    f"CREATE TRIGGER sender_place_removed AFTER DELETE ON location WHEN {_COUNTED.format('OLD')} BEGIN {_TAKE} END",
    "CREATE TRIGGER sender_place_changed AFTER UPDATE OF state, folder_id, content_id, size ON location "
    f"WHEN {_COUNTED.format('OLD')} OR {_COUNTED.format('NEW')} BEGIN {_TAKE} {_ADD} END",
    f"CREATE TRIGGER sender_added AFTER INSERT ON message BEGIN {_ADD_ALL} END",
    "CREATE TRIGGER sender_changed AFTER UPDATE OF from_, has_attachments ON message "
    "WHEN OLD.from_ <> NEW.from_ OR OLD.has_attachments <> NEW.has_attachments "
    f"BEGIN {_TAKE_ALL} {_ADD_ALL} END",
    "PRAGMA user_version = 6",
)


def up(migrator: Any, db: Any) -> None:
    """Makes the table, fills it and lets the database keep it."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
