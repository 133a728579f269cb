"""Settings of the program that belong to the store: JSON values by key."""

from __future__ import annotations

import json
from typing import Any

from imapdesk.store.base import StoreBase
from imapdesk.store.encoding import to_json


class Settings(StoreBase):
    """Get and set values that JSON can hold."""

    def get_setting(self, key: str, default: Any = None) -> Any:
        """The value of a setting, or ``default`` when it was never set."""
        row = self._readers.row("SELECT value FROM setting WHERE key = ?", (key,))
        return default if row is None else json.loads(row[0])

    def set_setting(self, key: str, value: Any) -> None:
        """Set a value; None takes the setting away."""
        with self._writer.transaction() as cursor:
            if value is None:
                cursor.execute("DELETE FROM setting WHERE key = ?", (key,))
            else:
                cursor.execute(
                    "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) "
                    "DO UPDATE SET value = excluded.value",
                    (key, to_json(value)),
                )
