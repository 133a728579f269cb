"""Which of the common header fields a message has is known: messages are described anew."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    "DROP INDEX message_outdated",
    "CREATE INDEX message_outdated ON message(id) WHERE described BETWEEN 1 AND 5",
    "PRAGMA user_version = 12",
)


def up(migrator: Any, db: Any) -> None:
    """Makes the index for `imapdesk.store.indexing.renewing.OUTDATED`; the background pass does the rest."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
