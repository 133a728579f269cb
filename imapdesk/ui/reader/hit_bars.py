"""Bars behind the words of a search, in a line of text that is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def paint_bars(
    painter: QPainter, at: QPointF, text: str, font: QFont, hits: Sequence[tuple[int, int]], colour: QColor
) -> None:
    """Paint them where a line with its upper left corner ``at`` has the hits, wherever its direction puts them."""
    if not hits:
        return
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    edge = line.naturalTextRect().left()  # a text from right to left stands at the far end of its line
    height = QFontMetricsF(font).height()
    for start, end in hits:
        ends = [_place_of(line.cursorToX(place)) - edge for place in (start, end)]
        painter.fillRect(QRectF(at.x() + min(ends) - 1, at.y(), abs(ends[1] - ends[0]) + 2, height), colour)


def _place_of(answer: object) -> float:
    """PySide6 gives the place alone, or with the cursor that it was moved to."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
