"""Time as it would pass if no other program wanted the processors: what bounds in seconds are held against."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

PATIENCE_S = 300.0
"""How long is waited for what always comes, on the busiest machine: no promise of the program's."""
_TICK_S = 0.05


class Stopwatch:
    """Runs from its making, or the ``with``, until it is asked; ``seconds`` stops it.

    From tick to tick it leaves out the longest time that one thread of this process, or of one that it began, was
    ready to go on and had no processor (sched-stats.rst of Linux), and the stopwatch's own: others may have waited for
    the interpreter while it had that and no processor. What is left are work, locks, disks and every wait for something
    that doesn't come; where the system doesn't count delays, nothing is left out.
    """

    def __init__(self) -> None:
        self._passed = 0.0  # the system tells of a delay when it is over: it is taken off what was counted meanwhile
        self._ended = threading.Event()
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
        return max(0.0, self._passed)

    def _stop(self) -> None:
        if not self._ended.is_set():
            self._asked = time.monotonic()
            self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(_TICK_S):
            self._look(time.monotonic())
        self._look(self._asked)

    def _look(self, now: float) -> None:
        delays = _read_delays()
        more = {thread: delay - self._delays.get(thread, 0) for thread, delay in delays.items()}
        own = more.pop(str(_name_thread()), 0)
        self._passed += now - self._last - (own + max(more.values(), default=0)) / 1e9
        self._last, self._delays = now, delays


def _read_delays() -> dict[str, int]:
    """How long each of our threads has waited for a processor so far, in nanoseconds."""
    delays: dict[str, int] = {}
    for thread in _find_threads(os.getpid()):
        with contextlib.suppress(OSError, IndexError):  # it has ended, or nobody counts here
            delays[str(thread)] = int((thread / "schedstat").read_text().split()[1])
    return delays


def _name_thread() -> Path:
    return Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}")


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
