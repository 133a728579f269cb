"""One run of a mailbox at a time, over every process: a lease in the store, kept alive by a heartbeat."""

from __future__ import annotations

import os
import socket
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from imapdesk.errors import AlreadyRunning, StoreError
from imapdesk.mail import Mailbox

if TYPE_CHECKING:
    from imapdesk.store import Store

TTL_S = 60.0
_BEAT_S = 15.0


class Lease:
    """Held while a ``with`` block runs; ``lost`` tells when another run took it over."""

    def __init__(self, store: Store, mailbox: Mailbox) -> None:
        self._store = store
        self._mailbox = mailbox
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{os.urandom(8).hex()}"
        self.lost = False
        self._done = threading.Event()
        self._heart = threading.Thread(target=self._beat, name=f"lease of {mailbox.name}", daemon=True)

    def __enter__(self) -> Lease:
        if not self._store.take_lease(self._mailbox.id, self.holder, ttl_s=TTL_S):
            raise AlreadyRunning("This mailbox is being synchronised already.")
        try:
            self._heart.start()
        except RuntimeError:  # no thread is to be had
            self._store.release_lease(self._mailbox.id, self.holder)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._done.set()
        self._heart.join()
        try:
            self._store.release_lease(self._mailbox.id, self.holder)
        except StoreError:
            if error is None:
                raise

    def check(self) -> None:
        """Raise AlreadyRunning when another run took the mailbox over."""
        if self.lost:
            raise AlreadyRunning("Another run has taken this mailbox over.")

    def _beat(self) -> None:
        while not self._done.wait(_BEAT_S):
            try:
                self.lost = not self._store.renew_lease(self._mailbox.id, self.holder, ttl_s=TTL_S)
            except StoreError:
                continue  # the run itself meets the store's trouble and reports it
            if self.lost:
                return
