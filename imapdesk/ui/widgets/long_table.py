"""A table whose rows are made when they come into sight: it may have thousands, of which a dozen are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from imapdesk.ui.widgets.tables import dress, fit_rows, show_cell
from imapdesk.ui.widgets.tips import tip

Cell = str | int
Index = QModelIndex | QPersistentModelIndex

_MEASURED = 40  # rows beside those in sight, for the width of the columns
_SIDES = {False: Qt.AlignmentFlag.AlignLeft, True: Qt.AlignmentFlag.AlignRight}
_ROOT = QModelIndex()


class LongTable(QTableView):
    """As `make_table`; the texts of a row are asked for by its number."""

    def __init__(
        self, name: str, columns: Sequence[str], wide: int, *, right: Collection[int] = (), framed: bool = False
    ) -> None:
        super().__init__()
        self._rows = _Rows(columns, frozenset(right))
        self.setModel(self._rows)
        dress(self, name, wide, framed=framed)
        self.horizontalHeader().setResizeContentsPrecision(_MEASURED)

    def show_rows(self, keys: Sequence[str], make: Callable[[int], Sequence[Cell]], most: int = 0) -> None:
        """Show a row for each of the keys; where these are those of before, only what the rows say is new.

        With ``most`` the table is as high as its rows are, up to so many of them.
        """
        self._rows.take(keys, make)
        if most:
            fit_rows(self, most)

    def count(self) -> int:
        """How many rows there are."""
        return self._rows.rowCount()

    def read(self, row: int) -> list[str]:
        """The texts of a row."""
        return self._rows.read(row)


class _Rows(QAbstractTableModel):
    def __init__(self, columns: Sequence[str], right: frozenset[int]) -> None:
        super().__init__()
        self._columns = list(columns)
        self._right = right
        self._keys: list[str] = []
        self._make: Callable[[int], Sequence[Cell]] = lambda _row: ()
        self._known: dict[int, list[str]] = {}

    def take(self, keys: Sequence[str], make: Callable[[int], Sequence[Cell]]) -> None:
        """Other rows, or the same ones that say something else."""
        same = self._keys == list(keys)
        if not same:
            self.beginResetModel()
        self._keys, self._make, self._known = list(keys), make, {}
        if not same:
            self.endResetModel()
        elif keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(self._columns) - 1))

    def read(self, row: int) -> list[str]:
        if row not in self._known:
            self._known[row] = [show_cell(cell) for cell in self._make(row)]
        return self._known[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.read(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() not in self._right:
            return tip(self.read(index.row())[index.column()])
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self._columns[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return _SIDES[column in self._right] | Qt.AlignmentFlag.AlignVCenter
