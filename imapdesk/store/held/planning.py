"""Carrying out a plan for one folder: pending rows, flags, what is gone, what is only elsewhere, the checkpoint."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from imapdesk.mail import Checkpoint, FolderId, Listed, MessageId, Plan, StoreChange, Uid, utc_now
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.cleaning import delete_locations
from imapdesk.store.database.encoding import clean_text, join_labels, marks, split_flags, to_day, to_micros, to_seconds
from imapdesk.store.folders import get_mailbox_id
from imapdesk.store.held.bulk import add_rows
from imapdesk.store.held.knowing import PENDING, SAVED, chunks
from imapdesk.store.held.relinking import relink
from imapdesk.store.held.wishing import hand_on_wish, show_wishes

_CHUNK = 500

_PENDING_COLUMNS = (
    "folder_id, uid, state, flags, keywords, shown, modseq, size, internal_date, sort_date, message_id, email_id, "
    "thread_id, labels"
)
_PENDING_AGAIN = """
ON CONFLICT(folder_id, uid) WHERE gone_at IS NULL DO UPDATE SET
  flags = excluded.flags, keywords = excluded.keywords, shown = excluded.shown, modseq = excluded.modseq,
  size = coalesce(excluded.size, size), internal_date = coalesce(excluded.internal_date, internal_date),
  email_id = coalesce(excluded.email_id, email_id), thread_id = coalesce(excluded.thread_id, thread_id),
  labels = coalesce(excluded.labels, labels)
"""


class Planning(StoreBase):
    """Apply plans."""

    def apply_plan(self, folder_id: FolderId, plan: Plan, *, forget_gone: bool = False) -> StoreChange:
        """Carry out one folder's plan and write its checkpoint, all in one transaction.

        What is gone keeps its row with a date, unless ``forget_gone``, or unless its move to another folder is known.
        What was wished for it waits there: the message may turn up elsewhere (`drop_lost_wishes` ends that).
        Nobody waits for the disk: it is all the server's to say again, and a power failure takes the checkpoint along.
        Raises NotFound when the folder isn't here any more, StoreError.
        """
        with self._writer.transaction(durable=False) as cursor:
            mailbox_id = get_mailbox_id(cursor, folder_id)
            gone = _mark_all_gone(cursor, folder_id) if plan.renumbered else _mark_gone(cursor, folder_id, plan.gone)
            linked = {relink(cursor, folder_id, step.listed, step.message_id) for step in plan.relink}
            if forget_gone:
                _forget(cursor, gone)
            changed = _reflag(cursor, folder_id, plan.reflag)
            _add_pending(
                cursor, folder_id, [step.listed for step in plan.relink if step.listed.uid not in _uids(linked)]
            )
            _add_pending(cursor, folder_id, plan.fetch)
            if plan.checkpoint is not None:
                _save_checkpoint(cursor, folder_id, plan.checkpoint)
        message_ids = {*gone, *changed, *(place[1] for place in linked if place)}
        return StoreChange(
            frozenset({mailbox_id}), frozenset({folder_id}), frozenset(MessageId(id_) for id_ in message_ids)
        )

    def save_checkpoints(self, points: Iterable[tuple[FolderId, Checkpoint]]) -> None:
        """Write the checkpoints of folders in which nothing is to be done, all in one transaction.

        A folder that isn't here any more is passed over. Nobody waits for the disk, as for a plan.
        """
        with self._writer.transaction(durable=False) as cursor:
            for folder_id, point in points:
                _save_checkpoint(cursor, folder_id, point)

    def mark_synced(self, folder_ids: Iterable[FolderId]) -> None:
        """Note that folders were found unchanged just now."""
        now = to_micros(utc_now())
        with self._writer.transaction(durable=False) as cursor:
            cursor.executemany("UPDATE folder SET last_sync = ? WHERE id = ?", [(now, id_) for id_ in folder_ids])


def _uids(linked: Iterable[tuple[Uid, int] | None]) -> set[Uid]:
    return {place[0] for place in linked if place}


def _mark_all_gone(cursor: sqlite3.Cursor, folder_id: FolderId) -> set[int]:
    """A renumbered folder: no UID means anything any more (RFC 9051 2.3.1.1); all that is saved may be relinked."""
    rows = cursor.execute("SELECT id, state FROM location WHERE folder_id = ? AND gone_at IS NULL", (folder_id,))
    return _retire(cursor, rows.fetchall(), may_come_back=True)


def _mark_gone(cursor: sqlite3.Cursor, folder_id: FolderId, uids: Iterable[Uid]) -> set[int]:
    gone: set[int] = set()
    for chunk in chunks(uids, _CHUNK):
        rows = cursor.execute(
            f"SELECT id, state FROM location WHERE folder_id = ? AND gone_at IS NULL AND uid IN ({marks(chunk)})",
            (folder_id, *chunk),
        )
        gone |= _retire(cursor, rows.fetchall())
    return gone


def _retire(cursor: sqlite3.Cursor, rows: list[tuple[int, int]], *, may_come_back: bool = False) -> set[int]:
    """Date what is saved; drop what never was, and what a relinked row has taken the place of."""
    saved = {id_ for id_, state in rows if state == SAVED}
    moved = set() if may_come_back else {id_ for id_ in saved if _has_moved_on(cursor, id_)}
    delete_locations(cursor, moved | {id_ for id_, state in rows if state != SAVED})
    now = to_micros(utc_now())
    cursor.executemany("UPDATE location SET gone_at = ? WHERE id = ?", [(now, id_) for id_ in saved - moved])
    return saved


def _has_moved_on(cursor: sqlite3.Cursor, location_id: int) -> bool:
    """Whether the message is known at the place it was moved to, which then has what the person wished for it."""
    row = cursor.execute(
        "SELECT id FROM location WHERE origin_id = ? AND gone_at IS NULL AND state = 1 LIMIT 1", (location_id,)
    ).fetchone()
    if row is None:
        return False
    hand_on_wish(cursor, location_id, row[0])
    return True


def _forget(cursor: sqlite3.Cursor, gone: set[int]) -> None:
    for chunk in chunks(gone, _CHUNK):
        rows = cursor.execute(f"SELECT id FROM location WHERE gone_at IS NOT NULL AND id IN ({marks(chunk)})", chunk)
        delete_locations(cursor, [row[0] for row in rows.fetchall()])


def _reflag(cursor: sqlite3.Cursor, folder_id: FolderId, reflag: Mapping[Uid, Listed]) -> set[int]:
    changed: set[int] = set()
    for uid, listed in reflag.items():
        if listed.flags is not None:
            bits, keywords = split_flags(listed.flags)
            sql = "UPDATE location SET flags = ?, keywords = ?, shown = ?, modseq = ?, labels = coalesce(?, labels)"
            values: tuple[object, ...] = (bits, clean_text(keywords), bits)
        else:
            sql, values = "UPDATE location SET modseq = ?, labels = coalesce(?, labels)", ()
        row = cursor.execute(
            f"{sql} WHERE folder_id = ? AND uid = ? AND gone_at IS NULL RETURNING id",
            (*values, listed.modseq or 0, join_labels(listed.labels), folder_id, uid),
        ).fetchone()
        if row is not None:
            changed.add(row[0])
    show_wishes(cursor, folder_id)
    return changed


def _add_pending(cursor: sqlite3.Cursor, folder_id: FolderId, fetch: Iterable[Listed]) -> None:
    """Rows for what is to be fetched; ascending UIDs get ascending numbers, so that equal dates list newest first."""
    ordered = sorted(fetch, key=lambda listed: listed.uid)
    add_rows(cursor, "location", _PENDING_COLUMNS, (_pending_row(folder_id, one) for one in ordered), _PENDING_AGAIN)


def _pending_row(folder_id: FolderId, listed: Listed) -> tuple[object, ...]:
    bits, keywords = split_flags(listed.flags or frozenset())
    seconds = to_seconds(listed.internal_date)
    return (
        folder_id,
        listed.uid,
        PENDING,
        bits,
        clean_text(keywords),
        bits,
        listed.modseq or 0,
        listed.size,
        seconds,
        seconds or 0,
        listed.message_id and clean_text(listed.message_id),
        listed.email_id and clean_text(listed.email_id),
        listed.thread_id and clean_text(listed.thread_id),
        join_labels(listed.labels),
    )


def _save_checkpoint(cursor: sqlite3.Cursor, folder_id: FolderId, point: Checkpoint) -> None:
    cursor.execute(
        "UPDATE folder SET uidvalidity = ?, uidnext = ?, highestmodseq = ?, messages = ?, unseen = ?, "
        "skipped_since = ?, skipped = ?, flags_swept_at = ?, surveyed = 1, last_sync = ?, "
        "messages_on_server = coalesce(?, messages_on_server) WHERE id = ?",
        (
            point.uidvalidity,
            point.uidnext,
            point.highestmodseq,
            point.messages,
            point.unseen,
            to_day(point.skipped_since),
            point.skipped,
            to_micros(point.flags_swept_at),
            to_micros(utc_now()),
            point.messages,
            folder_id,
        ),
    )
