"""Looking for a header field in a raw message, pure."""

from __future__ import annotations

import re
from email.header import decode_header, make_header

from imapdesk.store.packing import unpack

_END = re.compile(rb"\r?\n\r?\n|\r\r")
_LIMIT = 256 * 1024


def has_header(raw: bytes, name: str, text: str) -> bool:
    """Whether a field ``name`` is there and contains ``text``; case doesn't count, encoded words are read."""
    head = raw[:_LIMIT]
    end = _END.search(head)
    block = head[: end.start()] if end else head
    field = re.compile(rb"(?im)^" + re.escape(name.encode()) + rb"[ \t]*:((?:[^\r\n]|\r?\n[ \t]|\r[ \t])*)")
    wanted = text.casefold()
    return any(wanted in _decode(found[1]).casefold() for found in field.finditer(block))


def has_packed_header(codec: int, size: int, data: bytes, name: str, text: str) -> bool:
    """`has_header` for a row of ``content``; false for one that can't be read."""
    try:
        return has_header(unpack(codec, size, data), name, text)
    except ValueError:
        return False


def _decode(value: bytes) -> str:
    plain = " ".join(value.decode("utf-8", "replace").split())
    if "=?" not in plain:
        return plain
    try:
        return str(make_header(decode_header(plain)))
    except (ValueError, LookupError):  # an encoded word that isn't one, or of an unknown charset
        return plain
