"""Base64 bodies kept as the bytes that they stand for, so that they compress as what they are.

Base64 is a third larger than its content, and hides from the compressor what could be compressed. A block is taken out
only when encoding it again gives back every byte, line ends included; the whole message is compared once more before
anything is believed.
"""

from __future__ import annotations

import binascii
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(rb"(?:[A-Za-z0-9+/]{56,76}\r?\n){6,}[A-Za-z0-9+/]{0,76}={0,2}")
_COUNT = struct.Struct(">I")
_ENTRY = struct.Struct(">IIBB")  # where in the text, length of the content, length of a line, length of a line's end

PREFIX_BYTES = 64 * 1024  # of the table in front of the text: more than six thousand blocks


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    content: bytes
    width: int
    newline: int


def unfold(raw: bytes) -> bytes | None:
    """The message with its base64 blocks decoded, or None when that gains nothing or can't be undone exactly."""
    blocks = list(_find_blocks(raw))
    if not blocks:
        return None
    text, entries, at = [], [], 0
    for block in blocks:
        text.append(raw[at : block.start])
        entries.append(_ENTRY.pack(len(text[-1]), len(block.content), block.width, block.newline))
        at = block.end
    text.append(raw[at:])
    head = _COUNT.pack(len(blocks)) + b"".join(entries)
    unfolded = b"".join([head, *text, *(block.content for block in blocks)])
    return unfolded if fold(unfolded, len(raw)) == raw else None


def fold(unfolded: bytes, size: int) -> bytes:
    """The raw message of ``size`` bytes that `unfold` took apart. Raises ValueError when it can't be."""
    try:
        raw = b"".join(_iter_folded(unfolded))
    except (struct.error, ValueError, IndexError) as error:
        raise ValueError("an unfolded message is damaged") from error
    if len(raw) != size:
        raise ValueError("an unfolded message is damaged")
    return raw


def read_beginning(unfolded: bytes, wanted: int) -> bytes:
    """The first bytes of the raw message, as far as its first block of base64, from the beginning of an unfolded one.

    Raises ValueError when that can't be told.
    """
    try:
        (count,) = _COUNT.unpack_from(unfolded)
        (first,) = _ENTRY.unpack_from(unfolded, _COUNT.size)[:1]
    except struct.error as error:
        raise ValueError("an unfolded message is damaged") from error
    begin = _COUNT.size + count * _ENTRY.size
    return unfolded[begin : begin + min(wanted, first)]


def _iter_folded(unfolded: bytes) -> Iterator[bytes]:
    (count,) = _COUNT.unpack_from(unfolded)
    if _COUNT.size + count * _ENTRY.size > len(unfolded):
        raise ValueError("too many blocks")
    entries = list(_ENTRY.iter_unpack(unfolded[_COUNT.size : _COUNT.size + count * _ENTRY.size]))
    text_at = _COUNT.size + count * _ENTRY.size
    content_at = len(unfolded) - sum(entry[1] for entry in entries)
    content_start = content_at
    for text_length, content_length, width, newline in entries:
        yield unfolded[text_at : text_at + text_length]
        yield _encode(unfolded[content_at : content_at + content_length], width, newline)
        text_at += text_length
        content_at += content_length
    yield unfolded[text_at:content_start]


def _find_blocks(raw: bytes) -> Iterator[_Block]:
    for match in _BLOCK.finditer(raw):
        found = match[0]
        newline = found.index(b"\n") + 1
        width = newline - (2 if found[newline - 2 : newline] == b"\r\n" else 1)
        try:
            content = binascii.a2b_base64(found)
        except binascii.Error:  # no base64 after all, or the last line is cut
            continue
        block = found.rstrip(b"\r\n")
        if _encode(content, width, newline - width) == block:
            yield _Block(match.start(), match.start() + len(block), content, width, newline - width)


def _encode(content: bytes, width: int, newline: int) -> bytes:
    line = binascii.b2a_base64(content, newline=False)
    end = b"\r\n" if newline == 2 else b"\n"
    if width == 0:
        raise ValueError("lines without a length")
    return end.join([line[i : i + width] for i in range(0, len(line), width)])
