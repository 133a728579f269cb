"""One thread with one worker: the engine has a few for mailboxes, and one for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal

from imapdesk.ui.engine.worker import SyncWorker

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class Line(QObject):
    """Owns a thread. Its signals are heard by the worker there; ``job`` is the mailbox that it runs."""

    sync_wanted = Signal(str)
    refresh_wanted = Signal(str)
    verify_wanted = Signal(str)
    describe_wanted = Signal()
    emails_wanted = Signal()

    def __init__(self, desk: Desk, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.job: str | None = None
        self.worker = SyncWorker(desk)
        self._thread = QThread(self)
        self._thread.setObjectName(name)
        self.worker.moveToThread(self._thread)
        self.sync_wanted.connect(self.worker.sync)
        self.refresh_wanted.connect(self.worker.refresh)
        self.verify_wanted.connect(self.worker.verify)
        self.describe_wanted.connect(self.worker.describe)
        self.emails_wanted.connect(self.worker.deliver_emails)
        self._thread.start()

    def run(self, mailbox: str) -> None:
        """Synchronise a mailbox."""
        self.job = mailbox
        self.sync_wanted.emit(mailbox)

    def stop(self) -> None:
        """End the current job soon."""
        self.worker.stop()

    def close(self) -> None:
        """Begin to end."""
        self.worker.stop(closing=True)
        self._thread.quit()

    def wait(self, deadline: QDeadlineTimer) -> bool:
        """Wait for the end; False when it did not come in time."""
        return self._thread.wait(deadline)
