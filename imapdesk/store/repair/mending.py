"""A damaged file made readable for as long as it is read: SQLite refuses one that was cut or whose schema is lost.

What is changed for that is put back in the end, so that the damaged file is kept as it was.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from imapdesk.store.content.packing import is_whole
from imapdesk.store.database.connection import PAGE_BYTES
from imapdesk.store.database.copying import MAGIC
from imapdesk.store.database.encoding import marks
from imapdesk.store.repair.leaves import find_roots
from imapdesk.store.store import Store

COPIED = ("setting", "person", "role", "role_capability", "person_role", "mailbox", "folder", "run")  # as they are
_READ = (*COPIED, "content", "location")
_PAGES = struct.Struct(">I")
_PAGES_AT = 28  # of the header (sqlite.org/fileformat2.html, 1.3): how many pages the file has
_FREE_AT = 32  # where the list of free pages begins, and how many there are
_HEADER = 100  # bytes of the first page in front of the schema


@contextmanager
def made_readable(path: Path) -> Iterator[None]:
    """While this lasts, the file is as long as its header says, and has a first page with the tables to be read."""
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        first = _read_first(file)
        try:
            _lengthen(file, first, size)
            if not _has_tables(path):
                _lend_first_page(path, file, size)
            yield
        finally:
            _write_first(file, first)
            file.truncate(size)


def _read_first(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(PAGE_BYTES)


def _write_first(file: IO[bytes], page: bytes) -> None:
    file.seek(0)
    file.write(page)
    file.flush()


def _lengthen(file: IO[bytes], first: bytes, size: int) -> None:
    """A file that is shorter than its header says is refused as a whole; with zeros at its end the rest is read."""
    if first.startswith(MAGIC):
        (pages,) = _PAGES.unpack_from(first, _PAGES_AT)
        if size < pages * PAGE_BYTES < size + (1 << 40):  # a file with a hole takes no room for it
            file.truncate(pages * PAGE_BYTES)


def _has_tables(path: Path) -> bool:
    with suppress(sqlite3.DatabaseError), closing(open_damaged(path)) as source:
        for table in _READ:
            source.execute(f"SELECT 1 FROM {table} LIMIT 0")
        return True
    return False


def _lend_first_page(path: Path, file: IO[bytes], size: int) -> None:
    """The tables lie where what is left of the schema says, else where a new store's do: a raw message proves it.

    The schema takes several pages. Any of them may be lost, so all that is needed is put on the first one.
    """
    own = _read_first(file)
    page = bytearray(_make_first_page(path.parent, find_roots(path)))
    _PAGES.pack_into(page, _PAGES_AT, -(-size // PAGE_BYTES))
    page[_FREE_AT : _FREE_AT + 8] = bytes(8)
    _write_first(file, bytes(page))
    if not _finds_a_message(path):
        _write_first(file, own)


def _make_first_page(beside: Path, roots: dict[str, int]) -> bytes:
    with TemporaryDirectory(dir=beside) as place:
        new, small = Path(place) / "new.db", Path(place) / "small.db"
        Store.open(new).close()
        with closing(sqlite3.connect(new)) as store:
            rows = store.execute(
                "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema "
                f"WHERE tbl_name IN ({marks(_READ)}) AND (type = 'table' OR sql IS NULL)",
                _READ,
            ).fetchall()
        with closing(sqlite3.connect(small)) as schema:
            schema.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            schema.execute("PRAGMA writable_schema = ON")
            kept = [(kind, name, table, roots.get(name, root), sql) for kind, name, table, root, sql in rows]
            schema.executemany("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", kept)
            schema.commit()
        header, tables = new.read_bytes()[:_HEADER], small.read_bytes()[_HEADER:PAGE_BYTES]
        return header + tables


def _finds_a_message(path: Path) -> bool:
    """Whether any of the first raw messages that can be read is what its digest says."""
    with closing(open_damaged(path)) as source:
        for at in range(64):
            with suppress(sqlite3.DatabaseError):
                row = source.execute("SELECT digest, codec, size, data FROM content WHERE id > ? LIMIT 1", (at,))
                if any(is_whole(*columns) for columns in row):
                    return True
    return False


def open_damaged(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
