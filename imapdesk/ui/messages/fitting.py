"""Which columns a narrow list has room for: the subject keeps its own, and what a person chose is kept apart."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from imapdesk.ui.messages.model import Column
from imapdesk.ui.widgets.dialogs import grown

_SUBJECT, _FROM = 96, 96  # pixels that the subject has at least, and that a sender is narrowed to
_FIRST = (Column.SIZE, Column.FOLDER)  # given up one after the other, before the sender is narrowed; then the date


class Fitting(QObject):
    """Hides columns while the list is too narrow for them, and shows them again when it is wider."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._unwanted: set[Column] = set()
        self._narrowed: tuple[int, int] | None = None  # how wide the sender was, and is now

    def wants(self, column: Column) -> bool:
        """Whether a column is to be seen where there is room for it."""
        return column not in self._unwanted

    def want(self, column: Column, wanted: bool) -> None:
        """Show a column where there is room for it, or hide it."""
        if wanted:
            self._unwanted.discard(column)
        else:
            self._unwanted.add(column)
        self.fit()

    def heed(self) -> None:
        """What is hidden now is so by choice: a header's state was restored."""
        self._unwanted = {column for column in Column if self._table.isColumnHidden(column)}
        self._narrowed = None
        self.fit()

    def show_wanted(self) -> None:
        """The columns as they were chosen, whether there is room for them or not: this state is worth keeping."""
        header = self._table.horizontalHeader()
        for column in Column:
            header.setSectionHidden(column, column in self._unwanted)
        if self._narrowed is not None and self.wants(Column.FROM):
            former, narrow = self._narrowed
            if header.sectionSize(Column.FROM) == narrow:  # else a person made it another width since
                header.resizeSection(Column.FROM, former)
        self._narrowed = None

    def fit(self) -> None:
        """Show as much as there is room for."""
        self.show_wanted()
        header = self._table.horizontalHeader()
        sizes = {column: header.sectionSize(column) for column in Column if self.wants(column)}
        sizes[Column.SUBJECT] = grown(_SUBJECT)
        wide = sizes.get(Column.FROM, 0)
        least = min(wide, grown(_FROM))
        room = self._table.viewport().width() - sum(sizes.values())
        for column in _FIRST:
            if room < 0:
                room += self._give_up(column, sizes)
        if room + wide - least < 0:
            room += self._give_up(Column.DATE, sizes)
        if room < 0 and least < wide:
            narrow = max(least, wide + room)
            header.resizeSection(Column.FROM, narrow)
            self._narrowed = (wide, narrow)

    def _give_up(self, column: Column, sizes: dict[Column, int]) -> int:
        """The pixels that hiding a column gives."""
        if column in sizes:
            self._table.setColumnHidden(column, True)
        return sizes.get(column, 0)
