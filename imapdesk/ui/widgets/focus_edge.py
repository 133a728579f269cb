"""A line beside what can't show by itself that it has the focus: a page in the web engine, a text without a frame."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

_WIDTH = 2


class FocusEdge(QWidget):
    """The line; it keeps its place where there is nothing to show, so that nothing moves."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__()
        self._pane = pane
        self.lit = False
        self.setFixedWidth(_WIDTH)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        lit = now is not None and (now is self._pane or self._pane.isAncestorOf(now))
        if lit is not self.lit:
            self.lit = lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw."""
        if self.lit:
            QPainter(self).fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Accent))


def put_edge(pane: QWidget) -> QHBoxLayout:
    """A pane with such a line, for a layout."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(FocusEdge(pane))
    row.addWidget(pane, 1)
    return row
