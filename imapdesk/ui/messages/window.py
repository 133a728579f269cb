"""A message in a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStatusBar, QToolBar, QVBoxLayout, QWidget

from imapdesk.ui.reader.commands import ReaderCommands
from imapdesk.ui.reader.reader import Reader
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, describe_error, tell
from imapdesk.ui.widgets.icons import icon

if TYPE_CHECKING:
    from imapdesk.desk import Desk
    from imapdesk.desk.shown.opening import OpenMessage

SPEAK_MS = 6_000  # that something is said for


class MessageWindow(PlainDialog):
    """A reader alone, with what can be done with its message; it closes with Esc and can stay open beside the list."""

    def __init__(
        self,
        desk: Desk,
        background: Background,
        number: int | None,
        parent: QWidget | None = None,
        *,
        load: Callable[[], OpenMessage] | None = None,
        like: Reader | None = None,
    ) -> None:
        """Show message ``number``, or what ``load`` gives; marked, enlarged, dark or plain as the reader ``like``."""
        super().__init__(parent, "", 820, 680)
        self.setModal(False)
        self._desk = desk
        self._background = background
        self.number = number
        self._read = load
        self._sought = (like.terms, like.file_terms) if like is not None else ((), ())
        self._fill(*((like.prefer_text, like.zoom, like.dark) if like is not None else (False, 1.0, False)))

    def make_anew(self) -> None:
        """Make the reader and its tools again, in the language and direction of now."""
        like = self.reader
        looks = (like.prefer_text, like.zoom, like.dark)
        like.stop()
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        self.commands.deleteLater()
        self.empty()
        self._fill(*looks)

    def _fill(self, prefer_text: bool, zoom: float, dark: bool) -> None:
        self.setWindowTitle(self.tr("Message"))
        self.setAccessibleName(self.tr("Message"))
        self.reader = Reader(self._desk, self._background)
        self.reader.prefer_text = prefer_text
        self.reader.terms, self.reader.file_terms = self._sought
        self.reader.set_zoom(zoom)
        self.reader.set_dark(dark)
        self.commands = ReaderCommands(self.reader, self._background, self)
        self.commands.failed.connect(self._on_failed)
        self.actions_by_name: dict[str, QAction] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_tools())
        layout.addWidget(self.reader, 1)
        layout.addWidget(self._make_status())
        self.reader.shown.connect(self._on_shown)
        self.finished.connect(self.reader.stop)
        if self._read is not None:
            self.reader.show_other(self._read)
        elif self.number is not None:
            self.reader.show_id(self.number)

    def _make_status(self) -> QStatusBar:
        """Says where a link leads, and what was saved."""
        status = QStatusBar()
        status.setSizeGripEnabled(False)
        status.setAccessibleName(self.tr("Status"))
        for source in (self.reader.said, self.commands.said):
            source.connect(lambda text: status.showMessage(formats.plain(text), SPEAK_MS))
        return status

    def _make_tools(self) -> QToolBar:
        bar = QToolBar(self.tr("Tools"))
        bar.setAccessibleName(self.tr("Tools"))
        bar.setIconSize(QSize(18, 18))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        commands, reader = self.commands, self.reader
        for name, text, key, picture, act in (
            ("save", self.tr("Save as EML…"), "Ctrl+S", "save", commands.save_eml),
            ("print", self.tr("Print…"), "Ctrl+P", "print", commands.print_message),
            ("source", self.tr("Source"), "Ctrl+U", "source", commands.show_source),
            ("headers", self.tr("Headers"), "Ctrl+H", "headers", commands.show_headers),
            ("text", self.tr("Plain text"), "Ctrl+T", "text", lambda: reader.set_prefer_text(not reader.prefer_text)),
        ):
            action = self._add(name, text, key, act)
            action.setIcon(icon(picture, "text"))
            bar.addAction(action)
        self.actions_by_name["text"].setCheckable(True)
        self.actions_by_name["text"].setChecked(reader.prefer_text)
        self._add("images", self.tr("Show images"), "Ctrl+I", reader.show_images)
        self._add("pdf", self.tr("Save as PDF…"), "Ctrl+Shift+P", commands.save_pdf)
        self._add("find", self.tr("Find in message…"), "Ctrl+F", reader.finding.open)
        self._add("find_next", self.tr("Next place found"), "F3", lambda: reader.finding.step(1))
        self._add("find_previous", self.tr("Previous place found"), "Shift+F3", lambda: reader.finding.step(-1))
        self._add("close", self.tr("Close"), "Ctrl+W", self.close)
        self._add("zoom_in", self.tr("Zoom in"), "Ctrl++", lambda: reader.set_zoom(reader.zoom * 1.1))
        self._add("zoom_out", self.tr("Zoom out"), "Ctrl+-", lambda: reader.set_zoom(reader.zoom / 1.1))
        self._add("zoom_reset", self.tr("Normal size"), "Ctrl+0", lambda: reader.set_zoom(1.0))
        return bar

    def _add(self, name: str, text: str, key: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        self.actions_by_name[name] = action
        return action

    @Slot(object)
    def _on_shown(self, opened: OpenMessage) -> None:
        self.setWindowTitle(formats.plain(opened.message.subject) or self.tr("(no subject)"))
        self.reader.body().setFocus()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        tell(self, self.tr("Message"), *describe_error(error))
