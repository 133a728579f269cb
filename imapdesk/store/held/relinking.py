"""Giving a held message a new place: it was moved, copied, or its folder was renumbered."""

from __future__ import annotations

import sqlite3

from imapdesk.mail import FolderId, Listed, MessageId, Uid
from imapdesk.store.database.cleaning import delete_locations
from imapdesk.store.database.connection import Row
from imapdesk.store.database.encoding import clean_text, join_labels, split_flags, to_seconds
from imapdesk.store.held.identity import identity_of
from imapdesk.store.held.wishing import hand_on_wish

_HELD = (
    "SELECT l.id, l.gone_at, l.content_id, l.size, l.internal_date, l.flags, l.keywords, l.email_id, l.thread_id, "
    "coalesce(m.message_id, '') FROM location l LEFT JOIN message m ON m.id = l.content_id "
    "WHERE l.id = ? AND l.state = 1"
)
_PLACE = (
    "folder_id = ?, uid = ?, flags = ?, keywords = ?, shown = ?, modseq = ?, size = ?, internal_date = ?, "
    "sort_date = coalesce(?, sort_date), identity = ?, email_id = ?, thread_id = ?, labels = coalesce(?, labels)"
)


def relink(cursor: sqlite3.Cursor, folder_id: FolderId, listed: Listed, held_id: MessageId) -> tuple[Uid, int] | None:
    """Make the listed message a place of the held one; its UID and number, or None when nothing is held after all.

    A held row that is gone takes the new place and keeps its number. A live one gets a sibling that remembers it: when
    the server then expunges the first, the message was moved and leaves no tombstone.
    """
    held = cursor.execute(_HELD, (held_id,)).fetchone()
    if held is None:
        return None
    there = cursor.execute(
        "SELECT id, state FROM location WHERE folder_id = ? AND uid = ? AND gone_at IS NULL", (folder_id, listed.uid)
    ).fetchone()
    if there is not None and there[1] == 1:
        return listed.uid, there[0]
    if there is not None:
        delete_locations(cursor, [there[0]])
    location_id = held[0] if held[1] is not None else _copy_row(cursor, folder_id, listed, held)
    cursor.execute(
        f"UPDATE location SET {_PLACE}, gone_at = NULL WHERE id = ?", (*_place(folder_id, listed, held), location_id)
    )
    if _waits_in_lost_folder(cursor, held_id):
        hand_on_wish(cursor, held_id, location_id)
    return listed.uid, location_id


def _waits_in_lost_folder(cursor: sqlite3.Cursor, location_id: int) -> bool:
    """Whether something is wished for a message in a folder that the server doesn't have under that name any more."""
    row = cursor.execute(
        "SELECT 1 FROM wish w JOIN location l ON l.id = w.location_id JOIN folder f ON f.id = l.folder_id "
        "WHERE w.location_id = ? AND NOT f.on_server",
        (location_id,),
    ).fetchone()
    return row is not None


def _copy_row(cursor: sqlite3.Cursor, folder_id: FolderId, listed: Listed, held: Row) -> int:
    cursor.execute(
        "INSERT INTO location(folder_id, uid, state, content_id, sort_date, origin_id) "
        "SELECT ?, ?, 1, content_id, sort_date, id FROM location WHERE id = ?",
        (folder_id, listed.uid, held[0]),
    )
    return int(cursor.lastrowid or 0)


def _place(folder_id: FolderId, listed: Listed, held: Row) -> tuple[object, ...]:
    bits, keywords = (held[5], held[6]) if listed.flags is None else split_flags(listed.flags)
    size = held[3] if listed.size is None else listed.size
    seconds = held[4] if listed.internal_date is None else to_seconds(listed.internal_date)
    email_id = listed.email_id and clean_text(listed.email_id)
    thread_id = listed.thread_id and clean_text(listed.thread_id)
    return (
        folder_id,
        listed.uid,
        bits,
        clean_text(keywords),
        bits,
        listed.modseq or 0,
        size,
        seconds,
        seconds,
        identity_of(held[9] if listed.message_id is None else listed.message_id, size, seconds),
        email_id or held[7],
        thread_id or held[8],
        join_labels(listed.labels),
    )
