"""Rebuilding a damaged store from what can still be read of it.

The damaged file is kept beside the new one under another name. Raw messages are believed only when their digest fits.
A message whose bytes are lost becomes pending, so that the next run fetches it again; one whose place is lost is put
into the folder "Recovered" until a run meets it in its folder. A mailbox whose row is lost is made anew. Checkpoints
forget their modseq: the next run looks at every folder as a whole.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from imapdesk.mail import MailboxSettings, utc_now
from imapdesk.store.content.packing import is_whole
from imapdesk.store.database.connection import Row
from imapdesk.store.database.copying import let_go_by_all
from imapdesk.store.database.encoding import marks
from imapdesk.store.database.opening import ENDINGS, find_mending_path
from imapdesk.store.database.trouble import translated
from imapdesk.store.held.knowing import RECOVERED
from imapdesk.store.repair.leaves import iter_content
from imapdesk.store.repair.lost_mailboxes import rebuild_mailboxes
from imapdesk.store.repair.mending import COPIED, made_readable, open_damaged
from imapdesk.store.store import Store

_DERIVED = frozenset({"saved_count", "unread_count", "pending_count", "quarantined_count", "live_count", "rank"})
_CONTENT = ["id", "digest_key", "digest", "size", "codec", "data"]
_BATCH = 200
_WIDEST_GAP = 1 << 20  # rows in a row that can't be read before a table is given up


@dataclass(frozen=True, slots=True)
class Salvage:
    """How many messages have their bytes, are to be fetched again, had lost their place; and the damaged file."""

    saved: int
    pending: int
    recovered: int
    damaged_file: Path


def salvage(path: Path) -> Salvage:
    """Move a damaged store aside and make a new one of what can be read; one that was cut off begins anew.

    Raises DiskFull, and StoreError when another program has the store open; then nothing has changed.
    """
    with translated():
        if path.exists():
            let_go_by_all(path)
        new = find_mending_path(path)
        if new.exists():
            let_go_by_all(new)
        _remove(new)
        new.touch(mode=0o600)
        aside = _choose_aside(path)
        try:
            _move(path, aside)
            done = _fill(aside, new)
            let_go_by_all(new)
            os.replace(new, path)
        except BaseException:
            _move(aside, path)
            _remove(new)
            raise
        return done


def _choose_aside(path: Path) -> Path:
    """The damaged file's new name; where it has one since a repair was cut off, that."""
    names = sorted(path.parent.glob(f"{path.name}.damaged-*[0-9]"))
    if names and not path.exists():
        return names[-1]
    return path.with_name(f"{path.name}.damaged-{utc_now():%Y%m%d-%H%M%S}")


def _move(source: Path, dest: Path) -> None:
    for ending in ENDINGS:
        with suppress(FileNotFoundError):
            source.with_name(source.name + ending).rename(dest.with_name(dest.name + ending))


def _remove(path: Path) -> None:
    for ending in ENDINGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _fill(damaged: Path, new: Path) -> Salvage:
    """What can be read of the one goes into the other."""
    with (
        made_readable(damaged),
        closing(open_damaged(damaged)) as source,
        Store.open(new) as store,
    ):
        source.execute("PRAGMA cell_size_check = 1")
        for table in COPIED:
            _copy_table(source, store, table)
            if table == "mailbox":
                _rebuild_mailboxes(source, damaged, store)
        rows = chain(_iter_rows(source, "content", _CONTENT), iter_content(damaged))
        good = _copy_contents(rows, store)
        placed, pending = _copy_locations(source, store, good)
        recovered = _place_orphans(store, good - placed)
        with store._writer.transaction() as cursor:
            cursor.execute("UPDATE folder SET highestmodseq = NULL, messages = NULL")
        return Salvage(store.count_messages(), pending, recovered, damaged)


def _columns(source: sqlite3.Connection, store: Store, table: str) -> list[str]:
    """The columns that both stores have; counts and ranks are made anew."""
    with suppress(sqlite3.DatabaseError):
        old = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
        new = [row[1] for row in store._readers.rows(f"PRAGMA table_info({table})")]
        return [name for name in new if name in old and name not in _DERIVED]
    return []


def _rebuild_mailboxes(source: sqlite3.Connection, aside: Path, store: Store) -> None:
    """Before the folders, which are not taken without their mailbox."""
    folders = _iter_rows(source, "folder", ["mailbox_id"])
    rebuild_mailboxes(aside, store, folders, _iter_rows(source, "run", ["mailbox_id", "result"]))


def _copy_table(source: sqlite3.Connection, store: Store, table: str) -> None:
    columns = _columns(source, store, table)
    if not columns:
        return
    rows = _iter_rows(source, table, columns) if "id" in columns else _iter_keyless(source, table, columns)
    with store._writer.transaction() as cursor:
        for row in rows:
            with suppress(sqlite3.IntegrityError):  # its parent row is lost
                cursor.execute(f"INSERT OR IGNORE INTO {table}({','.join(columns)}) VALUES ({marks(columns)})", row)


def _iter_keyless(source: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[Row]:
    with suppress(sqlite3.DatabaseError):
        yield from source.execute(f"SELECT {','.join(columns)} FROM {table}")


def _iter_rows(source: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[Row]:
    """Rows by number; where they can't be read, further on, in steps that grow until something can."""
    at, gap = 0, 1
    chosen = ",".join(["id", *columns])
    while gap <= _WIDEST_GAP:
        try:
            row = source.execute(f"SELECT {chosen} FROM {table} WHERE id > ? ORDER BY id LIMIT 1", (at,)).fetchone()
        except (sqlite3.DatabaseError, OverflowError):
            at, gap = at + gap, gap * 2
            continue
        if row is None:
            return
        if row[0] <= at:  # a damaged tree may lead anywhere, in a circle too
            at, gap = at + gap, gap * 2
            continue
        at, gap = row[0], 1
        yield row[1:]


def _copy_contents(rows: Iterable[Row], store: Store) -> set[int]:
    """Raw messages whose digest fits; rows that describe them are made by the background pass."""
    good: set[int] = set()
    batch: list[Row] = []
    for row in rows:
        id_, _key, digest, size, codec, data = row
        if id_ not in good and is_whole(digest, codec, size, data):
            batch.append(row)
            good.add(id_)
        if len(batch) >= _BATCH:
            _add_contents(store, batch)
            batch = []
    _add_contents(store, batch)
    return good


def _add_contents(store: Store, batch: list[Row]) -> None:
    with store._writer.transaction() as cursor:
        cursor.executemany(
            "INSERT OR IGNORE INTO content(id, digest_key, digest, size, codec, data) VALUES (?,?,?,?,?,?)", batch
        )
        cursor.executemany("INSERT OR IGNORE INTO message(id) VALUES (?)", [(row[0],) for row in batch])


def _copy_locations(source: sqlite3.Connection, store: Store, good: set[int]) -> tuple[set[int], int]:
    columns = _columns(source, store, "location")
    if not columns:
        return set(), 0
    state, content, gone = columns.index("state"), columns.index("content_id"), columns.index("gone_at")
    placed: set[int] = set()
    pending = 0
    with store._writer.transaction() as cursor:
        for row in map(list, _iter_rows(source, "location", columns)):
            if row[state] == 1 and row[content] not in good:
                if row[gone] is not None:
                    continue
                row[state], row[content] = 0, None
            with suppress(sqlite3.IntegrityError):
                cursor.execute(f"INSERT INTO location({','.join(columns)}) VALUES ({marks(columns)})", row)
                pending += row[state] == 0
                placed |= {row[content]} - {None}
        cursor.execute("UPDATE location SET state = 0 WHERE state = 2")  # why they were quarantined is not copied
    return placed, pending


def _place_orphans(store: Store, orphans: set[int]) -> int:
    """Messages whose place is lost, in a folder of a mailbox that is listed and exported and never synchronised."""
    if not orphans:
        return 0
    mailbox = store.add_mailbox(MailboxSettings(RECOVERED, "", ""))
    store.remove_mailbox(mailbox.id, keep_mail=True)
    with store._writer.transaction() as cursor:
        cursor.execute(
            "INSERT INTO folder(mailbox_id, path, wire_name, on_server) VALUES (?, ?, ?, 0)",
            (mailbox.id, RECOVERED, RECOVERED.encode()),
        )
        folder_id = cursor.lastrowid
        cursor.executemany(
            "INSERT INTO location(folder_id, uid, state, flags, shown, content_id) VALUES (?, ?, 1, 1, 1, ?)",
            [(folder_id, uid, content_id) for uid, content_id in enumerate(sorted(orphans), 1)],
        )
    return len(orphans)
