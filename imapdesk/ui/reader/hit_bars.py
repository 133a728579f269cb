"""Bars behind the words of a search, in texts that are painted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QStyle

Hits = Sequence[tuple[int, int]]
_WIDEST = 100_000
_LINE_END = "\u2028"  # for Qt, inside of a paragraph


def paint_bars(painter: QPainter, at: QPointF, text: str, font: QFont, hits: Hits, colour: QColor) -> None:
    """Paint them where a line with its upper left corner ``at`` has the hits, wherever its direction puts them."""
    if not hits:
        return
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout = _lay_out(text, font, option, _WIDEST)
    line = layout.lineAt(0)
    edge = line.naturalTextRect().left()  # a text from right to left stands at the far end of its line
    height = QFontMetricsF(font).height()
    for left, width in _find_bars(line, hits):
        painter.fillRect(QRectF(at.x() + left - edge - 1, at.y(), width + 2, height), colour)


def paint_wrapped_bars(
    painter: QPainter, place: QRectF, text: str, font: QFont, hits: Hits, colour: QColor, alignment: Qt.AlignmentFlag
) -> None:
    """The same for a text in several lines, as a label breaks it: in the middle of its place from top to bottom."""
    if not hits:
        return
    option = QTextOption(QStyle.visualAlignment(_find_direction(text), alignment))
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = _lay_out(text, font, option, place.width())
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    top = place.top() + max(0.0, (place.height() - sum(line.height() for line in lines)) / 2)
    for line in lines:
        for left, width in _find_bars(line, hits):
            painter.fillRect(QRectF(place.left() + left - 1, top, width + 2, line.height()), colour)
        top += line.height()


def _lay_out(text: str, font: QFont, option: QTextOption, width: float) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", _LINE_END), font)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def _find_direction(text: str) -> Qt.LayoutDirection:
    """That of the first letter that has one: a label begins at the side where the text does."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


def _find_bars(line: QTextLine, hits: Hits) -> Iterator[tuple[float, float]]:
    """Left end and width of each hit, or of the part of it that is in this line."""
    first = line.textStart()
    last = first + line.textLength()
    for start, end in hits:
        if start < last and end > first:
            ends = [_place_of(line.cursorToX(place)) for place in (max(start, first), min(end, last))]
            yield min(ends), abs(ends[1] - ends[0])


def _place_of(answer: object) -> float:
    """PySide6 gives the place alone, or with the cursor that it was moved to."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
