"""What closing the window means: out of sight while syncing goes on, or the end."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QCloseEvent

from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.state.on_close import ASK, KEEP, ON_CLOSE, QUIT
from imapdesk.ui.widgets.dialogs import ask_two

HIDDEN_HINT = "hint_hidden_shown"


class Closing(QObject):
    """Decides by the person's choice; where no tray shows that the program goes on, it asks once."""

    quit_wanted = Signal()

    def __init__(self, window: MainWindow, tray: Tray) -> None:
        super().__init__(window)
        self._window = window
        self._tray = tray
        self.quitting = False
        window.close_asked.connect(self._on_close_asked)

    @Slot(QCloseEvent)
    def _on_close_asked(self, event: QCloseEvent) -> None:
        choice = self._window.state.get(ON_CLOSE, KEEP if self._tray.available else ASK)
        if self.quitting or choice == QUIT or not self._window.shelf.snapshot.mailboxes:
            event.accept()
            self.quit()
            return
        event.ignore()
        if choice == ASK:
            self._ask()
        else:
            self._hide()

    def _ask(self) -> None:
        ask_two(
            self._window,
            self.tr("Close window"),
            self.tr("Keep syncing in the background?"),
            self.tr("Starting imapdesk again brings the window back. Settings > General changes your answer."),
            (self.tr("Keep syncing"), lambda: self._answer(KEEP)),
            (self.tr("Quit"), lambda: self._answer(QUIT)),
        )

    def _answer(self, choice: str) -> None:
        self._window.state.put(ON_CLOSE, choice)
        self._hide() if choice == KEEP else self.quit()

    def _hide(self) -> None:
        self._window.hide()
        if self._tray.available and self._window.state.get(HIDDEN_HINT, "") != "yes":
            self._window.state.put(HIDDEN_HINT, "yes")
            self._tray.tell(self.tr("imapdesk keeps syncing"), self.tr("Quit from the tray menu."))

    @Slot()
    def quit(self) -> None:
        """End the program."""
        if not self.quitting:
            self.quitting = True
            self.quit_wanted.emit()
