"""Which charset the raw bytes of a message's headers are in: what its text says, or what they look like together.

A name of two characters is little to judge by; the subject, the people and the text of one message come from one
program, and together they are enough.
"""

from __future__ import annotations

from collections.abc import Iterable

from imapdesk.mime.charsets.decoding import is_broken_utf8
from imapdesk.mime.charsets.guess import guess_charset
from imapdesk.mime.charsets.labels import find_codec

_SAYS_LITTLE = frozenset({"", "utf_8", "cp1252"})  # what programs write without looking at the letters
_SAMPLE = 2_000  # bytes of a text that has no charset


def find_hint(values: Iterable[str], label: str, text: bytes = b"") -> str:
    """A charset label for raw header ``values`` (latin-1); ``label`` is the text's, and empty where ``text`` is raw."""
    raw = [value for value in values if not value.isascii()]
    if not raw:
        return label
    codec = find_codec(label) or ""
    if codec not in _SAYS_LITTLE:
        return label
    pieces = [piece for piece in (value.encode("latin-1", "replace") for value in raw) if not _is_utf8(piece)]
    if pieces and not text.isascii() and not _is_utf8(text):
        pieces.append(text[:_SAMPLE])
    return guess_charset(b"\n".join(pieces), codec) if len(pieces) > 1 else label


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf_8")
    except UnicodeDecodeError:
        return is_broken_utf8(data)
    return True
