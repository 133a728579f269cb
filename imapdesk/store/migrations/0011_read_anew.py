"""Messages inside of their signature are read, and much broken mail in another way: messages are described anew."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    "DROP INDEX message_outdated",
    "CREATE INDEX message_outdated ON message(id) WHERE described BETWEEN 1 AND 4",
    "PRAGMA user_version = 11",
)


def up(migrator: Any, db: Any) -> None:
    """Makes the index for `imapdesk.store.indexing.renewing.OUTDATED`; the background pass does the rest."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
