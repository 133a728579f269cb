"""Where a list stands, kept while other rows come and go: what one looks at stays where it is on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTableView

from imapdesk.ui.messages.model import MessageModel

_BEHIND = 100  # messages behind the one that is read; where it goes, one of them has its place


class Position:
    """Looked at before the rows are replaced, and found again after it."""

    def __init__(self, table: QTableView, model: MessageModel) -> None:
        self._table = table
        self._model = model
        self._top = 0  # pixels above what is seen
        self._seen: list[tuple[int, int]] = []  # messages, and how far below the upper edge their rows begin
        self._behind: Sequence[int] = ()

    def note(self, current: int | None, heir: int | None = None) -> None:
        """Look at what is seen; ``current`` is the row that is read, ``heir`` the one in the place of what was."""
        size, ids = self._table.verticalHeader().defaultSectionSize(), self._model.ids
        self._top = self._table.verticalScrollBar().value()
        first = self._top // size
        last = min(len(ids), first + self._table.viewport().height() // size + 2)
        seen = range(first, last)
        if current is not None and current in seen:  # what is read stays before all others
            seen = [current, *seen]  # type: ignore[assignment]
        self._seen = [(ids[row], row * size - self._top) for row in seen]
        behind = heir if current is None else current + 1
        self._behind = () if behind is None else ids[behind : behind + _BEHIND]

    def restore(self) -> None:
        """Put the first of what was seen, and is still there, where it was; a list at its top stays there."""
        if self._top == 0:
            return
        rows = self._model.find_rows([number for number, _below in self._seen])
        size = self._table.verticalHeader().defaultSectionSize()
        values = (rows[number] * size - below for number, below in self._seen if number in rows)
        self._table.verticalScrollBar().setValue(max(0, next(values, self._top)))

    def find_heir(self) -> int | None:
        """The row of the message that has the place of the one that was read and is gone."""
        rows = self._model.find_rows(self._behind)
        return min(rows.values()) if rows else None
