"""Settings of the program that belong to the store: JSON values by key."""

from __future__ import annotations

import json
from typing import Any

from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.encoding import to_json
from imapdesk.store.database.tables import Setting


class Settings(StoreBase):
    """Get and set values that JSON can hold."""

    def get_setting(self, key: str, default: Any = None) -> Any:
        """The value of a setting, or ``default`` when it was never set."""
        rows = self._select(Setting.select(Setting.value).where(Setting.key == key))
        return json.loads(rows[0][0]) if rows else default

    def set_setting(self, key: str, value: Any) -> None:
        """Set a value; None takes the setting away."""
        if value is None:
            self._change(Setting.delete().where(Setting.key == key))
        else:
            self._change(Setting.insert(key=key, value=to_json(value)).on_conflict_replace())
