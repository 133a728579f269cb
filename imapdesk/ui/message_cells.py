"""How the cells of the message list are drawn: the dot and the star, the paper clip, bold for what is unread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from imapdesk.mail import Summary
from imapdesk.ui.icons import paint_icon
from imapdesk.ui.message_model import SUMMARY, Column
from imapdesk.ui.theme import current_theme

MARK = 16

Index = QModelIndex | QPersistentModelIndex


class MessageCells(QStyledItemDelegate):
    """Draws one cell; a row that is not loaded yet shows a pale bar where its text will be."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        summary: Summary | None = index.data(SUMMARY)
        if summary is None:
            return
        colours = current_theme().colours
        if summary.unread:
            option.font.setWeight(QFont.Weight.DemiBold)
            option.fontMetrics = option.widget.fontMetrics() if option.widget else option.fontMetrics
        if summary.gone_at is not None:
            option.font.setItalic(True)
        secondary = index.column() in (Column.DATE, Column.SIZE, Column.FOLDER)
        if (secondary and not summary.unread) or summary.gone_at is not None:
            option.palette.setColor(QPalette.ColorRole.Text, colours.muted)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        summary: Summary | None = index.data(SUMMARY)
        if summary is None:
            super().paint(painter, option, index)
            self._paint_waiting(painter, option.rect)
        elif index.column() == Column.MARKS:
            super().paint(painter, option, index)
            self._paint_marks(painter, option.rect, summary)
        elif index.column() == Column.SUBJECT and summary.has_attachments:
            self._paint_subject(painter, option, index)
        else:
            super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 8, hint.height())

    def _paint_subject(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The text, moved aside for the paper clip in front of it."""
        moved = QStyleOptionViewItem(option)
        self.initStyleOption(moved, index)
        widget = option.widget or QWidget()
        style = widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, moved, painter, widget)
        colours = current_theme().colours
        middle = option.rect.center().y() - MARK / 2
        paint_icon(painter, "attachment", colours.muted, QRectF(option.rect.left() + 4, middle, MARK, MARK))
        moved.rect = option.rect.adjusted(MARK + 4, 0, 0, 0)
        moved.backgroundBrush = Qt.BrushStyle.NoBrush  # type: ignore[assignment]
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, moved, painter, widget)

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
