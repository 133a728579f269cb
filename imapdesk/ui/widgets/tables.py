"""Tables to read: no editing, no grid, numbers at the right under a title at the right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTableWidget, QTableWidgetItem

from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import grown
from imapdesk.ui.widgets.theme import set_look
from imapdesk.ui.widgets.tips import tip

_ROW = 30  # pixels, for the usual font
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_ACROSS = Qt.Orientation.Horizontal
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def make_table(
    name: str, columns: Sequence[str], wide: int, *, right: Collection[int] = (), framed: bool = False
) -> QTableWidget:
    """A table; the column ``wide`` takes the room that is left, those in ``right`` stand at the right.

    ``framed`` where the table lies on the window itself and not in a card.
    """
    table = QTableWidget(0, len(columns))
    table.setHorizontalHeaderLabels(list(columns))
    for column in right:
        table.model().setHeaderData(column, _ACROSS, _RIGHT, _ALIGNMENT)
    dress(table, name, wide, framed=framed)
    return table


def dress(table: QTableView, name: str, wide: int, *, framed: bool = False) -> None:
    """Let a table look and answer as all of them do; it has its columns."""
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(grown(_ROW))
    header = table.horizontalHeader()
    header.setAccessibleName(name)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(_LEFT)
    header.setHighlightSections(False)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    _let_copy(table)
    if framed:
        frame(table)


def _let_copy(table: QTableView) -> None:
    """What is selected can be copied, by key and by menu."""
    copy = QAction(QCoreApplication.translate("Tables", "&Copy"), table)
    copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    copy.triggered.connect(lambda _checked=False: QGuiApplication.clipboard().setText(copy_rows(table)))
    table.addAction(copy)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


def copy_rows(table: QTableView) -> str:
    """The selected rows as lines, with tabs between the cells as spreadsheets take them; all where none is selected."""
    model = table.model()
    chosen = sorted({index.row() for index in table.selectionModel().selectedRows()}) or range(model.rowCount())
    cells = ([model.index(row, column).data() for column in range(model.columnCount())] for row in chosen)
    return "\n".join("\t".join(text or "" for text in line) for line in cells)


def frame(view: QAbstractItemView) -> None:
    """A line around a table or tree that lies on the window itself."""
    set_look(view, framed=True)


def fill_table(table: QTableWidget, rows: Sequence[Sequence[str | int]], most: int = 0) -> None:
    """Show these rows; with ``most`` the table is as high as its rows are, up to so many of them."""
    with measured_once(table.horizontalHeader()):
        table.setRowCount(len(rows))
        titles = table.model()
        sides = [titles.headerData(at, _ACROSS, _ALIGNMENT) or _LEFT for at in range(table.columnCount())]
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _fill_cell(table, number, column, cell, sides[column])
    if most:
        fit_rows(table, most)


def _fill_cell(table: QTableWidget, row: int, column: int, cell: str | int, side: Qt.AlignmentFlag) -> None:
    """What stands there already stays."""
    text = show_cell(cell)
    before = table.item(row, column)
    if before is not None and before.text() == text:
        return
    item = QTableWidgetItem(text)
    if not isinstance(cell, int):
        item.setToolTip(tip(text))
    item.setData(_ALIGNMENT, side)
    table.setItem(row, column, item)


def refill_table(table: QTableWidget, rows: Sequence[Sequence[str | int]]) -> None:
    """`fill_table` with newer figures: what is chosen is known again by the words of its first column."""
    chosen, model = table.selectionModel(), table.model()
    before = [model.index(row, 0).data() for row in range(model.rowCount())]
    current = table.currentIndex()
    kept = {before[index.row()] for index in chosen.selectedRows()}
    fill_table(table, rows)
    places = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    if current.isValid() and before[current.row()] in places:
        at = model.index(places[before[current.row()]], current.column())
        chosen.setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
    chosen.clearSelection()
    for name in kept & places.keys():
        chosen.select(model.index(places[name], 0), _WHOLE_ROW)


@contextmanager
def measured_once(header: QHeaderView) -> Iterator[None]:
    """A column as wide as its contents is measured at the end: Qt would measure all rows anew for each cell."""
    modes = [header.sectionResizeMode(column) for column in range(header.count())]
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    try:
        yield
    finally:
        for column, mode in enumerate(modes):
            header.setSectionResizeMode(column, mode)


def fit_rows(table: QTableView, most: int) -> None:
    """Make a table as high as its rows are: two at least, ``most`` at most."""
    show_rows(table, min(max(table.model().rowCount(), 2), most))


def show_rows(table: QTableView, rows: int) -> None:
    """Make a table as high as its header and so many rows."""
    around = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth() + 6
    table.setFixedHeight(around + rows * table.verticalHeader().defaultSectionSize())


def show_cell(cell: str | int) -> str:
    """A cell's text: numbers with the language's separators, and nothing of a stranger's that isn't seen."""
    return formats.number(cell) if isinstance(cell, int) else formats.plain(cell)
