"""Rows of a label and a field: one look for every form."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLayoutItem, QStyle, QVBoxLayout, QWidget

from imapdesk.ui.widgets.dialogs import label, leave_room

_ACROSS = 18
_DOWN = 10
_BESIDE_BOX = 8  # pixels from a box to its words
_LINES = 2  # of its own height a label shares with a tall field: about the field's first line


class Form(QFormLayout):
    """A form whose labels stand on their fields' line, and whose fields are as high as their words.

    Qt gives a label no more than 7/4 of its own height, which is less than a field with a frame has: the words of the
    two stand two pixels apart. And where a row's words break into several lines it leaves the room for them empty
    (Qt 6.12, 2026-11).
    """

    def __init__(self, parent: QWidget | None = None, *, wide: bool = True, down: int = _DOWN) -> None:
        """``wide`` fields take all the room there is; otherwise only those that ask for it."""
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
            self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(_ACROSS)
        self.setVerticalSpacing(down)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        growth = QFormLayout.FieldGrowthPolicy
        self.setFieldGrowthPolicy(growth.AllNonFixedFieldsGrow if wide else growth.ExpandingFieldsGrow)

    def stack(self) -> None:
        """Put the labels above their fields: for a screen that is too narrow for both side by side."""
        self.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number in range(self.rowCount()):
            item = self.itemAt(number, QFormLayout.ItemRole.LabelRole)
            name = item.widget() if item is not None else None
            if isinstance(name, QLabel) and not name.text():
                name.hide()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for number in range(self.rowCount()):
            name = self.itemAt(number, QFormLayout.ItemRole.LabelRole)
            field = self.itemAt(number, QFormLayout.ItemRole.FieldRole)
            if field is None or field.isEmpty():
                continue
            _hold_words(field)
            if name is None or name.isEmpty() or self.rowWrapPolicy() is QFormLayout.RowWrapPolicy.WrapAllRows:
                continue
            place, beside, own = name.geometry(), field.geometry(), name.sizeHint().height()
            place.setTop(beside.top())
            place.setHeight(max(own, min(beside.height(), _LINES * own)))
            name.setGeometry(place)


def _hold_words(field: QLayoutItem) -> None:
    place = field.geometry()
    wanted = field.heightForWidth(place.width()) if field.hasHeightForWidth() else 0
    if wanted > place.height():
        field.setGeometry(QRect(place.x(), place.y(), place.width(), wanted))


def explained(box: QCheckBox, why: str) -> QVBoxLayout:
    """A box with a quiet line about it below its words: in one line the two would make the form wider."""
    box.setAccessibleDescription(why)
    under = QVBoxLayout()
    indent = box.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, box) + _BESIDE_BOX
    leave_room(under, indent, 0, 0, 0)
    line = label(why, muted=True)
    line.setWordWrap(False)  # a form gives a line that can wrap the height of two
    under.addWidget(line)
    both = QVBoxLayout()
    both.setSpacing(2)
    both.addWidget(box)
    both.addLayout(under)
    return both
