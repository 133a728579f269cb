"""What Qt doesn't tell a screen reader by itself, as Orca was heard to say it (Qt 6.12, Orca 43, 2026-11)."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QTextBrowser,
)
from PySide6.QtWidgets import QWidget as Widget

# Orca reads every cell of the row that one comes to, and no tick of it; the readers of other systems read the cell
# that is current, and its tick: it has to say the whole row.
READS_ROWS = sys.platform.startswith("linux")

_CARET = Qt.TextInteractionFlag.TextSelectableByKeyboard


# Qt says what a widget is by the name of its class, or else of the nearest one above it that it knows.
class QWidget(QStackedWidget):
    """Pages one of which is seen; by its own name each would be called a "layered pane" whenever one comes into it."""


class QTextEdit(QTextBrowser):
    """A text with links that can be walked through; by its own name it would be a label, of which nothing is read."""


Pages = QWidget
ReadingText = QTextEdit


class FocusTeller(QObject):
    """One for the program: in a list, table or tree that gets the focus, the current row has it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._on_focus)

    @Slot(Widget, Widget)
    def _on_focus(self, _before: Widget | None, now: Widget | None) -> None:
        # Later, as Qt tells of the view itself right after this.
        if isinstance(now, QAbstractItemView) and QAccessible.isActive():
            QTimer.singleShot(0, now, lambda: tell_current(now))


def tell_current(view: QAbstractItemView) -> None:
    """Say that the current row of a view has the focus."""
    view_itself = QAccessible.queryAccessibleInterface(view)
    row = view_itself.focusChild() if view.hasFocus() and view.currentIndex().isValid() else None
    if row is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Focus))


def give_caret(text: QTextBrowser | QPlainTextEdit) -> None:
    """Let the arrow keys go through a text that is only read, letter by letter, where a screen reader follows them.

    Without one they scroll, as everybody expects.
    """
    flags = text.textInteractionFlags()
    text.setTextInteractionFlags(flags | _CARET if QAccessible.isActive() else flags & ~_CARET)


def name_box(box: QComboBox, name: str) -> None:
    """Name a list to choose from that has no label: on Linux Qt calls it what is chosen, and heeds labels alone."""
    box.setAccessibleName(name)
    unseen = QLabel(name, box.parentWidget())
    unseen.setBuddy(box)
    unseen.hide()


def describe_tick(state: Qt.CheckState) -> str:
    """What belongs to the name of a row with a tick: half a tick is told to no screen reader, and on Linux none is."""
    return name_tick(state) if READS_ROWS or state is Qt.CheckState.PartiallyChecked else ""


def name_tick(state: Qt.CheckState) -> str:
    """A tick in words."""
    match state:
        case Qt.CheckState.PartiallyChecked:
            return QCoreApplication.translate("Spoken", "partly ticked")
        case Qt.CheckState.Checked:
            return QCoreApplication.translate("Spoken", "ticked")
    return QCoreApplication.translate("Spoken", "not ticked")
