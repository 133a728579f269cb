"""The keys, in a table by where they act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from imapdesk.ui.shell.actions import menu_table
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, row
from imapdesk.ui.widgets.marks import MARK
from imapdesk.ui.widgets.tables import fill_table, make_table

Lines = list[tuple[str, str]]  # what is done, and by which keys


class ShortcutsDialog(PlainDialog):
    """Every menu item that has a key, and what else keys do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", 460, 560)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        table = make_table(self.tr("Keyboard shortcuts"), [self.tr("What"), self.tr("Keys")], 0, framed=True)
        _fill(table, self.groups())
        layout = column(self)
        layout.addWidget(table)
        layout.addLayout(row(None, button(self.tr("Close"), self.accept)))

    def groups(self) -> list[tuple[str, Lines]]:
        """The keys of each menu, then those of the list and of other places."""
        return [*_list_menus(), (self.tr("In the message list"), self._list_letters()), self._list_others()]

    def _list_letters(self) -> Lines:
        return [
            (self.tr("Next message"), "F"),
            (self.tr("Previous message"), "B"),
            (self.tr("Next unread message"), "N"),
            (self.tr("Read on: a page down, then the next unread message"), self.tr("Space")),
            (self.tr("Star"), "S"),
            (self.tr("Read or unread"), "M"),
            (self.tr("Open in a window of its own"), self.tr("Return")),
        ]

    def _list_others(self) -> tuple[str, Lines]:
        return (
            self.tr("Elsewhere"),
            [
                (self.tr("Tick a folder (in the tree)"), self.tr("Space")),
                (self.tr("Find in message (in the message)"), _native("Ctrl+F")),
                (self.tr("Clear the search (in the search box)"), self.tr("Esc")),
                (self.tr("Back to the messages (on a page in their place)"), self.tr("Esc")),
            ],
        )


def _list_menus() -> list[tuple[str, Lines]]:
    menus = []
    for title, items in menu_table():
        lines = [(_plain(item.text), ", ".join(map(_native, item.keys))) for item in items if item.keys]
        menus.append((_plain(title), lines))
    return menus


def _plain(text: str) -> str:
    return text.replace("&", "").strip("…" + MARK)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _fill(table: QTableWidget, groups: list[tuple[str, Lines]]) -> None:
    """A head over each group, which can't be chosen."""
    bold = table.font()
    bold.setBold(True)
    rows: Lines = []
    heads: dict[int, str] = {}
    for title, lines in groups:
        heads[len(rows)] = title
        rows += [(title, ""), *lines]
    fill_table(table, rows)
    for number, title in heads.items():
        table.setSpan(number, 0, 1, table.columnCount())
        head = QTableWidgetItem(title)
        head.setFont(bold)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        table.setItem(number, 0, head)
