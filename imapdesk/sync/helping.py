"""Another connection that fetches windows beside the run's own one.

It only carries: what came goes back to the run's thread, which saves, counts and tells. A window in which anything was
not as it should be is left to the run's own connection, with all its care; a helper that fails is not replaced.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Full, Queue

from imapdesk.errors import Cancelled, ImapdeskError
from imapdesk.mail import Fetched, Uid, Window
from imapdesk.sync.ports import Session

WAITING = 2  # windows handed to a helper at a time
CARRIED = 1  # windows that came and are not taken yet: what bounds the memory
STEP_S = 0.1

NoteFlying = Callable[[frozenset[str]], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of one window."""

    window: Window
    messages: list[Fetched]

    @property
    def left(self) -> list[Uid]:
        """The messages that did not come."""
        had = {fetched.uid for fetched in self.messages}
        return [uid for uid in self.window.uids if uid not in had]


class _Source(Iterator[Window]):
    """One window, then what the inbox holds: it has ended while that is empty, and goes on later.

    So a session pulls: it asks again whenever it has room, and must not be made to wait.
    """

    def __init__(self, first: Window, inbox: Queue[Window | None], note_flying: NoteFlying) -> None:
        self._next: Window | None = first
        self._inbox = inbox
        self._note_flying = note_flying
        self.pulled: list[Window] = []

    def __next__(self) -> Window:
        window, self._next = self._next, None
        if window is None:
            window = self._look()
        if window is None:
            raise StopIteration
        self.pulled.append(window)
        self._note_flying(frozenset(one.folder.path for one in self.pulled))
        return window

    def done(self, window: Window) -> None:
        """A window was answered."""
        self.pulled.remove(window)
        self._note_flying(frozenset(one.folder.path for one in self.pulled))

    def _look(self) -> Window | None:
        try:
            window = self._inbox.get_nowait()
        except Empty:
            return None
        if window is None:
            self._inbox.put(None)  # the end is for the thread, too
        return window


class Helper:
    """A thread with a session of its own. Everything public is called by the run's thread."""

    def __init__(self, open_session: Callable[[], Session], note_flying: NoteFlying) -> None:
        self._open = open_session
        self._note_flying = note_flying
        self.was_cut = False  # in the middle of what nobody waits for any more
        self._inbox: Queue[Window | None] = Queue()
        self._carried: Queue[Carried] = Queue(CARRIED)
        self._given: deque[Window] = deque()
        self._stopping = threading.Event()
        self.session: Session | None = None
        self._thread = threading.Thread(target=self._work, name="helper", daemon=True)
        self._thread.start()

    @property
    def wants(self) -> bool:
        """Whether it would take another window."""
        return self.alive and not self._stopping.is_set() and len(self._given) < WAITING + CARRIED

    @property
    def alive(self) -> bool:
        """Whether it still works."""
        return self._thread.is_alive()

    @property
    def busy(self) -> bool:
        """Whether windows are with it."""
        return bool(self._given)

    def give(self, window: Window) -> None:
        """Hand it a window."""
        self._given.append(window)
        self._inbox.put(window)

    def take(self, wait_s: float = 0.0) -> Carried | None:
        """The next window that came, if there is one within ``wait_s``."""
        try:
            carried = self._carried.get(timeout=wait_s) if wait_s else self._carried.get_nowait()
        except Empty:
            return None
        self._given.remove(carried.window)
        return carried

    def finish(self) -> None:
        """Nothing more will be given."""
        self._inbox.put(None)

    def stop(self) -> list[Window]:
        """End it at once; the windows that it leaves behind, those that came unnoticed among them."""
        self._stopping.set()
        self.finish()
        if self.session is not None:  # while it is still being opened nobody waits: the thread closes it itself
            self.session.abort()
            self._thread.join()
        while (carried := self.take()) is not None:
            _drop(carried.messages)
            self._given.append(carried.window)
        left, self._given = list(self._given), deque()
        return left

    # in its own thread

    def _work(self) -> None:
        try:
            self.session = self._open()
            try:
                while not self._stopping.is_set() and (window := self._inbox.get()) is not None:
                    self._carry(self.session, window)
            finally:
                self._note_flying(frozenset())
                self.session.close()
        except Cancelled:
            self.was_cut = True
        except ImapdeskError as error:  # if it is more than this connection's trouble, the run's own one says it
            _log.info("The connection beside the first one is given up: %s", error)
        except Exception:
            _log.exception("The connection beside the first one failed unexpectedly")

    def _carry(self, session: Session, first: Window) -> None:
        messages: list[Fetched] = []
        source = _Source(first, self._inbox, self._note_flying)
        try:
            for item in session.fetch(source):
                if self._stopping.is_set():
                    return
                if isinstance(item, Fetched):
                    messages.append(item)
                elif item.window in source.pulled:  # else a part that the session set apart
                    source.done(item.window)
                    carried, messages = Carried(item.window, messages), []
                    self._hand_over(carried)
        finally:
            _drop(messages)

    def _hand_over(self, carried: Carried) -> None:
        while not self._stopping.is_set():
            with suppress(Full):
                self._carried.put(carried, timeout=STEP_S)
                return
        _drop(carried.messages)


def _drop(messages: list[Fetched]) -> None:
    for fetched in messages:
        if isinstance(fetched.raw, Path):
            fetched.raw.unlink(missing_ok=True)
