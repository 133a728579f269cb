"""Views that others take the place of: out of sight at once, gone when nothing that they asked for is awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QMenuBar, QToolBar, QWidget

if TYPE_CHECKING:
    from imapdesk.ui.shell.main_window import MainWindow

_LOOK_EVERY_MS = 200


class Leaving(QObject):
    """Holds what a window has now; `leave` is called as soon as it has something else.

    An errand that is under way (a mark, a removal) ends as it would have: what began it hears of its end and tells the
    window. What was merely read for the old views is forgotten.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._reader = window.pane.reader
        window.reads.forget_all()
        central = window.takeCentralWidget()
        self._views: list[QObject] = [
            *([central] if central is not None else []),
            window.folder_actions,
            window.message_actions,
            window.message_actions.commands,
            window.mailbox_actions,
            window.mailbox_actions.signing_in,
            window.finding,
        ]
        window.completeness.setParent(None)
        window.completeness.deleteLater()  # at once: it would say the engine's answers twice
        for bar in window.findChildren(QToolBar, "tools"):
            window.removeToolBar(bar)
            bar.deleteLater()
        window.setMenuBar(QMenuBar(window))
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)

    def leave(self) -> None:
        """Hide the views, and let them go when their errands are done."""
        self._reader.stop()
        for view in self._views:
            if isinstance(view, QWidget):
                view.hide()
                view.setParent(self._window)  # hidden, it takes neither room nor keys
        self._looking.start()
        self._look()

    @Slot()
    def _look(self) -> None:
        if not self._window.errands.busy:
            for view in self._views:
                view.deleteLater()
            self._views.clear()
            self._looking.stop()
            self.deleteLater()
