"""Much that comes in small pieces is read in larger ones: who reads faster than the server writes wakes for each piece.

220 MB over a line without delay were 33,000 reads, nearly each with a switch of threads. With a pause now and then they
are 6,500 to 9,300, and a first load takes four fifths of the processor's time (2.7 and 2.1 s, measured 2026-11).
"""

from __future__ import annotations

SMALL = 16 * 1024
BEGINNING = 1024 * 1024  # bytes in which answers are short and somebody waits for each
PAUSE_S = 0.0005  # longer ones keep the server waiting, whose buffers are small


class Trickle:
    """The reads of one line."""

    def __init__(self) -> None:
        self._had = 0
        self._small = 0  # reads in a row

    def note(self, count: int) -> None:
        """A read gave ``count`` bytes."""
        self._had += count
        self._small = self._small + 1 if count < SMALL else 0

    @property
    def pause_s(self) -> float:
        """How long to let the line gather before the next read; none for one small read alone, which ends a burst."""
        return PAUSE_S if self._small > 1 and self._had > BEGINNING else 0.0
