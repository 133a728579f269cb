"""The button of one attachment: a click opens its menu, a pull drags it out, and a search is marked in its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton

from imapdesk.ui.reader.hit_bars import paint_bars
from imapdesk.ui.reader.hits import find_hits
from imapdesk.ui.widgets.theme import current_theme

_GAP = 4  # between picture and text, as the style has it


class PartButton(QToolButton):
    """The menu waits until the button is let go, since a pull may follow."""

    def __init__(self, name: str, on_drag: Callable[[], None], terms: Sequence[str] = ()) -> None:
        """``terms`` are marked where its text has the name."""
        super().__init__()
        self._name = name
        self._on_drag = on_drag
        self._terms = terms
        self._pressed_at: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self.setDown(True)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        far = QApplication.startDragDistance()
        if start is not None and (event.position().toPoint() - start).manhattanLength() >= far:
            self._pressed_at = None
            self.setDown(False)
            self._on_drag()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked, self._pressed_at = self._pressed_at is not None, None
        self.setDown(False)
        if clicked:
            self.showMenu()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._find_hits():
            super().paintEvent(event)
            return
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        self._paint_content(painter)
        painter.end()

    def _find_hits(self) -> list[tuple[int, int]]:
        """Where its text has words of the search: in the name, not in what is said beside it."""
        name = elide(self, self._name)
        at = self.text().find(name)
        before = self.text()[:at].count("&&")
        name = name.replace("&&", "&")
        return [(at - before + start, at - before + end) for start, end in find_hits(name, self._terms) if at >= 0]

    def _paint_content(self, painter: QStylePainter) -> None:
        """Picture and text in the middle, as the style puts them, with bars behind the words."""
        text, size, metrics = self.text().replace("&&", "&"), self.iconSize(), self.fontMetrics()
        width = size.width() + _GAP + metrics.horizontalAdvance(text)
        content = QRect(max(0, (self.width() - width) // 2), 0, width, self.height())
        picture = QRect(content.left(), (self.height() - size.height()) // 2, size.width(), size.height())
        words = content.adjusted(size.width() + _GAP, 0, 0, 0)
        picture, words = (QStyle.visualRect(self.layoutDirection(), self.rect(), each) for each in (picture, words))
        self.icon().paint(painter, picture)
        corner = QPointF(words.left(), words.center().y() + 1 - metrics.height() / 2)
        colours = current_theme().colours
        paint_bars(painter, corner, text, self.font(), self._find_hits(), QColor(colours.hit))
        painter.setPen(self.palette().buttonText().color())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter, text)


def elide(button: QToolButton, name: str) -> str:
    """A name as a button's text can show it: an & of its own underlines nothing."""
    return button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 220).replace("&", "&&")
