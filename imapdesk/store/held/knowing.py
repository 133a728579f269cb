"""What the store knows of a mailbox, as the planner asks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from imapdesk.mail import (
    FolderId,
    KnownFolder,
    KnownMessage,
    Listed,
    LocationState,
    MailboxId,
    Uid,
    utc_now,
)
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.connection import Row
from imapdesk.store.database.encoding import (
    SEEN,
    from_day,
    from_micros,
    from_seconds,
    join_flags,
    marks,
    split_labels,
    to_micros,
)
from imapdesk.store.folders import FOLDER_COLUMNS, count_left_out, make_folder

T = TypeVar("T")

PENDING, SAVED, QUARANTINED = 0, 1, 2
RECOVERED = "Recovered"  # the folder of messages that had lost their place in a damaged store
STATES = (LocationState.PENDING, LocationState.SAVED, LocationState.QUARANTINED)

_KNOWN_COLUMNS = (
    "uidvalidity, uidnext, highestmodseq, messages, unseen, surveyed, skipped_since, skipped, live_count, "
    "flags_swept_at"
)
_FOLDER_WIDTH = FOLDER_COLUMNS.count(",") + 1
_MESSAGE_COLUMNS = "l.uid, l.state, l.flags, l.keywords, l.modseq, l.size"
_CHUNK = 500


class Knowing(StoreBase):
    """Load checkpoints and known messages."""

    def load_known(self, mailbox_id: MailboxId, path: str | None = None) -> dict[str, KnownFolder]:
        """The checkpoint of every folder of a mailbox (or of one), by path. One query, no work per message."""
        sql = f"SELECT {FOLDER_COLUMNS}, {_KNOWN_COLUMNS} FROM folder WHERE mailbox_id = ?"
        if path is None:
            rows = self._readers.rows(f"{sql} ORDER BY path", (mailbox_id,))
        else:
            rows = self._readers.rows(f"{sql} AND path = ?", (mailbox_id, path))
        left_out = count_left_out(self._readers, rows)
        return {row[2]: _make_known_folder(row, left_out.get(row[0], 0)) for row in rows}

    def load_known_messages(self, folder_id: FolderId, uids: Collection[Uid] | None = None) -> dict[Uid, KnownMessage]:
        """What is known of a folder's messages, those gone from the server left out; of all, or of some UIDs."""
        sql = (
            f"SELECT {_MESSAGE_COLUMNS}, q.retry_at FROM location l LEFT JOIN quarantine q ON q.location_id = l.id "
            "WHERE l.folder_id = ? AND l.gone_at IS NULL"
        )
        if uids is None:
            rows: Iterable[Row] = self._readers.rows(sql, (folder_id,))
        else:
            rows = (
                row
                for chunk in chunks(uids, _CHUNK)
                for row in self._readers.rows(f"{sql} AND l.uid IN ({marks(chunk)})", (folder_id, *chunk))
            )
        return {Uid(row[0]): _make_known_message(row) for row in rows}

    def count_unseen(self, folder_id: FolderId) -> int:
        """How many messages that aren't gone are unread here, pending ones among them."""
        sql = f"SELECT count(*) FROM location WHERE folder_id = ? AND gone_at IS NULL AND flags & {SEEN} = 0"
        row = self._readers.row(sql, (folder_id,))
        return int(row[0]) if row else 0

    def load_pending(self, folder_id: FolderId) -> list[KnownMessage]:
        """Messages still to be fetched, newest first: pending ones, and quarantined ones whose time to retry came."""
        rows = self._readers.rows(
            f"SELECT {_MESSAGE_COLUMNS}, q.retry_at FROM location l LEFT JOIN quarantine q ON q.location_id = l.id "
            "WHERE l.folder_id = ? AND l.state <> 1 AND l.gone_at IS NULL "
            "AND (l.state = 0 OR q.retry_at <= ?) ORDER BY l.uid DESC",
            (folder_id, to_micros(utc_now())),
        )
        return [_make_known_message(row) for row in rows]

    def load_pending_listed(self, folder_id: FolderId) -> list[Listed]:
        """What identifies the pending messages of a folder, as the server told it; those without any are left out."""
        rows = self._readers.rows(
            "SELECT uid, flags, keywords, modseq, size, internal_date, message_id, email_id, thread_id, labels "
            "FROM location WHERE folder_id = ? AND state = 0 AND gone_at IS NULL "
            "AND (email_id IS NOT NULL OR message_id IS NOT NULL)",
            (folder_id,),
        )
        return [_make_listed(row) for row in rows]


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of at most ``size``."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _make_known_folder(row: Row, left_out: int) -> KnownFolder:
    rest = row[_FOLDER_WIDTH:]
    folder = make_folder(row, left_out)
    return KnownFolder(
        folder=folder,
        uidvalidity=rest[0],
        uidnext=rest[1],
        highestmodseq=rest[2],
        messages=rest[3],
        unseen=rest[4],
        surveyed=bool(rest[5]),
        skipped_since=from_day(rest[6]),
        skipped=rest[7],
        pending=folder.pending,
        live=rest[8],
        flags_swept_at=from_micros(rest[9]),
    )


def _make_listed(row: Row) -> Listed:
    uid, bits, keywords, modseq, size, seconds, message_id, email_id, thread_id, labels = row
    return Listed(
        uid=Uid(uid),
        flags=join_flags(bits, keywords),
        modseq=modseq,
        size=size,
        internal_date=from_seconds(seconds),
        message_id=message_id,
        email_id=email_id,
        thread_id=thread_id,
        labels=split_labels(labels),
    )


def _make_known_message(row: Row) -> KnownMessage:
    return KnownMessage(
        uid=Uid(row[0]),
        state=STATES[row[1]],
        flags=join_flags(row[2], row[3]),
        modseq=row[4],
        size=row[5],
        retry_at=from_micros(row[6]),
    )
