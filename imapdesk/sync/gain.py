"""Whether another connection is worth opening, and whether it was. Pure: moments and counts in, a wish out.

A processor that is busy, or a line that is full, gains nothing by a second connection; a server that gives each
connection its share, or a long way with small windows, does. Which it is shows only by trying.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Wish(Enum):
    """What the measurement asks for."""

    NOTHING = "nothing"
    MORE = "more"  # open another connection
    FEWER = "fewer"  # close the last one; no other is tried


@dataclass(frozen=True, slots=True)
class Rules:
    """Seconds and shares. A connection settles for ``settle_s`` before it is judged over ``measure_s``."""

    measure_s: float = 3.0
    settle_s: float = 2.0
    waiting_share: float = 0.6  # of the time spent waiting for the network, before another connection is tried
    worth_s: float = 10.0  # of work left, at the present speed
    least_gain: float = 1.15


@dataclass(frozen=True, slots=True)
class Sample:
    """Where a fetch stands: a moment, bytes of messages had so far, seconds waited for the network, bytes to come."""

    now: float
    had: int
    waited_s: float
    left: int


class HillClimb:
    """Takes samples, as many as come; most of the time it wishes nothing."""

    def __init__(self, budget: int, rules: Rules = Rules()) -> None:
        self._rules = rules
        self._budget = budget
        self._count = 1
        self._began: Sample | None = None  # None: still settling
        self._settled_at = 0.0
        self._before = 0.0  # bytes per second with one connection less
        self._over = budget < 2

    def take(self, sample: Sample) -> Wish:
        """What to do now."""
        if self._over or sample.now < self._settled_at:
            return Wish.NOTHING
        if self._began is None:
            self._began = sample
        elif sample.now - self._began.now >= self._rules.measure_s:
            return self._judge(self._began, sample)
        return Wish.NOTHING

    def give_up(self) -> None:
        """The server refused another connection, or it broke: no other is tried in this run."""
        self._over = True

    def _judge(self, began: Sample, sample: Sample) -> Wish:
        seconds = sample.now - began.now
        speed = (sample.had - began.had) / seconds
        if self._count > 1 and speed < self._before * self._rules.least_gain:
            self._over = True
            return Wish.FEWER
        waiting = (sample.waited_s - began.waited_s) / seconds
        worth = sample.left > speed * self._rules.worth_s
        if self._count < self._budget and waiting >= self._rules.waiting_share and worth:
            self._count += 1
            self._before = speed
            self._began, self._settled_at = None, sample.now + self._rules.settle_s
            return Wish.MORE
        self._before = 0.0  # the present ones stay
        self._began = sample
        return Wish.NOTHING
