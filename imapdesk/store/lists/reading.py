"""Reading messages: rows of the list, the saved bytes, everything for an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imapdesk.errors import NotFound, StoreDamaged
from imapdesk.mail import ExportItem, FolderId, MailboxId, MessageId, Summary, Uid
from imapdesk.store.content.packing import unpack
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.connection import Row
from imapdesk.store.database.encoding import from_micros, from_seconds, join_flags, marks
from imapdesk.store.held.knowing import chunks

_SUMMARY = (
    "SELECT l.id, b.name, f.path, m.from_, m.to_, m.subject, m.sent_at, l.internal_date, c.size, l.shown, l.keywords, "
    "m.has_attachments, l.gone_at FROM location l JOIN folder f ON f.id = l.folder_id "
    "JOIN mailbox b ON b.id = f.mailbox_id JOIN content c ON c.id = l.content_id "
    "JOIN message m ON m.id = l.content_id WHERE l.state = 1 AND l.id IN "
)
_EXPORTED = (
    "SELECT c.codec, c.size, c.data, b.name, f.path, f.delimiter, l.uid, l.shown, l.keywords, l.internal_date "
    "FROM location l JOIN content c ON c.id = l.content_id JOIN folder f ON f.id = l.folder_id "
    "JOIN mailbox b ON b.id = f.mailbox_id WHERE l.id = ? AND l.state = 1"
)
_CHUNK = 500
_LARGEST = 2**63 - 1  # number that SQLite holds


class Reading(StoreBase):
    """Load summaries and raw messages."""

    def load_summaries(self, ids: Iterable[int]) -> list[Summary]:
        """The rows of the list for these numbers, in their order; a number without a message is left out."""
        wanted = list(ids)
        found: dict[int, Summary] = {}
        for chunk in chunks(dict.fromkeys(filter(_can_be, wanted)), _CHUNK):
            for row in self._readers.rows(f"{_SUMMARY}({marks(chunk)})", chunk):
                found[row[0]] = _make_summary(row)
        return [found[id_] for id_ in wanted if id_ in found]

    def get_summary(self, message_id: MessageId) -> Summary:
        """One row of the list. Raises NotFound."""
        found = self.load_summaries([message_id])
        if not found:
            raise _not_found(message_id)
        return found[0]

    def get_raw(self, message_id: MessageId) -> bytes:
        """The message's bytes exactly as the server gave them. Raises NotFound, StoreDamaged."""
        if not _can_be(message_id):
            raise _not_found(message_id)
        row = self._readers.row(
            "SELECT c.codec, c.size, c.data FROM location l JOIN content c ON c.id = l.content_id "
            "WHERE l.id = ? AND l.state = 1",
            (message_id,),
        )
        if row is None:
            raise _not_found(message_id)
        return unpack_row(row, message_id)

    def iter_export(
        self, mailbox_id: MailboxId | None = None, folder_id: FolderId | None = None
    ) -> Iterator[ExportItem]:
        """Every saved message of the store, a mailbox or a folder, in their order by UID; one in memory at a time."""
        folders = self._readers.rows(
            "SELECT f.id FROM folder f JOIN mailbox b ON b.id = f.mailbox_id "
            "WHERE (? IS NULL OR b.id = ?) AND (? IS NULL OR f.id = ?) ORDER BY b.name, f.path",
            (mailbox_id, mailbox_id, folder_id, folder_id),
        )
        for (id_,) in folders:
            places = self._readers.rows(
                "SELECT id FROM location WHERE folder_id = ? AND state = 1 ORDER BY uid, id", (id_,)
            )
            yield from self.iter_messages(place for (place,) in places)

    def iter_messages(self, ids: Iterable[int]) -> Iterator[ExportItem]:
        """These messages in this order, one in memory at a time; numbers that are no longer there are left out.

        Raises:
            StoreDamaged: one of them can't be read.
        """
        for id_ in filter(_can_be, ids):
            row = self._readers.row(_EXPORTED, (id_,))
            if row is not None:
                mailbox, path, delimiter, uid, shown, keywords, arrived = row[3:]
                flags, raw = join_flags(shown, keywords), unpack_row(row, id_)
                yield ExportItem(mailbox, path, delimiter, Uid(uid), flags, from_seconds(arrived), raw)


def unpack_row(row: Row, message_id: int) -> bytes:
    """The raw message of a row that begins with codec, size and data. Raises StoreDamaged."""
    try:
        return unpack(row[0], row[1], row[2])
    except ValueError as error:
        raise StoreDamaged(f"Message {message_id} can't be read from the store.", details=str(error)) from error


def _can_be(number: int) -> bool:
    """Whether the store could have such a number at all; SQLite takes no larger ones, to ask for either."""
    return -_LARGEST <= number <= _LARGEST


def _not_found(message_id: int) -> NotFound:
    return NotFound(f"There is no message {message_id}.")


def _make_summary(row: Row) -> Summary:
    return Summary(
        id=MessageId(row[0]),
        mailbox=row[1],
        folder=row[2],
        from_=row[3],
        to=row[4],
        subject=row[5],
        sent_at=from_seconds(row[6]),
        received_at=from_seconds(row[7]),
        size=row[8],
        flags=join_flags(row[9], row[10]),
        has_attachments=bool(row[11]),
        gone_at=from_micros(row[12]),
    )
