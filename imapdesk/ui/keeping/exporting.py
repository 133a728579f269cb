"""Export…: what is saved of a mailbox or folder, as files that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from imapdesk.errors import Cancelled
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, label, row
from imapdesk.ui.widgets.forms import Form
from imapdesk.ui.widgets.progress_dialog import ProgressDialog, ShouldStop, Tell

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class ExportDialog(PlainDialog):
    """Which layout, and where to."""

    said = Signal(str)

    def __init__(
        self, desk: Desk, errands: Background, parent: QWidget, mailbox: str | None, folder: str | None, total: int
    ) -> None:
        super().__init__(parent, "", 520, 260)
        self.setWindowTitle(self.tr("Export mail"))
        self.setAccessibleName(self.tr("Export mail"))
        self._desk = desk
        self._errands = errands
        self._window = parent
        self._mailbox = mailbox
        self._folder = folder
        self._total = total
        self.layouts = QComboBox()
        self.layouts.setAccessibleName(self.tr("Kind of files"))
        for value, text in (
            ("eml", self.tr("One .eml file for each message")),
            ("mbox", self.tr("One mbox file for each folder (Thunderbird, Apple Mail)")),
            ("maildir", self.tr("Maildir, with read and starred marks")),
        ):
            self.layouts.addItem(text, value)
        self.start = button(self.tr("&Choose a folder…"), self._choose, primary=True)
        self.start.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        form = Form()
        named = (formats.plain(self._mailbox or ""), formats.folder(self._folder or ""))
        what = " / ".join(part for part in named if part)
        form.addRow(self.tr("What"), label(what or self.tr("All mailboxes")))
        form.addRow(self.tr("Messages"), label(formats.number(self._total)))
        kind = label(self.tr("&As"))
        kind.setBuddy(self.layouts)
        form.addRow(kind, self.layouts)
        layout = column(self, 24, 14)
        layout.addLayout(form)
        text = self.tr("The bytes of each message stay as the server gave them. Exporting again adds what is new.")
        layout.addWidget(label(text, muted=True))
        layout.addStretch(1)
        layout.addLayout(row(None, button(self.tr("Cancel"), self.reject), self.start))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Export saved mail to"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.open()

    def export_to(self, place: Path) -> None:
        """Write the files."""
        layout, mailbox, folder, total = self.layouts.currentData(), self._mailbox, self._folder, self._total

        def work(tell: Tell, should_stop: ShouldStop) -> int:
            def show(count: int) -> None:
                if should_stop():
                    raise Cancelled("Stopped.")
                tell(QCoreApplication.translate("ExportDialog", "%Ln message(s)", "", count), min(count, total), total)

            return self._desk.export(place, layout, mailbox=mailbox, folder=folder, on_progress=show)

        self.step_aside()
        progress = ProgressDialog(self._window, self._errands, self.windowTitle())
        progress.finished.connect(lambda _result: self.close())
        progress.run(work, lambda count: self.said.emit(self.tr("%Ln message(s) exported", "", count)))
