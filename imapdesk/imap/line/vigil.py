"""Watching over a line's waits: whether to stop, whether the time is over, whether it has stalled or crawls."""

from __future__ import annotations

import time
from dataclasses import replace

from imapdesk.errors import Cancelled, Unreachable
from imapdesk.imap.config import Limits, StopAsked
from imapdesk.net.connecting import Patience

STEP_S = 0.15  # how often a wait looks up to see whether it should stop
_HASTE_S = 10.0
ASLEEP_S = 45.0  # a wall clock that runs ahead by so much between two looks: the computer slept


class Elapsed(Exception):
    """The time that a wait for something to come was given is over."""


class Vigil:
    """What is known of the waits of one line; ``deadline`` (monotonic) ends them whatever comes, None: no end."""

    def __init__(self, host: str, limits: Limits, should_stop: StopAsked) -> None:
        self.deadline: float | None = None
        self._host = host
        self.limits = limits
        self.should_stop = should_stop
        self._until: float | None = None  # while idling: silence is no stall
        self.begin()

    def hasten(self) -> None:
        """Bear a quarter of the silence, and ten seconds at least: who answers quickly is silent for a reason."""
        allowed_s = self.limits.command_s
        self.limits = replace(self.limits, command_s=min(allowed_s, max(_HASTE_S, allowed_s / 4)))

    def begin(self) -> None:
        """We wrote, or wait anew: nothing that was measured counts any more."""
        self._quiet_since = time.monotonic()
        self._clocks_apart = time.time() - self._quiet_since
        self._next_look = self._quiet_since + STEP_S
        self._waited = 0.0
        self._got = 0

    def idle(self, until: float | None) -> None:
        """From now on silence is no stall until then (monotonic), when waiting raises `Elapsed`; None: it is again."""
        self._until = until
        self.begin()

    def begin_wait(self) -> float:
        """The moment at which a wait begins: what our caller did in the meantime is no silence of the server's."""
        self._quiet_since = time.monotonic()
        return self._quiet_since

    def end_wait(self, began: float, got: int) -> float:
        """Note what came, and give the seconds that it took. Raises what `look_up` raises."""
        now = time.monotonic()
        self._waited += now - began
        self._got += got
        if now >= self._next_look:
            self.look_up(quiet=False)
        return now - began

    def look_up(self, *, quiet: bool) -> None:
        """Between two waits. Raises `Cancelled`, `Unreachable`, and `Elapsed` while idling."""
        now = time.monotonic()
        self._next_look = now + STEP_S
        if self.should_stop():
            raise Cancelled("Stopped.")
        if self.deadline is not None and now >= self.deadline:
            raise Unreachable(f"{self._host} takes too long to answer.", details="timed out")
        if self._until is not None:
            self._look_at_the_clock(now, self._until)
            return
        if quiet and now - self._quiet_since > self.limits.command_s:
            silent = f"{now - self._quiet_since:.0f} s without a byte"
            raise Unreachable(f"{self._host} stopped answering.", details=silent)
        if self._waited > self.limits.command_s:
            self._judge_speed()

    def _look_at_the_clock(self, now: float, until: float) -> None:
        if now >= until:
            raise Elapsed
        ahead, self._clocks_apart = time.time() - now - self._clocks_apart, time.time() - now
        if ahead > ASLEEP_S:
            raise Unreachable("The computer slept; connecting again.", details=f"{ahead:.0f} s")

    def _judge_speed(self) -> None:
        if self._got < self._waited * self.limits.min_bytes_per_s:
            crawl = f"{self._got} bytes in {self._waited:.0f} s"
            raise Unreachable(f"The connection to {self._host} is too slow to be used.", details=crawl)
        self._waited, self._got = 0.0, 0

    def make_patience(self, sentence: str) -> Patience:
        """How long one step of making a connection may take, and what is said when it takes longer."""
        return Patience(self.should_stop, time.monotonic() + self.limits.connect_s, sentence)

    def explain_drop(self, error: Exception | None) -> Unreachable | Cancelled:
        """What a line that was cut means; None for one that the server ended."""
        if self.should_stop():
            return Cancelled("Stopped.")  # it was we who cut the line
        details = "end of data" if error is None else str(error)
        return Unreachable(f"The connection to {self._host} was lost.", details=details)
