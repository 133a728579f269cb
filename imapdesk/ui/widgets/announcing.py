"""What a screen reader says by itself when something changed that has not the focus."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from imapdesk.ui.widgets.notifying import notify
from imapdesk.ui.widgets.spoken import READS_ROWS


def announce(widget: QWidget, text: str) -> None:
    """Have it said, politely: after what is being said now."""
    if not text:
        return
    if READS_ROWS:
        # Orca 43 has no ear for announcements (Debian 12); each that came after hears both, and would say it twice.
        notify(_find_quiet_window(widget.window()), text)
    else:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def _find_quiet_window(window: QWidget) -> QWidget:
    """The window behind the dialogs: before a notification in a dialog, Orca 43 reads all of the dialog's texts."""
    behind = window.parentWidget()
    while isinstance(window, QDialog) and behind is not None:
        window = behind.window()
        behind = window.parentWidget()
    return window


class SpokenLabel(QLabel):
    """A sentence that comes while somebody is at something else: it is said once it is seen.

    Where a widget that it describes takes the focus at the same time, it is said with that one already.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        # Later, as whoever writes it shows it, and gives the focus to something, only then.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._say)
        self._focus: QWidget | None = None  # what had it when the sentence came

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._focus = QApplication.focusWidget()
            self._soon.start()

    @Slot()
    def _say(self) -> None:
        now = QApplication.focusWidget()
        described = now is not None and now is not self._focus and now.accessibleDescription() == self.text()
        self._focus = None
        if self.isVisible() and not described:
            announce(self, self.text())
