"""The search field: waits for a pause in typing, says where it looks, and Esc clears it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from imapdesk.ui.widgets.fields import HintedLine
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.spoken import name_box

PAUSE_MS = 250


class _Field(HintedLine):
    escaped = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class SearchBox(QWidget):
    """A field and where to look."""

    searched = Signal(str, bool)  # text, everywhere
    left = Signal()  # Esc or Down: the list gets the focus

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Search"))
        self.field = _Field(self.tr("Search messages (Ctrl+K)"), self.tr("Search"))
        self.field.setAccessibleName(self.tr("Search messages"))
        tip = self.tr('from: to: subject: has:attachment before:2025-01-31 is:unread -word "phrase"')
        self.field.setToolTip(tip)
        self.field.addAction(QAction(icon("search"), "", self.field), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        for child in self.field.findChildren(QToolButton):
            child.setAccessibleName(self.tr("Search"))
        self.where = QComboBox()
        self.where.addItem(self.tr("Here"), False)
        self.where.addItem(self.tr("All mailboxes"), True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.where)
        name_box(self.where, self.tr("Search in"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._last = ("", False)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._search)
        self.field.escaped.connect(self._on_escape)
        self.field.down.connect(self.left)
        self.where.currentIndexChanged.connect(self._search)

    @property
    def everywhere(self) -> bool:
        """Whether all mailboxes are looked through."""
        return bool(self.where.currentData())

    def search_everywhere(self) -> None:
        """Look through all mailboxes."""
        self.where.setCurrentIndex(1)

    def clear_quietly(self) -> None:
        """Empty the field without a search."""
        self._pause.stop()
        self._last = ("", self.everywhere)
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)

    def show_quietly(self, text: str, *, everywhere: bool = True) -> None:
        """Show a query that is looked for already."""
        self.clear_quietly()
        for widget in (self.field, self.where):
            widget.blockSignals(True)
        self.field.setText(text)
        self.where.setCurrentIndex(int(everywhere))
        for widget in (self.field, self.where):
            widget.blockSignals(False)
        self._last = (text, everywhere)

    @Slot(str)
    def _on_text(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def _search(self) -> None:
        self._pause.stop()
        wanted = (self.field.text().strip(), self.everywhere)
        if wanted != self._last and (wanted[0] or self._last[0]):
            self._last = wanted
            self.searched.emit(*wanted)

    @Slot()
    def _on_escape(self) -> None:
        self.field.clear()
        self._search()
        self.left.emit()
