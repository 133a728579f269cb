"""An index of the raw messages that were packed in haste, for the pass that packs them tightly."""

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    """Makes the index; codec 1 is quick zstd."""
    db.execute_sql("CREATE INDEX content_loose ON content(id) WHERE codec = 1 AND size > 4096")
    db.execute_sql("PRAGMA user_version = 3")
