"""Conversations: the key of a message's own Message-ID, and the key of the conversation that it belongs to."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    "ALTER TABLE message ADD COLUMN own_key INTEGER",
    "ALTER TABLE message ADD COLUMN conversation INTEGER",
    "CREATE INDEX message_own_key ON message(own_key) WHERE own_key IS NOT NULL",
    "CREATE INDEX message_conversation ON message(conversation) WHERE conversation IS NOT NULL",
    "INSERT INTO words(words) VALUES ('delete-all')",
    "DELETE FROM dead_rank",
    "UPDATE message SET described = 0, rank = NULL",  # the background pass fills in the new columns
    "PRAGMA user_version = 4",
)


def up(migrator: Any, db: Any) -> None:
    """Adds the two columns and lets every message be described anew."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
