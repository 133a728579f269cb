"""CMS objects (RFC 5652) for tests, written by hand: every way in which BER lets a writer say the same."""

from __future__ import annotations

import zlib
from base64 import encodebytes
from collections.abc import Sequence
from itertools import accumulate, pairwise

SIGNED = bytes.fromhex("2a864886f70d010702")
ENVELOPED = bytes.fromhex("2a864886f70d010703")
DATA = bytes.fromhex("2a864886f70d010701")
COMPRESSED = bytes.fromhex("2a864886f70d0109100109")
_ZLIB = bytes.fromhex("2a864886f70d0109100308")


def element(tag: int, *pieces: bytes, endless: bool = False) -> bytes:
    """One element; ``endless``: its length is left open and two zeroes end it."""
    content = b"".join(pieces)
    if endless:
        return bytes((tag, 0x80)) + content + b"\0\0"
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8)
    return bytes((tag, 0x80 | len(length))) + length + content


def octets(content: bytes, sizes: Sequence[int] = (), *, endless: bool = False) -> bytes:
    """An octet string, in pieces of these sizes where any are given."""
    if not sizes:
        return element(0x04, content)
    cuts = pairwise([*accumulate(sizes, initial=0), max(sum(sizes), len(content))])
    return element(0x24, *(element(0x04, content[begin:end]) for begin, end in cuts), endless=endless)


def signed(content: bytes, *, endless: bool = False) -> bytes:
    """``content``, an element, inside of a signature that nobody made."""
    algorithms = element(0x31, element(0x30, element(0x06, _ZLIB), endless=endless), endless=endless)
    inner = element(0x30, element(0x06, DATA), element(0xA0, content, endless=endless), endless=endless)
    return _enclose(SIGNED, element(0x02, b"\1"), algorithms, inner, element(0x31), endless=endless)


def detached(signer: bytes = b"", *, endless: bool = False) -> bytes:
    """A certificate, whose tag is that of a content, and the signature of ``signer`` if there is one: no content."""
    certificate = element(0xA0, element(0x30, element(0x04, b"Content-Type: text/plain\n\nno\n")), endless=endless)
    inner = element(0x30, element(0x06, DATA), endless=endless)
    signers = element(0x31, *([element(0x30, element(0x04, signer))] if signer else []), endless=endless)
    return _enclose(SIGNED, element(0x02, b"\1"), element(0x31), inner, certificate, signers, endless=endless)


def compressed(content: bytes) -> bytes:
    """``content`` compressed (RFC 3274)."""
    packed = element(0xA0, element(0x04, zlib.compress(content)))
    inner = element(0x30, element(0x06, DATA), packed)
    return _enclose(COMPRESSED, element(0x02, b"\0"), element(0x30, element(0x06, _ZLIB)), inner)


def enveloped() -> bytes:
    """Something behind a key."""
    return _enclose(ENVELOPED, element(0x02, b"\0"), element(0x31), element(0x30, element(0x06, DATA)))


def _enclose(kind: bytes, *pieces: bytes, endless: bool = False) -> bytes:
    whole = element(0x30, *pieces, endless=endless)
    return element(0x30, element(0x06, kind), element(0xA0, whole, endless=endless), endless=endless)


def mail(data: bytes, content_type: str = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m") -> bytes:
    """A message that is nothing but this object."""
    head = f"From: ann@example.com\nSubject: outside\nContent-Type: {content_type}\n"
    return head.encode() + b"Content-Transfer-Encoding: base64\n\n" + encodebytes(data)
