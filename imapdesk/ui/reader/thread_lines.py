"""The other messages of a conversation, each folded to a line: earlier ones above the open one, later ones below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from imapdesk.mail import Summary
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.icons import paint_icon
from imapdesk.ui.widgets.spoken_rows import speak_row
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.tips import tip

MOST_SHOWN = 4  # lines at a time; the others are scrolled to
_ROW = Qt.ItemDataRole.UserRole
_FOLDER = Qt.ItemDataRole.UserRole + 1
_EDGE, _END = 20, 16
_DOT = 14

Index = QModelIndex | QPersistentModelIndex


class ThreadLines(QListWidget):
    """Lines that open their message: by a click, or by Enter on the current one."""

    chosen = Signal(int)  # the number of a message

    def __init__(self, name: str, *, below: bool = False) -> None:
        super().__init__()
        self.setObjectName("threadLines")
        self.setProperty("below", below)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setItemDelegate(_Line(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)
        self.hide()

    def show_rows(self, rows: Sequence[Summary], home: str, *, at_end: bool = False) -> None:
        """Show these messages, oldest first, with the folder of those that are not in ``home``; hidden without any."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(self)
            item.setData(_ROW, row)
            item.setData(_FOLDER, formats.folder(row.folder) if row.folder != home else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, speak_row(row))
            place = f"{formats.plain(row.mailbox)} / {formats.folder(row.folder)}"
            item.setToolTip(tip(f"{formats.plain(row.from_)}\n{place}"))
        self.setVisible(bool(rows))
        height = self.sizeHintForRow(0) if rows else 0
        self.setFixedHeight(height * min(len(rows), MOST_SHOWN) + 5)
        if rows and at_end:
            self.scrollToBottom()

    def _on_chosen(self, item: QListWidgetItem) -> None:
        row: Summary = item.data(_ROW)
        self.chosen.emit(row.id)


class _Line(QStyledItemDelegate):
    """Dot for unread, who, where it lies if elsewhere, when."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, max(28, option.fontMetrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Summary = index.data(_ROW)
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, bare, painter, option.widget)
        painter.save()
        self._write(painter, option, row, index.data(_FOLDER))
        painter.restore()

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, row: Summary, folder: str) -> None:
        colours = current_theme().colours
        backwards = option.direction == Qt.LayoutDirection.RightToLeft
        start, end = (_END, _EDGE) if backwards else (_EDGE, _END)
        place = option.rect.adjusted(start, 0, -end, 0)
        if row.unread:
            left = place.right() - 8 if backwards else place.left() - 4
            paint_icon(painter, "dot", colours.accent, QRect(left, place.center().y() - 5, 12, 12).toRectF())
        date = formats.short_date(row.received_at or row.sent_at)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if row.unread else QFont.Weight.Normal)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(date) + 12
        middle = Qt.AlignmentFlag.AlignVCenter
        lead, trail = (Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft) if backwards else (
            Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)  # fmt: skip
        painter.setPen(QColor(colours.muted))
        painter.drawText(place, middle | trail, date)
        room = place.adjusted(width, 0, -_DOT, 0) if backwards else place.adjusted(_DOT, 0, -width, 0)
        painter.setPen(QColor(colours.text))
        who = metrics.elidedText(formats.sender(row.from_), Qt.TextElideMode.ElideRight, room.width() * 2 // 3)
        painter.drawText(room, middle | lead, who)
        used = metrics.horizontalAdvance(who) + 14
        rest = room.adjusted(0, 0, -used, 0) if backwards else room.adjusted(used, 0, 0, 0)
        painter.setPen(QColor(colours.muted))
        folder = metrics.elidedText(folder, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(rest, middle | lead, folder)
