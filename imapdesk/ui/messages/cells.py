"""How the rows of the message list are drawn: the dot and the star, the paper clip, bold for what is unread.

All rows of a picture are drawn in one go, not cell by cell through a delegate: each call from Qt into Python costs as
much as the drawing of a short text, and a frame of scrolling has a hundred cells.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from imapdesk.mail import Summary
from imapdesk.ui.messages.cell_text import CellText
from imapdesk.ui.messages.model import Column, MessageModel, ThreadMark
from imapdesk.ui.messages.row_texts import RowTexts
from imapdesk.ui.widgets.dialogs import grown
from imapdesk.ui.widgets.icons import paint_icon
from imapdesk.ui.widgets.theme import current_theme

MARK = 16  # pixels of a sign beside the usual font; all of these grow with the letters
DOT_AT, STAR_AT, STAR_FROM = 5, 24, 22  # from where lines begin; a click from there on is for the star
MARGIN = 8  # pixels beside a text, as the header has
CHILD_INDENT = 22
FOLD_WIDTH = 36  # pixels from the left of a subject where a click unfolds its conversation
FOCUS_WIDTH = 3
_ARROW, _COUNT_AT = 14, 20  # the fold's arrow, and where the count begins
_PALE = (Column.DATE, Column.SIZE, Column.FOLDER)
_MARKED = (Column.FROM, Column.SUBJECT)  # where the hits of a search are

Index = QModelIndex | QPersistentModelIndex


class Sizes(QStyledItemDelegate):
    """How wide a column would be for its texts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * MARGIN, hint.height())


@dataclass(frozen=True, slots=True)
class Place:
    """One cell; ``backwards`` where lines begin at the right."""

    left: int
    top: int
    width: int
    height: int
    backwards: bool

    def inside(self, before: int, width: int, height: int) -> QRectF:
        """A part of it, ``before`` pixels from where lines begin, in the middle of its height."""
        left = self.left + (self.width - before - width if self.backwards else before)
        return QRectF(left, self.top + (self.height - height) // 2, width, height)

    def room(self, before: int) -> QRectF:
        """Where its text stands; ``before`` pixels are taken by signs."""
        taken = 2 * MARGIN + before
        left = self.left + MARGIN + (0 if self.backwards else before)
        return QRectF(left, self.top, self.width - taken, self.height)


class RowPainter:
    """Draws the rows of the list; one that is not loaded yet shows pale bars where its texts will be."""

    def __init__(self, table: QTableView) -> None:
        self._table = table
        self._text = CellText()
        self._texts = RowTexts()
        self._read_theme()
        current_theme().changed.connect(self._read_theme)

    @Slot()
    def _read_theme(self) -> None:
        self._colours = current_theme().colours
        self._selection = QColor(self._colours.selection)
        self._border = QColor(self._colours.border)

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Draw every row that an area of the viewport touches; its ground is there already."""
        table = self._table
        model = table.model()
        assert isinstance(model, MessageModel)
        first, last = table.rowAt(area.top()), table.rowAt(area.bottom())
        if first < 0:
            return
        last = last if last >= 0 else model.rowCount() - 1
        columns = self._find_columns(area)
        chosen = table.selectionModel()
        nothing = QModelIndex()
        height, top = table.verticalHeader().defaultSectionSize(), table.rowViewportPosition(first)
        self._backwards = table.isRightToLeft()
        self._focused = table.currentIndex().row() if table.hasFocus() else -1
        self._text.use(table.font())
        self._growth = grown(MARK) / MARK
        self._texts.begin(model)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        whole = True
        for row in range(first, last + 1):
            selected = chosen.isRowSelected(row, nothing)
            whole = self._paint_row(painter, model, row, top, height, columns, selected) and whole
            top += height
        if whole:
            model.loader.look_ahead(first, last)

    def _find_columns(self, area: QRect) -> list[tuple[Column, int, int]]:
        """The columns to draw, each with its left edge and its width."""
        header = self._table.horizontalHeader()
        found = [
            (column, header.sectionViewportPosition(column), header.sectionSize(column))
            for column in Column
            if not header.isSectionHidden(column)
        ]
        return [each for each in found if each[1] <= area.right() and each[1] + each[2] > area.left()]

    def _paint_row(
        self,
        painter: QPainter,
        model: MessageModel,
        row: int,
        top: int,
        height: int,
        columns: list[tuple[Column, int, int]],
        selected: bool,
    ) -> bool:
        """Whether the row is loaded."""
        if selected:
            for _column, left, width in columns:
                painter.fillRect(left, top, width, height, self._selection)
        summary = model.summary(row)
        if summary is None:
            for _column, left, width in columns:
                self._paint_waiting(painter, left, top, width, height)
            return False
        thread, texts = model.thread_mark(row), self._texts.of(summary)
        for column, left, width in columns:
            place = Place(left, top, width, height, self._backwards)
            if column == Column.MARKS:
                self._paint_marks(painter, place, summary)
                if row == self._focused:
                    painter.fillRect(place.inside(0, FOCUS_WIDTH, height), QColor(self._colours.accent))
            else:
                self._paint_text(painter, place, texts[column], column, summary, thread, selected, model.terms)
        return True

    def _paint_text(
        self,
        painter: QPainter,
        place: Place,
        text: str,
        column: Column,
        summary: Summary,
        thread: ThreadMark,
        selected: bool,
        terms: tuple[str, ...],
    ) -> None:
        colours = self._colours
        before = self._paint_signs(painter, place, summary, thread, selected) if column == Column.SUBJECT else 0
        gone = summary.gone_at is not None
        pale = (column in _PALE and not summary.unread) or gone
        self._text.draw(
            painter,
            place.room(before),
            text,
            colour=colours.selection_text if selected else colours.muted if pale else colours.text,
            bold=summary.unread or (thread.unread and not thread.open),
            italic=gone,
            at_right=(column == Column.SIZE) != place.backwards,
            terms=terms if column in _MARKED else (),
            hit=colours.hit,
        )

    def _paint_signs(
        self, painter: QPainter, place: Place, summary: Summary, thread: ThreadMark, selected: bool
    ) -> int:
        """What stands in front of a subject: the fold and the count, the paper clip. How wide it all is."""
        width, mark = self._grown(CHILD_INDENT) if thread.child else 0, self._grown(MARK)
        colour = self._colours.selection_text if selected else self._colours.muted
        if thread.count > 1:
            width += self._paint_count(painter, place, thread, colour)
        if summary.has_attachments:
            inside = place.inside(width + MARGIN - 2, mark, mark)
            paint_icon(painter, "attachment", colour, inside)
            width += mark + 3
        return width

    def _paint_count(self, painter: QPainter, place: Place, thread: ThreadMark, colour: str) -> int:
        """The fold's arrow, and how many messages there are in a rounded field."""
        colours = self._colours
        arrow, first, high = self._grown(_ARROW), self._grown(_COUNT_AT), self._grown(MARK)
        folded = "chevron-left" if place.backwards else "chevron-right"
        paint_icon(painter, "chevron-down" if thread.open else folded, colour, place.inside(3, arrow, arrow))
        face = self._text.face(False, False)
        width = int(face.metrics.horizontalAdvance(str(thread.count))) + 10
        field = place.inside(first, width, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._border)
        painter.drawRoundedRect(field, high / 2, high / 2)
        painter.restore()
        painter.setFont(face.font)
        painter.setPen(QColor(colours.text))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, str(thread.count))
        return first + width - MARGIN + 6

    def _paint_marks(self, painter: QPainter, place: Place, summary: Summary) -> None:
        colours, mark = self._colours, self._grown(MARK)
        if summary.unread:
            paint_icon(painter, "dot", colours.accent, place.inside(self._grown(DOT_AT), mark, mark))
        name, colour = ("star-on", colours.star) if summary.starred else ("star", colours.no_star)
        paint_icon(painter, name, colour, place.inside(self._grown(STAR_AT), mark, mark))

    def _grown(self, pixels: int) -> int:
        return round(pixels * self._growth)

    def _paint_waiting(self, painter: QPainter, left: int, top: int, width: int, height: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._border)
        painter.setOpacity(0.6)
        bar = QRectF(left + MARGIN, top + (height - 6) // 2, max(10, width * 0.6), 6)
        painter.drawRoundedRect(bar, 3, 3)
        painter.restore()
