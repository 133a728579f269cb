"""What a screen reader says by itself when something changed that has not the focus."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from imapdesk.ui.widgets.notifying import notify
from imapdesk.ui.widgets.spoken import READS_ROWS


def announce(widget: QWidget, text: str) -> None:
    """Have it said, politely: after what is being said now."""
    if not text:
        return
    if READS_ROWS:
        # Orca 43 has no ear for announcements (Debian 12); each that came after hears both, and would say it twice.
        notify(widget.window(), text)
    else:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class SpokenLabel(QLabel):
    """A sentence that comes while somebody is at something else: it is said once it is seen."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        # Later, as whoever writes it shows it, and gives the focus to something, only then.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._say)

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._soon.start()

    @Slot()
    def _say(self) -> None:
        if self.isVisible():
            announce(self, self.text())
