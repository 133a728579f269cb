"""The keys, in a table."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from imapdesk.ui.shell.actions import menu_table
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, row
from imapdesk.ui.widgets.marks import MARK
from imapdesk.ui.widgets.tables import fill_table, make_table


class ShortcutsDialog(PlainDialog):
    """Every menu item that has a key, and the letters of the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", 460, 560)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        table = make_table(self.tr("Keyboard shortcuts"), [self.tr("What"), self.tr("Keys")], 0, framed=True)
        fill_table(table, self._lines())
        layout = column(self)
        layout.addWidget(table)
        layout.addLayout(row(None, button(self.tr("Close"), self.accept)))

    def _lines(self) -> list[tuple[str, str]]:
        lines = []
        for _title, items in menu_table():
            for item in items:
                if item.keys:
                    keys = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in item.keys]
                    lines.append((item.text.replace("&", "").strip("…" + MARK), ", ".join(keys)))
        letters = [
            (self.tr("Next message (in the list)"), "F"),
            (self.tr("Previous message (in the list)"), "B"),
            (self.tr("Next unread message (in the list)"), "N"),
            (self.tr("Star (in the list)"), "S"),
            (self.tr("Read or unread (in the list)"), "M"),
            (self.tr("Tick a folder (in the tree)"), self.tr("Space")),
            (self.tr("Open in a window of its own (in the list)"), self.tr("Return")),
            (self.tr("Clear the search (in the search box)"), self.tr("Esc")),
            (self.tr("Back to the messages (on a page in their place)"), self.tr("Esc")),
        ]
        return lines + letters
