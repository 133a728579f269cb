"""Flag changes that a person made: shown at once, sent later, confirmed or rolled back."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from imapdesk.mail import FlagWish, FolderId, MailboxId, MessageId, StoreChange, Uid
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.connection import Row
from imapdesk.store.database.encoding import clean_text, join_flags, split_flags

_WISHES = "SELECT l.id, l.flags, w.add_flags, w.remove_flags FROM wish w JOIN location l ON l.id = w.location_id WHERE "


class Wishing(StoreBase):
    """Keep, hand out and settle wishes."""

    def wish_flags(self, message_ids: Iterable[MessageId], add: frozenset[str], remove: frozenset[str]) -> StoreChange:
        """Ask for flags to be set and cleared; lists show it at once. What is gone from the server can't be changed."""
        with self._writer.transaction() as cursor:
            return _join([_wish(cursor, message_id, add, remove) for message_id in message_ids])

    def load_wishes(self, mailbox_id: MailboxId) -> dict[FolderId, list[FlagWish]]:
        """The wishes that the server has not confirmed, oldest first, by folder."""
        rows = self._readers.rows(
            "SELECT l.folder_id, w.id, l.uid, w.add_flags, w.remove_flags FROM wish w "
            "JOIN location l ON l.id = w.location_id JOIN folder f ON f.id = l.folder_id "
            "WHERE f.mailbox_id = ? AND l.gone_at IS NULL ORDER BY w.id",
            (mailbox_id,),
        )
        found: dict[FolderId, list[FlagWish]] = defaultdict(list)
        for folder_id, wish_id, uid, add, remove in rows:
            found[FolderId(folder_id)].append(FlagWish(wish_id, Uid(uid), _parse(add), _parse(remove)))
        return dict(found)

    def settle_wishes(self, wish_ids: Iterable[int], ok: bool) -> StoreChange:
        """Confirm wishes, or roll them back. One that the person changed meanwhile has a new number and stays."""
        with self._writer.transaction() as cursor:
            return _join([_settle(cursor, wish_id, ok) for wish_id in wish_ids])

    def drop_lost_wishes(self, mailbox_id: MailboxId) -> StoreChange:
        """Roll back what was wished for messages that are gone from the server and were found at no other place."""
        lost = self._readers.rows(
            "SELECT w.id FROM wish w JOIN location l ON l.id = w.location_id JOIN folder f ON f.id = l.folder_id "
            "WHERE f.mailbox_id = ? AND l.gone_at IS NOT NULL",
            (mailbox_id,),
        )
        return self.settle_wishes([row[0] for row in lost], ok=False) if lost else StoreChange()


def hand_on_wish(cursor: sqlite3.Cursor, former_id: int, new_id: int) -> None:
    """What was wished for a message at its former place is wished for it where it is now."""
    taken = cursor.execute("UPDATE OR IGNORE wish SET location_id = ? WHERE location_id = ?", (new_id, former_id))
    if taken.rowcount:
        cursor.execute("UPDATE location SET shown = flags WHERE id = ?", (former_id,))
        for row in cursor.execute(f"{_WISHES} l.id = ?", (new_id,)).fetchall():
            _show(cursor, row)


def show_wishes(cursor: sqlite3.Cursor, folder_id: FolderId) -> None:
    """Lay a folder's open wishes over the flags that the server just told."""
    for row in cursor.execute(f"{_WISHES} l.folder_id = ?", (folder_id,)).fetchall():
        _show(cursor, row)


def _show(cursor: sqlite3.Cursor, row: Row) -> None:
    location_id, flags, add, remove = row
    shown = (flags | split_flags(_parse(add))[0]) & ~split_flags(_parse(remove))[0]
    cursor.execute("UPDATE location SET shown = ? WHERE id = ?", (shown, location_id))


def _wish(cursor: sqlite3.Cursor, message_id: int, add: frozenset[str], remove: frozenset[str]) -> StoreChange:
    row = cursor.execute(
        "SELECT l.flags, l.keywords, w.add_flags, w.remove_flags, l.folder_id, f.mailbox_id FROM location l "
        "JOIN folder f ON f.id = l.folder_id LEFT JOIN wish w ON w.location_id = l.id "
        "WHERE l.id = ? AND l.gone_at IS NULL",
        (message_id,),
    ).fetchone()
    if row is None:
        return StoreChange()
    held = join_flags(row[0], row[1])
    to_add = ((_parse(row[2]) | add) - remove) - held
    to_remove = ((_parse(row[3]) | remove) - add) & held
    cursor.execute("DELETE FROM wish WHERE location_id = ?", (message_id,))
    if to_add or to_remove:
        cursor.execute(
            "INSERT INTO wish(location_id, add_flags, remove_flags) VALUES (?, ?, ?)",
            (message_id, _format(to_add), _format(to_remove)),
        )
    _show(cursor, (message_id, row[0], _format(to_add), _format(to_remove)))
    return StoreChange(
        frozenset({MailboxId(row[5])}), frozenset({FolderId(row[4])}), frozenset({MessageId(message_id)})
    )


def _settle(cursor: sqlite3.Cursor, wish_id: int, ok: bool) -> StoreChange:
    row = cursor.execute(
        "SELECT l.id, l.flags, l.keywords, w.add_flags, w.remove_flags, l.folder_id, f.mailbox_id FROM wish w "
        "JOIN location l ON l.id = w.location_id JOIN folder f ON f.id = l.folder_id WHERE w.id = ?",
        (wish_id,),
    ).fetchone()
    if row is None:
        return StoreChange()
    held = join_flags(row[1], row[2])
    bits, keywords = split_flags((held | _parse(row[3])) - _parse(row[4]) if ok else held)
    cursor.execute("DELETE FROM wish WHERE id = ?", (wish_id,))
    cursor.execute(
        "UPDATE location SET flags = ?, keywords = ?, shown = ? WHERE id = ?", (bits, keywords, bits, row[0])
    )
    return StoreChange(frozenset({MailboxId(row[6])}), frozenset({FolderId(row[5])}), frozenset({MessageId(row[0])}))


def _join(changes: list[StoreChange]) -> StoreChange:
    """All of them as one; added one by one, each would copy all before."""
    return StoreChange(
        frozenset[MailboxId]().union(*(change.mailbox_ids for change in changes)),
        frozenset[FolderId]().union(*(change.folder_ids for change in changes)),
        frozenset[MessageId]().union(*(change.message_ids for change in changes)),
    )


def _parse(text: str | None) -> frozenset[str]:
    return frozenset(text.split(" ")) if text else frozenset()


def _format(flags: frozenset[str]) -> str:
    return clean_text(" ".join(sorted(flags)))
