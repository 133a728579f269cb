"""Where the next synchronisation leads, read before the store is opened: no module but sqlite3's is loaded for it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Any

_NEXT = "SELECT name, settings FROM mailbox WHERE removed_at IS NULL AND paused <= ? ORDER BY last_run_at"


def find_next_settings(path: Path, names: Collection[str] | None) -> dict[str, Any] | None:
    """The settings (as they lie in the store) of the mailbox that is synchronised first; None where it can't be told.

    Nothing is made or changed, and nothing raised: whatever is wrong shows when the store is opened.
    """
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=0.1)
        try:
            rows = connection.execute(_NEXT, (0 if names is None else 1,)).fetchall()
        finally:
            connection.close()
        chosen = (settings for name, settings in rows if names is None or name in names)
        found = json.loads(next(chosen, "null"))
    except (sqlite3.Error, ValueError):
        return None
    return found if isinstance(found, dict) else None
