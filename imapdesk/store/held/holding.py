"""Which listed messages are held already: by the server's own id, else by what the digest of the header confirms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from imapdesk.mail import FolderId, HeaderMark, Listed, MailboxId, MessageId, Uid
from imapdesk.store.content.packing import unpack_beginning
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.connection import Row
from imapdesk.store.database.encoding import marks
from imapdesk.store.held.identity import find_identity
from imapdesk.store.held.knowing import chunks

_CHUNK = 500
_MOST_ALIKE = 50  # raw messages of one Message-ID, size and date that are compared: one is usual

# zstd packs blocks of 128 kB: those in which the longest header that is compared can lie are never larger.
_PACKED_BYTES = 512 * 1024


class Holding(StoreBase):
    """Find messages that are held already."""

    def find_held(
        self,
        mailbox_id: MailboxId,
        listed: Iterable[Listed],
        *,
        renumbered: FolderId | None = None,
        ids_proved: bool = True,
    ) -> dict[Uid, MessageId]:
        """Which listed messages are saved somewhere in this mailbox already, so that only their place is new.

        Equal when EMAILID or X-GM-MSGID agree (RFC 8474 5.1) and the size doesn't differ (nor the header, unless
        ``ids_proved``: the server's ids are believed), else when Message-ID, size,
        internal date and the SHA-256 of the whole header block do and name one raw message only. A message whose
        header wasn't looked at is never held by the latter. A place that is gone from the server is preferred: then
        the message was moved; in a ``renumbered`` folder its own places are, so that what was done there stays.
        """
        wanted = list(listed)
        held: dict[Uid, MessageId] = {}
        for chunk in chunks(wanted, _CHUNK):
            by_id = [item for item in chunk if item.email_id and (ids_proved or item.header is not None)]
            held |= self._find_by_email_id(mailbox_id, by_id, renumbered, ids_proved)
        rest = [item for item in wanted if item.uid not in held and item.header is not None]
        for chunk in chunks(rest, _CHUNK):
            held |= self._find_by_header(mailbox_id, chunk, renumbered)
        return held

    def is_contradicted(self, mailbox_id: MailboxId, listed: Iterable[Listed]) -> bool:
        """Whether the server tells an EMAILID that is held with another size or header only: then they mean nothing."""
        for chunk in chunks((item for item in listed if item.email_id and item.size is not None), _CHUNK):
            rows = self._find_rows(mailbox_id, "email_id", [item.email_id for item in chunk])
            for item in chunk:
                sizes = {row[3] for row in rows.get(item.email_id, ())}
                if sizes and not sizes & {None, item.size}:
                    return True
                contents = {row[2] for row in rows.get(item.email_id, ())}
                if contents and item.header is not None and not self._choose_fitting(contents, item.header):
                    return True
        return False

    def find_likely(
        self, mailbox_id: MailboxId, listed: Iterable[Listed], *, ids_proved: bool = True
    ) -> frozenset[Uid]:
        """The listed messages that may be held, if only their headers were looked at: all else agrees."""
        found: set[Uid] = set()
        unknown = [item for item in listed if item.header is None]
        for chunk in chunks((item for item in unknown if item.email_id and not ids_proved), _CHUNK):
            rows = self._find_rows(mailbox_id, "email_id", [item.email_id for item in chunk])
            found |= {item.uid for item in chunk if _of_size(rows.get(item.email_id, ()), item.size)}
        for chunk in chunks((item for item in unknown if not item.email_id), _CHUNK):
            asked = _by_identity(chunk)
            for identity in self._find_rows(mailbox_id, "identity", list(asked)):
                found |= {item.uid for item in asked[identity]}
        return frozenset(found)

    def _find_by_email_id(
        self, mailbox_id: MailboxId, listed: Sequence[Listed], renumbered: FolderId | None, ids_proved: bool
    ) -> dict[Uid, MessageId]:
        rows = self._find_rows(mailbox_id, "email_id", [item.email_id for item in listed], renumbered)
        held: dict[Uid, MessageId] = {}
        places: dict[tuple[str | None, int | None, int], Iterator[MessageId]] = {}
        for item in listed:
            # RFC 8474 5.1 promises equal content: a server that tells another size for it isn't believed.
            same = _of_size(rows.get(item.email_id, ()), item.size)
            content = 0
            if same and not ids_proved and item.header is not None:
                fitting = self._choose_fitting({row[2] for row in same}, item.header)
                if len(fitting) != 1:
                    continue
                (content,) = fitting
                same = [row for row in same if row[2] == content]
            if same:
                held[item.uid] = next(places.setdefault((item.email_id, item.size, content), _repeat_last(same)))
        return held

    def _choose_fitting(self, contents: Collection[int], header: HeaderMark) -> list[int]:
        """Those of a few raw messages that begin with this header; none of very many, which aren't compared."""
        if len(contents) > _MOST_ALIKE:
            return []
        return [number for number in contents if self._begins_with(number, header)]

    def _find_by_header(
        self, mailbox_id: MailboxId, listed: Sequence[Listed], renumbered: FolderId | None
    ) -> dict[Uid, MessageId]:
        asked = _by_identity(listed)
        held: dict[Uid, MessageId] = {}
        for identity, rows in self._find_rows(mailbox_id, "identity", list(asked), renumbered).items():
            contents = _by_content(rows)
            if len(contents) > _MOST_ALIKE:
                continue
            places: dict[int, Iterator[MessageId]] = {}
            for item in asked[identity]:
                assert item.header is not None
                fitting = [number for number in contents if self._begins_with(number, item.header)]
                if len(fitting) == 1:  # two raw messages of one header: which one it is can't be told
                    given = places.setdefault(fitting[0], _repeat_last(contents[fitting[0]]))
                    held[item.uid] = next(given)
        return held

    def _begins_with(self, content_id: int, header: HeaderMark) -> bool:
        row = self._readers.row(
            "SELECT codec, size, substr(data, 1, ?) FROM content WHERE id = ?", (_PACKED_BYTES, content_id)
        )
        if row is None:
            return False
        codec, size, data = row
        try:
            return header.fits(unpack_beginning(codec, size, data, header.reach))
        except ValueError:
            return False  # what lies here is damaged: it is fetched again

    def _find_rows(
        self, mailbox_id: MailboxId, column: str, values: Sequence[object], renumbered: FolderId | None = None
    ) -> dict[Any, list[Row]]:
        if not values:
            return {}
        rows = self._readers.rows(
            f"SELECT l.{column}, l.id, l.content_id, l.size FROM location l JOIN folder f ON f.id = l.folder_id "
            f"WHERE l.{column} IN ({marks(values)}) AND f.mailbox_id = ? AND l.state = 1 "
            "ORDER BY l.folder_id = ? AND l.gone_at IS NULL DESC, l.gone_at IS NULL, l.id",
            (*values, mailbox_id, renumbered or 0),
        )
        found: dict[Any, list[Row]] = defaultdict(list)
        for row in rows:
            found[row[0]].append(row)
        return found


def _of_size(rows: Iterable[Row], size: int | None) -> list[Row]:
    return [row for row in rows if size is None or row[3] in (None, size)]


def _by_identity(listed: Iterable[Listed]) -> dict[int, list[Listed]]:
    asked: dict[int, list[Listed]] = defaultdict(list)
    for item in listed:
        identity = find_identity(item.message_id, item.size, item.internal_date)
        if identity is not None:
            asked[identity].append(item)
    return asked


def _by_content(rows: Iterable[Row]) -> dict[int, list[Row]]:
    contents: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        contents[row[2]].append(row)
    return contents


def _repeat_last(rows: list[Row]) -> Iterator[MessageId]:
    for row in rows:
        yield MessageId(row[1])
    while True:
        yield MessageId(rows[-1][1])
