"""Files inside plain text: uuencode and yEnc blocks become attachments, the text around them stays."""

from __future__ import annotations

import binascii
import io
import re
from dataclasses import dataclass

_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} +(\S[^\r\n]{0,254})\r?\n", re.MULTILINE)
_START = re.compile(
    rb"^(?:begin(-base64)? [0-7]{3,4} +(\S[^\r\n]{0,254})\r?\n"
    rb"|=ybegin [^\r\n]*?name=([^\r\n]{1,255})\r?\n(?:=ypart[^\r\n]*\r?\n)?)",
    re.MULTILINE,
)
_UU_END = re.compile(rb"^(?:end|====)[ \t]*\r?$\n?", re.MULTILINE)
_YEND = re.compile(rb"^=yend[^\r\n]*\r?\n?", re.MULTILINE)
_YENC_TABLE = bytes((byte - 42) % 256 for byte in range(256))
_YENC_ESCAPED = {bytes((byte,)): bytes(((byte - 64) % 256,)) for byte in range(256)}
_YENC_ESCAPE = re.compile(rb"=(.)", re.DOTALL)
_FULL_LINE = ord("M")  # how a line of 45 bytes begins, the most that an encoder writes into one
_MAX_BLOCKS = 200
_STEP = 1_000_000  # bytes decoded in one go, as a pattern keeps a list of its matches


@dataclass(frozen=True, slots=True)
class Block:
    """An embedded file: its name as raw bytes, where its lines stand in the text, and how they are encoded."""

    name: bytes
    start: int
    end: int
    encoding: str  # "uuencode", "base64" or "yenc"


def take_blocks(data: bytes) -> tuple[bytes, list[Block]]:
    """The text without its embedded files, and those files."""
    if b"begin" not in data:
        return data, []
    blocks: list[Block] = []
    kept: list[bytes] = []
    position = 0
    for start in _START.finditer(data):
        if start.start() < position:
            continue  # inside the block before
        found = _read_block(data, start)
        if found is None:
            continue
        block, end = found
        kept.append(data[position : start.start()])
        blocks.append(block)
        position = end
        if end >= len(data) or len(blocks) >= _MAX_BLOCKS:
            break
    return (b"".join(kept) + data[position:], blocks) if blocks else (data, [])


def _read_block(data: bytes, start: re.Match[bytes]) -> tuple[Block, int] | None:
    if start[3] is not None:
        end = _YEND.search(data, start.end())
        stop, after = (end.start(), end.end()) if end else (len(data), len(data))
        return Block(start[3].strip(), start.end(), stop, "yenc"), after
    if not _looks_encoded(data, start.end()):
        return None
    end = _UU_END.search(data, start.end())
    stop, after = (end.start(), end.end()) if end else (len(data), len(data))
    return Block(start[2].strip(), start.end(), stop, "base64" if start[1] else "uuencode"), after


def _looks_encoded(data: bytes, position: int) -> bool:
    """A first line whose length fits the count it announces; prose that says "begin 644 x" has none."""
    line = data[position : data.find(b"\n", position) + 1 or len(data)].rstrip(b"\r\n")
    if not line:
        return False
    if line in (b"`", b" ", b"end"):
        return True
    announced = (((line[0] - 32) & 63) * 4 + 2) // 3
    return (32 <= line[0] <= 96 and announced <= len(line.rstrip()) + 3) or re.fullmatch(
        rb"[A-Za-z0-9+/]{4,76}=*", line
    ) is not None


def decode_uu_block(data: bytes) -> bytes:
    """The content of uuencoded lines, with or without "begin" and "end"; wrong counts are trimmed."""
    begin = _BEGIN.search(data)
    if begin is not None:
        data = data[begin.end() :]
    out = io.BytesIO()
    for whole in io.BytesIO(data):  # one line at a time: a list of all takes ten times the memory
        line = whole.rstrip(b"\r\n")
        if line.strip() == b"end":
            break
        if line:
            out.write(_decode_uu_line(line))
    return out.getvalue()


def _decode_uu_line(line: bytes) -> bytes:
    digits = (((line[0] - 32) & 63) * 4 + 5) // 3
    if line[0] > _FULL_LINE and len(line) < digits:
        return b""  # no line of such a file, but words that got between; blanks at the ends of lines may be lost
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        try:
            return binascii.a2b_uu(line[:digits])  # some encoders pad the line (seen since the 1980s)
        except binascii.Error:
            return b""


def decode_yenc(data: bytes) -> bytes:
    """The content of yEnc lines (yEnc draft 1.3)."""
    body = data.replace(b"\r", b"").replace(b"\n", b"")
    out = io.BytesIO()
    start = 0
    while start < len(body):
        piece = body[start : start + _STEP]
        if (len(piece) - len(piece.rstrip(b"="))) % 2:
            piece = body[start : start + _STEP + 1]  # an escape stays with what it escapes
        start += len(piece)
        out.write(_decode_yenc_piece(piece))
    return out.getvalue()


def _decode_yenc_piece(piece: bytes) -> bytes:
    """Of real yEnc one byte in fifty is an escape; a piece that is little else costs nothing more than its size."""
    if piece.count(b"=") * 8 > len(piece) + _STEP // 100:
        return piece.replace(b"=", b"").translate(_YENC_TABLE)
    return _YENC_ESCAPE.sub(lambda pair: _YENC_ESCAPED[pair[1]], piece).translate(_YENC_TABLE)
