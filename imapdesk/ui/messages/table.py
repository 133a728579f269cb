"""The table of messages itself: how its cells are painted, clicks on them, and letters that act on messages."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from imapdesk.ui.messages.cells import FOLD_WIDTH, STAR_FROM, RowPainter, Sizes
from imapdesk.ui.messages.fitting import Fitting
from imapdesk.ui.messages.model import THREAD, Column, ThreadMark
from imapdesk.ui.widgets.dialogs import grown

_MANY = 1_000  # rows


class MessageTable(QTableView):
    """Signals what a click or a key means."""

    star_clicked = Signal(int)  # row
    opened = Signal()
    key_pressed = Signal(str)
    page_wanted = Signal(bool)  # Space: read on, a page down; with Shift a page up
    fold_clicked = Signal(int)  # row

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Messages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(Sizes(self))
        self._rows = RowPainter(self)
        self.fitting = Fitting(self)
        # Only what came into view is painted when the list is scrolled: the ground is painted here, as is each cell.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fitting.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Base))
            self._rows.paint(painter, event.rect())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            cell, x = self.visualRect(index), event.position().toPoint().x()
            inside = cell.right() - x if self.isRightToLeft() else x - cell.left()
            if index.column() == Column.MARKS and inside >= grown(STAR_FROM):
                self.star_clicked.emit(index.row())
            elif index.column() == Column.SUBJECT and inside < grown(FOLD_WIDTH) and index.data(THREAD).count > 1:
                self.fold_clicked.emit(index.row())
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to_edge(event)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._fold(event.key() == Qt.Key.Key_Left):
            event.accept()
        elif event.key() == Qt.Key.Key_Space and self._reads_on(event):
            self.page_wanted.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.text() and event.text().lower() in "fbnsm" and not event.modifiers():
            self.key_pressed.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def _reads_on(self, event: QKeyEvent) -> bool:
        """Whether Space is meant for the message that is read: with Ctrl, and beside what is selected, it selects."""
        only_shift = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        return only_shift and self.selectionModel().isRowSelected(self.currentIndex().row())

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here; by itself Qt looks through all messages for one that begins with them."""

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """For a screen reader Qt lists every cell of a change, and tells of the first: eight seconds for a million."""
        if QAccessible.isActive() and max(_count_rows(selected), _count_rows(deselected)) > _MANY:
            self.viewport().update()
            selected, deselected = _first_cell(selected), _first_cell(deselected)
        super().selectionChanged(selected, deselected)

    def _go_to_edge(self, event: QKeyEvent) -> None:
        """Home and End are for the first and the last message, not for the columns of one, as Qt has it."""
        last, to_first = self.model().rowCount() - 1, event.key() == Qt.Key.Key_Home
        if last < 0:
            return
        edge = self.model().index(0 if to_first else last, Column.SUBJECT)
        chosen = QItemSelection(edge, edge)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            within = self._range_at(self.currentIndex().row())
            chosen = QItemSelection(edge, self.model().index(within[1] if to_first else within[0], Column.SUBJECT))
        self.selectionModel().setCurrentIndex(edge, QItemSelectionModel.SelectionFlag.NoUpdate)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(chosen, flags)

    def _range_at(self, row: int) -> tuple[int, int]:
        """The first and the last of the selected rows around a row."""
        for part in list_ranges(self.selectionModel().selection()):
            if part.top() <= row <= part.bottom():
                return part.top(), part.bottom()
        return max(row, 0), max(row, 0)

    def _fold(self, close: bool) -> bool:
        """Fold or unfold the current conversation by the arrow keys."""
        index = self.currentIndex()
        mark: ThreadMark | None = index.data(THREAD) if index.isValid() else None
        wanted = mark is not None and ((mark.open or mark.child) if close else mark.count > 1 and not mark.open)
        if wanted:
            self.fold_clicked.emit(index.row())
        return wanted


def _count_rows(selection: QItemSelection) -> int:
    return sum(part.height() for part in list_ranges(selection))


def _first_cell(selection: QItemSelection) -> QItemSelection:
    if selection.isEmpty():
        return selection
    first = selection.at(0).topLeft()
    return QItemSelection(first, first)


def list_ranges(selection: QItemSelection) -> list[QItemSelectionRange]:
    """The ranges of a selection (a Qt list, which Python can't iterate by its type)."""
    return [selection.at(number) for number in range(selection.count())]
