"""Folders that a person wants left for the next run while this one downloads them.

Asked for in any thread, heeded in those that fetch: each has a connection. What is already on its way may still come
for a moment; then the connection is cut in the middle, since a slow line could bring messages for minutes that nobody
waits for. Only the one that fetches such a folder is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

GRACE_S = 0.5


class Skips:
    """The wishes for all mailboxes that are being synchronised."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._wishes: dict[str, dict[str, float]] = {}  # mailbox -> folder -> since when
        self._flying: dict[str, dict[int, frozenset[str]]] = {}  # mailbox -> thread -> folders

    def begin(self, mailbox: str) -> None:
        """A run begins: nothing is skipped."""
        with self._guard:
            self._wishes[mailbox] = {}
            self._flying[mailbox] = {}

    def end(self, mailbox: str) -> None:
        """The run is over, and with it its wishes."""
        with self._guard:
            self._wishes.pop(mailbox, None)
            self._flying.pop(mailbox, None)

    def skip(self, mailbox: str, path: str) -> bool:
        """Leave the rest of a folder for the next run; False when the mailbox isn't being synchronised."""
        with self._guard:
            wishes = self._wishes.get(mailbox)
            if wishes is not None:
                wishes.setdefault(path, self._clock())
            return wishes is not None

    def is_skipped(self, mailbox: str, path: str) -> bool:
        """Whether this run leaves the folder."""
        return path in self._wishes.get(mailbox, ())

    def note_flying(self, mailbox: str, paths: frozenset[str]) -> None:
        """Whose messages are on their way over the connection that this thread uses."""
        flying = self._flying.get(mailbox)
        if flying is not None:
            flying[threading.get_ident()] = paths

    def wants_cut(self, mailbox: str) -> bool:
        """Whether messages of a skipped folder have been on their way to this thread for too long."""
        wishes = self._wishes.get(mailbox)
        if not wishes:
            return False
        flying, now = self._flying.get(mailbox, {}).get(threading.get_ident(), frozenset()), self._clock()
        return any(path in flying and now - since > GRACE_S for path, since in list(wishes.items()))
