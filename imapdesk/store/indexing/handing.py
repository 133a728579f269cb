"""What the describing processes hand to the one that writes: a frame of JSON for each message.

JSON, and nothing that could run: these processes read what strangers wrote. Texts stand behind it as they are, with
their lengths in it: to make JSON of them took 14 us a message instead of 5 (measured 2026-11).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imapdesk.store.indexing.indexable import Indexable

_LENGTHS = struct.Struct(">II")
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
    parts, text = None, ""
    if item is not None:
        subject, from_, to, cc, sent_at, message_id, refs, has_attachments = item.fields
        texts = (subject, from_, to, cc, message_id, refs, item.preview, *item.columns)
        parts, text = [sent_at, has_attachments, item.headers, [*map(len, texts)]], "".join(texts)
    head = _encode(_to_json([described.id, described.unreadable, described.words, parts]))
    body = _encode(text)
    return _LENGTHS.pack(len(head), len(body)) + head + body


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


class Unpacker:
    """Finds the frames in what comes out of a pipe, piece by piece."""

    def __init__(self) -> None:
        self._left = b""

    def feed(self, piece: bytes) -> Iterator[Described]:
        """The answers that are whole now. Raises ValueError for what is no frame."""
        data, at = self._left + piece, 0
        while len(data) - at >= _LENGTHS.size:
            head, body = _LENGTHS.unpack_from(data, at)
            if head + body > MOST_BYTES:
                raise ValueError(f"a frame of {head + body} bytes")
            start = at + _LENGTHS.size
            if start + head + body > len(data):
                break
            at = start + head + body
            yield _decode(data[start : start + head], data[start + head : at])
        self._left = data[at:]


def _decode(head: bytes, body: bytes) -> Described:
    from imapdesk.store.indexing.indexable import Indexable  # late: it brings all of reading mail with it

    id_, unreadable, words, parts = json.loads(head.decode("utf-8", "surrogatepass"))
    item = None
    if parts is not None:
        sent_at, has_attachments, headers, lengths = parts
        subject, from_, to, cc, message_id, refs, preview, *columns = _cut(body, lengths)
        fields = (subject, from_, to, cc, sent_at, message_id, refs, has_attachments)
        known = tuple((name, value) for name, value in headers)
        item = Indexable(fields, preview, tuple(columns), known)  # type: ignore[arg-type]
    return Described(id_, item, tuple(words), unreadable, len(head) + len(body))


def _cut(body: bytes, lengths: list[int]) -> list[str]:
    text = body.decode("utf-8", "surrogatepass")
    ends = [0, *accumulate(lengths)]
    if ends[-1] != len(text):
        raise ValueError("a frame with too little or too much text")
    return [text[start:end] for start, end in pairwise(ends)]
