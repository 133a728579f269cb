"""Errors of SQLite, peewee and the disk, said in the words of `imapdesk.errors`."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import peewee

from imapdesk.errors import DiskFailed, DiskFull, StoreDamaged, StoreError, StoreHeld

_FULL = "There is no space left on the disk that holds the store."
DAMAGED = "The store is damaged."
_FAILED = "The disk that holds the store can't be read or written."
_LOCKED = "Another program keeps the store busy."
_OTHER = "The store can't be used."

_CAUSES = (sqlite3.Error, peewee.PeeweeException, OSError)
_DISK_CODES = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


@contextmanager
def translated() -> Iterator[None]:
    """Turns any error of the libraries below into a `StoreError`; the cause is kept."""
    try:
        yield
    except _CAUSES as error:
        raise choose_error(error) from error


def choose_error(error: BaseException) -> StoreError:
    """The error of ours for one of SQLite's, peewee's or the operating system's."""
    text = str(error)
    if isinstance(error, OSError) and error.errno in _NO_SPACE:
        return DiskFull(_FULL, details=text)
    extended = _find_code(error)
    code = None if extended is None else extended & 0xFF
    # The index of the WAL is 32 KB: where those can't be had, no store can be opened, and SQLite calls it I/O.
    if code == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE or "disk is full" in text:
        return DiskFull(_FULL, details=text)
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or "malformed" in text or "not a database" in text:
        return StoreDamaged(DAMAGED, details=text)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreHeld(_LOCKED, details=text)
    if isinstance(error, OSError) or code in _DISK_CODES:
        return DiskFailed(_FAILED, details=text)
    return StoreError(_OTHER, details=text)


def _find_code(error: BaseException) -> int | None:
    """SQLite's extended result code; peewee keeps the driver's error as the cause."""
    for candidate in (error, error.__cause__, error.__context__, *error.args):
        if isinstance(candidate, sqlite3.Error):
            return getattr(candidate, "sqlite_errorcode", None)
    return None
