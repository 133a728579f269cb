"""What a CMS object (RFC 5652) holds as far as it takes no key: what was signed, what was compressed (RFC 3274).

Read as BER (X.690), which allows lengths that nobody knows before the end and strings in pieces; nothing is checked
but the way to the content. A few bytes may announce gigabytes or a million levels: no length is believed beyond the
end of the bytes, no level nests a call, and the number of elements is bounded.
"""

from __future__ import annotations

import zlib

from imapdesk.mime.structure.transfer import inflate

SIGNED = "signed"
COMPRESSED = "compressed"
CERTIFICATES = "certificates"
_KINDS = {  # contentType, and what of it comes before the content
    bytes.fromhex("2a864886f70d010702"): SIGNED,  # 1.2.840.113549.1.7.2: version, digest algorithms
    bytes.fromhex("2a864886f70d0109100109"): COMPRESSED,  # 1.2.840.113549.1.9.16.1.9: version, algorithm
}
_SEQUENCE, _SET, _OID, _OCTETS, _OCTETS_IN_PIECES, _CONTENT, _END = 0x30, 0x31, 0x06, 0x04, 0x24, 0xA0, 0x00
_IN_PARTS = 0x20  # the bit of a tag that says that elements follow
_MANY_BYTES = 0x1F  # the bits of a tag that say that its number follows
_UNKNOWN = -1  # a length
_MAX_ELEMENTS = 100_000


class _UnreadableError(Exception):
    """These bytes are no such object."""


def unwrap(data: bytes) -> tuple[str, bytes] | None:
    """What these bytes are and the content; None where it is behind a key or unreadable. Never raises.

    `SIGNED` without a content is a signature that stands beside what it signs. `CERTIFICATES` never has one: nobody
    signed anything (RFC 8551 3.8).
    """
    walk = _Walk(data)
    try:
        walk.enter(_SEQUENCE)
        kind = _KINDS.get(walk.take_identifier())
        if kind is None:
            return None
        walk.enter(_CONTENT)
        walk.enter(_SEQUENCE)
        walk.skip()
        walk.skip()
        end = walk.enter(_SEQUENCE)
        walk.take_identifier()
        if walk.is_at(end):
            return None if kind == COMPRESSED else (SIGNED if walk.has_elements(_SET) else CERTIFICATES, b"")
        walk.enter(_CONTENT)
        content = walk.take_octets()
    except _UnreadableError:
        return None
    if kind == SIGNED:
        return kind, content
    plain = inflate(content, zlib.MAX_WBITS)
    return None if plain is None else (kind, plain)


class _Walk:
    """Goes forward through the elements."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0
        self._left = _MAX_ELEMENTS

    def enter(self, tag: int) -> int:
        """Step into an element of that tag; where it ends, or `_UNKNOWN`."""
        found, length = self._take_head()
        if found != tag:
            raise _UnreadableError
        return _UNKNOWN if length == _UNKNOWN else self._position + length

    def is_at(self, end: int) -> bool:
        """Whether nothing follows before ``end``."""
        if end == _UNKNOWN:
            return self._data.startswith(b"\x00\x00", self._position) or self._position >= len(self._data)
        return self._position >= end

    def take_identifier(self) -> bytes:
        """The bytes of an object identifier."""
        tag, length = self._take_head()
        if tag != _OID or length == _UNKNOWN:
            raise _UnreadableError
        return self._take(length)

    def skip(self) -> None:
        """Pass one element with all that is in it."""
        depth = 0
        while True:
            tag, length = self._take_head()
            if length == _UNKNOWN:
                depth += 1
            elif tag == _END:
                depth -= 1
            else:
                self._position += length
            if depth <= 0:
                return

    def has_elements(self, tag: int) -> bool:
        """Go forward to an element of that tag; whether there is one with anything in it."""
        while self._position < len(self._data):
            if self._data[self._position] == tag:
                return not self.is_at(self.enter(tag))
            self.skip()
        return False

    def take_octets(self) -> bytes:
        """An octet string, whole or in pieces; of one that was cut, what there is."""
        tag, length = self._take_head()
        if tag == _OCTETS and length != _UNKNOWN:
            return self._take(length)
        if tag != _OCTETS_IN_PIECES:
            raise _UnreadableError
        ends = [self._find_end(length)]
        pieces: list[bytes] = []
        while ends and self._position < len(self._data):
            if ends[-1] != _UNKNOWN and self._position >= ends[-1]:
                ends.pop()
                continue
            tag, length = self._take_head()
            if tag == _OCTETS and length != _UNKNOWN:
                pieces.append(self._take(length))
            elif tag == _OCTETS_IN_PIECES:
                ends.append(self._find_end(length))
            elif tag == _END and ends[-1] == _UNKNOWN:
                ends.pop()
            else:
                raise _UnreadableError
        return b"".join(pieces)

    def _find_end(self, length: int) -> int:
        return _UNKNOWN if length == _UNKNOWN else self._position + length

    def _take(self, length: int) -> bytes:
        start = self._position
        self._position += length
        return self._data[start : self._position]

    def _take_head(self) -> tuple[int, int]:
        """The tag and the length of the next element, whose content is next then."""
        self._left -= 1
        if self._left < 0:
            raise _UnreadableError
        tag, first = self._take_byte(), self._take_byte()
        if tag & _MANY_BYTES == _MANY_BYTES:
            raise _UnreadableError  # no element on the way to the content has such a tag
        if first < 0x80:
            return tag, first
        if first == 0x80:
            if not tag & _IN_PARTS:
                raise _UnreadableError
            return tag, _UNKNOWN
        return tag, int.from_bytes(self._take(first & 0x7F))

    def _take_byte(self) -> int:
        if self._position >= len(self._data):
            raise _UnreadableError
        self._position += 1
        return self._data[self._position - 1]
