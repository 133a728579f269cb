"""A sentence as Orca hears it: a notification, seen by nobody, that comes into a window (Qt 6.12, Orca 43, 2026-11)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

# Orca asks for the words after it was told that they are there: by then the next sentence may have come.
_AT_ONCE = 16


class Notification(QAccessibleObject):
    """What is told of one sentence. No widget has this role, hence an interface of our own."""

    def __init__(self, carrier: QObject) -> None:
        super().__init__(carrier)
        self.place: QWidget | None = None
        self.words = ""

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Notification

    def text(self, kind: QAccessible.Text) -> str:
        return self.words if kind is QAccessible.Text.Name else ""

    def state(self) -> QAccessible.State:
        return QAccessible.State()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        place = self.place
        return QAccessible.queryAccessibleInterface(place) if place is not None and isValid(place) else None

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1


class Notifier(QObject):
    """The notifications of a program: few, used in turn, and held here, as Qt knows them by their numbers alone."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._notes = [Notification(QObject(self)) for _ in range(_AT_ONCE)]
        self._numbers = [QAccessible.registerAccessibleInterface(note) for note in self._notes]
        app.aboutToQuit.connect(self._forget)

    def say(self, window: QWidget, text: str) -> None:
        """Let a sentence come into a window; none any more once the program ends."""
        if self._notes:
            note = self._notes.pop(0)
            self._notes.append(note)
            note.place, note.words = window, text
            QAccessible.updateAccessibility(QAccessibleEvent(note, QAccessible.Event.ObjectShow))

    @Slot()
    def _forget(self) -> None:
        # By Qt, while Python is there: Qt would end them after it, and Python without telling Qt.
        while self._numbers:
            QAccessible.deleteAccessibleInterface(self._numbers.pop())
        self._notes.clear()


def notify(window: QWidget, text: str) -> None:
    """Let a screen reader say a sentence; nothing happens where none listens."""
    app = QApplication.instance()
    if QAccessible.isActive() and isinstance(app, QApplication):
        (app.findChild(Notifier) or Notifier(app)).say(window, text)
