"""A label for what a sender wrote: plain text that breaks very long words, and copies them without the breaks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QClipboard,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLabel, QMenu

from imapdesk.ui.reader.hit_bars import paint_wrapped_bars
from imapdesk.ui.reader.hits import find_hits
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.theme import current_theme


class HeadLabel(QLabel):
    """An address that is copied from it with the mouse is the address, to the letter."""

    def __init__(self, name: str) -> None:
        """``name`` is said before the text, where the text alone doesn't tell what it is."""
        super().__init__()
        self._name = name
        self._terms: tuple[str, ...] = ()
        self._addresses: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def say(self, text: str, terms: Sequence[str] = (), addresses: Sequence[str] = ()) -> None:
        """Show a text, broken where it has no places to break; ``terms`` are marked in it.

        Its menu offers to copy ``addresses``, each as it is.
        """
        self._terms, self._addresses = tuple(terms), tuple(addresses)
        self.setText(formats.breakable(text))
        named = self.tr("{name}: {text}").format(name=self._name, text=text)
        self.setAccessibleName(named if self._name and text else text)

    def find_hits(self) -> list[tuple[int, int]]:
        """Where the text that is shown has the words of a search."""
        return find_hits(self.text(), self._terms)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._terms:
            painter = QPainter(self)
            place, colour = QRectF(self.contentsRect()), QColor(current_theme().colours.hit)
            paint_wrapped_bars(painter, place, self.text(), self.font(), self.find_hits(), colour, self.alignment())
            painter.end()
        super().paintEvent(event)

    def copy(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        """Copy what is selected."""
        if self.hasSelectedText():
            QGuiApplication.clipboard().setText(formats.without_breaks(self.selectedText()), mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if QGuiApplication.clipboard().supportsSelection():
            self.copy(QClipboard.Mode.Selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def make_menu(self) -> QMenu:
        """Copy what is selected, or an address."""
        menu = QMenu(self)
        for address in self._addresses:
            text = self.tr("Copy {address}").format(address=address.replace("&", "&&"))
            menu.addAction(text).triggered.connect(
                lambda _checked=False, address=address: QGuiApplication.clipboard().setText(address)
            )
        if self._addresses:
            menu.addSeparator()
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self.hasSelectedText())
        copy.triggered.connect(lambda _checked=False: self.copy())
        everything = menu.addAction(self.tr("Select all"))
        everything.triggered.connect(lambda _checked=False: self.setSelection(0, len(self.text())))
        return menu
