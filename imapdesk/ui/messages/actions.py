"""What the Message menu does with the selected messages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from imapdesk.mail import StoreChange, Summary
from imapdesk.ui.messages.pane import MessagesPane
from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.reader.file_names import safe_name
from imapdesk.ui.reader.source_dialog import SourceDialog
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_FLAGS = {"seen": "\\Seen", "flagged": "\\Flagged"}


class MessageActions(QObject):
    """Marks are shown at once, saved in the background, and sent with the next sync."""

    said = Signal(str)
    changed = Signal(object)  # StoreChange
    failed = Signal(object)

    def __init__(
        self, desk: Desk, errands: Background, pane: MessagesPane, actions: dict[str, QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._pane = pane
        self._actions = actions
        self._window = parent
        table = pane.list.table
        table.star_clicked.connect(self._on_star_clicked)
        table.key_pressed.connect(self._on_key)
        pane.list.menu_asked.connect(self._on_menu)
        table.opened.connect(self.open_window)
        does = {
            "open_window": self.open_window,
            "next": lambda: pane.list.step(1),
            "previous": lambda: pane.list.step(-1),
            "next_unread": pane.list.next_unread,
            "mark_read": lambda: self.mark(seen=True),
            "mark_unread": lambda: self.mark(seen=False),
            "star": self.toggle_star,
            "save_eml": self.save_eml,
            "save_attachments": pane.reader.strip.save_all,
            "source": lambda: self.show_source(False),
            "headers": lambda: self.show_source(True),
            "show_images": pane.reader.show_images,
            "copy_id": self.copy_id,
            "save_pdf": self.save_pdf,
            "print": self.print_message,
        }
        for name, act in does.items():
            actions[name].triggered.connect(lambda _checked=False, act=act: act())
        actions["dark_mail"].toggled.connect(pane.reader.set_dark)
        actions["plain_text"].toggled.connect(pane.reader.set_prefer_text)

    def selected(self) -> list[Summary]:
        """The selected messages, as far as they are loaded."""
        found = (self._pane.model.find_row(number) for number in self._pane.list.selected_ids())
        rows = (self._pane.model.summary(row) for row in found if row is not None)
        return [summary for summary in rows if summary is not None]

    def mark(self, *, seen: bool | None = None, flagged: bool | None = None, only: list[Summary] | None = None) -> None:
        """Mark messages read, unread or starred."""
        chosen = self.selected() if only is None else only
        if not chosen:
            return
        for summary in chosen:
            self._pane.model.put(_marked(summary, seen=seen, flagged=flagged))
        ids = [summary.id for summary in chosen]
        self._errands.ask(lambda: self._desk.mark(ids, seen=seen, flagged=flagged), self._on_marked, self._on_failed)

    @Slot()
    def open_window(self) -> None:
        """Open the current message in a window of its own."""
        number = self._pane.list.current_id()
        if number is not None:
            MessageWindow(self._desk, self._errands, number, self._window).show()

    def toggle_star(self) -> None:
        """Star, or take the star from, what is selected."""
        chosen = self.selected()
        self.mark(flagged=not all(summary.starred for summary in chosen))

    def _on_marked(self, change: StoreChange) -> None:
        self.changed.emit(change)

    def _on_failed(self, error: BaseException) -> None:
        self._pane.model.forget()
        self.failed.emit(error)

    @Slot(int)
    def _on_star_clicked(self, row: int) -> None:
        summary = self._pane.model.summary(row)
        if summary is not None:
            self.mark(flagged=not summary.starred, only=[summary])

    @Slot(str)
    def _on_key(self, key: str) -> None:
        if key == "m":
            chosen = self.selected()
            self.mark(seen=any(summary.unread for summary in chosen))
            return
        names = {"f": "next", "b": "previous", "n": "next_unread", "s": "star"}
        self._actions[names[key]].trigger()

    @Slot(QPoint)
    def _on_menu(self, position: QPoint) -> None:
        menu = QMenu(self._window)
        for name in (
            "mark_read",
            "mark_unread",
            "star",
            "",
            "save_eml",
            "save_attachments",
            "",
            "source",
            "headers",
            "copy_id",
        ):
            menu.addAction(self._actions[name]) if name else menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)

    def save_eml(self) -> None:
        """Save the current message, byte for byte."""
        opened = self._pane.reader.opened
        if opened is None:
            return
        name = safe_name(opened.message.subject[:80] + ".eml", "message.eml")
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as EML"), str(Path.home() / name))
        if path:
            self._errands.ask(
                lambda: Path(path).write_bytes(self._desk.get_raw(opened.id)),
                lambda _n: self.said.emit(self.tr("Saved {name}").format(name=Path(path).name)),
                self.failed.emit,
            )

    def save_pdf(self) -> None:
        """Save what the reader shows as PDF."""
        opened = self._pane.reader.opened
        if opened is None:
            return
        name = safe_name(opened.message.subject[:80] + ".pdf", "message.pdf")
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as PDF"), str(Path.home() / name))
        if path:
            self._pane.reader.save_pdf(path)
            self.said.emit(self.tr("Saved {name}").format(name=Path(path).name))

    def print_message(self) -> None:
        """Ask for a printer, then print what the reader shows."""
        if self._pane.reader.opened is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.accepted.connect(lambda: self._pane.reader.print_message(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # QPrintDialog's own wants an old-style receiver

    def show_source(self, headers_only: bool) -> None:
        """Show the current message as the server gave it."""
        opened = self._pane.reader.opened
        if opened is not None:
            self._errands.ask(
                lambda: self._desk.get_raw(opened.id),
                lambda raw: SourceDialog(raw, headers_only, self._window).open(),
                self.failed.emit,
            )

    def copy_id(self) -> None:
        """Copy the message's id as a ``mid:`` link (RFC 2392)."""
        opened = self._pane.reader.opened
        if opened is not None and opened.message.message_id:
            QGuiApplication.clipboard().setText("mid:" + opened.message.message_id.strip("<>"))
            self.said.emit(self.tr("Copied"))


def _marked(summary: Summary, *, seen: bool | None, flagged: bool | None) -> Summary:
    flags = set(summary.flags)
    for name, wish in (("seen", seen), ("flagged", flagged)):
        if wish is True:
            flags.add(_FLAGS[name])
        elif wish is False:
            flags.discard(_FLAGS[name])
    return replace(summary, flags=frozenset(flags))
