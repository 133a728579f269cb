"""Progress, counted by a monotonic clock and told at most five times a second."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from imapdesk.sync.events import OnEvent, Progress

_PAUSE_S = 0.2
_RATE_OVER_S = 5.0


class ProgressMeter:
    """Adds up what was fetched; the rate is of the last seconds, and a clock set back does not bend it."""

    def __init__(self, mailbox: str, on_event: OnEvent, clock: Callable[[], float] = time.monotonic) -> None:
        self._mailbox = mailbox
        self._on_event = on_event
        self._clock = clock
        self.done = self.total = self.bytes_done = self.bytes_total = 0
        self._told_at = float("-inf")
        self._at = ""
        self._marks: deque[tuple[float, int]] = deque([(clock(), 0)])

    def expect(self, count: int, size: int) -> None:
        """Add to what is to be fetched, messages and bytes."""
        self.total += count
        self.bytes_total += size

    def add(self, folder: str, count: int, size: int) -> None:
        """Count what was fetched of `folder`."""
        self.done += count
        self.bytes_done += size
        # Announced sizes may be wrong or missing: the goal never lies behind what was done.
        self.total = max(self.total, self.done)
        self.bytes_total = max(self.bytes_total, self.bytes_done)
        self.tell(self._at or folder)

    def come_to(self, folder: str) -> None:
        """Say which folder is being fetched now, of which nothing may be saved yet."""
        if folder != self._at:
            self._at = folder
            self.tell(folder)

    def leave(self, count: int, size: int) -> None:
        """Take back what is not to be fetched in this run after all."""
        self.total = max(self.done, self.total - count)
        self.bytes_total = max(self.bytes_done, self.bytes_total - size)

    def tell(self, folder: str, *, at_once: bool = False) -> None:
        """Send the event unless one was sent a moment ago."""
        now = self._clock()
        if not at_once and now - self._told_at < _PAUSE_S:
            return
        self._told_at = now
        rate = self._measure_rate(now)
        counts = (self.done, self.total, self.bytes_done, self.bytes_total)
        self._on_event(Progress(self._mailbox, folder, *counts, rate))

    def _measure_rate(self, now: float) -> float:
        self._marks.append((now, self.bytes_done))
        while len(self._marks) > 2 and now - self._marks[0][0] > _RATE_OVER_S:
            self._marks.popleft()
        since, then = self._marks[0]
        return (self.bytes_done - then) / (now - since) if now > since else 0.0
