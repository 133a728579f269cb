"""A message in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imapdesk.ui.reader.reader import Reader
from imapdesk.ui.reader.reading import OpenMessage
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class MessageWindow(PlainDialog):
    """A reader alone; it closes with Esc and can stay open beside the list."""

    def __init__(self, desk: Desk, background: Background, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", 820, 680)
        self.setModal(False)
        self.setWindowTitle(self.tr("Message"))
        self.setAccessibleName(self.tr("Message"))
        self.reader = Reader(desk, background)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.reader)
        self.reader.shown.connect(self._on_shown)
        self.finished.connect(self.reader.stop)
        self.reader.show_id(number)

    @Slot(object)
    def _on_shown(self, opened: OpenMessage) -> None:
        self.setWindowTitle(formats.plain(opened.message.subject) or self.tr("(no subject)"))
