"""Work that must not stop the window: it runs in a few threads, and its result comes back in the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import count
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from imapdesk.errors import Cancelled

T = TypeVar("T")
Then = Callable[[Any], None]
Failed = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What comes back from a thread."""

    ticket: int
    result: Any
    error: BaseException | None = None


class Background(QObject):
    """Runs callables in threads; their callbacks run in the thread that made this object (the GUI's).

    A callback for an asker that was destroyed meanwhile is dropped: ``forget(ticket)`` does that early.
    """

    failed = Signal(object)  # an error that its asker did not want to handle
    _answered = Signal(object)  # _Answer
    _told = Signal(object, object)  # a callable and what it is told

    def __init__(self, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="imapdesk")
        self._tickets = count(1)
        # Work lives here until its answer is heard: the last reference to a widget must not end in a thread.
        self._work: dict[int, Callable[[], object]] = {}
        self._waiting: dict[int, tuple[Then | None, Failed | None]] = {}
        self._stops: dict[int, Event] = {}
        self._closed = False
        self._running: set[Future[None]] = set()
        # A queued connection to a slot of this object: PySide6 runs a plain function in the emitter's thread.
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        stop: Event | None = None,
    ) -> int:
        """Run ``work`` in a thread; ``then`` gets its result or ``failed`` its error, both in the GUI thread.

        ``stop`` is set when nobody waits for the answer any more: work that heeds it may raise Cancelled.
        """
        ticket = next(self._tickets)
        if self._closed:
            return ticket
        if stop is not None:
            self._stops[ticket] = stop
        self._work[ticket] = work
        self._waiting[ticket] = (then, failed)
        running = self._pool.submit(self._run, ticket)
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        return ticket

    def tell(self, then: Callable[[T], None], news: T) -> None:
        """From a thread: have ``then`` told in the GUI thread, before the answer that the thread is at."""
        if not self._closed:
            self._told.emit(then, news)

    def forget(self, ticket: int) -> None:
        """Drop the callbacks of a question; its work may still run, if it can't be stopped."""
        self._waiting.pop(ticket, None)
        stop = self._stops.pop(ticket, None)
        if stop is not None:
            stop.set()

    def forget_all(self) -> None:
        """Drop every callback: who asked is no longer there. Work that runs still ends."""
        for ticket in [*self._waiting, *self._stops]:
            self.forget(ticket)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._waiting)

    def close(self) -> None:
        """Take no more work, forget every callback, and don't wait for what still runs."""
        self._closed = True
        self.forget_all()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def wait(self, seconds: float) -> bool:
        """Wait for what still runs; False when it did not end in time."""
        return not wait(set(self._running), seconds).not_done

    def _run(self, ticket: int) -> None:
        try:
            answer = _Answer(ticket, self._work[ticket]())
        except BaseException as error:
            answer = _Answer(ticket, None, error)
        if not self._closed:
            self._answered.emit(answer)

    @Slot(object, object)
    def _on_told(self, then: Then, news: object) -> None:
        if not self._closed:
            then(news)

    @Slot(object)
    def _on_answered(self, answer: _Answer) -> None:
        self._work.pop(answer.ticket, None)
        self._stops.pop(answer.ticket, None)
        forgotten = answer.ticket not in self._waiting
        then, failed = self._waiting.pop(answer.ticket, (None, None))
        if self._closed or (forgotten and isinstance(answer.error, Cancelled)):
            return
        if answer.error is not None:
            (failed or self.failed.emit)(answer.error)
        elif then is not None:
            then(answer.result)
