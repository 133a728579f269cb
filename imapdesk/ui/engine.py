"""The GUI's side of synchronising: a queue of mailboxes, the timer, and signals that arrive in the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from imapdesk.errors import AlreadyRunning
from imapdesk.mail import RunResult, StoreChange
from imapdesk.sync import events
from imapdesk.ui.background import Background
from imapdesk.ui.worker import SyncWorker

if TYPE_CHECKING:
    from imapdesk.desk import Desk

LOOK_EVERY_MS = 15_000  # compares wall-clock times, so a computer that slept is noticed at the next look
GATHER_MS = 250
CLOSE_MS = 4_500


class Engine(QObject):
    """Owns the worker's thread. All its signals are emitted in the GUI thread."""

    changed = Signal(object)  # StoreChange, gathered
    folders_changed = Signal(str)
    run_started = Signal(str)
    phase_changed = Signal(str, str)
    progress = Signal(object)  # events.Progress
    noticed = Signal(str, str)  # mailbox, sentence
    sign_in_needed = Signal(str, str, str)  # mailbox, sentence, details
    deletion_asked = Signal(object)  # events.MassDeletion
    run_finished = Signal(object)  # RunResult
    trouble = Signal(str, object)  # mailbox or "", an error that is not part of a result
    queue_changed = Signal()

    _sync = Signal(str)
    _refresh = Signal(str)
    _describe = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self.active: str | None = None
        self.queue: list[str] = []
        self._refreshing: set[str] = set()
        self._tried: dict[str, int] = {}
        self._gathered: StoreChange | None = None
        self._describing = False
        self._closed = False
        self._start_worker()
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._on_gathered)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self.look)

    def _start_worker(self) -> None:
        self._thread = QThread(self)
        self._thread.setObjectName("sync")
        self._worker = SyncWorker(self._desk)
        self._worker.moveToThread(self._thread)
        self._sync.connect(self._worker.sync)
        self._refresh.connect(self._worker.refresh)
        self._describe.connect(self._worker.describe)
        self._worker.told.connect(self._on_event)
        self._worker.finished.connect(self._on_finished)
        self._worker.failed.connect(self._on_failed)
        self._worker.listed.connect(self._on_listed)
        self._worker.described.connect(self._on_described)
        self._thread.start()

    def start_timer(self) -> None:
        """Begin to look at the schedule, now and every few seconds."""
        self._look.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Queue what the schedule says is due, and refresh folder lists whose settings changed."""
        self._background.ask(self._desk.due, self._on_due, self._on_look_failed)
        self.refresh_changed()

    def refresh_changed(self) -> None:
        """Refresh the folder list of each mailbox whose settings changed; never its mail."""
        self._background.ask(self._find_changed, self._on_changed_settings, self._on_look_failed)

    def sync(self, names: list[str]) -> None:
        """Queue mailboxes; one that waits or runs already is not queued twice."""
        for name in names:
            if name not in self.queue and name != self.active:
                self.queue.append(name)
        self._next()

    def stop(self) -> None:
        """End the current run soon and forget the queue."""
        self.queue.clear()
        self._worker.stop()
        self.queue_changed.emit()

    def pause(self, name: str, paused: bool) -> None:
        """Pause or go on with a mailbox; it is remembered across restarts."""
        if paused:
            self.queue = [queued for queued in self.queue if queued != name]
            if self.active == name:
                self._worker.stop()
        self._background.ask(lambda: self._desk.pause(name, paused), lambda _mailbox: self._on_paused(name, paused))

    def refresh(self, name: str) -> None:
        """Fetch a mailbox's folder list as soon as the worker is free."""
        if name not in self._refreshing:
            self._refreshing.add(name)
            self._refresh.emit(name)

    def close(self) -> bool:
        """Stop everything; False when the worker did not end in time."""
        self._closed = True
        self._look.stop()
        self._gather.stop()
        self.queue.clear()
        self._worker.stop(closing=True)
        self._thread.quit()
        return self._thread.wait(CLOSE_MS)

    def _next(self) -> None:
        if self.active is None and self.queue and not self._closed:
            self.active = self.queue.pop(0)
            if self._describing:
                self._worker.stop()
            self._sync.emit(self.active)
        self.queue_changed.emit()

    def _find_changed(self) -> list[tuple[str, int]]:
        due = set(self._desk.refresh_due())
        return [(m.name, m.settings_revision) for m in self._desk.load_mailboxes() if m.name in due]

    def _on_changed_settings(self, changed: list[tuple[str, int]]) -> None:
        for name, revision in changed:
            if self._tried.get(name) != revision:
                self._tried[name] = revision
                self.refresh(name)

    def _on_due(self, names: list[str]) -> None:
        self.sync(names)
        self._go_on()  # also goes on with the search index, where a run was cut off

    def _on_look_failed(self, error: BaseException) -> None:
        self.trouble.emit("", error)

    def _on_paused(self, name: str, paused: bool) -> None:
        self.folders_changed.emit(name)
        if not paused:
            self.sync([name])

    @Slot(object)
    def _on_event(self, event: events.Event) -> None:
        match event:
            case events.RunStarted(mailbox=mailbox):
                self.run_started.emit(mailbox)
            case events.PhaseChanged(mailbox=mailbox, phase=phase):
                self.phase_changed.emit(mailbox, phase)
            case events.Progress():
                self.progress.emit(event)
            case events.FoldersChanged(mailbox=mailbox):
                self.folders_changed.emit(mailbox)
            case events.StoreChanged(change=change):
                self.gather(change)
            case events.SignInNeeded(mailbox=mailbox, sentence=sentence, details=details):
                self.sign_in_needed.emit(mailbox, sentence, details)
            case events.MassDeletion():
                self.deletion_asked.emit(event)
            case events.Notice(mailbox=mailbox, sentence=sentence):
                self.noticed.emit(mailbox, sentence)

    def gather(self, change: StoreChange) -> None:
        """Tell the views of a change, together with those that follow within a moment."""
        self._gathered = change if self._gathered is None else self._gathered | change
        if not self._gather.isActive():
            self._gather.start()

    @Slot()
    def _on_gathered(self) -> None:
        change, self._gathered = self._gathered, None
        if change is not None:
            self.changed.emit(change)

    @Slot(str, object)
    def _on_finished(self, mailbox: str, results: list[RunResult]) -> None:
        self._end_run(mailbox)
        for result in results:
            self.run_finished.emit(result)
        self._go_on()

    @Slot(str, object)
    def _on_failed(self, mailbox: str, error: BaseException) -> None:
        if mailbox:
            self._end_run(mailbox)
        self._describing = False
        self.trouble.emit(mailbox, error)
        self._next()

    def _end_run(self, mailbox: str) -> None:
        if self.active == mailbox:
            self.active = None
        self.folders_changed.emit(mailbox)

    def _go_on(self) -> None:
        self._next()
        if self.active is None and not self._describing and not self._closed:
            self._describing = True
            self._describe.emit()

    @Slot(int)
    def _on_described(self, count: int) -> None:
        self._describing = False
        if count and self.active is None:
            self._go_on()

    @Slot(str, object)
    def _on_listed(self, mailbox: str, error: BaseException | None) -> None:
        self._refreshing.discard(mailbox)
        if isinstance(error, AlreadyRunning):
            self._tried.pop(mailbox, None)  # the run that holds it lists the folders anyway; look again later
        elif error is not None:
            self.trouble.emit(mailbox, error)
        self.folders_changed.emit(mailbox)
