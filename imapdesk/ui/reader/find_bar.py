"""The bar in which one types what to look for in a message."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton

from imapdesk.ui.widgets.dialogs import button, grown, leave_room, told
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.tips import tip

_WIDE = 30  # pixels of a button
_PAUSE_MS = 150  # of typing, after which it is looked for


class FindBar(QFrame):
    """Enter goes on, Shift+Enter goes back."""

    wanted = Signal(str, int)  # the words, and 0 for new ones, 1 for the next place, -1 for the one before
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hint")  # a bar that warns of nothing
        self.setAccessibleName(self.tr("Find in message"))
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Find in message"))
        self.field.setPlaceholderText(self.tr("Find in message"))
        self.field.setClearButtonEnabled(True)
        for child in self.field.findChildren(QToolButton):
            child.setAccessibleName(self.tr("Clear"))
        self.count = told(muted=True)
        self.count.setWordWrap(False)
        self.count.setMinimumWidth(1)  # a narrow reader isn't made wider for it
        self.previous = _make_button("chevron-up", self.tr("Previous place in the message"), lambda: self.step(-1))
        self.next = _make_button("chevron-down", self.tr("Next place in the message"), lambda: self.step(1))
        self.close_button = _make_button("close", self.tr("Close"), self.leave)
        row = QHBoxLayout(self)
        leave_room(row, 20, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.previous, self.next, self.close_button):
            row.addWidget(widget)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._on_typed)
        self.field.textEdited.connect(lambda _text: self._soon.start())
        self.field.textChanged.connect(lambda text: None if text else self._on_typed())
        self.say_count(0, 0)
        self.hide()

    def open_for(self, words: str = "") -> None:
        """Show the bar, with these words or those of before, ready to be typed over."""
        if words:
            self.field.setText(words)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._on_typed()

    @Slot()
    def _on_typed(self) -> None:
        self._soon.stop()
        self.wanted.emit(self.field.text(), 0)

    def step(self, by: int) -> None:
        """Go to the next place, or the one before."""
        self._soon.stop()
        self.wanted.emit(self.field.text(), by)

    def say_count(self, at: int, count: int) -> None:
        """Say which place of how many is shown; nothing while there is nothing to look for."""
        if count:
            text = self.tr("{at} of {count}").format(at=at, count=count)
        else:
            text = self.tr("Not found") if self.field.text().strip() else ""
        self.count.setText(text)
        for each in (self.previous, self.next):
            each.setEnabled(count > 0)

    def leave(self) -> None:
        """Hide the bar and its marks."""
        self._soon.stop()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


def _make_button(picture: str, name: str, act: Callable[[], object]) -> QPushButton:
    made = button("", act, name=name, flat=True)
    made.setIcon(icon(picture))
    made.setToolTip(tip(name))
    made.setFixedWidth(grown(_WIDE))
    return made
