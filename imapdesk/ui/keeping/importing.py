"""Import…: mail files of other programs, chosen as a file or as a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, label, row
from imapdesk.ui.widgets.forms import Form
from imapdesk.ui.widgets.progress_dialog import ProgressDialog, ShouldStop, Tell

if TYPE_CHECKING:
    from imapdesk.desk import Desk, Imported


class ImportDialog(PlainDialog):
    """What is imported, and under which name."""

    imported = Signal(str, str)  # the mailbox, a sentence

    def __init__(self, desk: Desk, errands: Background, parent: QWidget) -> None:
        super().__init__(parent, "", 560, 300)
        self.setWindowTitle(self.tr("Import mail"))
        self.setAccessibleName(self.tr("Import mail"))
        self._desk = desk
        self._errands = errands
        self._window = parent
        self.source = QLineEdit(readOnly=True)
        self.source.setAccessibleName(self.tr("Chosen file or folder"))
        self.source.setPlaceholderText(self.tr("Nothing chosen yet"))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the imported mailbox"))
        self.start = button(self.tr("&Import"), self._start, primary=True)
        self.start.setEnabled(False)
        self.start.setDefault(True)
        self.name.textChanged.connect(self._update)
        self._lay_out()

    def _lay_out(self) -> None:
        text = self.tr(
            "Takes mbox files, Maildirs and .eml files, also whole folders of them or a .zip. The mail becomes a "
            "mailbox of its own on this computer; it can be read and searched, and nothing of it goes to a server."
        )
        form = Form()
        chosen = label(self.tr("From"))
        chosen.setBuddy(self.source)
        form.addRow(chosen, self.source)
        self.file = button(self.tr("Choose &file…"), self._choose_file)
        self.folder = button(self.tr("Choose f&older…"), self._choose_folder)
        form.addRow("", row(self.file, self.folder, None))
        named = label(self.tr("&Name"))
        named.setBuddy(self.name)
        form.addRow(named, self.name)
        layout = column(self, 24, 14)
        layout.addWidget(label(text, muted=True))
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addLayout(row(None, button(self.tr("Cancel"), self.reject), self.start))

    def choose(self, path: str) -> None:
        """Take a source; its name becomes the mailbox's until somebody types another."""
        before = Path(self.source.text()).stem
        self.source.setText(path)
        if self.name.text() in ("", before):
            self.name.setText(Path(path).stem)
        self._update()

    def _choose_file(self) -> None:
        self._choose(QFileDialog.FileMode.ExistingFile)

    def _choose_folder(self) -> None:
        self._choose(QFileDialog.FileMode.Directory)

    def _choose(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, self.tr("Import mail from"), str(Path.home()))
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def _update(self) -> None:
        self.start.setEnabled(bool(self.source.text() and self.name.text().strip()))

    def _start(self) -> None:
        source, name = Path(self.source.text()), self.name.text().strip()

        def work(tell: Tell, should_stop: ShouldStop) -> Imported:
            def show(count: int, done: int, total: int) -> None:
                tell(QCoreApplication.translate("ImportDialog", "%Ln message(s)", "", count), done, total)

            return self._desk.import_mail(source, name, on_progress=show, should_stop=should_stop)

        self.step_aside()
        progress = ProgressDialog(self._window, self._errands, self.windowTitle())
        progress.finished.connect(lambda _result: self.close())
        progress.run(work, self._tell_result)

    def _tell_result(self, done: Imported) -> None:
        parts = [self.tr("{mailbox}: %Ln message(s) imported", "", done.saved)]
        if done.known:
            parts.append(self.tr("%Ln were there already", "", done.known))
        if done.refused:
            parts.append(self.tr("{count} unreadable").format(count=formats.number(done.refused)))
        self.imported.emit(done.mailbox, ", ".join(parts).format(mailbox=formats.plain(done.mailbox)))
