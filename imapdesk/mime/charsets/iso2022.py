"""ISO-2022-JP as mail has it: with NEC's and IBM's additions and half-width katakana, which Python's codec refuses.

Each run between escapes (RFC 1468) is turned into Shift_JIS and read by the Windows page, which knows them all.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(rb"\x1b(\$\([DQOP@AB]|\$[@AB]|\([BJIH]|[\x24-\x2f][\x28-\x2f]?[@-Z]|&@)")
_DESIGNATION = re.compile(rb"\x1b\$[)*+][@-Z]")
_MAX_BYTES = 4_000_000  # read character by character; no honest text in these charsets is longer
_STRICT = ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_3")


def decode_iso2022_jp(data: bytes) -> str:
    """Text of ISO-2022-JP bytes, whatever its variant; never raises."""
    if b"\x1b" not in data and not _shifted(data):
        return data.decode("ascii", "replace")
    for codec in _STRICT:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return "".join(_decode_runs(data[:_MAX_BYTES]))


def _shifted(data: bytes) -> bool:
    return b"\x0e" in data or not data.isascii()


def _decode_runs(data: bytes) -> list[str]:
    pieces: list[str] = []
    position, mode = 0, b"(B"
    for match in _ESCAPE.finditer(data):
        pieces.append(_decode_run(data[position : match.start()], mode))
        position, mode = match.end(), match[1]
    pieces.append(_decode_run(data[position:], mode))
    return pieces


def _decode_run(run: bytes, mode: bytes) -> str:
    if mode in (b"$B", b"$@", b"$(B", b"$(@"):
        return _decode_double(run)
    if mode == b"(I":
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in run).decode("cp932", "replace")
    if mode.startswith(b"$"):
        codec = {b"$A": "iso2022_jp_2", b"$(D": "iso2022_jp_ext"}.get(mode, "iso2022_jp_3")
        return (b"\x1b" + mode + run + b"\x1b(B").decode(codec, "replace")
    return run.replace(b"\x0e", b"").replace(b"\x0f", b"").decode("cp932", "replace")


def _decode_double(run: bytes) -> str:
    """A run of two-byte characters; line ends and blanks may stand between them."""
    out = bytearray()
    index, end = 0, len(run)
    while index < end:
        first = run[index] & 0x7F
        if first < 0x21 or first == 0x7F:
            out.append(first)
            index += 1
            continue
        if index + 1 >= end:
            break
        second = run[index + 1] & 0x7F
        if second < 0x21 or second == 0x7F:
            index += 1
            continue
        out += _to_shift_jis(first, second)
        index += 2
    return bytes(out).decode("cp932", "replace")


def _to_shift_jis(first: int, second: int) -> bytes:
    """JIS X 0208's rows two by two (JIS X 0208 appendix 1)."""
    lead = ((first + 1) >> 1) + (0x70 if first < 0x5F else 0xB0)
    trail = second + (0x1F if first & 1 and second < 0x60 else 0x20 if first & 1 else 0x7E)
    return bytes((lead, trail))


def decode_iso2022_cn(data: bytes) -> str:
    """ISO-2022-CN's GB 2312 part (RFC 1922): between SO and SI two 7-bit bytes make a character."""
    pieces = []
    for index, run in enumerate(re.split(rb"[\x0e\x0f]", _DESIGNATION.sub(b"", data[:_MAX_BYTES]))):
        shifted = index % 2 == 1
        pieces.append(
            bytes(byte | 0x80 if shifted and byte > 0x20 else byte for byte in run).decode("gb18030", "replace")
        )
    return "".join(pieces)
