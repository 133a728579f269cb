"""Folders: what the server lists, what is ticked, what is saved of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection

from imapdesk.errors import NotFound
from imapdesk.mail import (
    Folder,
    FolderId,
    FolderListing,
    FolderRole,
    FolderState,
    ListedFolder,
    MailboxId,
    StoreChange,
)
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.cleaning import clear_folder, delete_folders
from imapdesk.store.database.connection import Readers, Row
from imapdesk.store.database.encoding import clean_text, from_micros

FOLDER_COLUMNS = (
    "id, mailbox_id, path, wire_name, delimiter, role, included, selectable, on_server, messages_on_server, "
    "saved_count, unread_count, pending_count, quarantined_count, last_sync"
)
_QUARANTINED = 13  # the place of quarantined_count among them
_NO_CHECKPOINT = (
    "uidvalidity = NULL, uidnext = NULL, highestmodseq = NULL, messages = NULL, unseen = NULL, surveyed = 0, "
    "skipped_since = NULL, skipped = '', flags_swept_at = NULL"
)


class Folders(StoreBase):
    """Load folders, take over a listing, tick and untick."""

    def load_folders(self, mailbox_id: MailboxId) -> list[Folder]:
        """The folders of a mailbox by path, with the counts of what is saved."""
        rows = self._readers.rows(
            f"SELECT {FOLDER_COLUMNS} FROM folder WHERE mailbox_id = ? ORDER BY path", (mailbox_id,)
        )
        left_out = count_left_out(self._readers, rows)
        return [make_folder(row, left_out.get(row[0], 0)) for row in rows]

    def save_listing(
        self, mailbox_id: MailboxId, listing: FolderListing, *, revision: int, include: Callable[[ListedFolder], bool]
    ) -> StoreChange:
        """Take over what the server listed; ``revision`` is the settings revision under which it was asked.

        A folder that a complete listing lacks is deleted when it holds no saved mail, else it is marked as gone from
        the server and keeps its mail. An incomplete listing takes nothing away.
        """
        with self._writer.transaction() as cursor:
            known = _load_known_paths(cursor, mailbox_id)
            touched = {_save_listed(cursor, mailbox_id, listed, listing, known, include) for listed in listing.folders}
            if listing.complete:
                paths = {clean_text(listed.path) for listed in listing.folders}
                touched |= _take_away(cursor, [row for path, row in known.items() if path not in paths])
            cursor.execute(
                "UPDATE mailbox SET listed_revision = max(listed_revision, ?) WHERE id = ?", (revision, mailbox_id)
            )
        return StoreChange(frozenset({mailbox_id}), frozenset(id_ for id_ in touched if id_ is not None))

    def mark_included(self, mailbox_id: MailboxId, paths: Collection[str], included: bool) -> StoreChange:
        """Tick or untick folders by path."""
        changed = set()
        with self._writer.transaction() as cursor:
            for path in paths:
                rows = cursor.execute(
                    "UPDATE folder SET included = ? WHERE mailbox_id = ? AND path = ? AND included <> ? RETURNING id",
                    (int(included), mailbox_id, clean_text(path), int(included)),
                )
                changed |= {FolderId(row[0]) for row in rows.fetchall()}
        return StoreChange(frozenset({mailbox_id}), frozenset(changed))

    def remove_local_copy(self, folder_id: FolderId) -> StoreChange:
        """Delete what is saved of a folder and untick it; one that is gone from the server disappears.

        Raises NotFound.
        """
        with self._writer.transaction() as cursor:
            row = cursor.execute("SELECT mailbox_id, on_server FROM folder WHERE id = ?", (folder_id,)).fetchone()
            if row is None:
                raise _not_found()
            if row[1]:
                clear_folder(cursor, folder_id)
                cursor.execute(
                    f"UPDATE folder SET included = 0, last_sync = NULL, {_NO_CHECKPOINT} WHERE id = ?", (folder_id,)
                )
            else:
                delete_folders(cursor, [folder_id])
        return StoreChange(frozenset({MailboxId(row[0])}), frozenset({folder_id}))


def get_mailbox_id(cursor: sqlite3.Cursor, folder_id: FolderId) -> MailboxId:
    """Whose folder this is. Raises NotFound."""
    row = cursor.execute("SELECT mailbox_id FROM folder WHERE id = ?", (folder_id,)).fetchone()
    if row is None:
        raise _not_found()
    return MailboxId(row[0])


def _not_found() -> NotFound:
    return NotFound("This folder isn't here any more.")


def count_left_out(readers: Readers, rows: Collection[Row]) -> dict[int, int]:
    """How many messages are left out by the mailbox's limit, by folder, for the folders of rows of `FOLDER_COLUMNS`.

    They are the ones in quarantine that no moment will try again.
    """
    folder_ids = {row[0] for row in rows if row[_QUARANTINED]}
    if not folder_ids:
        return {}
    found = readers.rows(
        "SELECT l.folder_id, count(*) FROM quarantine q JOIN location l ON l.id = q.location_id "
        "WHERE q.retry_at IS NULL AND l.gone_at IS NULL GROUP BY l.folder_id"
    )
    return {folder_id: count for folder_id, count in found if folder_id in folder_ids}


def make_folder(row: Row, left_out: int = 0) -> Folder:
    """The folder of a row of `FOLDER_COLUMNS`, of whose quarantined messages so many are left out on purpose."""
    return Folder(
        id=FolderId(row[0]),
        mailbox_id=MailboxId(row[1]),
        path=row[2],
        wire_name=row[3],
        delimiter=row[4],
        role=FolderRole(row[5]),
        included=bool(row[6]),
        selectable=bool(row[7]),
        on_server=bool(row[8]),
        messages_on_server=row[9],
        messages_saved=row[10],
        unread=row[11],
        pending=row[12],
        quarantined=max(0, row[_QUARANTINED] - left_out),
        last_sync=from_micros(row[14]),
        left_out=left_out,
    )


def _load_known_paths(cursor: sqlite3.Cursor, mailbox_id: MailboxId) -> dict[str, Row]:
    columns = "path, id, saved_count, on_server"
    rows = cursor.execute(f"SELECT {columns} FROM folder WHERE mailbox_id = ?", (mailbox_id,))
    return {row[0]: row for row in rows.fetchall()}


def _save_listed(
    cursor: sqlite3.Cursor,
    mailbox_id: MailboxId,
    listed: ListedFolder,
    listing: FolderListing,
    known: dict[str, Row],
    include: Callable[[ListedFolder], bool],
) -> FolderId | None:
    """Write one listed folder; its number when something changed."""
    state = listing.states.get(listed.path, FolderState())
    path = clean_text(listed.path)
    place = (
        listed.wire_name,
        listed.delimiter,
        " ".join(sorted(listed.attributes)),
        str(listed.role),
        int(listed.selectable),
    )
    if path in known:
        folder_id = known[path][1]
        cursor.execute(
            "UPDATE folder SET wire_name = ?, delimiter = ?, attributes = ?, role = ?, selectable = ?, on_server = 1, "
            "messages_on_server = coalesce(?, messages_on_server) WHERE id = ?",
            (*place, state.messages, folder_id),
        )
        return FolderId(folder_id)
    cursor.execute(
        "INSERT INTO folder(wire_name, delimiter, attributes, role, selectable, mailbox_id, path, included, "
        "messages_on_server) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (*place, mailbox_id, path, int(listed.selectable and include(listed)), state.messages),
    )
    return FolderId(int(cursor.lastrowid or 0)) if cursor.rowcount > 0 else None


def _take_away(cursor: sqlite3.Cursor, rows: list[Row]) -> set[FolderId | None]:
    """Folders that the server no longer has: the empty ones go, the others stay and say so."""
    empty = [row[1] for row in rows if row[2] == 0]
    kept = [row[1] for row in rows if row[2] > 0]
    delete_folders(cursor, empty)
    cursor.executemany(
        "UPDATE folder SET on_server = 0, messages_on_server = NULL WHERE id = ?", [(id_,) for id_ in kept]
    )
    return {FolderId(row[1]) for row in rows}
