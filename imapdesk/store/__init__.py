"""The local store: mailboxes, folders, messages and their index, in one SQLite file.

`Store` is the only name other rooms need; it is loaded when it is asked for, since it brings peewee with it, and a
first look at the file needs none of that. peewee has its home here; no error of it, or of sqlite3, leaves the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imapdesk.store.store import Store

__all__ = ["Store"]


def __getattr__(name: str) -> object:
    if name != "Store":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from imapdesk.store.store import Store

    return Store
