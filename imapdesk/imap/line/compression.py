"""COMPRESS=DEFLATE (RFC 4978) for lines that are slower than the server's deflate."""

from __future__ import annotations

import zlib

from imapdesk.errors import ProtocolError

_MOST_EMPTY_BYTES = 1024 * 1024  # received in a row without anything in them; a flush costs five


class Deflate:
    """Both directions of a compressed line; inflating is bounded by the room that it is given."""

    def __init__(self, already_received: bytes = b"") -> None:
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self._deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._waiting = already_received
        self._may_hold_output = False
        self._empty_bytes = 0

    @property
    def pending(self) -> bool:
        """Whether there is something to inflate without new bytes from the network."""
        return bool(self._waiting) or self._may_hold_output

    @property
    def ended(self) -> bool:
        """Whether the server has ended its stream: nothing that still comes can be inflated."""
        return self._inflater.eof and not self.pending

    def deflate(self, data: bytes) -> bytes:
        """``data`` compressed and flushed, so that the server can act on it at once."""
        return self._deflater.compress(data) + self._deflater.flush(zlib.Z_SYNC_FLUSH)

    def feed(self, data: bytes) -> None:
        """Take what the network brought."""
        self._waiting += bytes(data)

    def inflate_into(self, room: memoryview) -> int:
        """Fill ``room`` and return how much; 0 means that more input is needed. Raises `ProtocolError`."""
        try:
            plain = self._inflater.decompress(self._waiting, len(room))
        except zlib.error as error:
            raise ProtocolError("The server's compressed data is damaged.", details=str(error)) from error
        self._empty_bytes = 0 if plain else self._empty_bytes + len(self._waiting)
        if self._empty_bytes > _MOST_EMPTY_BYTES:
            raise ProtocolError("The server sends compressed data with nothing in it.")
        self._waiting = self._inflater.unconsumed_tail
        self._may_hold_output = len(plain) == len(room)
        room[: len(plain)] = plain
        return len(plain)
