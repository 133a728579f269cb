"""The message as the server gave it, or only its headers."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from imapdesk.ui.reader.long_lines import LongText
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
        layout = column(self, 16)
        layout.addWidget(self.text)
        if len(shown) > LONGEST:
            cut = self.tr("The first {shown} of {size} are shown. “Save as EML” saves all of it.")
            layout.addWidget(label(cut.format(shown=formats.size(LONGEST), size=formats.size(len(shown))), muted=True))
        copy = button(self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(self.text.whole_text()))
        layout.addLayout(row(copy, None, button(self.tr("Close"), self.accept)))


def split_head(raw: bytes) -> bytes:
    """The header block: everything before the first empty line."""
    for end in (b"\r\n\r\n", b"\n\n", b"\r\r"):
        head, found, _ = raw.partition(end)
        if found:
            return head
    return raw
