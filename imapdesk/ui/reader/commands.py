"""What can be done with the message that a reader shows; the same in the window and in a message's own window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from imapdesk.ui.reader.source_dialog import SourceDialog
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.last_folder import find_last_folder, remember_folder

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenMessage
    from imapdesk.ui.reader.reader import Reader

_PLAIN_IN_LINKS = "@!$&'*+=~"  # RFC 2392: everything else is percent-encoded


class ReaderCommands(QObject):
    """Save, print, source, headers, link. Each does nothing while no message is open."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, reader: Reader, errands: Background, window: QWidget) -> None:
        super().__init__(window)
        self._reader = reader
        self._errands = errands
        self._window = window
        reader.pdf_saved.connect(self._on_pdf_saved)

    @property
    def _opened(self) -> OpenMessage | None:
        return self._reader.opened

    def save_eml(self) -> None:
        """Save the message, byte for byte."""
        opened = self._opened
        path = self._ask_path(self.tr("Save as EML"), ".eml") if opened is not None else ""
        if opened is not None and path:
            self._errands.ask(
                lambda: Path(path).write_bytes(opened.raw),
                lambda _n: self.said.emit(self.tr("Saved {name}").format(name=Path(path).name)),
                self._on_not_saved,
            )

    def save_pdf(self) -> None:
        """Save what the reader shows as PDF."""
        path = self._ask_path(self.tr("Save as PDF"), ".pdf") if self._opened is not None else ""
        if not path:
            return
        try:
            Path(path).open("wb").close()  # a printer would only say that it failed
        except OSError as error:
            self._on_not_saved(error)
            return
        self._reader.save_pdf(path)

    def _on_not_saved(self, error: BaseException) -> None:
        """A folder that is gone or closed is a fact to say, no fault of the program."""
        if isinstance(error, OSError):
            self.said.emit(self.tr("Not saved: {reason}").format(reason=error.strerror or str(error)))
        else:
            self.failed.emit(error)

    @Slot(str, bool)
    def _on_pdf_saved(self, path: str, whole: bool) -> None:
        text = self.tr("Saved {name}") if whole else self.tr("{name} could not be written.")
        self.said.emit(text.format(name=Path(path).name))

    def _ask_path(self, title: str, extension: str) -> str:
        assert self._opened is not None
        name = self._opened.suggest_name(extension)
        path = QFileDialog.getSaveFileName(self._window, title, str(find_last_folder() / name))[0]
        if path:
            remember_folder(Path(path).parent)
        return path

    def print_message(self) -> None:
        """Ask for a printer, then print what the reader shows."""
        if self._opened is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(formats.plain(self._opened.message.subject))
        dialog = QPrintDialog(printer, self._window)
        dialog.accepted.connect(lambda: self._reader.print_message(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # QPrintDialog's own wants an old-style receiver

    def show_source(self) -> None:
        """Show the message as the server gave it."""
        if self._opened is not None:
            SourceDialog(self._opened.raw, False, self._window).open()

    def show_headers(self) -> None:
        """Show its headers as the server gave them."""
        if self._opened is not None:
            SourceDialog(self._opened.raw, True, self._window).open()

    def copy_id(self) -> None:
        """Copy the message's id as a ``mid:`` link (RFC 2392), which the search understands."""
        opened = self._opened
        if opened is not None and opened.message.message_id:
            identifier = quote(opened.message.message_id.strip("<>"), safe=_PLAIN_IN_LINKS)
            QGuiApplication.clipboard().setText(f"mid:{identifier}")
            self.said.emit(self.tr("Copied"))

    def copy_address(self) -> None:
        """Copy the address of whoever wrote it."""
        opened = self._opened
        address = formats.plain(opened.message.from_[0].address) if opened is not None and opened.message.from_ else ""
        if address:
            QGuiApplication.clipboard().setText(address)
            self.said.emit(self.tr("Copied {address}").format(address=address))
        elif opened is not None:
            self.said.emit(self.tr("This message names no sender's address."))
