"""Names that don't fit into the tree lose their end, in whatever direction the window is read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from imapdesk.ui.widgets.marks import hold_together


class OwnDirection(QStyledItemDelegate):
    """Cuts a name that is read from the left where it ends, in a window that is read from the right, too.

    Qt lays the dots out in the window's direction, which puts them before the name.
    """

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        named = index.column() == 0 and option.rect.width() > 0  # no place: it is asked how much room it wants
        if named and option.text and option.direction is Qt.LayoutDirection.RightToLeft:
            option.text = cut(option, option.text)


def cut(option: QStyleOptionViewItem, text: str) -> str:
    """The text as it fits into its place, its dots held to its end."""
    style = option.widget.style()
    place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
    edge = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget) + 1
    shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() - 2 * edge)
    return text if shown == text else hold_together(shown)
