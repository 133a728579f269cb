"""How the cells of the message list are drawn: the dot and the star, the paper clip, bold for what is unread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from imapdesk.mail import Summary
from imapdesk.ui.messages.model import LEFT, RIGHT, SUMMARY, THREAD, Column, MessageModel, ThreadMark
from imapdesk.ui.reader.hits import find_hits, runs_backwards
from imapdesk.ui.widgets.icons import paint_icon
from imapdesk.ui.widgets.theme import current_theme

MARK = 16
CHILD_INDENT = 22
FOLD_WIDTH = 36  # pixels from the left of a subject where a click unfolds its conversation
_TEXT_PLACE = QStyle.SubElement.SE_ItemViewItemText
_TEXT_MARGIN = QStyle.PixelMetric.PM_FocusFrameHMargin

Index = QModelIndex | QPersistentModelIndex


class MessageCells(QStyledItemDelegate):
    """Draws one cell; a row that is not loaded yet shows a pale bar where its text will be."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """What Qt would ask the model for role by role, in one go: scrolling paints a hundred cells a frame."""
        model = index.model()
        if not isinstance(model, MessageModel):
            super().initStyleOption(option, index)
            return
        column, summary = index.column(), model.summary(index.row())
        option.index = index  # type: ignore[assignment]
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.displayAlignment = RIGHT if column == Column.SIZE else LEFT
        if summary is None:
            return
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
        option.text = model.text(summary, column)
        thread = model.thread_mark(index.row())
        if summary.unread or (thread.unread and not thread.open):
            option.font.setWeight(QFont.Weight.DemiBold)
        if summary.gone_at is not None:
            option.font.setItalic(True)
        secondary = column in (Column.DATE, Column.SIZE, Column.FOLDER)
        if (secondary and not summary.unread) or summary.gone_at is not None:
            option.palette.setColor(QPalette.ColorRole.Text, current_theme().colours.muted)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        summary: Summary | None = index.data(SUMMARY)
        if summary is None:
            super().paint(painter, option, index)
            self._paint_waiting(painter, option.rect)
        elif index.column() == Column.MARKS:
            super().paint(painter, option, index)
            self._paint_marks(painter, option.rect, summary)
        elif index.column() == Column.SUBJECT:
            self._paint_subject(painter, option, index, summary)
        elif index.column() == Column.FROM and self._terms(index):
            self._paint_text(painter, option, index, 0)
        else:
            super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 8, hint.height())

    def _paint_subject(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, summary: Summary) -> None:
        """The text, moved aside for what stands in front of it: the fold and the count, the paper clip."""
        thread: ThreadMark = index.data(THREAD)
        before = CHILD_INDENT if thread.child else 0
        width = before
        if thread.count > 1:
            width += self._count_width(option, thread.count)
        if summary.has_attachments:
            width += MARK + 4
        if not width and not self._terms(index):
            super().paint(painter, option, index)
            return
        self._paint_text(painter, option, index, width)
        if thread.count > 1:
            self._paint_count(painter, option, thread)
            before += self._count_width(option, thread.count)
        if summary.has_attachments:
            middle = option.rect.center().y() - MARK / 2
            place = QRectF(option.rect.left() + 4 + before, middle, MARK, MARK)
            paint_icon(painter, "attachment", current_theme().colours.muted, place)

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, left: int) -> None:
        """The cell with its text ``left`` pixels aside, and the hits of a search marked in it."""
        moved = QStyleOptionViewItem(option)
        self.initStyleOption(moved, index)
        widget = option.widget or QWidget()
        style = widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, moved, painter, widget)
        moved.rect = option.rect.adjusted(left, 0, 0, 0)
        moved.backgroundBrush = Qt.BrushStyle.NoBrush  # type: ignore[assignment]
        self._paint_hits(painter, moved, style.subElementRect(_TEXT_PLACE, moved, widget), self._terms(index))
        if option.state & QStyle.StateFlag.State_Selected:  # its ground is painted; again it would hide the hits
            moved.state &= ~QStyle.StateFlag.State_Selected
            moved.palette.setColor(QPalette.ColorRole.Text, QColor(current_theme().colours.selection_text))
        moved.state &= ~QStyle.StateFlag.State_MouseOver
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, moved, painter, widget)

    @staticmethod
    def _paint_hits(painter: QPainter, option: QStyleOptionViewItem, place: QRect, terms: tuple[str, ...]) -> None:
        """Bars behind the words: from left to right only, since another direction moves them elsewhere."""
        if not terms or runs_backwards(option.text):
            return
        metrics = QFontMetricsF(option.font)
        margin = (option.widget.style() if option.widget else QWidget().style()).pixelMetric(_TEXT_MARGIN) + 1
        colour = QColor(current_theme().colours.hit)
        for start, end in find_hits(option.text, terms):
            left = place.left() + margin + metrics.horizontalAdvance(option.text[:start])
            width = metrics.horizontalAdvance(option.text[start:end])
            if left < place.right():
                bar = QRectF(left - 1, place.center().y() - metrics.height() / 2, width + 2, metrics.height())
                painter.fillRect(bar.intersected(QRectF(place)), colour)

    @staticmethod
    def _terms(index: Index) -> tuple[str, ...]:
        terms: tuple[str, ...] = getattr(index.model(), "terms", ())
        return terms

    @staticmethod
    def _count_width(option: QStyleOptionViewItem, count: int) -> int:
        return 16 + option.fontMetrics.horizontalAdvance(str(count)) + 14

    def _paint_count(self, painter: QPainter, option: QStyleOptionViewItem, thread: ThreadMark) -> None:
        """The fold's arrow, and how many messages there are in a rounded field."""
        colours = current_theme().colours
        rect, middle = option.rect, option.rect.center().y()
        name = "chevron-down" if thread.open else "chevron-right"
        paint_icon(painter, name, colours.muted, QRectF(rect.left() + 3, middle - 6.5, 14, 14))
        width = option.fontMetrics.horizontalAdvance(str(thread.count)) + 10
        field = QRectF(rect.left() + 18, middle - 7.5, width, 16)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.border))
        painter.drawRoundedRect(field, 8, 8)
        painter.setPen(QColor(colours.text))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, str(thread.count))
        painter.restore()

    @staticmethod
    def _paint_marks(painter: QPainter, rect: QRect, summary: Summary) -> None:
        colours = current_theme().colours
        middle = rect.center().y() - MARK / 2 + 0.5
        if summary.unread:
            paint_icon(painter, "dot", colours.accent, QRectF(rect.left() + 4, middle, MARK, MARK))
        name, colour = ("star-on", colours.star) if summary.starred else ("star", colours.border)
        paint_icon(painter, name, colour, QRectF(rect.left() + 24, middle, MARK, MARK))

    @staticmethod
    def _paint_waiting(painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QPalette().color(QPalette.ColorRole.Mid))
        painter.setOpacity(0.4)
        bar = QRectF(rect.left() + 6, rect.center().y() - 3, max(10, rect.width() * 0.6), 6)
        painter.drawRoundedRect(bar, 3, 3)
        painter.restore()
