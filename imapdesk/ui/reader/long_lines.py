"""Lines that are too long to be laid out at once, broken for a view; what is copied from it has them whole again.

Where a line has no place to break, Qt's layout takes time in the square of its length: 300,000 letters five seconds,
five millions are not done after six minutes (Qt 6.12, seen 2026-11).
"""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit

from imapdesk.ui.widgets.spoken import ReadingText, give_caret

BREAK = "\u200b\u200b"  # a place to break that nothing shows; doubled, as one alone is of the text itself
_WORD = 2_100  # letters; no link is longer
_LINE = 8_000
_LONG_WORD = re.compile(rf"\S{{{_WORD}}}(?=\S)")
_HTML = re.compile(rf"<[^>]*>|(?:&[#\w]{{1,32}};|[^\s<&]){{{_WORD}}}(?=[^\s<])")


def break_lines(text: str) -> str:
    """A text whose long lines are several, each laid out when it comes into sight."""
    return "\n".join(map(_break_line, text.split("\n"))) if len(text) > _WORD else text


def _break_line(line: str) -> str:
    if len(line) <= _WORD:
        return line
    line = _LONG_WORD.sub(lambda word: f"{word[0]}{BREAK}\n", line)
    pieces, start = [], 0
    while len(line) - start > _LINE:
        end = line.rfind(" ", start, start + _LINE) + 1 or start + _LINE
        end = min(end, line.find("\n", start) + 1 or end)
        pieces.append(line[start:end] + ("" if line[end - 1] == "\n" else f"{BREAK}\n"))
        start = end
    return "".join(pieces) + line[start:]


def break_words(html: str) -> str:
    """HTML in whose text the longest words can be broken."""
    return _HTML.sub(lambda found: found[0] if found[0][0] == "<" else found[0] + BREAK, html)


def unbroken(text: str) -> str:
    """What was broken, as it was before."""
    return text.replace(f"{BREAK}\n", "").replace(BREAK, "")


class LongText(QPlainTextEdit):
    """A text of any length, read-only."""

    def __init__(self) -> None:
        super().__init__(readOnly=True)

    def show_text(self, text: str) -> None:
        """Show a text from its top."""
        self.setPlainText(break_lines(text))

    def whole_text(self) -> str:
        """All of it, to be copied."""
        return unbroken(self.toPlainText())

    def focusInEvent(self, event: QFocusEvent) -> None:
        give_caret(self)
        super().focusInEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        return _whole(super().createMimeDataFromSelection())


class LongBrowser(ReadingText):
    """Rich text whose words can be of any length."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        give_caret(self)
        super().focusInEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        return _whole(super().createMimeDataFromSelection())


def scroll_bar_by_page(view: QAbstractScrollArea, down: bool) -> bool:
    """Scroll a text by what is seen of it; whether that was possible."""
    bar = view.verticalScrollBar()
    before = bar.value()
    bar.triggerAction(bar.SliderAction.SliderPageStepAdd if down else bar.SliderAction.SliderPageStepSub)
    return bar.value() != before


def _whole(copied: QMimeData) -> QMimeData:
    if BREAK in copied.text():
        text = unbroken(copied.text())
        copied.clear()
        copied.setText(text)
    return copied
