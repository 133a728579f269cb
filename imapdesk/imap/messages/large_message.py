"""A message too large for one literal: asked in pieces, put together in a file (RFC 9051 6.4.5, partial)."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from imapdesk.imap.config import MEGABYTE, Limits
from imapdesk.imap.line.spool import disk_errors, drop_spool, open_spool
from imapdesk.mail import Uid

PIECE = 4 * MEGABYTE
PIECES_IN_FLIGHT = 3


class LargeMessage:
    """The pieces of one message, in order, into a file of its own.

    RFC822.SIZE is a guess (Exchange and hMailServer lie): the end is where an answer is shorter than what was asked.
    So the last piece asks for more than is announced, and no piece begins behind the announced end, which crashes
    some servers (hMailServer#524).
    """

    def __init__(self, uid: Uid, announced: int, limits: Limits) -> None:
        self.uid = uid
        self.whole = False
        self.ended = False
        self._announced = announced
        self._most = limits.max_literal
        self._spool_dir = limits.spool_dir
        self._asked: dict[int, int] = {}
        self._early: dict[int, tuple[bytes, bool]] = {}
        self._next = 0
        self._got = 0
        self._file: IO[bytes] | None = None

    @property
    def untouched(self) -> bool:
        """Whether nothing has come yet."""
        return self._got == 0

    def next_commands(self) -> list[bytes]:
        """The commands for the next pieces, as many as may be in flight."""
        lines = []
        while (
            len(self._asked) < PIECES_IN_FLIGHT and (self._next < self._announced or not self._asked) and not self.ended
        ):
            length = PIECE if self._announced - self._next > PIECE else max(0, self._announced - self._next) + PIECE
            lines.append(b"UID FETCH %d (UID BODY.PEEK[]<%d.%d>)\r\n" % (self.uid, self._next, length))
            self._asked[self._next] = length
            self._next += length
        return lines

    def take(self, offset: int, piece: bytes) -> None:
        """Add a piece. One before its turn waits; one that was not asked, or lies behind the end, is lost."""
        asked = self._asked.pop(offset, None)
        if asked is None or self.ended:
            return
        self._early[offset] = (piece[:asked], len(piece) < asked)
        while not self.ended and self._got in self._early:
            self._add(*self._early.pop(self._got))

    def _add(self, piece: bytes, last: bool) -> None:
        self._write(piece)
        self._got += len(piece)
        if last or self._got > self._most:
            self.ended = True
            self.whole = 0 < self._got <= self._most

    def _write(self, piece: bytes) -> None:
        if self._file is None:
            self._file = open_spool(self._spool_dir)
        with disk_errors():
            self._file.write(piece)

    def release(self) -> Path:
        """The file with the whole message; its owner is now the caller."""
        assert self._file is not None
        with disk_errors():
            self._file.close()
        path = Path(self._file.name)
        self._file = None
        self.whole = False
        return path

    def discard(self) -> None:
        """Remove what there is."""
        if self._file is not None:
            drop_spool(self._file)
            self._file = None
