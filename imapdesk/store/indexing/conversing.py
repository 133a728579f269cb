"""Conversations, by References and In-Reply-To (RFC 5322 3.6.4), in whatever order their messages arrive.

The key of a conversation is that of its first message's Message-ID: the first name in References. A reply that names
only its parent joins the parent's conversation, or waits under the parent's own key until the parent is described.
"""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Collection

from imapdesk.mail import MessageId
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.encoding import marks
from imapdesk.store.held.knowing import chunks

_AT_ONCE = 500  # messages of which is asked in one go
# Joined in this order: by itself SQLite looks through all messages of the mailbox, a quarter of a second of a million.
_BELONGING = (
    "SELECT other.id, other.sort_date FROM location l CROSS JOIN folder f ON f.id = l.folder_id "
    "CROSS JOIN message m ON m.id = l.content_id CROSS JOIN message near ON near.conversation = m.conversation "
    "CROSS JOIN location other ON other.content_id = near.id "
    "CROSS JOIN folder place ON place.id = other.folder_id AND place.mailbox_id = f.mailbox_id "
    "WHERE l.id IN ({marks}) AND other.state = 1"
)
_THEMSELVES = "SELECT id, sort_date FROM location WHERE id IN ({marks}) AND state = 1"
_NEAREST = 5  # parents that are looked up, the nearest first


class Conversing(StoreBase):
    """Find what belongs together."""

    def load_conversation(self, message_id: MessageId, together: Collection[int] = ()) -> array[int]:
        """The messages of the same mailbox that belong to this one's conversation, oldest first, itself among them.

        They refer to each other, or the server says so. ``together`` are others that a list shows with this one, by
        their subject alone perhaps. Alone when the background pass hasn't reached it, or when nothing refers to it.
        """
        known = [int(message_id), *together] if together else [int(message_id), *self._list_thread(message_id)]
        found = {int(message_id): 0}
        for some in chunks(known, _AT_ONCE):
            found |= dict(self._readers.rows(_BELONGING.format(marks=marks(some)), some))
            found |= dict(self._readers.rows(_THEMSELVES.format(marks=marks(some)), some))
        return array("q", sorted(found, key=lambda number: (found[number], number)))

    def _list_thread(self, message_id: MessageId) -> list[int]:
        """What the server calls the same thread. All messages are looked at, which a list spares whoever asks it."""
        row = self._readers.row(
            "SELECT l.thread_id, f.mailbox_id FROM location l JOIN folder f ON f.id = l.folder_id WHERE l.id = ?",
            (message_id,),
        )
        if row is None or row[0] is None:
            return []
        rows = self._readers.rows(
            "SELECT id FROM location WHERE thread_id = ? AND state = 1 "
            "AND folder_id IN (SELECT id FROM folder WHERE mailbox_id = ?)",
            row,
        )
        return [number for (number,) in rows]


def key_of(message_id: str) -> int:
    """A number for a Message-ID without angle brackets."""
    digest = hashlib.blake2b(message_id.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def join_conversation(cursor: sqlite3.Cursor, content_id: int, message_id: str, references: str) -> None:
    """Write a described message's conversation; ``references`` are parted by spaces, the first message's name first."""
    names = references.split()
    if not message_id and not names:
        return
    own = key_of(message_id) if message_id else None
    conversation = _find_conversation(cursor, names)
    if conversation is None:
        conversation = key_of(names[0]) if names else own
    cursor.execute("UPDATE message SET own_key = ?, conversation = ? WHERE id = ?", (own, conversation, content_id))
    if own is not None and own != conversation:  # replies that came first waited under this one's own key
        cursor.execute("UPDATE message SET conversation = ? WHERE conversation = ?", (conversation, own))


def _find_conversation(cursor: sqlite3.Cursor, names: list[str]) -> int | None:
    for name in names[: -_NEAREST - 1 : -1]:
        row = cursor.execute("SELECT conversation FROM message WHERE own_key = ? LIMIT 1", (key_of(name),)).fetchone()
        if row is not None and row[0] is not None:
            return int(row[0])
    return None
