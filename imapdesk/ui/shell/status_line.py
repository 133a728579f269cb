"""The status bar: what goes on, how far it is, how much is here, when it goes on."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QStatusBar, QWidget

from imapdesk.mail import RunResult
from imapdesk.outcome import Outcome
from imapdesk.sync.events import Progress
from imapdesk.ui.state.status import is_off_line
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.dialogs import button, grown, label, leave_room
from imapdesk.ui.widgets.run_words import describe_counts, describe_skipping
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.tips import tip

HONEST_AFTER_S = 20.0  # before that a rate says nothing
SPEAK_MS = 6_000
_MOST_TAKEN = 2 / 3  # of the line, by what stands at its end
_WIDE = 960  # pixels, for the usual font: there is room for the totals' size beside a run


class StatusLine(QStatusBar):
    """One line of activity at the left, totals and the next sync at the right."""

    pause_wanted = Signal()
    sync_wanted = Signal()
    anyway_wanted = Signal()  # what waits for its server is not to wait
    skip_wanted = Signal(str, str)  # mailbox, folder

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Status"))
        self.setSizeGripEnabled(False)
        self.activity = label("")
        self.activity.setWordWrap(False)
        self.activity.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setFixedWidth(140)
        self.pause = button(self.tr("Pause"), self.pause_wanted.emit, name=self.tr("Pause syncing"), flat=True)
        self.skip = button(self.tr("Skip folder"), self._on_skip, flat=True)
        self.sync = button(self.tr("Sync now"), self._on_sync, flat=True)
        self.totals = self._quiet()
        self.next_sync = self._quiet()
        left = QWidget()
        left.setAccessibleName(self.tr("Activity"))
        row = QHBoxLayout(left)
        leave_room(row, 8, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(self.activity, 1)
        for widget in (self.bar, self.skip, self.pause, self.sync):
            row.addWidget(widget)
            widget.hide()
        keeping = self.pause.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)  # else the line grows with each run, and the list above it jumps
        self.pause.setSizePolicy(keeping)
        self.addWidget(left, 1)
        self.addPermanentWidget(self.totals)
        self.addPermanentWidget(self.next_sync)
        self._count = self._size = ""
        self._line = ""
        self._at = ("", "")
        self.offers_sync = False  # what was ticked waits for it
        self._anyway = False  # the button is for what waits for its server
        self._started: dict[str, float] = {}
        self._say_again: Callable[[StatusLine], object] = lambda _line: None  # what the line says, as it came
        self._quieten = QTimer(self, singleShot=True, interval=SPEAK_MS)
        self._quieten.timeout.connect(self._on_quiet)

    def _quiet(self) -> QLabel:
        made = label("", muted=True)
        made.setWordWrap(False)
        made.setContentsMargins(8, 0, 8, 0)
        return made

    def set_totals(self, messages: int | None, octets: int | None = None) -> None:
        """How many messages are saved, and their size; None where there is nothing to count, or nothing known, yet."""
        self._count = "" if messages is None else self.tr("%Ln message(s)", "", messages)
        self._size = formats.size(octets) if octets else ""
        self._show_totals()

    def _show_totals(self) -> None:
        """In a narrow window what goes on needs the room."""
        wide = self.width() >= grown(_WIDE)
        text = f"{self._count} · {self._size}" if self._size and wide else self._count
        if text != self.totals.text():
            self.totals.setText(text)
            if (layout := self.layout()) is not None:
                layout.activate()  # at once: within a resize it was done for the words of before
        self.totals.setToolTip(f"{self._count} · {self._size}" if self._size else "")
        taken = self.totals.sizeHint().width() + self.next_sync.sizeHint().width()
        self.next_sync.setVisible(taken <= self.width() * _MOST_TAKEN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_totals()

    def set_next(self, text: str) -> None:
        """When the next sync is."""
        self.next_sync.setText(self.tr("Next sync {time}").format(time=text) if text else "")
        self._show_totals()

    @Slot(str)
    def say(self, text: str) -> None:
        """Say something for a moment; what stood there before comes back."""
        self.activity.setText(formats.plain(text) or self._line)
        if text:
            announce(self, formats.plain(text))
            self._quieten.start()

    @Slot(str)
    def say_wait(self, text: str) -> None:
        """Say why nothing is synchronised, with a button to try it all the same."""
        self._offer(self.tr("Try anyway"))
        self._anyway = True
        self._line = formats.plain(text)
        self.activity.setText(self._line)
        announce(self, self._line)

    def _on_sync(self) -> None:
        if self._anyway:
            self.anyway_wanted.emit()
        else:
            self.sync_wanted.emit()

    def offer_sync(self, text: str) -> None:
        """Say what will happen at the next sync, with a button to have it now."""
        self.offers_sync = True
        self._offer(self.tr("Sync now"))
        self._line = text
        self.activity.setText(text)

    def take_over(self, other: StatusLine) -> None:
        """Go on where another line was, in the words of the language of now."""
        self._started = dict(other._started)
        if self._started:
            self._show_running()
        other._say_again(self)

    def begin(self, mailbox: str) -> None:
        """A run began."""
        self._started[mailbox] = time.monotonic()
        self.sync.hide()
        self.offers_sync = False
        self._show_running()
        self._say_again = lambda line: line.show_phase(mailbox, "connecting")
        self._set_line(self.tr("{mailbox}: connecting").format(mailbox=mailbox))

    def _show_running(self) -> None:
        self.bar.setRange(0, 0)
        self.bar.show()
        self.pause.show()

    def show_phase(self, mailbox: str, phase: str) -> None:
        """What the run is at."""
        words = {
            "connecting": self.tr("connecting"),
            "securing": self.tr("connecting"),
            "signing_in": self.tr("signing in"),
            "folders": self.tr("reading folders"),
            "surveying": self.tr("looking for new messages"),
            "messages": self.tr("saving messages"),
            "flags": self.tr("comparing flags"),
            "waiting": self.tr("waiting for the server"),
        }
        if phase in words:
            self._say_again = lambda line: line.show_phase(mailbox, phase)
            self._set_line(f"{formats.plain(mailbox)}: {words[phase]}")

    def show_progress(self, progress: Progress) -> None:
        """How far the run is; determinate as soon as counts are known. What comes after its end is not shown."""
        if progress.mailbox not in self._started:
            return
        self._say_again = lambda line: line.show_progress(progress)
        self.bar.setRange(0, max(progress.total, 1))
        self.bar.setValue(progress.done)
        text = self.tr("{mailbox}: {folder} {done} of {total}").format(
            mailbox=formats.plain(progress.mailbox),
            folder=formats.folder(progress.folder),
            done=formats.number(progress.done),
            total=formats.number(progress.total),
        )
        self._set_line(text + self._describe_rest(progress))
        if self._at != (progress.mailbox, progress.folder):
            self._at = (progress.mailbox, progress.folder)
            self.skip.setVisible(bool(progress.folder))
            self.skip.setToolTip(tip(describe_skipping(progress.folder)))

    @Slot()
    def _on_skip(self) -> None:
        self.skip.hide()
        self.skip_wanted.emit(*self._at)

    def _describe_rest(self, progress: Progress) -> str:
        started = self._started.get(progress.mailbox, time.monotonic())
        rest = progress.bytes_total - progress.bytes_done
        if progress.bytes_per_s <= 0 or rest <= 0 or time.monotonic() - started < HONEST_AFTER_S:
            return ""
        return " - " + formats.about(rest / progress.bytes_per_s)

    def end(self, result: RunResult) -> None:
        """A run ended: one line says what it did. The bar stays while other mailboxes run."""
        self.drop(result.mailbox)
        self._say_again = lambda line: line.show_result(result)
        self.show_result(result)
        finished = result.outcome in (Outcome.OK, Outcome.PARTIAL)
        announce(self, self.tr("Sync finished: {result}").format(result=self._line) if finished else self._line)

    def show_result(self, result: RunResult) -> None:
        """What a run did; where there was no connection, with a button to try again."""
        if is_off_line(result.outcome, result.reason):
            self.offers_sync = False
            self._offer(self.tr("Try now"))
        elif not self.offers_sync:
            self.sync.hide()
        self._set_line(self._describe_result(result))

    def _offer(self, text: str) -> None:
        self._anyway = False
        self.sync.setText(text)
        self.sync.setAccessibleName(text)
        self.sync.show()

    @Slot(str)
    def drop(self, mailbox: str) -> None:
        """A run is over, however it ended."""
        self._started.pop(mailbox, None)
        for widget in (self.bar, self.pause):
            widget.setVisible(bool(self._started))
        self.skip.hide()
        self._at = ("", "")

    def _describe_result(self, result: RunResult) -> str:
        if result.outcome in (Outcome.OK, Outcome.PARTIAL):
            counts = describe_counts(result.stored, result.gone, result.quarantined)
            seconds = formats.number(max(1, round(result.seconds)))
            text = self.tr("{time} - {counts} ({seconds} s)")
            text = text.format(time=formats.clock(result.started_at), counts=counts, seconds=seconds).lstrip(" -")
            missed = result.outcome is Outcome.PARTIAL and not result.quarantined
            return f"{text}. {say(result.error or '')}" if missed and result.error else text
        if is_off_line(result.outcome, result.reason):
            return self.tr("Off-line - saved mail can be read. Syncing goes on when the connection is back.")
        if result.outcome is Outcome.CANCELLED:
            return self.tr("Syncing stopped.")
        return say(result.error or "")

    def _set_line(self, text: str) -> None:
        self._line = text
        if not self._quieten.isActive():
            self.activity.setText(text)
        self.activity.setToolTip(tip(text))

    @Slot()
    def _on_quiet(self) -> None:
        self.activity.setText(self._line)
