"""What the describing processes hand to the one that writes: a frame of JSON for each message.

JSON, and nothing that could run: these processes read what strangers wrote.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imapdesk.store.indexable import Indexable

_LENGTH = struct.Struct(">I")
MOST_BYTES = 64 * 1024 * 1024
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Described:
    """One answer. ``item`` is None for a message that isn't there any more or couldn't be read from the store."""

    id: int
    item: Indexable | None
    words: tuple[str, ...] = ()  # those that the vocabulary is told of
    unreadable: bool = False
    size: int = 0  # bytes, as handed over


def encode(described: Described) -> bytes:
    """A frame."""
    item = described.item
    parts = None if item is None else [item.fields, item.preview, item.columns, item.headers]
    text = _to_json([described.id, parts, described.words, described.unreadable])
    data = text.encode("utf-8", "surrogatepass")
    return _LENGTH.pack(len(data)) + data


class Unpacker:
    """Finds the frames in what comes out of a pipe, piece by piece."""

    def __init__(self) -> None:
        self._left = b""

    def feed(self, piece: bytes) -> Iterator[Described]:
        """The answers that are whole now. Raises ValueError for what is no frame."""
        data, at = self._left + piece, 0
        while len(data) - at >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(data, at)
            if length > MOST_BYTES:
                raise ValueError(f"a frame of {length} bytes")
            end = at + _LENGTH.size + length
            if end > len(data):
                break
            yield _decode(data[at + _LENGTH.size : end])
            at = end
        self._left = data[at:]


def _decode(data: bytes) -> Described:
    from imapdesk.store.indexable import Indexable  # late: it brings all of reading mail with it

    id_, parts, words, unreadable = json.loads(data.decode("utf-8", "surrogatepass"))
    item = None
    if parts is not None:
        fields, preview, columns, headers = parts
        known = tuple((name, value) for name, value in headers)
        item = Indexable(tuple(fields), preview, tuple(columns), known)
    return Described(id_, item, tuple(words), unreadable, len(data))
