"""The keys, in a table."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from imapdesk.ui.shell.actions import menu_table
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, row


class ShortcutsDialog(PlainDialog):
    """Every menu item that has a key, and the letters of the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", 460, 560)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        table = QTableWidget(0, 2)
        table.setAccessibleName(self.tr("Keyboard shortcuts"))
        table.setHorizontalHeaderLabels([self.tr("What"), self.tr("Keys")])
        table.horizontalHeader().setAccessibleName(self.tr("Columns"))
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for what, keys in self._lines():
            table.insertRow(table.rowCount())
            table.setItem(table.rowCount() - 1, 0, QTableWidgetItem(what))
            table.setItem(table.rowCount() - 1, 1, QTableWidgetItem(keys))
        table.resizeColumnToContents(1)
        layout = column(self)
        layout.addWidget(table)
        layout.addLayout(row(None, button(self.tr("Close"), self.accept)))

    def _lines(self) -> list[tuple[str, str]]:
        lines = []
        for _title, items in menu_table():
            for item in items:
                if item.keys:
                    keys = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in item.keys]
                    lines.append((item.text.replace("&", "").rstrip("…"), ", ".join(keys)))
        letters = [
            (self.tr("Next message (in the list)"), "F"),
            (self.tr("Previous message (in the list)"), "B"),
            (self.tr("Next unread message (in the list)"), "N"),
            (self.tr("Star (in the list)"), "S"),
            (self.tr("Read or unread (in the list)"), "M"),
            (self.tr("Tick a folder (in the tree)"), self.tr("Space")),
            (self.tr("Open in a window of its own (in the list)"), self.tr("Return")),
            (self.tr("Clear the search (in the search box)"), self.tr("Esc")),
        ]
        return lines + letters
