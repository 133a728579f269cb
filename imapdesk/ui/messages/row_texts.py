"""What the cells of a row say, made once for rows that are painted again and again."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QLocale

from imapdesk.mail import Summary
from imapdesk.ui.messages.model import Column, MessageModel
from imapdesk.ui.widgets import formats

_KEPT = 600  # rows


class RowTexts:
    """Texts by message; all are made anew on another day, in another language or for the other side of the mail."""

    def __init__(self) -> None:
        self._made: OrderedDict[int, tuple[Summary, list[str]]] = OrderedDict()
        self._stamp: object = None
        self._model: MessageModel | None = None

    def begin(self, model: MessageModel) -> None:
        """Another picture is painted."""
        stamp = (formats.today(), QLocale(), model.to_column)
        if stamp != self._stamp:
            self._stamp = stamp
            self._made.clear()
        self._model = model

    def of(self, summary: Summary) -> list[str]:
        """The texts of a row, by column."""
        found = self._made.get(summary.id)
        if found is None or found[0] is not summary:
            assert self._model is not None
            found = self._made[summary.id] = (summary, [self._model.text(summary, column) for column in Column])
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return found[1]
