"""Which columns the message list shows: a menu on its header, also without a mouse."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from imapdesk.ui.messages.model import Column
from imapdesk.ui.messages.table import MessageTable
from imapdesk.ui.widgets.dialogs import grown

CHOSEN = (Column.FROM, Column.DATE, Column.SIZE)  # marks and subject are always there, the folder where it is needed
WIDTHS = {Column.MARKS: 46, Column.FROM: 126, Column.DATE: 88, Column.SIZE: 74, Column.FOLDER: 110}


def make_columns_menu(table: MessageTable) -> QMenu:
    """A menu of the columns that can be hidden, and back to how they were at first."""
    menu = QMenu(table)
    for column in CHOSEN:
        title = str(table.model().headerData(column, Qt.Orientation.Horizontal))
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setChecked(table.fitting.wants(column))
        action.toggled.connect(lambda shown, column=column: table.fitting.want(column, shown))
    menu.addSeparator()
    reset = menu.addAction(QCoreApplication.translate("Columns", "Restore columns"))
    reset.triggered.connect(lambda _checked=False: restore_columns(table))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def restore_columns(table: MessageTable) -> None:
    """The columns in their first order and width; the folder's column depends on the place."""
    header = table.horizontalHeader()
    table.fitting.show_wanted()
    for column in Column:
        header.moveSection(header.visualIndex(column), column)
    for column, width in WIDTHS.items():
        header.resizeSection(column, grown(width))
    for column in CHOSEN:
        table.fitting.want(column, True)


def show_columns_menu(table: MessageTable, position: QPoint | None = None) -> QMenu:
    """Open the menu at a place of the header, or at its beginning."""
    header = table.horizontalHeader()
    menu = make_columns_menu(table)
    place = position if position is not None else QPoint(header.sectionViewportPosition(Column.FROM), header.height())
    menu.popup(header.mapToGlobal(place))
    return menu
