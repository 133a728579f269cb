"""Header fields of a raw message, pure: whether one is there, and the names that an index keeps of them."""

from __future__ import annotations

import re
from email.header import decode_header, make_header

from imapdesk.store.packing import unpack

_END = re.compile(rb"\r?\n\r?\n|\r\r")
_LIMIT = 256 * 1024
_NAME = re.compile(rb"^([!-9;-~]+)[ \t]*:", re.MULTILINE)
_MOST_NAMES = 500
_SIGN = re.compile(r"[^a-z0-9]")
ANY_NAME = "0any"  # in place of the names of a message whose header block nobody could read
# In nearly every message: an index of them would lead nowhere and be larger than that of all others.
COMMON_NAMES = frozenset(
    {"from", "to", "subject", "date", "messageid", "received", "mimeversion", "contenttype", "returnpath"}
    | {"contenttransferencoding", "deliveredto", "dkimsignature", "receivedspf", "authenticationresults"}
    | {"arcseal", "arcmessagesignature", "arcauthenticationresults", "xreceived"}
)


def has_header(raw: bytes, name: str, text: str) -> bool:
    """Whether a field ``name`` is there and contains ``text``; case doesn't count, encoded words are read."""
    block = _cut_block(raw)
    field = re.compile(rb"(?im)^" + re.escape(name.encode()) + rb"[ \t]*:((?:[^\r\n]|\r?\n[ \t]|\r[ \t])*)")
    wanted = text.casefold()
    return any(wanted in _decode(found[1]).casefold() for found in field.finditer(block))


def find_names(raw: bytes) -> tuple[str, ...]:
    """The names of all fields that `has_header` could find but the common ones, as words of an index."""
    found = set(_NAME.findall(_cut_block(raw)))
    if len(found) > _MOST_NAMES:
        return (ANY_NAME,)
    return tuple(sorted({to_sign(name.decode()) for name in found} - COMMON_NAMES))


def to_sign(name: str) -> str:
    """A field's name as one word of letters and digits; two names may have the same."""
    return _SIGN.sub("", name.lower()) or "0"


def _cut_block(raw: bytes) -> bytes:
    head = raw[:_LIMIT]
    end = _END.search(head)
    return head[: end.start()] if end else head


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
