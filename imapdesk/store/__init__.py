"""The local store: mailboxes, folders, messages and their index, in one SQLite file.

`Store` is the only name other rooms need. peewee has its home here; no error of it, or of sqlite3, leaves the room.
"""

from imapdesk.store.store import Store

__all__ = ["Store"]
