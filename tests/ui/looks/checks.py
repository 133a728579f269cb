"""What the walk looks for in a window: names, buddies, order, contrast, texts cut off or one upon another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollBar,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from imapdesk.ui.widgets.formats import without_breaks
from tests.ui.looks.test_accessibility import nameless
from tests.ui.looks.test_theme import contrast

ENOUGH = 4.5  # WCAG 2.2, 1.4.3
ROOM = 2  # pixels of rounding
_PARTS = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)


def find_faults(window: QWidget) -> list[str]:
    """Everything that is wrong with a window as it stands there, in words."""
    return [
        *(f"no name: {each}" for each in nameless(window)),
        *(f"no buddy: {each}" for each in _without_buddy(window)),
        *(f"not said: {each}" for each in _unsaid(window)),
        *(f"cut off: {each}" for each in _cut_off(window)),
        *(f"on another: {each}" for each in _overlapping(window)),
        *(f"pale: {each}" for each in _pale(window)),
        *(f"odd tab order: {each}" for each in _odd_order(window)),
    ]


def _shown(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window and not _is_inner(widget):
            yield widget


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt makes itself: the line of a combo box, scroll bars, the corners of views."""
    parent = widget.parentWidget()
    inner = isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit) or isinstance(widget, QScrollBar)
    return inner or widget.objectName().startswith("qt_")


def describe(widget: QWidget) -> str:
    """A widget in words."""
    text = _text(widget) or widget.accessibleName()
    return f"{type(widget).__name__} “{text[:60]}” in {type(widget.parentWidget()).__name__}"


def _text(widget: QWidget) -> str:
    match widget:
        case QLabel() | QAbstractButton():
            return widget.text()
        case QComboBox():
            return widget.currentText()
        case QLineEdit():
            return widget.text() or widget.placeholderText()
        case QAbstractSpinBox():
            return widget.text()
    return ""


def _without_buddy(window: QWidget) -> Iterator[str]:
    for label in window.findChildren(QLabel):
        if re.search(r"&\w", label.text()) and label.buddy() is None:
            yield describe(label)
    for form in window.findChildren(QFormLayout):
        for row in range(form.rowCount()):
            item, field = (
                form.itemAt(row, role) for role in (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole)
            )
            label = item.widget() if item else None
            widget = field.widget() if field else None
            if isinstance(label, QLabel) and label.text() and isinstance(widget, _PARTS[1:]) and label.buddy() is None:
                yield describe(label)


def _unsaid(window: QWidget) -> Iterator[str]:
    """A label's name is all that is said of it: one that names its place hides its words."""
    for widget in _shown(window):
        if isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.PlainText and widget.text():
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            if without_breaks(widget.text().replace("&", "")) not in without_breaks(name):
                yield f"{describe(widget)} is called “{name}”"


def _cut_off(window: QWidget) -> Iterator[str]:
    for widget in _shown(window):
        if not isinstance(widget, _PARTS) or not _text(widget) or _may_elide(widget):
            continue
        wanted, had = _wanted(widget)
        if wanted[0] > had[0] + ROOM or wanted[1] > had[1] + ROOM:
            yield f"{describe(widget)} wants {wanted}, has {had}"
        elif not _scrolls(widget) and widget.visibleRegion().boundingRect() != widget.rect():
            yield f"{describe(widget)} sticks out of what is around it"


def _may_elide(widget: QWidget) -> bool:
    return widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored


def _wanted(widget: QWidget) -> tuple[tuple[int, int], tuple[int, int]]:
    """The size that the text needs, and the size that it has."""
    size = (widget.width(), widget.height())
    metrics = QFontMetrics(widget.font())
    match widget:
        case QLabel() if widget.wordWrap():
            words = max((metrics.horizontalAdvance(word) for word in widget.text().split()), default=0)
            return (
                min(words, widget.width() if _is_address(widget.text()) else words),
                widget.heightForWidth(widget.width()),
            ), size
        case QLabel():
            return (widget.sizeHint().width(), metrics.height()), size
        case QToolButton() if not widget.text() or widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            return (0, 0), size
        case QAbstractButton():
            return (widget.minimumSizeHint().width(), metrics.height()), size
        case QLineEdit():
            inside = widget.width() - 16
            return (metrics.horizontalAdvance(widget.placeholderText()), metrics.height()), (inside, widget.height())
    return (metrics.horizontalAdvance(_text(widget)), metrics.height()), (widget.width() - 26, widget.height())


def _is_address(text: str) -> bool:
    return " " not in text.strip()  # a path or an address of one word breaks where it must


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _overlapping(window: QWidget) -> Iterator[str]:
    parts = [w for w in _shown(window) if isinstance(w, _PARTS) and _text(w) and not w.visibleRegion().isEmpty()]
    places = [(part, _place(part, window)) for part in parts]
    for number, (one, here) in enumerate(places):
        for other, there in places[number + 1 :]:
            common = here.intersected(there)
            if (
                common.width() > ROOM
                and common.height() > ROOM
                and not (one.isAncestorOf(other) or other.isAncestorOf(one))
            ):
                yield f"{describe(one)} and {describe(other)}"


def _place(widget: QWidget, window: QWidget) -> QRect:
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, seen.topLeft()), seen.size())


def _pale(window: QWidget) -> Iterator[str]:
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = picture.width() / max(1, window.width())
    for widget in _shown(window):
        if not isinstance(widget, QLabel | QAbstractButton | QComboBox) or not widget.isEnabled():
            continue
        place = _place(widget, window)
        if not _text(widget).strip() or place.width() < 6 or place.height() < 6 or not re.search(r"\w", _text(widget)):
            continue
        if not _shows_words(widget):
            continue
        seen = picture.copy(QRect(place.topLeft() * ratio, place.size() * ratio))
        ratio_seen = _measure(seen)
        if ratio_seen < ENOUGH:
            yield f"{describe(widget)} {ratio_seen:.2f}"


def _shows_words(widget: QWidget) -> bool:
    """Whether a line of its words can be seen; of what is scrolled away there may be an edge only, without a word."""
    seen = widget.visibleRegion().boundingRect()
    if isinstance(widget, QLabel):
        return seen.height() >= min(widget.height(), widget.fontMetrics().height())
    return seen.contains(widget.rect().center())


def _measure(picture: QImage) -> float:
    """The contrast of the colour that stands out most against the one there is most of."""
    pixels = Counter(memoryview(picture.constBits()).cast("I")[: picture.width() * picture.height()])
    behind = _hex(pixels.most_common(1)[0][0])
    return max(contrast(behind, _hex(colour)) for colour in pixels)


def _hex(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"


def _odd_order(window: QWidget) -> Iterator[str]:
    """The tab key goes down the rows, and along them as one reads."""
    chain = [w for w in _chain(window) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled()]
    forward = 1 if window.layoutDirection() is Qt.LayoutDirection.LeftToRight else -1
    last: dict[QWidget | None, QWidget] = {}
    for widget in chain:
        parent = widget.parentWidget()
        before = last.get(parent)
        last[parent] = widget
        if before is None or isinstance(parent, QAbstractItemView):
            continue
        one, two = (QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in (before, widget))
        same_row = one.top() < two.center().y() < one.bottom() or two.top() < one.center().y() < two.bottom()
        same_column = one.left() < two.right() and two.left() < one.right()
        backwards = same_row and (two.center().x() - one.center().x()) * forward < 0 and not same_column
        upwards = same_column and two.center().y() < one.top()
        if backwards or upwards:
            yield f"{describe(before)} before {describe(widget)}"


def _chain(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    for _ in range(2_000):
        if widget is window or widget is None:
            return
        if widget.isVisible() and widget.window() is window and not _is_inner(widget):
            yield widget
        widget = widget.nextInFocusChain()
