"""The local store: mailboxes, folders, messages and their index, in one SQLite file.

`Store` is the only name other rooms need; it is loaded when it is asked for, since it brings peewee with it, and a
first look at the file needs none of that. peewee has its home here; no error of it, or of sqlite3, leaves the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.late import make_getattr

if TYPE_CHECKING:
    from imapdesk.store.store import Store

__all__ = ["Store"]

__getattr__ = make_getattr(__name__, {"Store": ".store"})
