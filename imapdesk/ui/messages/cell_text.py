"""One line of text in a cell: elided, in its own direction, with the hits of a search marked behind it.

Drawn without the style, which lays out every text twice and asks a style sheet each time. All cells share one base
line, so that a picture sign from another font lifts nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTransform

from imapdesk.ui.reader.hit_bars import paint_bars
from imapdesk.ui.reader.hits import find_hits

_KEPT = 2_048  # elided texts
_NOT_LATIN = "\u0250"  # the first letter that a usual font may not have


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as it fits into its place; ``laid_out``: ready to be copied, where one font has all of its letters."""

    text: str
    width: float
    laid_out: QStaticText | None


@dataclass(frozen=True, slots=True)
class Face:
    """A font with its measures, asked once."""

    font: QFont
    metrics: QFontMetricsF
    height: float
    ascent: float


class CellText:
    """Keeps the fonts' measures and the texts as they were cut, for cells that are painted again and again."""

    def __init__(self) -> None:
        self._base: QFont | None = None
        self._fonts: dict[tuple[bool, bool], Face] = {}
        self._cut: OrderedDict[tuple[str, int, bool, bool], Cut] = OrderedDict()

    def use(self, base: QFont) -> None:
        """The table's font, which may have changed since the last cell."""
        if base != self._base:
            self._base = QFont(base)
            self._fonts.clear()
            self._cut.clear()

    def face(self, bold: bool, italic: bool) -> Face:
        """A variant of the table's font, with its measures."""
        found = self._fonts.get((bold, italic))
        if found is None:
            font = QFont(self._base or QFont())
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            font.setItalic(italic)
            metrics = QFontMetricsF(font)
            found = self._fonts[bold, italic] = Face(font, metrics, metrics.height(), metrics.ascent())
        return found

    def cut(self, text: str, width: int, bold: bool, italic: bool) -> Cut:
        """A text as it fits into a width."""
        key = (text, width, bold, italic)
        found = self._cut.get(key)
        if found is None:
            face = self.face(bold, italic)
            shown = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            found = self._cut[key] = Cut(shown, face.metrics.horizontalAdvance(shown), _lay_out(shown, face.font))
            if len(self._cut) > _KEPT:
                self._cut.popitem(last=False)
        return found

    def draw(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        *,
        colour: str,
        bold: bool = False,
        italic: bool = False,
        at_right: bool = False,
        terms: tuple[str, ...] = (),
        hit: str = "",
    ) -> None:
        """Draw a text into its place; ``terms`` are marked in the colour ``hit``."""
        if place.width() < 8 or not text:
            return
        face = self.face(bold, italic)
        cut = self.cut(text, int(place.width()), bold, italic)
        left = place.right() - cut.width if at_right else place.left()
        top = place.center().y() - face.height / 2
        if terms:
            paint_bars(painter, QPointF(left, top), cut.text, face.font, find_hits(cut.text, terms), QColor(hit))
        painter.setFont(face.font)
        painter.setPen(QColor(colour))
        if cut.laid_out is not None:
            painter.drawStaticText(QPointF(left, top), cut.laid_out)
        else:
            painter.drawText(QPointF(left, top + face.ascent), cut.text)


def _lay_out(text: str, font: QFont) -> QStaticText | None:
    """Half the cost of a text that is drawn again. A letter from another font could be higher, and lower the line."""
    if not all(char < _NOT_LATIN or char == "…" for char in text):
        return None
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), font)
    return made
