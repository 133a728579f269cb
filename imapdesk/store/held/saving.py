"""Saving a window of messages: raw bytes once, their quick description, and their place, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from imapdesk.mail import Fetched, FolderId, MessageId, StoreChange
from imapdesk.store.content.packing import Packed, pack_all, read_head
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.connection import Row
from imapdesk.store.database.encoding import clean_text, marks, split_flags, to_seconds
from imapdesk.store.database.trouble import translated
from imapdesk.store.folders import get_mailbox_id
from imapdesk.store.held.bulk import add_rows
from imapdesk.store.held.describing import QuickFields, describe_quickly
from imapdesk.store.held.identity import identity_of
from imapdesk.store.held.knowing import QUARANTINED, RECOVERED, SAVED, chunks

_CHUNK = 500
_ADD_CONTENT = "INSERT INTO content(id, digest_key, digest, size, codec, data) VALUES (?, ?, ?, ?, ?, ?)"
_MESSAGE_COLUMNS = "id, subject, from_, to_, cc, sent_at, message_id, refs, has_attachments"
_PLACE_COLUMNS = (
    "folder_id, uid, state, content_id, flags, keywords, shown, modseq, size, internal_date, sort_date, identity"
)
_SAVE_PLACE = """
ON CONFLICT(folder_id, uid) WHERE gone_at IS NULL DO UPDATE SET
  state = excluded.state, content_id = excluded.content_id, flags = excluded.flags, keywords = excluded.keywords,
  shown = excluded.shown, modseq = excluded.modseq, size = excluded.size, internal_date = excluded.internal_date,
  sort_date = excluded.sort_date, identity = excluded.identity
RETURNING id
"""
_FORGET_LOST = """
DELETE FROM location WHERE content_id = ? AND folder_id IN (
  SELECT f.id FROM folder f JOIN mailbox m ON m.id = f.mailbox_id
  WHERE f.path = ? AND f.on_server = 0 AND m.removed_at IS NOT NULL AND json_extract(m.settings, '$.host') = ''
)
"""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A fetched message, packed and described before the transaction begins."""

    fetched: Fetched
    packed: Packed
    quick: QuickFields


class PreparedWindow(list[Fetched]):
    """Messages that were packed and described ahead of `Saving.save_window`, which else does it itself."""

    def __init__(self, messages: Sequence[Fetched]) -> None:
        super().__init__(messages)
        packed = pack_all([fetched.raw for fetched in messages])
        self.items = [
            _Prepared(fetched, one, describe_quickly(read_head(fetched.raw)))
            for fetched, one in zip(messages, packed, strict=True)
        ]


class Saving(StoreBase):
    """Save what was fetched."""

    def prepare_window(self, messages: Sequence[Fetched]) -> PreparedWindow:
        """Pack and describe messages for `save_window`, beside the one that is being written. Raises StoreError."""
        with translated():
            return PreparedWindow(messages)

    def save_window(self, folder_id: FolderId, messages: Sequence[Fetched]) -> StoreChange:
        """Save messages of one folder durably, all or none; a message that is saved already is left as it is.

        An odd message is saved undescribed rather than refused. Raises DiskFull, StoreError, NotFound.
        """
        window = messages if isinstance(messages, PreparedWindow) else self.prepare_window(messages)
        prepared = window.items
        with self._writer.transaction() as cursor:
            mailbox_id = get_mailbox_id(cursor, folder_id)
            contents, twice = _save_contents(cursor, prepared)
            saved = _save_places(cursor, folder_id, prepared, contents)
            _replace_tombstones(cursor, folder_id, twice, saved)
            if saved:  # their place is known again
                cursor.executemany(_FORGET_LOST, [(content_id, RECOVERED) for content_id in twice])
        return StoreChange(frozenset({mailbox_id}), frozenset({folder_id}), frozenset(saved))


def _save_contents(cursor: sqlite3.Cursor, prepared: Sequence[_Prepared]) -> tuple[dict[bytes, int], set[int]]:
    """Store each raw message once; the numbers by digest, and which of them had been there before."""
    numbers: dict[bytes, int] = {}
    before: set[int] = set()
    contents, messages = [], []
    next_id = _next_id(cursor)
    held = _find_contents(cursor, {item.packed.digest for item in prepared})
    for item in prepared:
        digest = item.packed.digest
        if digest in numbers:
            continue
        found = held.get(digest)
        if found is not None:
            numbers[digest] = found
            before.add(found)
            continue
        numbers[digest] = next_id
        packed = item.packed
        contents.append((next_id, digest_key(digest), digest, packed.size, packed.codec, packed.data))
        messages.append((next_id, *item.quick))
        next_id += 1
    cursor.executemany(_ADD_CONTENT, contents)
    add_rows(cursor, "message", _MESSAGE_COLUMNS, messages)
    return numbers, before


def digest_key(digest: bytes) -> int:
    """The digest's first 64 bits: a short key keeps the index of a random value small."""
    return int.from_bytes(digest[:8], "big", signed=True)


def _find_contents(cursor: sqlite3.Cursor, digests: Collection[bytes]) -> dict[bytes, int]:
    """The numbers of the raw messages that are there already, by digest."""
    found: dict[bytes, int] = {}
    for chunk in chunks(map(digest_key, digests), _CHUNK):
        rows = cursor.execute(f"SELECT digest, id FROM content WHERE digest_key IN ({marks(chunk)})", chunk)
        found.update(rows)
    return {digest: found[digest] for digest in digests if digest in found}


def _next_id(cursor: sqlite3.Cursor) -> int:
    """One above every number that ever was given: a number is not used for another message later."""
    row = cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'content'").fetchone()
    return 1 if row is None else int(row[0]) + 1


def _save_places(
    cursor: sqlite3.Cursor, folder_id: FolderId, prepared: Sequence[_Prepared], contents: dict[bytes, int]
) -> set[MessageId]:
    known = _load_places(cursor, folder_id, [item.fetched.uid for item in prepared])
    rows, healed = [], []
    for item in sorted(prepared, key=lambda item: item.fetched.uid):
        uid = item.fetched.uid
        place = known.get(uid)
        if place is not None and place[2] == SAVED:
            continue
        rows.append((folder_id, uid, SAVED, *_place_values(item, place, contents[item.packed.digest])))
        if place is not None and place[2] == QUARANTINED:
            healed.append((place[1],))
        known[uid] = (uid, None, SAVED)
    saved = {MessageId(row[0]) for row in add_rows(cursor, "location", _PLACE_COLUMNS, rows, _SAVE_PLACE)}
    cursor.executemany("DELETE FROM quarantine WHERE location_id = ?", healed)
    return saved


def _load_places(cursor: sqlite3.Cursor, folder_id: FolderId, uids: Sequence[int]) -> dict[int, Row]:
    places: dict[int, Row] = {}
    for chunk in chunks(uids, _CHUNK):
        rows = cursor.execute(
            "SELECT uid, id, state, flags, keywords, modseq, size, internal_date FROM location "
            f"WHERE folder_id = ? AND gone_at IS NULL AND uid IN ({marks(chunk)})",
            (folder_id, *chunk),
        )
        places |= {row[0]: row for row in rows}
    return places


def _place_values(item: _Prepared, place: Row | None, content_id: int) -> tuple[object, ...]:
    fetched = item.fetched
    _, _, _, bits, keywords, modseq, size, seconds = place or (0, 0, 0, 0, "", 0, None, None)
    if fetched.flags is not None:
        bits, keywords = split_flags(fetched.flags)
    if fetched.internal_date is not None:
        seconds = to_seconds(fetched.internal_date)
    listed_size = item.packed.size if size is None else size
    sent_at, message_id = item.quick[4], item.quick[5]
    sort_date = seconds if seconds is not None else sent_at or 0
    identity = identity_of(message_id, listed_size, seconds)
    modseq = modseq if fetched.modseq is None else fetched.modseq
    return content_id, bits, clean_text(keywords), bits, modseq, listed_size, seconds, sort_date, identity


def _replace_tombstones(cursor: sqlite3.Cursor, folder_id: FolderId, contents: set[int], saved: set[MessageId]) -> None:
    """A message that came back to the folder it was gone from (renumbered, or appended again) is there once."""
    if saved:
        cursor.executemany(
            "DELETE FROM location WHERE content_id = ? AND folder_id = ? AND gone_at IS NOT NULL",
            [(content_id, folder_id) for content_id in contents],
        )
