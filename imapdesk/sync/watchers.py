"""A thread for each mailbox that is watched, begun and ended as settings and outcomes change."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from imapdesk.errors import explain_exhaustion
from imapdesk.mail import Mailbox
from imapdesk.sync.ports import ShouldStop
from imapdesk.sync.watching import is_watchable

Watch = Callable[[Mailbox, Callable[[], None], ShouldStop], None]

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Watched:
    mailbox: Mailbox
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        return self.thread is not None and self.thread.is_alive()


class Watchers:
    """Keeps watching what `keep` was last given. ``on_change`` hears a mailbox's name, in a thread of ours."""

    def __init__(self, watch: Watch, on_change: Callable[[str], None]) -> None:
        self._watch = watch
        self._on_change = on_change
        self._watched: dict[str, _Watched] = {}

    @property
    def names(self) -> list[str]:
        """The mailboxes that are being watched."""
        return [name for name, one in self._watched.items() if one.alive and not one.stop.is_set()]

    def keep(self, mailboxes: Iterable[Mailbox]) -> None:
        """Watch those of these mailboxes that are to be watched, and no others."""
        wanted = {mailbox.name: mailbox for mailbox in mailboxes if is_watchable(mailbox)}
        for name, one in list(self._watched.items()):
            if name not in wanted or not _is_same(one, wanted[name]):
                one.stop.set()
                del self._watched[name]
        for name, mailbox in wanted.items():
            if name not in self._watched and (started := self._start(mailbox)) is not None:
                self._watched[name] = started

    def close(self, seconds: float = 3.0) -> bool:
        """End all; False when one did not end in time."""
        watched, self._watched = list(self._watched.values()), {}
        for one in watched:
            one.stop.set()
        ends = time.monotonic() + seconds
        for one in watched:
            if one.thread is not None:
                one.thread.join(max(0.0, ends - time.monotonic()))
        return not any(one.alive for one in watched)

    def _start(self, mailbox: Mailbox) -> _Watched | None:
        """None where this computer has no thread for it now; the next `keep` tries again."""
        watched = _Watched(mailbox)

        def run() -> None:
            try:
                self._watch(mailbox, tell, watched.stop.is_set)
            except Exception:  # a bug in one mailbox's watching: the timer goes on
                _log.exception("Watching a mailbox failed unexpectedly")

        def tell() -> None:
            if not watched.stop.is_set():
                self._on_change(mailbox.name)

        thread = threading.Thread(target=run, name=f"watch {mailbox.name}", daemon=True)
        try:
            thread.start()
        except RuntimeError as error:
            if explain_exhaustion(error) is None:
                raise
            return None
        watched.thread = thread
        return watched


def _is_same(one: _Watched, mailbox: Mailbox) -> bool:
    """Whether the watching may go on. One that ended by itself begins anew only after another run."""
    if one.mailbox.id != mailbox.id or one.mailbox.settings != mailbox.settings:
        return False
    return one.alive or one.mailbox.last_run_at == mailbox.last_run_at
