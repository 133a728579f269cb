"""Header fields of a raw message, pure: whether one is there, and what an index keeps of them.

That is the name of each, and the number of its value where a name has few values
(`imapdesk.store.indexing.header_values`).
"""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from functools import lru_cache

from imapdesk.store.content.packing import unpack, unpack_beginning

_END = re.compile(rb"\n\r?\n|\r\r")  # a last \r more is no part of any field
_LIMIT = 256 * 1024
_HEAD = 16 * 1024
_VALUE = rb"[ \t]*:((?:[^\r\n]+|\r?\n[ \t]|\r[ \t])*)"
_FIELD = re.compile(rb"^([!-9;-~]+)" + _VALUE, re.MULTILINE)
_MOST_FIELDS = 500
_MOST_BYTES = 120  # of a field whose value gets a number
_SIGN = re.compile(r"[^a-z0-9]")
ANY_NAME = "0any"  # in place of the names of a message whose header block nobody could read
_MARK = "λ"  # no field's name has it
# In nearly every message: a word for each would make the index larger than that of all others. So the names that a
# message has of them are one value, of a field whose name no field can have.
COMMON = ":"
OTHER_COMMON = _MARK + _MARK  # names that together got no number
_MOST_COMMON = 400  # characters
COMMON_NAMES = frozenset(
    {"from", "to", "subject", "date", "messageid", "received", "mimeversion", "contenttype", "returnpath"}
    | {"contenttransferencoding", "deliveredto", "dkimsignature", "receivedspf", "authenticationresults"}
    | {"arcseal", "arcmessagesignature", "arcauthenticationresults", "xreceived"}
)

HeaderField = tuple[str, str | None]  # name and value in lower case; None for a long or encoded value
UNREADABLE: tuple[HeaderField, ...] = (("", None),)


def has_header(raw: bytes, name: str, text: str) -> bool:
    """Whether a field ``name`` is there and contains ``text``; case doesn't count, encoded words are read."""
    wanted = text.casefold()
    return any(wanted in _decode(found[1]).casefold() for found in _find_pattern(name).finditer(_cut_block(raw)))


@lru_cache(16)
def _find_pattern(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?im)^" + re.escape(name.encode()) + _VALUE)


def holds_text(shown: str, text: str) -> bool:
    """Whether what a row shows contains a text; case doesn't count."""
    return text.casefold() in shown.casefold()


def find_fields(raw: bytes) -> tuple[HeaderField, ...]:
    """All fields that `has_header` could find, those with common names as one; `UNREADABLE` where they are too many."""
    found = _FIELD.findall(_cut_block(raw))
    if len(found) > _MOST_FIELDS:
        return UNREADABLE
    common, fields = set[str](), dict[HeaderField, None]()
    for raw_name, value in found:
        name = raw_name.decode().lower()
        if to_sign(name) in COMMON_NAMES:
            common.add(name)
        else:
            fields[name, _fold_short(name, value)] = None
    return *fields, (COMMON, _join_common(common))


def _join_common(names: set[str]) -> str | None:
    joined = "".join(map(to_common_value, sorted(names)))
    return joined if len(joined) <= _MOST_COMMON else None


def to_common_value(name: str) -> str:
    """What the value of `COMMON` holds where a message has a field of a common name, in lower case."""
    return f" {name} "


def _fold_short(name: str, value: bytes) -> str | None:
    if len(name) + len(value) > _MOST_BYTES or b"=?" in value:
        return None
    return " ".join(value.decode("utf-8", "replace").split()).casefold()


def to_value_sign(number: int) -> str:
    """A value's number as a word of an index."""
    return f"{_MARK}{number}"


def to_other_sign(sign: str) -> str:
    """All values of a name, by its sign, that have no number. No number begins with a zero."""
    return f"{_MARK}0{sign}" if sign.isdigit() else _MARK + sign


def to_other_signs(sign: str) -> tuple[str, ...]:
    """`to_other_sign` now and as it was before it told digits from numbers."""
    return tuple(dict.fromkeys((to_other_sign(sign), _MARK + sign)))


@lru_cache(4096)
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
        return has_header(_unpack_head(codec, size, data), name, text)
    except ValueError:
        return False


def _unpack_head(codec: int, size: int, data: bytes) -> bytes:
    """The header block and some more: most of a large message needn't be unpacked for it."""
    if size > 2 * _HEAD:
        head = unpack_beginning(codec, size, data, _HEAD)
        if _END.search(head):
            return head
    return unpack(codec, size, data)


def _decode(value: bytes) -> str:
    plain = " ".join(value.decode("utf-8", "replace").split())
    if "=?" not in plain:
        return plain
    try:
        return str(make_header(decode_header(plain)))
    except (ValueError, LookupError):  # an encoded word that isn't one, or of an unknown charset
        return plain
