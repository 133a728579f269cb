"""Copies of the whole store in one file: made while everything goes on, proved by reading them, and put back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from imapdesk.errors import BackupRefused, Cancelled, StoreDamaged, StoreError, StoreTooNew
from imapdesk.mail import utc_now
from imapdesk.store.content.packing import is_whole
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.connection import BUSY_S
from imapdesk.store.database.opening import find_newest_version
from imapdesk.store.database.trouble import translated

OnProgress = Callable[[int, int], None]  # done, total
ShouldStop = Callable[[], bool]

_PAGES = 512  # 4 MB between two looks at whether to stop
_LOOK_EVERY = 2_000  # rows
MAGIC = b"SQLite format 3\0"  # the first bytes of every such file, https://www.sqlite.org/fileformat2.html 1.3.1
_DAMAGED = "The backup is damaged."
_STEPS = 1_000_000  # of SQLite's machine between two such looks; some milliseconds


class Copying(StoreBase):
    """Copy the store while it is in use."""

    def copy_to(self, dest: Path, on_progress: OnProgress | None = None, should_stop: ShouldStop | None = None) -> None:
        """Write the store as it is at this moment into the new file ``dest``; what is saved meanwhile is not in it.

        ``on_progress`` gets pages. Raises DiskFull, StoreError, Cancelled; then there is no file.
        """
        try:
            with translated():
                os.close(os.open(dest, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
                with closing(_connect(self.path)) as source, closing(_connect(dest)) as copy:
                    _copy(source, copy, on_progress, should_stop)
                _flush(dest)
        except BaseException:
            dest.unlink(missing_ok=True)
            raise


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)


def _copy(
    source: sqlite3.Connection, copy: sqlite3.Connection, on_progress: OnProgress | None, should_stop: ShouldStop | None
) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        if should_stop and should_stop():
            raise Cancelled("Stopped.")
        if on_progress:
            on_progress(total - remaining, total)

    # One reading transaction over the whole copy: without it SQLite begins anew after every write of another.
    source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()
    source.backup(copy, pages=_PAGES, progress=step, sleep=0)
    copy.execute("PRAGMA journal_mode = DELETE")
    copy.execute("DELETE FROM lease")  # who ran a mailbox at that moment says nothing later


def _flush(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def prove_copy(
    path: Path, on_progress: OnProgress | None = None, should_stop: ShouldStop | None = None, *, name: str = ""
) -> int:
    """Read a copy as a whole: SQLite's checks and each raw message against its digest; how many messages are in it.

    ``on_progress`` gets raw messages; ``name`` is what the person calls the file (else the path's last part).

    Raises:
        BackupRefused: it is no backup, or damaged.
        StoreTooNew: a newer imapdesk wrote it.
        StoreError, Cancelled: as the words say.
    """
    if not path.is_file():
        raise StoreError(f"There is no backup at {path}.")
    name = name or path.name
    _refuse_other_formats(path, name)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        copy.set_progress_handler(lambda: int(bool(should_stop and should_stop())), _STEPS)
        try:
            with translated():
                _refuse_other_databases(copy, name)
                _check_structure(copy)
                _check_digests(copy, on_progress)
                row = copy.execute("SELECT count(*) FROM location WHERE state = 1").fetchone()
                return int(row[0])
        except StoreError as error:
            if should_stop and should_stop():
                raise Cancelled("Stopped.") from error
            if isinstance(error, StoreDamaged):  # SQLite's word for this file; ours for the store in use
                raise BackupRefused(_DAMAGED, details=error.details) from error
            raise


def begins_as_store(path: Path) -> bool:
    """Whether the file can be a store by its first bytes: SQLite opens an empty file as an empty database."""
    with open(path, "rb") as file:
        return file.read(len(MAGIC)) in (MAGIC, b"")


def _refuse_other_formats(path: Path, name: str) -> None:
    with translated():
        if not begins_as_store(path):
            raise BackupRefused(f"{name} is not a backup of imapdesk.")


def _refuse_other_databases(copy: sqlite3.Connection, name: str) -> None:
    version = int(copy.execute("PRAGMA user_version").fetchone()[0])
    if version > find_newest_version():
        raise StoreTooNew("This backup was made by a newer imapdesk.", details=f"{name}: store version {version}")
    tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"mailbox", "folder", "content", "location"} <= tables:
        raise BackupRefused(f"{name} is not a backup of imapdesk.")


def _check_structure(copy: sqlite3.Connection) -> None:
    faults = [str(row[0]) for row in copy.execute("PRAGMA integrity_check") if row[0] != "ok"]
    faults += [f"{row[0]} refers to a missing {row[2]}" for row in copy.execute("PRAGMA foreign_key_check")]
    if faults:
        raise BackupRefused(_DAMAGED, details="\n".join(faults[:10]))


def _check_digests(copy: sqlite3.Connection, on_progress: OnProgress | None) -> None:
    total = int(copy.execute("SELECT count(*) FROM content").fetchone()[0])
    rows = copy.execute("SELECT id, digest, codec, size, data FROM content")
    for number, (id_, digest, codec, size, data) in enumerate(rows, 1):
        if not is_whole(digest, codec, size, data):
            raise BackupRefused(_DAMAGED, details=f"raw message {id_}")
        if on_progress and (number % _LOOK_EVERY == 0 or number == total):
            on_progress(number, total)


def put_in_place(copy: Path, path: Path) -> Path | None:
    """Make ``copy`` (in the same folder) the store at ``path``; where the former store went, None when there was none.

    Raises StoreError when another program has the former store open, or the disk refuses.
    """
    aside = None
    with translated():
        if path.exists():
            let_go_by_all(path)
            aside = path.with_name(f"{path.name}.before-{utc_now():%Y%m%d-%H%M%S-%f}")
            _keep(path, aside)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        os.replace(copy, path)
    return aside


def _keep(path: Path, aside: Path) -> None:
    """Another name for the file; its own is taken in one step, so that there is a store whenever we are cut off."""
    try:
        os.link(path, aside, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without links
        os.replace(path, aside)


def let_go_by_all(path: Path) -> None:
    """Fold the log into the file; that needs to be alone with it, which is what is to be known as well.

    Raises StoreError when another program has it open. A damaged file is left as it is.
    """
    try:
        with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as store:
            mode = store.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError("Another imapdesk uses this store. Quit it first.", details=str(error)) from error
        raise
    except sqlite3.DatabaseError:
        return  # damaged: that may be why it is replaced
    if mode != "delete":
        raise StoreError("Another imapdesk uses this store. Quit it first.", details=f"journal_mode {mode}")
