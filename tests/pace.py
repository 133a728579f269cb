"""Time as it would pass if no other program wanted the processors: what bounds in seconds are held against."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

PATIENCE_S = 300.0
"""How long is waited for what always comes, on the busiest machine: no promise of the program's."""
_TICK_S = 0.05


class FairTime:
    """Adds up ticks, and leaves out of each the longest time that one thread had no processor in it.

    A system tells of a delay when it is over: what doesn't fit into the tick in which it is told of lies in those
    before, so that threads that waited at once are left out once, also where one was told of later than the other.
    """

    def __init__(self) -> None:
        self._ticks: list[tuple[float, dict[Path, float]]] = []  # their lengths, and what each thread lost in them

    def note(self, length_s: float, delays: Mapping[Path, float]) -> None:
        """A tick is over, and so many seconds without a processor were told of by each thread meanwhile."""
        self._ticks.append((length_s, {}))
        for thread, delay in delays.items():
            for length, lost in reversed(self._ticks):
                if delay <= 0:
                    break
                fits = min(delay, length - lost.get(thread, 0.0))
                lost[thread] = lost.get(thread, 0.0) + fits
                delay -= fits

    @property
    def seconds(self) -> float:
        """What is left of all ticks."""
        return sum(length - max(lost.values(), default=0.0) for length, lost in self._ticks)


class Stopwatch:
    """Runs from its making, or the ``with``, until it is asked; ``seconds`` stops it.

    It leaves out the time for which a thread of this process, or of one that it began, was ready to go on and had no
    processor (sched-stats.rst of Linux). Of its own thread's such time it leaves out what came while that looked:
    others may have waited for the interpreter then. What is left are work, locks, disks and every wait for something
    that doesn't come; where the system doesn't count delays, nothing is left out.
    """

    def __init__(self) -> None:
        self._fair = FairTime()
        self._ended = threading.Event()
        self._held_up = 0  # our own thread's delays while it looked, in nanoseconds
        self._delays = _read_delays()
        self._last = self._asked = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="stopwatch", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    @property
    def seconds(self) -> float:
        """The fair time until now, or until it was first asked."""
        self._stop()
        return self._fair.seconds

    def _stop(self) -> None:
        if not self._ended.is_set():
            self._asked = time.monotonic()
            self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        own = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}")
        while not self._ended.wait(_TICK_S):
            self._look(time.monotonic(), own)
        self._look(self._asked, own)

    def _look(self, now: float, own: Path) -> None:
        began = _read_delay(own)
        delays = _read_delays() | {own: self._held_up}
        more = {thread: (delay - self._delays.get(thread, 0)) / 1e9 for thread, delay in delays.items()}
        self._fair.note(now - self._last, more)
        self._last, self._delays = now, delays
        self._held_up += _read_delay(own) - began


def _read_delays() -> dict[Path, int]:
    """How long each of our threads has waited for a processor so far, in nanoseconds."""
    return {thread: _read_delay(thread) for thread in _find_threads(os.getpid())}


def _read_delay(thread: Path) -> int:
    """0: it has ended, or nobody counts here."""
    with contextlib.suppress(OSError, IndexError):
        return int((thread / "schedstat").read_text().split()[1])
    return 0


def _find_threads(process: int) -> Iterator[Path]:
    """The threads of a process and of all below it."""
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
    except OSError:
        return
    for thread in threads:
        yield thread
        with contextlib.suppress(OSError):
            for child in (thread / "children").read_text().split():
                yield from _find_threads(int(child))
