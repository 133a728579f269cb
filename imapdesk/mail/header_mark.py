"""What tells that a message on the server is the one that is held: the digest of its header block."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

MOST_HEADER_BYTES = 256 * 1024  # a longer header block is not compared

_END = re.compile(rb"(?:\r?\n){2}.*|(?:\r?\n)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class HeaderMark:
    """A header block's length without the line ends after it, bytes, and the SHA-256 of that much."""

    size: int
    digest: bytes

    @property
    def reach(self) -> int:
        """How much of a raw message `fits` has to see, bytes."""
        return self.size + 4

    def fits(self, raw: bytes) -> bool:
        """Whether a raw message, or the beginning of one that is longer, has this header block, all of it."""
        if not _END.fullmatch(raw[self.size : self.size + 4]):
            return False
        return hashlib.sha256(raw[: self.size]).digest() == self.digest


def mark_header(header: bytes) -> HeaderMark | None:
    """The mark of a header block as BODY[HEADER] gives it (RFC 9051 6.4.5); None for one that tells nothing.

    Servers differ in whether a message without a body has an empty line, so the line ends behind do not count.
    """
    block = header.rstrip(b"\r\n")
    if not block or len(header) >= MOST_HEADER_BYTES:
        return None
    return HeaderMark(len(block), hashlib.sha256(block).digest())
