"""The message list: a table over `MessageModel` with its header, empty states, selection and context menu."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from imapdesk.mail import Conversations, SortBy, Summary
from imapdesk.ui.messages.columns import restore_columns, show_columns_menu
from imapdesk.ui.messages.model import Column, MessageModel
from imapdesk.ui.messages.position import Position
from imapdesk.ui.messages.table import MessageTable, list_ranges
from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.empty import EmptyPage
from imapdesk.ui.widgets.spoken import Pages

ROW_HEIGHT = {"comfortable": 34, "compact": 26}
_SORTS = {Column.FROM: SortBy.FROM, Column.SUBJECT: SortBy.SUBJECT, Column.DATE: SortBy.DATE, Column.SIZE: SortBy.SIZE}
_MAX_RESTORED = 100_000  # selected messages that are found again among other rows
_MAX_FOLDED = 500  # of them that are looked for inside conversations, too


class MessageList(QWidget):
    """The table or, where there are no rows, what to do about it."""

    current_changed = Signal(object)  # the one selected message, or None
    many_selected = Signal(int)
    sort_changed = Signal(object, bool)  # SortBy, descending
    menu_asked = Signal(QPoint)
    acted = Signal(str)

    def __init__(self, model: MessageModel) -> None:
        super().__init__()
        self.model = model
        self.table = MessageTable()
        self.table.setModel(model)
        self.empty = EmptyPage(self.tr("Message list"))
        self.empty.acted.connect(self.acted)
        self._stack = Pages()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._kept: tuple[list[int], int | None] = ([], None)
        self._told: int | None = None
        self._position = Position(self.table, model)
        self._elsewhere = True  # what comes next is another list, which is shown from its top
        self._heir: int | None = None  # the row that has the place of a message that was read and went
        self._set_up_header()
        self.set_density("comfortable")
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.fold_clicked.connect(self._on_fold)
        self.table.doubleClicked.connect(self._on_double_click)
        model.about_to_replace.connect(self._on_about_to_replace)
        model.replaced.connect(self._on_replaced)
        model.prepended.connect(self._on_prepended)
        self.setFocusProxy(self.table)

    def _set_up_header(self) -> None:
        header = self.table.horizontalHeader()
        header.setAccessibleName(self.tr("Columns"))
        # Each time that it is drawn it looks through all rows for a column that is selected as a whole, which none can
        # be here: with a million selected rows it took eight seconds (Qt 6.12, 2026-11).
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(Column.DATE, Qt.SortOrder.DescendingOrder)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.MARKS, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.SUBJECT, QHeaderView.ResizeMode.Stretch)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        restore_columns(self.table)
        self.table.fitting.want(Column.FOLDER, False)
        header.sortIndicatorChanged.connect(self._on_sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.choose_columns)

    @Slot(QPoint)
    def choose_columns(self, position: QPoint | None = None) -> None:
        """Open the menu of the columns."""
        show_columns_menu(self.table, position)

    def set_density(self, density: str) -> None:
        """``comfortable`` or ``compact`` rows."""
        room = max(ROW_HEIGHT.get(density, 34), self.table.fontMetrics().height() + 8)
        self.table.verticalHeader().setDefaultSectionSize(room)

    def show_folder_column(self, shown: bool) -> None:
        """The folder's name is said where rows come from several."""
        self.table.fitting.want(Column.FOLDER, shown)

    def say(self, title: str, text: str = "", **more: str) -> None:
        """What stands here when the list has no rows."""
        self.empty.say(title, text, **more)

    def show_ids(self, ids: array[int], first_rows: Sequence[Summary]) -> None:
        """Show these messages, or the empty page."""
        self.model.show_flat()
        self.model.show_ids(ids, first_rows)
        self._elsewhere = False  # also where another place has the same messages, and nothing was replaced
        self._stack.setCurrentWidget(self.table if len(ids) else self.empty)

    def show_conversations(self, found: Conversations, first_rows: Sequence[Summary]) -> None:
        """Show one row for each conversation, or the empty page."""
        self.model.show_conversations(found, first_rows)
        self._elsewhere = False
        ids = found.heads
        self._stack.setCurrentWidget(self.table if len(ids) else self.empty)

    @property
    def is_empty(self) -> bool:
        """Whether the empty page is shown."""
        return self._stack.currentWidget() is self.empty

    def find_stop(self) -> QWidget | None:
        """What gets the focus: the table, or the button of the empty page if it has one."""
        if not self.is_empty:
            return self.table
        return None if self.empty.button.isHidden() else self.empty.button

    def begin_elsewhere(self) -> None:
        """What is shown next is another list, or in another order: its position is none of this one's."""
        self._elsewhere = True

    def current_id(self) -> int | None:
        """The number of the current message."""
        index = self.table.currentIndex()
        return self.model.ids[index.row()] if index.isValid() and index.row() < len(self.model.ids) else None

    def selected_ids(self) -> list[int]:
        """The numbers of all selected messages."""
        ranges = list_ranges(self.table.selectionModel().selection())
        return [self.model.ids[row] for part in ranges for row in range(part.top(), part.bottom() + 1)]

    def count_selected(self) -> int:
        """How many messages are selected; cheap also when it is all of a million."""
        return sum(part.height() for part in list_ranges(self.table.selectionModel().selection()))

    def select_row(self, row: int) -> None:
        """Make a row current, if there is one."""
        if 0 <= row < self.model.rowCount():
            # Not QTableView.selectRow: read from right to left it selects nothing (seen with Qt 6.12, 2026-11).
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(row, Column.SUBJECT), flags)
            self.table.scrollTo(self.model.index(row, Column.SUBJECT))

    @Slot()
    def show_current(self) -> None:
        """Keep in sight what is being read, where the list became lower."""
        if self.count_selected() == 1:
            self.table.scrollTo(self.table.currentIndex())

    def step(self, by: int) -> None:
        """Go to the next or the previous message."""
        if self.count_selected():
            self.select_row(self.table.currentIndex().row() + by)
        else:
            self.select_row(max(0, self._heir + min(by, 0)) if self._heir is not None else 0)

    def next_row(self) -> int:
        """The row behind the one that is read."""
        return self.table.currentIndex().row() + 1 if self.count_selected() else self._heir or 0

    def next_unread(self) -> bool:
        """Go to the next unread row, if there is one before rows that are not loaded."""
        for row in range(self.next_row(), self.model.rowCount()):
            summary = self.model.summary(row) if self.model.loader.has(row) else None
            if summary is None:
                return False
            if summary.unread or (self.model.thread_mark(row).unread and not self.model.thread_mark(row).open):
                self.select_row(row)
                return True
        return False

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        """What is selected is read, not what is current: a table makes its first row current when it gets the focus."""
        count = self.count_selected()
        self._heir = None if count else self._heir
        if count > 1:
            self._told = None
            self.many_selected.emit(count)
        else:
            self._tell(self.selected_ids()[0] if count else None)

    def _tell(self, number: int | None) -> None:
        if number != self._told:
            self._told = number
            self.current_changed.emit(number)

    @Slot()
    def _on_about_to_replace(self) -> None:
        count = self.count_selected()
        self._kept = (self.selected_ids() if count <= _MAX_RESTORED else [], self.current_id())
        self._position.note(self.table.currentIndex().row() if count == 1 else None, None if count else self._heir)
        self.table.selectionModel().blockSignals(True)

    @Slot()
    def _on_replaced(self) -> None:
        selected, current = self._kept
        model = self.table.selectionModel()
        model.blockSignals(False)
        row, stays = self._find_again(current), not self._elsewhere
        self._elsewhere, self._heir = False, None
        if row is None:
            self.table.scrollTo(self.model.index(0, Column.SUBJECT))  # scrollToTop lays out nothing
            if stays:
                self._position.restore()
                self._heir = self._position.find_heir()
            self._tell(None)
            return
        chosen = self._choose(selected)
        model.blockSignals(True)
        model.setCurrentIndex(self.model.index(row, Column.SUBJECT), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.blockSignals(False)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.table.scrollTo(self.model.index(row, Column.SUBJECT))
        if stays:
            self._position.restore()

    def _choose(self, numbers: list[int]) -> QItemSelection:
        """The rows of some messages; neighbours as one range."""
        found = self.model.find_rows(numbers)
        rows = set(found.values())
        for number in numbers:
            row = self._find_again(number) if number not in found and len(numbers) <= _MAX_FOLDED else None
            rows |= {row} if row is not None else set()
        chosen, last = QItemSelection(), len(Column) - 1
        ordered = sorted(rows)
        firsts = [row for row in ordered if row - 1 not in rows]
        ends = [row for row in ordered if row + 1 not in rows]
        for first, end in zip(firsts, ends, strict=True):
            chosen.append(QItemSelectionRange(self.model.index(first, 0), self.model.index(end, last)))
        return chosen

    def _find_again(self, number: int | None) -> int | None:
        """The row of a message, or the row of the conversation that it is folded in since a newer message came."""
        row = self.model.find_row(number) if number is not None else None
        if row is None and number is not None:
            head = self.model.threads.find_conversation(number)
            row = self.model.find_row(head) if head is not None else None
        return row

    @Slot(int)
    def _on_prepended(self, count: int) -> None:
        self._heir = None if self._heir is None else self._heir + count
        bar = self.table.verticalScrollBar()
        if bar.value() > 0:
            bar.setValue(bar.value() + count * self.table.verticalHeader().defaultSectionSize())

    @Slot(int, Qt.SortOrder)
    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        chosen = _SORTS.get(Column(column))
        if chosen is None:
            self.table.horizontalHeader().setSortIndicator(Column.DATE, Qt.SortOrder.DescendingOrder)
        else:
            self.sort_changed.emit(chosen, order is Qt.SortOrder.DescendingOrder)

    @Slot(int)
    def _on_fold(self, row: int) -> None:
        """Fold or unfold a conversation; what was selected inside of it is its first row then."""
        inside = self.model.thread_mark(row).child
        head = self.model.threads.find_head(self.model.ids[row]) if inside else None
        if self.model.toggle_thread(row) and head is not None:
            found = self.model.find_row(head)
            row = found if found is not None else row
            self.select_row(row)
        announce(self.table, self.model.speak_thread(row))

    @Slot(QPoint)
    def _on_menu(self, position: QPoint) -> None:
        if self.table.indexAt(position).isValid():
            self.menu_asked.emit(self.table.viewport().mapToGlobal(position))

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        if index.column() != Column.MARKS:
            self.table.opened.emit()
