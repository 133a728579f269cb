"""Folder names: modified UTF-7 (RFC 9051 A.1), raw UTF-8, and what is neither, each shown and none hiding another."""

from __future__ import annotations

import base64
import binascii
import re

_SHIFTED = re.compile(rb"&([A-Za-z0-9+,]*)-")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_TO_ENCODE = re.compile("[^\x20-\x25\x27-\x7e]+")


def decode(wire_name: bytes) -> str:
    """The name for people. What can't be decoded stays as it came, undecodable bytes and control characters as \\xNN.

    >>> decode(b"Entw&APw-rfe"), decode(b"R&D"), decode("Entwürfe".encode())
    ('Entwürfe', 'R&D', 'Entwürfe')
    """
    text = _decode_shifted(wire_name) if wire_name.isascii() else None
    if text is None:
        text = wire_name.decode("utf-8", "backslashreplace")
    return _UNPRINTABLE.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def _decode_shifted(wire_name: bytes) -> str | None:
    """None when the name isn't modified UTF-7, so that nothing is guessed away."""
    try:
        pieces = _SHIFTED.split(wire_name)
        if any(b"&" in plain for plain in pieces[::2]):
            return None
        shifted = [_decode_piece(piece) for piece in pieces[1::2]]
    except (binascii.Error, UnicodeDecodeError):
        return None
    plain = [piece.decode("ascii") for piece in pieces[::2]]
    return "".join(text + more for text, more in zip(plain, [*shifted, ""], strict=True))


def _decode_piece(piece: bytes) -> str:
    if not piece:
        return "&"
    padded = piece.replace(b",", b"/") + b"=" * (-len(piece) % 4)
    return base64.b64decode(padded, validate=True).decode("utf-16-be")


def encode(name: str) -> bytes:
    """The wire form of a name that a person typed.

    >>> encode("Entwürfe & mehr")
    b'Entw&APw-rfe &- mehr'
    """

    def shift(match: re.Match[str]) -> str:
        if match[0] == "&":
            return "&-"
        encoded = base64.b64encode(match[0].encode("utf-16-be", "surrogatepass")).decode("ascii")
        return f"&{encoded.rstrip('=').replace('/', ',')}-"

    return "".join(_TO_ENCODE.sub(shift, piece) if piece != "&" else "&-" for piece in re.split("(&)", name)).encode(
        "ascii"
    )
