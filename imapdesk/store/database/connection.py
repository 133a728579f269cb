"""The one writer, and a read-only connection for each thread that reads."""

from __future__ import annotations

import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from peewee import OperationalError, SqliteDatabase

from imapdesk.errors import Cancelled, StoreError
from imapdesk.store.content.headers import has_packed_header, holds_text
from imapdesk.store.database.trouble import translated

Row = Any  # what a cursor yields: one tuple per row, typed by its SELECT

BUSY_S = 30
HELD_UP_MS = 1000  # to wait once another program was waited for in vain: a run must end, though nothing can be written
_CONNECT_TRIES = 100
_STEPS = 10_000  # of SQLite's machine, some ten a row, between two looks whether to go on
_MISPLACED = "The file of the store was deleted or replaced meanwhile. Close imapdesk and open it again."
# Measured on 20,000 messages of 37 kB, 2026-11: 4, 8 and 16 kB pages save equally fast; the half-filled last page of
# each body makes the file 1.4 % larger with 16 kB pages than with 8 kB ones; lists read faster from larger pages.
PAGE_BYTES = 8 * 1024
CACHE_KB = 16 * 1024
READER_CACHE_KB = 8 * 1024  # for each thread that reads
# A checkpoint copies the log into the file: often enough that the log stays small, seldom enough to write in bulk.
CHECKPOINT_PAGES = 4096

# Only for a file that is still empty: on any other, asking for auto_vacuum writes to it.
NEW_FILE_PRAGMAS: tuple[tuple[str, object], ...] = (
    ("busy_timeout", BUSY_S * 1000),
    ("page_size", PAGE_BYTES),
    ("auto_vacuum", "incremental"),
)
WRITER_PRAGMAS: tuple[tuple[str, object], ...] = (
    ("busy_timeout", BUSY_S * 1000),
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("cache_size", -CACHE_KB),
    ("wal_autocheckpoint", CHECKPOINT_PAGES),
    ("journal_size_limit", 64 * 1024 * 1024),
    ("secure_delete", "fast"),
    ("temp_store", "memory"),
)
READER_PRAGMAS: tuple[tuple[str, object], ...] = (
    ("busy_timeout", BUSY_S * 1000),
    ("cache_size", -READER_CACHE_KB),
    ("temp_store", "memory"),
    ("query_only", 1),
)


class Writer:
    """The process's one writing connection; any thread may use it, one at a time.

    Another process may write as well, so every transaction begins with IMMEDIATE and waits its turn.
    """

    def __init__(self, path: Path) -> None:
        self.database: Any = SqliteDatabase(
            str(path),
            pragmas=(NEW_FILE_PRAGMAS if path.stat().st_size == 0 else ()) + WRITER_PRAGMAS,
            timeout=BUSY_S,
            thread_safe=False,
            check_same_thread=False,
            autoconnect=False,
        )
        self._path = path
        self._lock = threading.RLock()
        self._held_up = False
        self._connect()
        self._opened = _identify(path)

    def _connect(self) -> None:
        """Another program that makes the same file locks it for a moment, and for the change to WAL nobody waits."""
        for attempt in range(_CONNECT_TRIES):
            try:
                self.database.connect(reuse_if_open=True)
            except OperationalError as error:
                if attempt == _CONNECT_TRIES - 1 or "locked" not in str(error):
                    raise
                time.sleep(0.1)
            else:
                return

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[sqlite3.Cursor]:
        """One transaction: all of it or nothing. Nested ones join the outer one.

        One that isn't ``durable`` doesn't wait for the disk: the next durable one takes it along, and until then only
        a power failure loses it, whole. For what a run notes of itself, what the server says again when asked and
        what is made of raw messages again; nothing else is nested in it.
        Raises StoreError, or DiskFull, or StoreDamaged.
        """
        with self._lock, translated():
            if self.database.is_closed():
                raise StoreError("The store is closed.")
            connection: sqlite3.Connection = self.database.connection()
            if _in_transaction(connection):
                yield connection.cursor()
                return
            with nullcontext() if durable else _in_haste(connection):
                self._begin(connection)
                try:
                    yield connection.cursor()
                    connection.execute("COMMIT")
                except BaseException:
                    # A full disk or an I/O error has rolled back by itself; another ROLLBACK would hide its name.
                    if _in_transaction(connection):
                        with suppress(sqlite3.Error):
                            connection.execute("ROLLBACK")
                    raise

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Wait for our turn: long at first, but not each time anew for a program that keeps the store."""
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                self._held_up = True
                connection.execute(f"PRAGMA busy_timeout = {HELD_UP_MS}")
            raise
        if self._held_up:
            self._held_up = False
            connection.execute(f"PRAGMA busy_timeout = {dict(WRITER_PRAGMAS)['busy_timeout']}")

    @contextmanager
    def outside_transaction(self) -> Iterator[sqlite3.Cursor]:
        """The bare connection, for what SQLite refuses inside a transaction (VACUUM, a checkpoint)."""
        with self._lock, translated():
            if self.database.is_closed():
                raise StoreError("The store is closed.")
            yield self.database.cursor()

    def check_in_place(self) -> None:
        """Make sure that the path still leads to the file that was opened: writing to one without a name succeeds.

        Raises StoreError.
        """
        try:
            found = _identify(self._path)
        except OSError as error:
            raise StoreError(_MISPLACED, details=str(error)) from error
        if found != self._opened:
            raise StoreError(_MISPLACED, details=str(self._path))

    def close(self) -> None:
        """Close the connection; the last one to close folds the log into the file."""
        with self._lock, translated():
            self.database.close()


def _identify(path: Path) -> tuple[int, int]:
    """What tells one file from another, whatever its name: its device and its number there."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _in_transaction(connection: sqlite3.Connection) -> bool:
    return connection.in_transaction


@contextmanager
def _in_haste(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits are in order and whole, but nobody waits for the disk (SQLite: synchronous NORMAL, in WAL mode)."""
    connection.execute("PRAGMA synchronous = normal")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = full")


class _Reader(sqlite3.Connection):
    """A connection that closes when its thread has ended."""

    def __del__(self) -> None:
        self.close()


class Readers:
    """Read-only connections, one per thread, made at first use and closed together."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._all: weakref.WeakSet[_Reader] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one SELECT in this thread's connection. Raises StoreError."""
        with translated():
            return self._connection().execute(sql, values)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Every row of one SELECT."""
        with translated():
            return self._connection().execute(sql, values).fetchall()

    def batches(self, sql: str, values: Sequence[object] = ()) -> Iterator[list[Row]]:
        """The rows of one SELECT in batches: a million at once are 100 MB, and stop every other thread meanwhile."""
        with translated():
            cursor = self._connection().execute(sql, values)
            while rows := cursor.fetchmany(5_000):
                yield rows

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row of one SELECT, or None."""
        with translated():
            return self._connection().execute(sql, values).fetchone()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What this thread reads meanwhile is all of one moment, whatever is written. Raises StoreError."""
        with translated():
            connection = self._connection()
            connection.execute("BEGIN")
        try:
            yield
        finally:
            with translated():
                if _in_transaction(connection):
                    connection.execute("COMMIT")

    @contextmanager
    def stopping(self, should_stop: Callable[[], bool]) -> Iterator[None]:
        """What this thread reads meanwhile ends when it should. Raises Cancelled then, else StoreError."""
        with translated():
            connection = self._connection()
        connection.set_progress_handler(should_stop, _STEPS)
        try:
            yield
        except StoreError as error:
            if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise Cancelled("Stopped.") from error
            raise
        finally:
            connection.set_progress_handler(None, 0)

    def close(self) -> None:
        """Close the connections of every thread."""
        with self._lock, translated():
            self._closed = True
            for connection in list(self._all):
                connection.close()

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if self._closed:
            raise StoreError("The store is closed.")
        if found is None:
            found = self._local.connection = self._connect()
        return found

    def _connect(self) -> _Reader:
        connection = sqlite3.connect(
            self._path, timeout=BUSY_S, check_same_thread=False, isolation_level=None, factory=_Reader
        )
        for name, value in READER_PRAGMAS:
            connection.execute(f"PRAGMA {name} = {value}")
        connection.create_function("has_header", 5, has_packed_header, deterministic=True)
        connection.create_function("holds_text", 2, holds_text, deterministic=True)
        with self._lock:
            self._all.add(connection)
        return connection
