"""Where the next synchronisation leads, read before the store is opened: no module but sqlite3's is loaded for it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Any

_NEXT = "SELECT name, settings FROM mailbox WHERE removed_at IS NULL AND paused <= ? ORDER BY last_run_at"
_SETTING = "SELECT value FROM setting WHERE key = ?"


def find_next_settings(path: Path, names: Collection[str] | None) -> dict[str, Any] | None:
    """The settings (as they lie in the store) of the mailbox that is synchronised first; None where it can't be told.

    Nothing is made or changed, and nothing raised: whatever is wrong shows when the store is opened.
    """
    rows = _select(path, _NEXT, (0 if names is None else 1,))
    chosen = (settings for name, settings in rows if names is None or name in names)
    found = _read(next(chosen, "null"))
    return found if isinstance(found, dict) else None


def find_setting(path: Path, key: str) -> Any:
    """A setting of the program; None where it was never set or can't be told."""
    return _read(next(iter(_select(path, _SETTING, (key,))), ("null",))[0])


def _select(path: Path, statement: str, values: tuple[Any, ...]) -> list[Any]:
    if not path.is_file():
        return []
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=0.1)
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        return []


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
