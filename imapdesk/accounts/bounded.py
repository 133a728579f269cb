"""Calls into the system's password store, which may wait for a person without end.

One daemon thread makes all calls of a store, in order: D-Bus connections are not for several threads, and a second call
behind an unlock prompt must not raise a second prompt.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class BoundedCaller:
    """Runs functions in one daemon thread; the caller waits a bounded time for each."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._jobs: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def call(self, function: Callable[[], T]) -> T:
        """The function's result or exception.

        Raises TimeoutError when it has not ended in time: one that had begun goes on in its thread, one that still
        waited is not run any more.
        """
        self._start()
        future: Future[T] = Future()
        self._jobs.put((future, function))
        try:
            return future.result(self._timeout_s)
        except TimeoutError:
            future.cancel()
            raise

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                thread = threading.Thread(target=self._run, name="imapdesk-secrets", daemon=True)
                thread.start()
                self._thread = thread

    def _run(self) -> None:
        while True:
            future, function = self._jobs.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(function())
            except BaseException as error:  # handed to the caller, whatever it is
                future.set_exception(error)
            del future, function  # or the last secret would stay alive in this frame
