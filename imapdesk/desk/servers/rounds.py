"""The schedule's jobs: a few mailboxes at a time, each by itself, so that a slow one delays no other.

And the mailboxes of which watchers said that something changed there.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Hashable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, Self, TypeVar

from imapdesk.errors import Exhausted, explain_exhaustion

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Jobs(Generic[T]):
    """Runs callables in threads, at most ``at_most`` at once, in the order in which they were given.

    A key that waits or runs already is not taken twice. Leaving the ``with`` block waits for what was begun.
    """

    def __init__(self, at_most: int) -> None:
        self._pool = ThreadPoolExecutor(max(1, at_most), thread_name_prefix="schedule")
        self._begun: dict[Hashable, Future[T]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self.finish()

    @property
    def keys(self) -> frozenset[Hashable]:
        """The jobs that wait or run, and those that ended and were not collected."""
        return frozenset(self._begun)

    def start(self, key: Hashable, work: Callable[[], T]) -> None:
        """Queue a job; where this computer has no thread for it, it is done here and now."""
        if key in self._begun:
            return
        future = Future[T]()
        try:
            self._pool.submit(_carry_out, future, work)
        except RuntimeError as error:
            if explain_exhaustion(error) is None:
                raise
            future.cancel()  # it waits for a thread of the pool's all the same
            future = Future[T]()
            _carry_out(future, work)
        self._begun[key] = future

    def collect(self) -> list[T]:
        """The results of the jobs that ended since it was last asked; raises what a job raised.

        A job that this computer lacked the means for has none, and is begun again by whoever finds it due.
        """
        ended = [key for key, future in self._begun.items() if future.done()]
        return _take_results(self._begun.pop(key) for key in ended)

    def finish(self) -> list[T]:
        """Wait for what runs and drop what waits; the results that nobody collected."""
        for future in self._begun.values():
            future.cancel()
        self._pool.shutdown(wait=True)
        left = _take_results(future for future in self._begun.values() if not future.cancelled())
        self._begun.clear()
        return left


def _carry_out(future: Future[T], work: Callable[[], T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    except BaseException as error:  # for whoever collects it
        future.set_exception(error)


def _take_results(ended: Iterable[Future[T]]) -> list[T]:
    results = []
    for future in ended:
        try:
            results.append(future.result())
        except Exception as error:
            short = error if isinstance(error, Exhausted) else explain_exhaustion(error)
            if short is None:
                raise
            _log.warning("A job of the schedule waits: %s", short)
    return results


class Pace:
    """Says yes at once, and then once in so many seconds."""

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._next = 0.0

    def is_time(self) -> bool:
        """Whether the time has come."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + self._every_s
        return True


class News:
    """Names told by other threads. One that is told while its mailbox runs waits: that run may have looked before."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._lock = threading.Lock()

    def add(self, name: str) -> None:
        """Something changed in that mailbox."""
        with self._lock:
            self._names.add(name)

    def take_all(self, *, but: Collection[Hashable]) -> set[str]:
        """The names told so far, except ``but`` those, which stay."""
        with self._lock:
            taken = {name for name in self._names if name not in but}
            self._names -= taken
            return taken

    def waits_beside(self, others: Collection[Hashable]) -> bool:
        """Whether there is a name besides these."""
        with self._lock:
            return any(name not in others for name in self._names)
