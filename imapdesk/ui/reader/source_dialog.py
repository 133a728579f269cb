"""The message as the server gave it, or only its headers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from imapdesk.ui.reader.finding import MessageFinding
from imapdesk.ui.reader.long_lines import LongText
from imapdesk.ui.reader.text_finder import TextFinder, choose_words
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, label, row

LONGEST = 2_000_000  # bytes shown; a text field of more than this is slow


class SourceDialog(PlainDialog):
    """Read-only text in a fixed-width font; nothing in it is interpreted."""

    def __init__(self, raw: bytes, headers_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", 820, 620)
        title = self.tr("Message headers") if headers_only else self.tr("Message source")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.text = LongText()
        self.text.setAccessibleName(title)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        shown = split_head(raw) if headers_only else raw
        self.text.show_text(shown[:LONGEST].decode("utf-8", "replace").replace("\0", "\ufffd"))
        self.finding = MessageFinding(self, _Source(self.text, self), lambda: ())
        for key, step in ((QKeySequence.StandardKey.FindNext, 1), (QKeySequence.StandardKey.FindPrevious, -1)):
            QShortcut(key, self, lambda step=step: self.finding.step(step))
        layout = column(self, 16)
        layout.addWidget(self.finding.bar)
        layout.addWidget(self.text)
        if len(shown) > LONGEST:
            cut = self.tr("The first {shown} of {size} are shown. “Save as EML” saves all of it.")
            layout.addWidget(label(cut.format(shown=formats.size(LONGEST), size=formats.size(len(shown))), muted=True))
        copy = button(self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(self.text.whole_text()))
        find = button(self.tr("Find…"), self.finding.open)
        layout.addLayout(row(copy, find, None, button(self.tr("Close"), self.accept)))


class _Source(QObject):
    """The text, to be looked into."""

    found = Signal(int, int)

    def __init__(self, text: LongText, parent: QObject) -> None:
        super().__init__(parent)
        self._text = text
        self._finder = TextFinder(text)

    def find_words(self, words: str, step: int) -> None:
        self.found.emit(*self._finder.find(words, step))

    def selected_words(self) -> str:
        return choose_words(self._text.textCursor().selectedText())

    def inner(self) -> QWidget:
        return self._text


def split_head(raw: bytes) -> bytes:
    """The header block: everything before the first empty line."""
    for end in (b"\r\n\r\n", b"\n\n", b"\r\r"):
        head, found, _ = raw.partition(end)
        if found:
            return head
    return raw
