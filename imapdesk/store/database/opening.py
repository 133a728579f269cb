"""Making, checking and migrating the file of the store."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from imapdesk.errors import StoreDamaged, StoreTooNew
from imapdesk.store.database.connection import Writer
from imapdesk.store.database.trouble import DAMAGED, translated

ENDINGS = ("", "-wal", "-shm", "-journal")  # of the names of a store's files, https://www.sqlite.org/tempfiles.html
MIGRATIONS = Path(__file__).parents[1] / "migrations"
_TRIES = 20


def find_newest_version() -> int:
    """The number of the newest migration that this program brings: the store version it writes."""
    names = os.listdir(MIGRATIONS)
    return max(int(found.group(1)) for name in names if (found := re.match(r"(\d{4})_\w+\.py$", name)))


def find_mending_path(path: Path) -> Path:
    """Where a repair puts together the store that takes the damaged one's place.

    It begins before the damaged file is moved aside, and is gone once the new store is in its place: a file of this
    name without a store tells of a repair that was cut off.
    """
    return path.with_name(f"{path.name}.mending")


def open_writer(path: Path) -> Writer:
    """The writing connection of an up-to-date store at ``path``; file and folder are made if they are missing.

    Raises StoreTooNew, StoreDamaged, DiskFull, StoreError.
    """
    with translated():
        _make_private(path)
        writer = Writer(path)
        try:
            _bring_up_to_date(writer)
        except BaseException:
            writer.database.close()
            raise
        return writer


def _make_private(path: Path) -> None:
    """Folder 0700 and file 0600 whatever the umask; SQLite gives -wal and -shm the mode of the file itself."""
    if not path.exists() and find_mending_path(path).exists():
        raise StoreDamaged(DAMAGED, details="its repair was cut off, or is not yet done")
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)  # another program may just have made it
        path.parent.chmod(0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_mode & 0o777 != 0o600:
        path.chmod(0o600)


def _bring_up_to_date(writer: Writer) -> None:
    newest = find_newest_version()
    version = _read_version(writer)
    if version > newest:
        raise StoreTooNew(
            f"This store was written by a newer imapdesk (store version {version}; this program knows up to {newest}).",
            details=str(writer.database.database),
        )
    if version < newest:
        _migrate(writer, newest)


def _migrate(writer: Writer, newest: int) -> None:
    """Run what is missing by peewee's runner; another process may be doing the same at this moment."""
    from playhouse.migrations import Runner

    for attempt in range(_TRIES):
        try:
            Runner(writer.database, str(MIGRATIONS)).up()
        except Exception:
            time.sleep(0.05 * (attempt + 1))
            if _read_version(writer) >= newest:
                return
            if attempt == _TRIES - 1 or not _another_migrates(writer):
                raise
        else:
            return


def _another_migrates(writer: Writer) -> bool:
    """Whether the failure can come from another process: its tables are there, or it holds the write lock."""
    row = writer.database.execute_sql("SELECT count(*) FROM sqlite_master WHERE name = 'schema_migration'").fetchone()
    return bool(row[0])


def _read_version(writer: Writer) -> int:
    return int(writer.database.execute_sql("PRAGMA user_version").fetchone()[0])
