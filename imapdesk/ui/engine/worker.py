"""The synchroniser's thread: takes names by signal, runs `Desk.sync`, and answers with events."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class SyncWorker(QObject):
    """Lives in its own QThread; every slot runs there, ``stop`` alone may be called from anywhere."""

    told = Signal(object)  # a value of imapdesk.sync.events
    finished = Signal(str, object)  # mailbox, list[RunResult]
    failed = Signal(str, object)  # mailbox, the error that ended its run
    listed = Signal(str, object)  # mailbox, None or the error
    described = Signal(int)  # how many messages were described and indexed
    verified = Signal(str, object)  # mailbox, its Proof or the error

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stop = Event()
        self._closing = Event()

    def stop(self, *, closing: bool = False) -> None:
        """Ask the current job to end soon; ``closing`` refuses the jobs that follow as well."""
        if closing:
            self._closing.set()
        self._stop.set()

    def should_stop(self) -> bool:
        """What the synchroniser asks between two steps."""
        return self._stop.is_set() or self._closing.is_set()

    @Slot(str)
    def sync(self, mailbox: str) -> None:
        """Synchronise one mailbox."""
        self._stop.clear()
        try:
            results = self._desk.sync([mailbox], on_event=self.told.emit, should_stop=self.should_stop)
        except Exception as error:
            self.failed.emit(mailbox, error)
        else:
            self.finished.emit(mailbox, results)

    @Slot(str)
    def refresh(self, mailbox: str) -> None:
        """Fetch a mailbox's folder list, no mail."""
        self._stop.clear()
        try:
            self._desk.refresh_folders(mailbox, should_stop=self.should_stop)
        except Exception as error:
            self.listed.emit(mailbox, error)
        else:
            self.listed.emit(mailbox, None)

    @Slot(str)
    def verify(self, mailbox: str) -> None:
        """Compare a mailbox's saved mail with its server's."""
        self._stop.clear()
        try:
            self.verified.emit(mailbox, self._desk.verify(mailbox, should_stop=self.should_stop))
        except Exception as error:
            self.verified.emit(mailbox, error)

    @Slot()
    def describe(self) -> None:
        """A short piece of the background pass that fills in fields and the search index."""
        self._stop.clear()
        try:
            self.described.emit(self._desk.describe_pending(self.should_stop, 0.5))
        except Exception as error:
            self.failed.emit("", error)

    @Slot()
    def deliver_emails(self) -> None:
        """Send the e-mails about trouble that are due; what fails is kept and due again later."""
        try:
            self._desk.deliver_emails()
        except Exception as error:
            self.failed.emit("", error)
