"""Long work that a person started: what it is at, how far it is, and a button that stops it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from imapdesk.errors import Cancelled
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, describe_error, label, row, tell

T = TypeVar("T")
Tell = Callable[[str, int, int], None]  # what it is at, done, total (0: unknown)
ShouldStop = Callable[[], bool]

_LOOK_EVERY_MS = 200
_OPEN_AFTER_MS = 300
_STEPS = 1_000  # of the bar: counts can be larger than a bar's numbers


class ProgressDialog(PlainDialog):
    """Runs one piece of work in a thread. Esc stops it; quitting does as well."""

    def __init__(self, parent: QWidget, errands: Background, title: str) -> None:
        super().__init__(parent, title, 440, 140)
        self._errands = errands
        self._stopped = Event()
        self._told: tuple[str, int, int] = ("", 0, 0)
        self._ended = False
        self.text = label(self.tr("Beginning…"))
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setRange(0, 0)
        self.stop = button(self.tr("Stop"), self.reject)
        layout = column(self)
        layout.addWidget(self.text)
        layout.addWidget(self.bar)
        layout.addStretch(1)
        layout.addLayout(row(None, self.stop))
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._show)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._stopped.set)

    def run(self, work: Callable[[Tell, ShouldStop], T], then: Callable[[T], object]) -> None:
        """Begin, and open the dialog; ``then`` gets the result. What goes wrong is said in a dialog of its own.

        Work that is quickly done shows no dialog: one that flashes up tells nobody anything, and window managers that
        were about to give it the focus leave the window without (seen with Openbox).
        """
        QTimer.singleShot(_OPEN_AFTER_MS, self, self._open_late)
        self._look.start()
        self._errands.ask(
            lambda: work(self._tell, self._stopped.is_set), lambda result: self._end(result, then), self._fail
        )

    def _open_late(self) -> None:
        if not self._ended:
            self.open()

    def reject(self) -> None:
        """Ask the work to stop; the dialog closes when it has."""
        if self._ended:
            super().reject()
            return
        self._stopped.set()
        self.stop.setEnabled(False)
        self.text.setText(self.tr("Stopping…"))

    def _tell(self, text: str, done: int, total: int) -> None:
        self._told = (text, done, total)  # one assignment: the window's thread reads either the old or the new one

    def _show(self) -> None:
        text, done, total = self._told
        if text and not self._stopped.is_set():
            self.text.setText(text)
        self.bar.setRange(0, _STEPS if total else 0)
        self.bar.setValue(done * _STEPS // total if total else 0)

    def _end(self, result: T, then: Callable[[T], object]) -> None:
        self._close()
        then(result)

    def _fail(self, error: BaseException) -> None:
        window = self.parentWidget()
        self._close()
        if not isinstance(error, Cancelled) and window is not None:
            sentence, details = describe_error(error)
            tell(window, self.windowTitle(), sentence, details)

    def _close(self) -> None:
        self._ended = True
        self._look.stop()
        self.accept()
