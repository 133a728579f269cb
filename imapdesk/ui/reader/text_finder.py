"""Finds words in a text that Qt shows: every place of them has a ground, the one that is come to is selected."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from imapdesk.ui.reader.hits import HIT_GROUND, HIT_INK, find_anywhere

_MOST = 2_000  # places that have a ground; there is no limit to how many are come to
_MOST_WORDS = 100  # characters of a selection that is looked for
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BLANKS = str.maketrans("\u2028\u2029\ufdd0\ufdd1\xa0", "\n\n\n\n ")  # as Qt has the ends of lines, cells and tables


class TextFinder:
    """For one view; what it found is forgotten with the text in which it was."""

    def __init__(self, view: QTextEdit | QPlainTextEdit) -> None:
        self._view = view
        self._text = ""
        self._wanted = ""
        self._places: list[tuple[int, int]] = []

    def find(self, wanted: str, step: int = 0) -> tuple[int, int]:
        """Come to the next place of some words (``step`` 1), or the one before (-1); which of how many it is, from 1.

        Others than before, or with ``step`` 0, are looked for from where the view is. Nothing: the marks go.
        """
        text = self._view.document().toRawText()
        fresh = (wanted, text) != (self._wanted, self._text)
        if fresh:
            self._wanted, self._text = wanted, text
            self._places = find_places(text, wanted)
        cursor = self._view.textCursor()
        at = self._choose(cursor, 0 if fresh else step) if self._places else -1
        self._show_grounds(at)
        self._go(cursor, at)
        return at + 1, len(self._places)

    def _choose(self, cursor: QTextCursor, step: int) -> int:
        starts = [start for start, _end in self._places]
        now = bisect_left(starts, cursor.selectionStart())
        if step < 0:
            return (now - 1) % len(starts)
        on_it = now < len(starts) and self._places[now] == (cursor.selectionStart(), cursor.selectionEnd())
        return (now + (step if on_it else 0)) % len(starts)

    def _go(self, cursor: QTextCursor, at: int) -> None:
        if at < 0:
            cursor.setPosition(cursor.selectionStart())  # what was found before is found no more
        else:
            start, end = self._places[at]
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)

    def _show_grounds(self, at: int) -> None:
        ground = QTextCharFormat()
        ground.setBackground(QColor(HIT_GROUND))
        ground.setForeground(QColor(HIT_INK))
        first = max(0, at - _MOST // 2)
        self._view.setExtraSelections([self._mark(place, ground) for place in self._places[first : first + _MOST]])

    def _mark(self, place: tuple[int, int], ground: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, ground
        return mark


def choose_words(selected: str) -> str:
    """What is looked for where something is selected: a few words of one line, or nothing."""
    return selected if len(selected) <= _MOST_WORDS and len(selected.splitlines()) == 1 else ""


def find_places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Start and end of each place in a text of Qt, in Qt's positions; case and accents don't count, signs do."""
    plain = text.translate(_BLANKS)
    return _to_qt(plain, find_anywhere(plain, wanted))


def _to_qt(text: str, hits: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Qt counts letters beyond the first 65,536 twice."""
    astral = [found.start() for found in _ASTRAL.finditer(text)] if hits and not text.isascii() else []
    return [(start + bisect_left(astral, start), end + bisect_left(astral, end)) for start, end in hits]
