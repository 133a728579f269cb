"""Watching one mailbox: a connection of its own waits for changes, and each one is told at once.

What is told is only "look": the usual run finds out what changed. Each new connection tells as well when what it opens
isn't as the last run left it, so that nothing that happened without a connection waits for the timer.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from imapdesk.errors import Busy, Cancelled, ImapdeskError, NeedsUser, SignInRequired, StoreError
from imapdesk.mail import KnownFolder, Mailbox
from imapdesk.outcome import Outcome
from imapdesk.sync.ports import Renew, ShouldStop
from imapdesk.sync.result import is_wanted
from imapdesk.sync.run import to_listed
from imapdesk.sync.survey import is_unchanged

if TYPE_CHECKING:
    from imapdesk.imap.session import ImapSession
    from imapdesk.store import Store

_FIRST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 300.0
_BUSY_PAUSE_S = 60.0
_EMPTY_PAUSE_S = 15.0
_STEADY_S = 60.0  # a connection that lived for so long was a good one
_STEP_S = 0.1
_WATCHABLE = frozenset({Outcome.OK, Outcome.PARTIAL, Outcome.UNREACHABLE, Outcome.CANCELLED})

_log = logging.getLogger(__name__)


def is_watchable(mailbox: Mailbox) -> bool:
    """Whether a mailbox is to be watched: it wants that, it isn't paused, and its last run could sign in.

    A server that asked for patience gets it: the watching goes on after the next run that ends well.
    """
    return mailbox.settings.instant and not mailbox.paused and mailbox.last_outcome in _WATCHABLE


class Watcher:
    """Watches one mailbox; `watch` once, in a thread of its own."""

    def __init__(
        self,
        store: Store,
        open_session: Callable[[Mailbox], ImapSession],
        mailbox: Mailbox,
        on_change: Callable[[], None],
        *,
        should_stop: ShouldStop,
        renew: Renew | None = None,
        first_pause_s: float = _FIRST_PAUSE_S,
    ) -> None:
        self._store = store
        self._open_session = open_session
        self._mailbox = mailbox
        self._on_change = on_change
        self._should_stop = should_stop
        self._renew = renew
        self._first_pause_s = first_pause_s
        self._failures = 0
        self._renewed = False

    def watch(self) -> None:
        """Watch until asked to stop. Ends by itself when only a person can go on: then a run tells what is wrong."""
        while not self._should_stop():
            began = time.monotonic()
            try:
                self._watch_on_one_connection()
            except Cancelled:
                return
            except StoreError as error:
                _log.warning("A mailbox is watched no longer: %s", error)
                return
            except ImapdeskError as error:
                if time.monotonic() - began > _STEADY_S:
                    self._failures, self._renewed = 0, False
                if not self._goes_on_after(error):
                    self._on_change()
                    return

    def _watch_on_one_connection(self) -> None:
        """Return when other folders than those watched are to be, raise what ended the connection."""
        known = self._load_wanted()
        chosen = choose_folder(known)
        if chosen is None:
            self._pause(_EMPTY_PAUSE_S)  # nothing is ticked; who ticks a folder synchronises it
            return
        with closing(self._open_session(self._mailbox)) as session:
            waiting = session.watch(to_listed(chosen.folder), [to_listed(one.folder) for one in known])
            state = waiting.open()
            self._renewed = False
            if waiting.notifies or not is_unchanged(chosen, state):
                self._on_change()  # with NOTIFY other folders are watched as well: they may have changed meanwhile
            names = _names(known)
            while not self._should_stop() and names == _names(self._load_wanted()):
                if waiting.wait():
                    self._on_change()

    def _load_wanted(self) -> list[KnownFolder]:
        return [one for one in self._store.load_known(self._mailbox.id).values() if is_wanted(one.folder)]

    def _goes_on_after(self, error: ImapdeskError) -> bool:
        """Pause and say whether another connection is to be tried."""
        if isinstance(error, SignInRequired) and error.reason == "token_expired" and self._renew and not self._renewed:
            self._renewed = True
            self._renew(self._mailbox)
            return True
        if isinstance(error, NeedsUser):
            return False
        _log.info("The connection that watches a mailbox ended: %s", error)
        self._failures += 1
        pause = min(self._first_pause_s * 2.0 ** min(self._failures - 1, 16), _LONGEST_PAUSE_S)
        if isinstance(error, Busy):
            pause = max(pause, error.retry_after_s or 0.0, _BUSY_PAUSE_S)
        self._pause(pause * random.uniform(0.8, 1.2))
        return True

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._should_stop() and time.monotonic() < until:
            time.sleep(_STEP_S)


def choose_folder(known: list[KnownFolder]) -> KnownFolder | None:
    """The folder that is opened to be watched: the inbox where it is kept, else the first one."""
    inbox = (one for one in known if one.folder.path.upper() == "INBOX")
    return next(inbox, None) or min(known, key=lambda one: one.folder.path, default=None)


def _names(known: list[KnownFolder]) -> set[bytes]:
    return {one.folder.wire_name for one in known}
