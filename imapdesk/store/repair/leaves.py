"""Rows found on the pages of a damaged file, without the tree that led to them.

A page in the upper part of the tree that can't be read hides hundreds of messages that are whole. What looks like a
row of `content` is one only when the digest fits; that is for the caller to see. What looks like a row of the schema
tells where a table begins.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from imapdesk.store.database.connection import PAGE_BYTES, Row

_LEAF = 13  # of a table (sqlite.org/fileformat2.html, 1.6)
_MOST_LOCAL = PAGE_BYTES - 35  # bytes of a row that are kept on its own page
_LEAST_LOCAL = (PAGE_BYTES - 12) * 32 // 255 - 23
_WIDTHS = (0, 1, 2, 3, 4, 6, 8)  # bytes of an integer, by its serial type
_DIGEST = 12 + 2 * 32  # serial type of 32 bytes
_NEXT = struct.Struct(">I")
_SCHEMA_WIDTH = 5  # type, name, tbl_name, rootpage, sql
_FILE_HEADER = 100  # bytes of the first page that stand before what every page has

_LooksRight = Callable[[list[int]], bool]


class _NoRow(Exception):
    """What was read is no row of the table that is looked for."""


def iter_content(path: Path) -> Iterator[Row]:
    """What looks like rows of `content`: id, digest_key, digest, size, codec, data."""
    with path.open("rb") as file:
        for number in range(1, path.stat().st_size // PAGE_BYTES):  # the first page holds the schema
            file.seek(number * PAGE_BYTES)
            page = file.read(PAGE_BYTES)
            if page[:1] == bytes([_LEAF]):
                for row in _iter_rows(file, page):
                    yield row[0], *row[2:]  # the first column is the row's number, which stands before the row


def find_roots(path: Path) -> dict[str, int]:
    """Where tables and indices begin (page numbers), by their names: as far as rows of the schema are found."""
    roots: dict[str, int] = {}
    with path.open("rb") as file:
        for number in range(path.stat().st_size // PAGE_BYTES):
            file.seek(number * PAGE_BYTES)
            page = file.read(PAGE_BYTES)
            begin = _FILE_HEADER if number == 0 else 0
            if page[begin : begin + 1] == bytes([_LEAF]):
                for row in _iter_rows(file, page, _is_schema, begin):
                    if row[1] in (b"table", b"index") and isinstance(row[4], int) and row[4] > 1:
                        roots[bytes(row[2]).decode("utf-8", "replace")] = row[4]
    return roots


def _is_content(types: list[int]) -> bool:
    if len(types) != 6 or types[0] != 0 or types[2] != _DIGEST or types[5] < 12 or types[5] % 2:
        return False
    return not any(kind > 9 or kind == 7 for kind in (types[1], types[3], types[4]))


def _is_schema(types: list[int]) -> bool:
    texts = (*types[:3], *([types[4]] if types[4:] and types[4] else []))  # an index of a constraint has no SQL
    return len(types) == _SCHEMA_WIDTH and all(kind > 12 and kind % 2 for kind in texts) and 0 < types[3] < 10


def _iter_rows(file: IO[bytes], page: bytes, looks_right: _LooksRight = _is_content, begin: int = 0) -> Iterator[Row]:
    (count,) = struct.unpack_from(">H", page, begin + 3)
    for index in range(min(count, (PAGE_BYTES - 8 - begin) // 2)):
        (at,) = struct.unpack_from(">H", page, begin + 8 + 2 * index)
        with suppress(_NoRow, IndexError, struct.error, OSError):
            yield _read_row(file, page, at, looks_right)


def _read_row(file: IO[bytes], page: bytes, at: int, looks_right: _LooksRight) -> Row:
    size, at = _read_varint(page, at)
    id_, at = _read_varint(page, at)
    types, begins = _read_types(page, at)
    if not looks_right(types):
        raise _NoRow
    local = size if size <= _MOST_LOCAL else _count_local(size)
    payload = page[at : at + local]
    if local < size:
        payload += _read_overflow(file, _NEXT.unpack_from(page, at + local)[0], size - local)
    if len(payload) != size:
        raise _NoRow
    values: list[object] = []
    place = begins - at
    for kind in types:
        width = _WIDTHS[kind] if kind < 7 else 0 if kind < 12 else (kind - 12) // 2
        piece = payload[place : place + width]
        values.append(piece if kind >= 12 else kind - 8 if kind > 7 else int.from_bytes(piece, "big", signed=True))
        place += width
    return (id_, *values)


def _read_types(page: bytes, at: int) -> tuple[list[int], int]:
    """The serial types of a row, and where its values begin."""
    length, place = _read_varint(page, at)
    types: list[int] = []
    while place < at + length and len(types) < 7:
        kind, place = _read_varint(page, place)
        types.append(kind)
    return types, at + length


def _count_local(size: int) -> int:
    local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (PAGE_BYTES - 4)
    return local if local <= _MOST_LOCAL else _LEAST_LOCAL


def _read_overflow(file: IO[bytes], number: int, size: int) -> bytes:
    pieces: list[bytes] = []
    while size > 0:
        if number < 2:
            raise _NoRow
        file.seek((number - 1) * PAGE_BYTES)
        page = file.read(PAGE_BYTES)
        if len(page) < PAGE_BYTES:
            raise _NoRow
        pieces.append(page[4 : 4 + min(size, PAGE_BYTES - 4)])
        size -= len(pieces[-1])
        (number,) = _NEXT.unpack_from(page)
    return b"".join(pieces)


def _read_varint(page: bytes, at: int) -> tuple[int, int]:
    """An integer of one to nine bytes, seven bits each, and what follows it."""
    value = 0
    for count in range(8):
        byte = page[at + count]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    return value << 8 | page[at + 8], at + 9
