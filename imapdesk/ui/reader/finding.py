"""Find in message: Ctrl+F where the message has the focus, F3 and Shift+F3 from place to place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from imapdesk.ui.reader.find_bar import FindBar


class Searched(Protocol):
    """What can be looked into: a message's body, or its source."""

    @property
    def found(self) -> SignalInstance:
        """Which place is shown, from 1, and how many there are."""

    def find_words(self, words: str, step: int) -> None:
        """Go to the next place of some words (1), the one before (-1) or the first from here (0)."""

    def selected_words(self) -> str:
        """What is selected, to be looked for."""

    def inner(self) -> QWidget:
        """What gets the focus back."""


class MessageFinding(QObject):
    """Ties the bar to what shows the message. It stays open from message to message, and looks into each."""

    def __init__(self, reader: QWidget, body: Searched, list_terms: Callable[[], Sequence[str] | None]) -> None:
        """``list_terms``: the words of the search that found the message, None while no message is open."""
        super().__init__(reader)
        self.bar = FindBar()
        self._body = body
        self._list_terms = list_terms
        self._escaping = False  # Esc closed the bar, and is not to close anything else
        self.bar.wanted.connect(self._on_wanted)
        self.bar.closed.connect(self._on_closed)
        body.found.connect(self._on_found)
        reader.installEventFilter(self)

    def open(self) -> None:
        """Show the bar."""
        if self._list_terms() is not None:
            self.bar.open_for(self._body.selected_words())

    def step(self, by: int) -> None:
        """Go to the next place, or the one before; at first to what the search looked for."""
        terms = self._list_terms()
        if terms is None:
            return
        if self.bar.isHidden():
            self.bar.open_for(self._body.selected_words() or (terms[0] if terms else ""))
        else:
            self.bar.step(by)

    def look_again(self) -> None:
        """Another message is shown, or the same in another way."""
        if not self.bar.isHidden():
            self._on_wanted(self.bar.field.text(), 0)

    @Slot(str, int)
    def _on_wanted(self, words: str, step: int) -> None:
        self._body.find_words(words, step)

    @Slot(int, int)
    def _on_found(self, at: int, count: int) -> None:
        self.bar.say_count(at, count)

    @Slot()
    def _on_closed(self) -> None:
        self._body.find_words("", 0)
        self._body.inner().setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys, before the window's menu takes Ctrl+F for its own search and a window closes with Esc."""
        if isinstance(event, QKeyEvent) and self._take(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self._take_escape(event.type())
        if not event.matches(QKeySequence.StandardKey.Find) or self._list_terms() is None:
            return False
        if event.type() is QEvent.Type.KeyPress:
            self.open()
        return event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)

    def _take_escape(self, kind: QEvent.Type) -> bool:
        """The web engine keeps Esc to itself, but for the question whether it is a shortcut (Qt 6.12, 2026-11)."""
        if kind is QEvent.Type.ShortcutOverride and not self.bar.isHidden():
            self._escaping = True
            self.bar.leave()
            return True
        taken = self._escaping and kind is QEvent.Type.KeyPress
        self._escaping = False
        return taken
