"""Small things that every dialog shares: a column, a row of buttons, a remembered size, a sentence that went wrong."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from string import ascii_lowercase
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from imapdesk.errors import ImapdeskError
from imapdesk.ui.widgets.announcing import SpokenLabel
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.theme import USUAL_LINE, set_look

Shown = TypeVar("Shown", bound=QLabel)
# Pixels: QMessageBox grows no further, and is as wide as the screen on a small one (Qt 6.12, 2026-11).
_WIDEST_BOX, _BESIDE_BOX, _SMALL_SCREEN = 1000, 480, 1024
_AROUND_BUTTONS = 40
USUAL_LETTERS = 176  # pixels: the width of the usual font's small letters, from a to z
TITLE_BAR = 40  # pixels of the window manager, on a screen that is hardly higher than a window


def label(text: str, **look: bool) -> QLabel:
    """A wrapping label that shows plain text only."""
    return _dress(QLabel(text), look)


def told(**look: bool) -> SpokenLabel:
    """The same for sentences that come later and are said aloud then: what is wrong, how something ended."""
    return _dress(SpokenLabel(), look)


def _dress(made: Shown, look: dict[str, bool]) -> Shown:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:  # an address alone would go to the left
        at_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        made.setAlignment(at_right | Qt.AlignmentFlag.AlignVCenter)
    if look:
        set_look(made, **look)
    return made


class Button(QPushButton):
    """A push button that Enter presses where it has the focus, as Space does; by itself Qt asks the default one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, on_click: Callable[[], object], *, name: str = "", **look: bool) -> QPushButton:
    """A push button with an accessible name."""
    made = Button(text)
    made.setAccessibleName(name or text.replace("&", ""))
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: on_click())
    if look:
        set_look(made, **look)
    return made


def row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(8)
    for widget in widgets:
        layout.addStretch(1) if widget is None else layout.addWidget(widget)
    return layout


def column(parent: QWidget, margin: int = 24, spacing: int = 10) -> QVBoxLayout:
    """A vertical layout with room around it."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def leave_room(layout: QLayout, start: int, top: int, end: int, bottom: int) -> None:
    """Set a layout's margins; start and end change sides where all is read from the right, which Qt leaves to us."""
    mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    layout.setContentsMargins(end if mirrored else start, top, start if mirrored else end, bottom)


def describe_error(error: BaseException) -> tuple[str, str]:
    """The sentence for the person, and the details behind it: the server's words, or the trace of a bug of ours."""
    if isinstance(error, ImapdeskError):
        return say(error.sentence), error.details
    sentence = QCoreApplication.translate("Errors", "Something went wrong inside imapdesk.")
    return sentence, "".join(traceback.format_exception(error))


def stack_wide(box: QMessageBox) -> None:
    """Put the buttons of a box one below the other where in a row they are wider than Qt lets a box be."""
    buttons = box.findChild(QDialogButtonBox)
    screen = box.screen().availableSize().width()
    widest = screen if screen <= _SMALL_SCREEN else min(screen - _BESIDE_BOX, _WIDEST_BOX)
    if buttons is not None and buttons.sizeHint().width() > widest - _AROUND_BUTTONS:
        buttons.setOrientation(Qt.Orientation.Vertical)


def ask(parent: QWidget, title: str, text: str, more: str, action: str, on_yes: Callable[[], object]) -> QMessageBox:
    """Ask without stopping the program; Cancel is the default."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    yes = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    yes.clicked.connect(lambda _checked=False: on_yes())
    _open(box)
    return box


def _open(box: QMessageBox) -> None:
    stack_wide(box)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def ask_two(
    parent: QWidget,
    title: str,
    text: str,
    more: str,
    first: tuple[str, Callable[[], object]],
    second: tuple[str, Callable[[], object]],
) -> QMessageBox:
    """Ask which of two; the first is the default, Esc is neither."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    for words, act in (first, second):
        made = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
        made.clicked.connect(lambda _checked=False, act=act: act())
        if words == first[0]:
            box.setDefaultButton(made)
    box.addButton(QMessageBox.StandardButton.Cancel)
    _open(box)
    return box


def tell(parent: QWidget, title: str, text: str, details: str = "") -> QMessageBox:
    """Say something without stopping the program; it can be copied, and the details too."""
    box = QMessageBox(QMessageBox.Icon.Information, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setDetailedText(details)
    box.addButton(QMessageBox.StandardButton.Close)
    _open(box)
    return box


def grown(pixels: int) -> int:
    """A length that was chosen for the usual font, for the one that the person has: higher or wider; never smaller."""
    metrics = QFontMetrics(QApplication.font())
    wider = metrics.horizontalAdvance(ascii_lowercase) / USUAL_LETTERS
    return round(pixels * max(1.0, metrics.height() / USUAL_LINE, wider))


def find_room(window: QWidget) -> QSize:
    """How large a window can be on its screen, with its title bar to be seen."""
    return window.screen().availableSize() - QSize(0, TITLE_BAR)


class PlainDialog(QDialog):
    """A dialog that is deleted when it closes and has no question mark in its title."""

    def __init__(self, parent: QWidget | None, title: str, width: int, height: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._size_for(width, height)

    def step_aside(self) -> None:
        """Hide, and give the focus to the window.

        Where this dialog and one above it go at the same time some window managers give it to neither (seen with
        Openbox), and the keyboard is dead until somebody clicks.
        """
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.window().activateWindow()

    def empty(self) -> None:
        """Take out everything that is laid out in it, to fill it again in another language."""
        former = self.layout()
        if former is not None:
            QWidget().setLayout(former)  # which takes the widgets along, and ends with them here

    def _size_for(self, width: int, height: int) -> None:
        self.resize(QSize(grown(width), grown(height)).boundedTo(find_room(self)))
