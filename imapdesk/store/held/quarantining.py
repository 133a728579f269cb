"""Messages that could not be had: kept apart with the server's words, tried again later."""

from __future__ import annotations

from datetime import datetime

from imapdesk.mail import FolderId, MailboxId, QuarantinedMessage, Uid, utc_now
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.encoding import clean_text, from_micros, to_micros
from imapdesk.store.held.knowing import PENDING, QUARANTINED, SAVED


class Quarantining(StoreBase):
    """Put messages in quarantine, list them, let them out."""

    def quarantine(self, folder_id: FolderId, uid: Uid, reason: str, *, retry_at: datetime | None) -> None:
        """Put one message in quarantine; None for ``retry_at`` leaves it out on purpose, until `let_in` or release.

        A message that is saved already is left alone.
        """
        with self._writer.transaction() as cursor:
            cursor.execute(
                "INSERT INTO location(folder_id, uid, state) VALUES (?, ?, ?) "
                "ON CONFLICT(folder_id, uid) WHERE gone_at IS NULL DO UPDATE SET state = excluded.state "
                f"WHERE state <> {SAVED} RETURNING id",
                (folder_id, uid, QUARANTINED),
            )
            row = cursor.fetchone()
            if row is not None:
                cursor.execute(
                    "INSERT INTO quarantine(location_id, reason, since, retry_at) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT(location_id) DO UPDATE SET reason = excluded.reason, retry_at = excluded.retry_at, "
                    "tries = tries + 1",
                    (row[0], clean_text(reason), to_micros(utc_now()), to_micros(retry_at)),
                )

    def release_quarantine(self, folder_id: FolderId | None = None) -> int:
        """Make quarantined messages pending again, of one folder or of all; how many they were."""
        where, values = ("", ()) if folder_id is None else (" AND folder_id = ?", (folder_id,))
        with self._writer.transaction() as cursor:
            chosen = f"SELECT id FROM location WHERE state = {QUARANTINED}{where}"
            cursor.execute(f"DELETE FROM quarantine WHERE location_id IN ({chosen})", values)
            cursor.execute(f"UPDATE location SET state = {PENDING} WHERE state = {QUARANTINED}{where}", values)
            return cursor.rowcount

    def let_in(self, folder_id: FolderId, limit: int) -> int:
        """Make the messages pending that were left out and aren't larger than ``limit`` now (0: none); how many."""
        chosen = self._readers.rows(
            "SELECT l.id FROM quarantine q JOIN location l ON l.id = q.location_id "
            "WHERE q.retry_at IS NULL AND l.folder_id = ? AND (? = 0 OR l.size <= ?)",
            (folder_id, limit, limit),
        )
        if not chosen:
            return 0
        with self._writer.transaction() as cursor:
            cursor.executemany("DELETE FROM quarantine WHERE location_id = ?", chosen)
            cursor.executemany(f"UPDATE location SET state = {PENDING} WHERE id = ? AND state = {QUARANTINED}", chosen)
            return len(chosen)

    def load_left_out(self, folder_id: FolderId) -> frozenset[Uid]:
        """The messages of a folder that the mailbox's limit leaves out."""
        rows = self._readers.rows(
            "SELECT l.uid FROM quarantine q JOIN location l ON l.id = q.location_id "
            "WHERE q.retry_at IS NULL AND l.folder_id = ? AND l.gone_at IS NULL",
            (folder_id,),
        )
        return frozenset(Uid(row[0]) for row in rows)

    def load_quarantine(self, mailbox_id: MailboxId) -> list[QuarantinedMessage]:
        """The quarantined messages of a mailbox, by folder, newest first."""
        rows = self._readers.rows(
            "SELECT f.path, l.uid, q.reason, q.since, q.tries, q.retry_at FROM quarantine q "
            "JOIN location l ON l.id = q.location_id JOIN folder f ON f.id = l.folder_id "
            "WHERE f.mailbox_id = ? AND l.gone_at IS NULL ORDER BY f.path, l.uid DESC",
            (mailbox_id,),
        )
        return [
            QuarantinedMessage(path, Uid(uid), reason, from_micros(since) or utc_now(), tries, from_micros(retry_at))
            for path, uid, reason, since, tries, retry_at in rows
        ]
