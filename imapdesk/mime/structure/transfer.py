"""Content-Transfer-Encoding undone: base64 with junk, quoted-printable with blanks, uuencode; never raises."""

from __future__ import annotations

import binascii
import re
import zlib
from collections.abc import Iterator

from imapdesk.mime.headers.words import decode_base64, decode_words
from imapdesk.mime.limits import MAX_TEXT_BYTES
from imapdesk.mime.structure.embedded import decode_uu_block

_WORD = re.compile(r"[\"'\s]*(?:\([^()]*\)\s*)*([\w-]+)")
_LONE_SIGN = re.compile(rb"=(?![0-9A-Fa-f]{2}|\r?\n|\Z)")
_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n|\Z)")
_ODD_SIGN = re.compile(rb"=[ \t=]")
# Blanks at the end of a line; a pattern that begins with one byte is found faster than two bytes are.
_BLANK_LF = re.compile(rb"\n(?<=[ \t]\n)")
_BLANK_CR = re.compile(rb"\r(?<=[ \t]\r)")
# Not the one of "-- ", which a signature begins with.
_LINE_BLANKS = re.compile(rb"(?<!^--)(?<![ \t])[ \t]++(?=\r*\n)", re.MULTILINE)
_AFTER_PADDING = re.compile(rb"=[ \t]*\r?\n\s*(?=[^\n]*[^A-Za-z0-9+/=\r\n])")
# Base64 that needs no padding, and what tells a footer behind it from junk inside it.
_FULL_LINES = re.compile(rb"\s*(?:(?:[A-Za-z0-9+/]{4})++[ \t]*\r*\n)++")
_WORDS = re.compile(rb"[A-Za-z]{2,}[,.:]? [A-Za-z]{2,}")
_LONG_RUN = re.compile(rb"^[A-Za-z0-9+/]{40,}={0,2}[ \t]*\r*$", re.MULTILINE)
_MAX_FOOTER = 10_000  # bytes
_BASE64_AND_SPACE = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\r\n"
_MAX_SWELLING = 30  # times; text swells ten times at most
_MIN_SWOLLEN = 10_000  # bytes that are no harm whatever they come from
_GZIP = 16  # to `zlib`: the header and trailer of RFC 1952
_STEP = 1_000_000  # bytes looked at in one go, so that measuring copies little
_NAMES = {
    "base64": "base64", "base-64": "base64", "b64": "base64", "b": "base64", "x-base64": "base64", "base": "base64",
    "quoted-printable": "quoted-printable", "quoted": "quoted-printable", "qp": "quoted-printable",
    "quotedprintable": "quoted-printable", "quoted_printable": "quoted-printable", "q": "quoted-printable",
    "x-uuencode": "uuencode", "uuencode": "uuencode", "x-uue": "uuencode", "uue": "uuencode", "x-uu": "uuencode",
    "x-gzip64": "gzip64", "gzip64": "gzip64",
}  # fmt: skip


def find_encoding(header: str) -> str:
    """ "base64", "quoted-printable", "uuencode", "gzip64", or an empty string for content that stands as it is."""
    if not header:
        return ""
    match = _WORD.match(decode_words(header) if "=?" in header else header)
    return "" if match is None else _NAMES.get(match[1].lower(), "")


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """The content of a part's body."""
    if encoding == "base64":
        return _decode_base64_body(data)
    if encoding == "quoted-printable":
        return decode_quoted_printable(data)
    if encoding == "uuencode":
        return decode_uu_block(data)
    if encoding == "gzip64":
        return _decode_gzip64(data)
    return data


def measure(raw: bytes, start: int, end: int, encoding: str) -> int:
    """The size in bytes that ``raw[start:end]`` will have once decoded, without decoding large base64."""
    if encoding == "":
        return end - start
    if encoding != "base64":
        return len(decode_transfer(raw[start:end], encoding))
    rest = b""
    for step in range(start, end, _STEP):
        rest += raw[step : min(step + _STEP, end)].translate(None, _BASE64_AND_SPACE)
        if len(rest) > 2 or rest.strip(b"="):
            return len(_decode_base64_body(raw[start:end]))  # junk inside: only decoding tells
    if rest and not raw[max(start, end - 100) : end].translate(None, b"\r\n").endswith(rest):
        return len(_decode_base64_body(raw[start:end]))  # padding inside: several runs, each rounded by itself
    return (end - start - raw.count(b"\n", start, end) - raw.count(b"\r", start, end) - len(rest)) * 3 // 4


def _decode_gzip64(data: bytes) -> bytes:
    """Base64 of gzip, which some Unix mailers of the nineties sent."""
    packed = _decode_base64_body(data)
    content = inflate(packed, zlib.MAX_WBITS | _GZIP)
    return packed if content is None else content


def inflate(packed: bytes, window: int) -> bytes | None:
    """What was compressed, as much of it as came; None for what is none or swells beyond all measure.

    ``window``: the bits that `zlib` wants.
    """
    most = min(len(packed) * _MAX_SWELLING + _MIN_SWOLLEN, MAX_TEXT_BYTES)
    unpacker = zlib.decompressobj(window)
    try:
        content = unpacker.decompress(packed, most + 1)
    except zlib.error:
        return None
    return None if len(content) > most else content


def decode_quoted_printable(data: bytes, *, flowed: bool = False) -> bytes:
    """RFC 2045 6.7; a lone "=" stands for itself, blanks at the end of a line are the way's and are dropped.

    In ``flowed`` text such blanks join lines (RFC 3676); who forgets to encode them means them all the same.
    """
    if not flowed and (_BLANK_CR if b"\r" in data else _BLANK_LF).search(data) is not None:
        data = b"".join(_LINE_BLANKS.sub(b"", piece) for piece in _cut_at_lines(data))
    if len(data) <= _STEP or not (b"==" in data or b"= " in data or b"=\t" in data):
        return _decode_quoted(data)
    return b"".join(_decode_quoted(piece) for piece in _cut_at_lines(data))


def _cut_at_lines(data: bytes) -> Iterator[bytes]:
    """Pieces of bounded size, as a pattern keeps a list of all its matches; only a line of that size is itself cut."""
    start = 0
    while start < len(data):
        stop = min(len(data), start + _STEP)
        if stop < len(data):
            stop = data.rfind(b"\n", start, stop) + 1 or stop
        yield data[start:stop]
        start = stop


def _decode_quoted(data: bytes) -> bytes:
    if _ODD_SIGN.search(data) is not None:
        data = _SOFT_BREAK.sub(b"=", data)
        if b"==" in data:  # which `binascii` reads as one "=" and then forgets what it stood for
            data = data.replace(b"==", b"=3D=").replace(b"==", b"=3D=")  # long rows of them, at little cost
            data = _LONE_SIGN.sub(b"=3D", data)
    return binascii.a2b_qp(data)


def _decode_base64_body(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data.translate(None, b"\r\n \t"), strict_mode=True)
    except binascii.Error:
        pass
    # A list server's footer is not base64; without this it would turn into noise.
    cut = _AFTER_PADDING.search(data)
    if cut is not None:
        return decode_base64(data[: cut.start() + 1])
    lines = _FULL_LINES.match(data)
    if lines is None or len(data) - lines.end() > _MAX_FOOTER:
        return decode_base64(data)
    rest = data[lines.end() :]
    is_footer = _WORDS.search(rest) is not None and _LONG_RUN.search(rest) is None
    return decode_base64(lines[0] if is_footer else data)
