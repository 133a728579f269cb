"""Charts in the theme's own colours: columns over time, a week's hours, rows; each has its table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.theme import current_theme

_GAP = 8.0
_MOST_LABELS = 8
_PARTS_OF_A_YEAR, _YEAR = (1, 2, 3, 4, 6, 12), 12  # months


@dataclass(frozen=True, slots=True)
class Bar:
    """One value with its name; ``text`` is the value in words."""

    name: str
    value: float
    text: str


class Chart(QWidget):
    """A picture of values; what it shows is in its accessible description, in a few words."""

    def __init__(self, name: str, height: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(height)
        self.setMinimumWidth(260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._height = height
        current_theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(460, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Paint the values."""
        raise NotImplementedError

    @staticmethod
    def colour(name: str) -> QColor:
        """A colour of the theme."""
        return QColor(getattr(current_theme().colours, name))

    def mirrored(self) -> bool:
        """Whether the first value stands at the right."""
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft


class ColumnChart(Chart):
    """Counts side by side over lines at round numbers."""

    def __init__(self, name: str, height: int = 220) -> None:
        super().__init__(name, height)
        self.bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, first to last."""
        self.bars = tuple(bars)
        self.update()

    def draw(self, painter: QPainter) -> None:
        if not self.bars:
            return
        metrics = painter.fontMetrics()
        top = find_top(max(bar.value for bar in self.bars))
        left = metrics.horizontalAdvance(formats.number(top)) + _GAP
        area = QRectF(left, metrics.height() / 2, self.width() - left, self.height() - 2 * metrics.height())
        self._draw_lines(painter, area, top)
        step = area.width() / len(self.bars)
        wide = max(1.0, min(step * 0.72, 34.0))
        every = find_step(len(self.bars), max(1, min(_MOST_LABELS, int(area.width() // 80))))
        for number, bar in enumerate(self.bars):
            place = len(self.bars) - 1 - number if self.mirrored() else number
            middle = area.left() + step * (place + 0.5)
            high = area.height() * bar.value / top
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour("accent"))
            painter.drawRoundedRect(QRectF(middle - wide / 2, area.bottom() - high, wide, high), 2, 2)
            if number % every == 0:
                self._draw_name(painter, bar.name, middle, area)

    def _draw_lines(self, painter: QPainter, area: QRectF, top: int) -> None:
        metrics = painter.fontMetrics()
        for count in (0, top // 2, top):
            y = area.bottom() - area.height() * count / top
            painter.setPen(QPen(self.colour("border"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self.colour("muted"))
            text = formats.number(count)
            x = area.left() - _GAP - metrics.horizontalAdvance(text)
            painter.drawText(QPointF(x, y + metrics.capHeight() / 2), text)

    def _draw_name(self, painter: QPainter, name: str, middle: float, area: QRectF) -> None:
        painter.setPen(self.colour("muted"))
        wide = painter.fontMetrics().horizontalAdvance(name) + 4
        at = min(max(middle - wide / 2, 0.0), area.right() - wide)
        box = QRectF(at, area.bottom() + 4, wide, painter.fontMetrics().height() + 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def find_top(largest: float) -> int:
    """The round number at or above a count at which the upper line stands; its half is a whole number."""
    scale = 1
    while largest > 10 * scale:
        scale *= 10
    return next(part * scale for part in (2, 4, 6, 8, 10) if part * scale >= largest)


def find_step(months: int, most: int) -> int:
    """Every how many months there is a name, for ``most`` names at most: a year is cut evenly."""
    least = -(-months // most)
    return next((step for step in _PARTS_OF_A_YEAR if step >= least), -(-least // _YEAR) * _YEAR)


class RowChart(Chart):
    """Bars below each other with their names and values."""

    ROW = 26

    def __init__(self, name: str) -> None:
        super().__init__(name, self.ROW)
        self.bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, first to last."""
        self.bars = tuple(bars)
        self._height = max(1, len(self.bars)) * self.ROW
        self.setFixedHeight(self._height)
        self.update()

    def draw(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        most = max((bar.value for bar in self.bars), default=1) or 1
        names = min(self.width() * 0.42, max((metrics.horizontalAdvance(b.name) for b in self.bars), default=0) + _GAP)
        values = max((metrics.horizontalAdvance(bar.text) for bar in self.bars), default=0) + _GAP
        room = max(10.0, self.width() - names - values)
        for number, bar in enumerate(self.bars):
            top = number * self.ROW
            long = max(2.0, room * bar.value / most)
            painter.setPen(self.colour("text"))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, int(names - _GAP))
            self._text(painter, QRectF(0, top, names, self.ROW), name)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour("accent"))
            painter.drawRoundedRect(self._place(QRectF(names, top + 6, long, self.ROW - 12)), 3, 3)
            painter.setPen(self.colour("muted"))
            self._text(painter, QRectF(names + long + _GAP, top, values, self.ROW), bar.text)

    def _place(self, box: QRectF) -> QRectF:
        return QRectF(self.width() - box.right(), box.y(), box.width(), box.height()) if self.mirrored() else box

    def _text(self, painter: QPainter, box: QRectF, text: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if self.mirrored() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self._place(box), side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, text)


class WeekChart(Chart):
    """Seven rows of 24 squares, the fuller the busier; the busiest hour is named below."""

    def __init__(self, name: str, days: Sequence[str]) -> None:
        super().__init__(name, 238)
        self.days = tuple(days)
        self.week: tuple[tuple[int, ...], ...] = ()

    def show_week(self, week: Sequence[Sequence[int]]) -> None:
        """Show these counts by day and hour."""
        self.week = tuple(map(tuple, week))
        self.update()

    def draw(self, painter: QPainter) -> None:
        if not self.week:
            return
        metrics = painter.fontMetrics()
        left = max(metrics.horizontalAdvance(day) for day in self.days) + _GAP
        step, high = (self.width() - left) / 24, (self.height() - metrics.height() - 6) / 7
        most = max(map(max, self.week)) or 1
        for day, hours in enumerate(self.week):
            painter.setPen(self.colour("muted"))
            label = QRectF(0, day * high, left - _GAP, high)
            painter.drawText(label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.days[day])
            for hour, count in enumerate(hours):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._shade(count / most))
                painter.drawRoundedRect(QRectF(left + hour * step + 1, day * high + 1, step - 2, high - 2), 3, 3)
        painter.setPen(self.colour("muted"))
        for hour in range(0, 24, 3):
            box = QRectF(left + hour * step, 7 * high + 4, step * 3, metrics.height() + 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, formats.number(hour))

    def _shade(self, part: float) -> QColor:
        low, high = self.colour("border"), self.colour("accent")
        if part <= 0:
            return self.colour("alternate") if current_theme().dark else self.colour("window")
        mixed = [
            round(one + (other - one) * (0.25 + 0.75 * part))
            for one, other in zip(low.getRgb()[:3], high.getRgb()[:3], strict=True)  # type: ignore[index]
        ]
        return QColor(*mixed)
