"""The GUI's side of synchronising: a queue of mailboxes, the timer, and signals that arrive in the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot

from imapdesk.errors import AlreadyRunning
from imapdesk.mail import Mailbox, MessageId, RunResult, StoreChange
from imapdesk.sync import events
from imapdesk.ui.engine.line import Line
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 15_000  # compares wall-clock times, so a computer that slept is noticed at the next look
GATHER_MS = 250
CLOSE_MS = 4_500


class Engine(QObject):
    """A few mailboxes run at a time, each in a thread of its own. All signals are emitted in the GUI thread."""

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
    round_ended = Signal(object, object, bool)  # RunResults, numbers of messages written, whether somebody asked for it
    queue_changed = Signal()
    verified = Signal(str, object)  # mailbox, its Proof or the error
    _news = Signal(str)  # from a watcher's thread: something changed in that mailbox

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self.queue: list[str] = []
        self._refreshing: set[str] = set()
        self._tried: dict[str, int] = {}
        self._gathered: StoreChange | None = None
        self._describing = False
        self._closed = False
        self._ended: list[RunResult] = []
        self._written: set[MessageId] = set()
        self._by_hand = False
        self._lines: list[Line] = []
        self._at_most = 0
        self.may_run: Callable[[], bool] = lambda: True  # the timer asks; a person's own wish is never refused
        self.may_write: Callable[[], bool] = lambda: True  # whether there is room for the search index
        self.set_at_most(desk.load_at_most())
        self._side = self._start_line("list and describe")
        self._mail = self._start_line("e-mails")
        self._proving: Line | None = None  # begun when somebody first asks for a check
        self._verifying: set[str] = set()
        self._news.connect(self._on_news)
        self._watchers = desk.make_watchers(self._news.emit)
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._on_gathered)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self.look)

    def set_at_most(self, count: int) -> None:
        """How many mailboxes run at a time from now on; what runs already goes on."""
        self._at_most = count
        while len(self._lines) < count:
            self._lines.append(self._start_line(f"sync {len(self._lines)}"))

    def _start_line(self, name: str) -> Line:
        line = Line(self._desk, name, self)
        line.worker.told.connect(self._on_event)
        line.worker.finished.connect(self._on_finished)
        line.worker.failed.connect(self._on_failed)
        line.worker.listed.connect(self._on_listed)
        line.worker.described.connect(self._on_described)
        return line

    @property
    def running(self) -> list[str]:
        """The mailboxes that are being synchronised."""
        return [line.job for line in self._lines if line.job is not None]

    @property
    def active(self) -> str | None:
        """The one to show where there is room for one."""
        return next(iter(self.running), None)

    def start_timer(self) -> None:
        """Begin to look at the schedule, now and every few seconds; runs that were cut off go on at once."""
        self.go_on_with_unfinished()
        self._look.start()
        self.look()

    def go_on_with_unfinished(self) -> None:
        """Queue the mailboxes whose last run was cut off, and the search index."""
        self._background.ask(self._desk.load_unfinished, self._on_due, self._on_look_failed)

    @Slot()
    def look(self) -> None:
        """Queue what the schedule says is due, and refresh folder lists whose settings changed."""
        self._background.ask(self._desk.due, self._on_due, self._on_look_failed)
        self.refresh_changed()
        self._mail.emails_wanted.emit()

    def watch(self) -> None:
        """Begin and end the connections that wait for changes, as settings and states are now."""
        self._background.ask(self._desk.load_mailboxes, self._on_mailboxes, self._on_look_failed)

    def refresh_changed(self) -> None:
        """Refresh the folder list of each mailbox whose settings changed; never its mail."""
        self._background.ask(self._find_changed, self._on_changed_settings, self._on_look_failed)
        self.watch()

    def sync(self, names: list[str], *, by_hand: bool = True) -> None:
        """Queue mailboxes; one that waits is not queued twice, one that runs is run once more afterwards."""
        if by_hand and names:
            log.info("Somebody asked for a synchronisation; mailboxes: %d", len(names))
        for name in names:
            if name not in self.queue:
                self.queue.append(name)
                self._by_hand = self._by_hand or by_hand
        self._next()

    def stop(self, name: str | None = None) -> None:
        """End the current runs soon and forget the queue; with a name, those of one mailbox."""
        self.queue = [queued for queued in self.queue if name not in (None, queued)]
        for line in self._lines:
            if line.job is not None and name in (None, line.job):
                line.stop()
        self.queue_changed.emit()

    def pause(self, name: str, paused: bool) -> None:
        """Pause or go on with a mailbox; it is remembered across restarts."""
        if paused:
            self.stop(name)
        self._background.ask(lambda: self._desk.pause(name, paused), lambda _mailbox: self._on_paused(name, paused))

    @Slot(str, str)
    def skip(self, name: str, path: str) -> None:
        """Leave the rest of a folder that is being downloaded for the next run; the others go on at once."""
        self._desk.skip_folder(name, path)

    def refresh(self, name: str) -> None:
        """Fetch a mailbox's folder list, beside the runs."""
        if name not in self._refreshing:
            self._refreshing.add(name)
            self._side.refresh_wanted.emit(name)

    def verify(self, name: str) -> None:
        """Compare a mailbox with its server, beside the runs; `verified` tells what came of it."""
        if name in self._verifying or self._closed:
            return
        if self._proving is None:
            self._proving = self._start_line("verify")
            self._proving.worker.verified.connect(self._on_verified)
        self._verifying.add(name)
        self._proving.verify_wanted.emit(name)

    def close(self) -> bool:
        """Stop everything; False when the worker did not end in time."""
        self._closed = True
        self._look.stop()
        self._gather.stop()
        self.queue.clear()
        lines = [*self._lines, self._side, self._mail, *([self._proving] if self._proving else [])]
        for line in lines:
            line.close()
        deadline = QDeadlineTimer(CLOSE_MS)
        watchers_ended = self._watchers.close(deadline.remainingTime() / 1000)
        return all(line.wait(deadline) for line in lines) and watchers_ended

    def _next(self) -> None:
        for line in self._lines[: self._at_most] if not self._closed else ():
            name = next((queued for queued in self.queue if queued not in self.running), None)
            if line.job is None and name is not None:
                if self._describing:
                    self._side.stop()
                self.queue.remove(name)
                line.run(name)
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
        if self.may_run():
            self.sync([name for name in names if name not in self.running], by_hand=False)
        self._go_on()  # also goes on with the search index, where a run was cut off

    def _on_mailboxes(self, mailboxes: list[Mailbox]) -> None:
        if not self._closed:
            self._watchers.keep(mailboxes)

    @Slot(str)
    def _on_news(self, name: str) -> None:
        self.sync([name], by_hand=False)

    def _on_look_failed(self, error: BaseException) -> None:
        self.trouble.emit("", error)

    def _on_paused(self, name: str, paused: bool) -> None:
        self.folders_changed.emit(name)
        self.watch()
        if not paused:
            self.sync([name], by_hand=False)

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
        self._written |= change.message_ids
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
        self._ended += results
        for result in results:
            self.run_finished.emit(result)
        self.watch()
        self._go_on()
        self._end_round()

    @Slot(str, object)
    def _on_failed(self, mailbox: str, error: BaseException) -> None:
        if mailbox:
            self._end_run(mailbox)
        self._describing = False
        self.trouble.emit(mailbox, error)
        self._next()
        self._end_round()

    def _end_run(self, mailbox: str) -> None:
        for line in self._lines:
            if line.job == mailbox:
                line.job = None
        self.folders_changed.emit(mailbox)

    def _end_round(self) -> None:
        """A round is all runs from a quiet moment to the next one; it is told of as one."""
        if self.running or self.queue or self._closed:
            return
        ended, written, by_hand = tuple(self._ended), frozenset(self._written), self._by_hand
        self._ended, self._written, self._by_hand = [], set(), False
        if ended:
            self._mail.emails_wanted.emit()
            self.round_ended.emit(ended, written, by_hand)

    def _go_on(self) -> None:
        self._next()
        if not self.running and not self._describing and not self._closed and self.may_write():
            self._describing = True
            self._side.describe_wanted.emit()

    @Slot(int)
    def _on_described(self, count: int) -> None:
        self._describing = False
        if count and not self.running:
            self._go_on()

    @Slot(str, object)
    def _on_verified(self, mailbox: str, found: object) -> None:
        self._verifying.discard(mailbox)
        self.verified.emit(mailbox, found)
        self.look()  # a run that came due meanwhile had to wait

    @Slot(str, object)
    def _on_listed(self, mailbox: str, error: BaseException | None) -> None:
        self._refreshing.discard(mailbox)
        if isinstance(error, AlreadyRunning):
            self._tried.pop(mailbox, None)  # the run that holds it lists the folders anyway; look again later
        elif error is not None:
            self.trouble.emit(mailbox, error)
        self.folders_changed.emit(mailbox)
