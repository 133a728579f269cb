"""Which columns the message list shows: a menu on its header, also without a mouse."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView

from imapdesk.ui.messages.model import Column
from imapdesk.ui.widgets.dialogs import grown

CHOSEN = (Column.FROM, Column.DATE, Column.SIZE)  # marks and subject are always there, the folder where it is needed
WIDTHS = {Column.MARKS: 46, Column.FROM: 126, Column.DATE: 88, Column.SIZE: 74, Column.FOLDER: 110}

_ROOM = sum(WIDTHS.values())
_LARGE = 1.75  # times the usual letters


def make_columns_menu(table: QTableView) -> QMenu:
    """A menu of the columns that can be hidden, and back to how they were at first."""
    menu = QMenu(table)
    for column in CHOSEN:
        title = str(table.model().headerData(column, Qt.Orientation.Horizontal))
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setChecked(not table.isColumnHidden(column))
        action.toggled.connect(lambda shown, column=column: table.setColumnHidden(column, not shown))
    menu.addSeparator()
    reset = menu.addAction(QCoreApplication.translate("Columns", "Restore columns"))
    reset.triggered.connect(lambda _checked=False: restore_columns(table))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def restore_columns(table: QTableView) -> None:
    """The columns in their first order and width.

    The folder's column depends on the place, and letters of nearly twice the size have the size's room for the subject.
    """
    header = table.horizontalHeader()
    large = grown(_ROOM) > _ROOM * _LARGE
    for column in Column:
        header.moveSection(header.visualIndex(column), column)
        if column in CHOSEN:
            table.setColumnHidden(column, large and column is Column.SIZE)
    for column, width in WIDTHS.items():
        header.resizeSection(column, width if column is Column.MARKS else grown(width))  # marks are no letters


def show_columns_menu(table: QTableView, position: QPoint | None = None) -> QMenu:
    """Open the menu at a place of the header, or at its beginning."""
    header = table.horizontalHeader()
    menu = make_columns_menu(table)
    place = position if position is not None else QPoint(header.sectionViewportPosition(Column.FROM), header.height())
    menu.popup(header.mapToGlobal(place))
    return menu
