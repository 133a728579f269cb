"""Boxes for a choice, a number and a date that leave the wheel to the page they stand on.

A change is applied at once in most of our forms, and scrolling past a box must change nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox, QTimeEdit

_MARGIN = 8  # pixels beside a number; Qt gives the field in a spin box no padding from a style sheet


class CalmComboBox(QComboBox):
    """Turns with the wheel only once it was chosen with a click or the tab key."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmSpinBox(QSpinBox):
    """The same for a number, which stands a little away from the frame."""

    def __init__(self, least: int, most: int, value: int | None = None, step: int = 1) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setValue(least if value is None else value)
        self.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(2 * _MARGIN, 0)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + QSize(2 * _MARGIN, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmDateEdit(QDateEdit):
    """The same for a day, which may be taken from a calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCalendarPopup(True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmTimeEdit(QTimeEdit):
    """The same for a time of day."""

    def __init__(self, time: QTime) -> None:
        super().__init__(time)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # Qt turns 22:00 into 00:22 where all is mirrored
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(2 * _MARGIN, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
