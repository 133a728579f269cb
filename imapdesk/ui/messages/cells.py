"""How the cells of the message list are drawn: the dot and the star, the paper clip, bold for what is unread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from imapdesk.mail import Summary
from imapdesk.ui.messages.cell_text import CellText
from imapdesk.ui.messages.model import Column, MessageModel, ThreadMark
from imapdesk.ui.widgets.icons import paint_icon
from imapdesk.ui.widgets.theme import current_theme

MARK = 16
MARGIN = 8  # pixels beside a text, as the header has
CHILD_INDENT = 22
FOLD_WIDTH = 36  # pixels from the left of a subject where a click unfolds its conversation
FOCUS_WIDTH = 3
_PALE = (Column.DATE, Column.SIZE, Column.FOLDER)

Index = QModelIndex | QPersistentModelIndex


class MessageCells(QStyledItemDelegate):
    """Draws one cell; a row that is not loaded yet shows a pale bar where its text will be."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table)
        self._table = table
        self._text = CellText()
        self._colours = current_theme().colours
        current_theme().changed.connect(self._on_theme_changed)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._colours = current_theme().colours

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * MARGIN, hint.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MessageModel)
        row, column = index.row(), index.column()
        colours = self._colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, QColor(colours.selection))
        summary = model.summary(row)
        if summary is None:
            self._paint_waiting(painter, option.rect)
            return
        if column == Column.MARKS:
            self._paint_marks(painter, option, summary)
            if self._table.currentIndex().row() == row and self._table.hasFocus():
                self._paint_focus(painter, option)
        else:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            self._paint_text(painter, option, model, summary, row, column, selected)

    def _paint_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        model: MessageModel,
        summary: Summary,
        row: int,
        column: int,
        selected: bool,
    ) -> None:
        colours = self._colours
        thread = model.thread_mark(row)
        room = QRectF(option.rect).adjusted(MARGIN, 0, -MARGIN, 0)
        backwards = option.direction == Qt.LayoutDirection.RightToLeft
        if column == Column.SUBJECT:
            before = self._paint_signs(painter, option, summary, thread)
            room.adjust(0 if backwards else before, 0, -before if backwards else 0, 0)
        self._text.use(option.font)
        gone = summary.gone_at is not None
        bold = summary.unread or (thread.unread and not thread.open)
        pale = (column in _PALE and not summary.unread) or gone
        self._text.draw(
            painter,
            room,
            model.text(summary, column),
            colour=colours.selection_text if selected else colours.muted if pale else colours.text,
            bold=bold,
            italic=gone,
            at_right=(column == Column.SIZE) != backwards,
            terms=model.terms if column in (Column.FROM, Column.SUBJECT) else (),
            hit=colours.hit,
        )

    def _paint_signs(
        self, painter: QPainter, option: QStyleOptionViewItem, summary: Summary, thread: ThreadMark
    ) -> int:
        """What stands in front of a subject: the fold and the count, the paper clip. How wide it all is."""
        width = CHILD_INDENT if thread.child else 0
        if thread.count > 1:
            width += self._paint_count(painter, option, thread)
        if summary.has_attachments:
            self._paint_icon(painter, option, "attachment", self._colours.muted, width + MARGIN - 2)
            width += MARK + 3
        return width

    def _paint_count(self, painter: QPainter, option: QStyleOptionViewItem, thread: ThreadMark) -> int:
        """The fold's arrow, and how many messages there are in a rounded field."""
        colours = self._colours
        backwards = option.direction == Qt.LayoutDirection.RightToLeft
        folded = "chevron-left" if backwards else "chevron-right"
        self._paint_icon(painter, option, "chevron-down" if thread.open else folded, colours.muted, 3, 14)
        width = option.fontMetrics.horizontalAdvance(str(thread.count)) + 10
        field = QRectF(_visual(option, 20, width, 16))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.border))
        painter.drawRoundedRect(field, 8, 8)
        painter.restore()
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, str(thread.count))
        return 20 + width - MARGIN + 6

    def _paint_marks(self, painter: QPainter, option: QStyleOptionViewItem, summary: Summary) -> None:
        colours = self._colours
        if summary.unread:
            self._paint_icon(painter, option, "dot", colours.accent, 5)
        name, colour = ("star-on", colours.star) if summary.starred else ("star", colours.border)
        self._paint_icon(painter, option, name, colour, 24)

    @staticmethod
    def _paint_icon(
        painter: QPainter, option: QStyleOptionViewItem, name: str, colour: str, before: int, size: int = MARK
    ) -> None:
        paint_icon(painter, name, colour, QRectF(_visual(option, before, size, size)))

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Where the keyboard is: a bar at the beginning of the current row."""
        bar = _visual(option, 0, FOCUS_WIDTH, option.rect.height())
        painter.fillRect(bar, QColor(self._colours.accent))

    def _paint_waiting(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.border))
        painter.setOpacity(0.6)
        bar = QRectF(rect.left() + MARGIN, rect.center().y() - 3, max(10, rect.width() * 0.6), 6)
        painter.drawRoundedRect(bar, 3, 3)
        painter.restore()


def _visual(option: QStyleOptionViewItem, before: int, width: int, height: int) -> QRect:
    """A place in a cell, ``before`` pixels from where lines begin: at the left, or at the right where all mirrors."""
    rect = option.rect
    top = rect.top() + (rect.height() - height) // 2
    place = QRect(rect.left() + before, top, width, height)
    return QStyle.visualRect(option.direction, rect, place)
