"""Save as EML… where several messages are selected: a file for each, or one mbox file of all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from imapdesk.errors import Cancelled
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, label, row
from imapdesk.ui.widgets.forms import Form
from imapdesk.ui.widgets.last_folder import find_last_folder, remember_folder
from imapdesk.ui.widgets.progress_dialog import ProgressDialog, ShouldStop, Tell

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class SaveDialog(PlainDialog):
    """Which of the two, and where to."""

    said = Signal(str)

    def __init__(self, desk: Desk, errands: Background, parent: QWidget, numbers: Sequence[int]) -> None:
        super().__init__(parent, "", 520, 240)
        self.setWindowTitle(self.tr("Save messages"))
        self.setAccessibleName(self.tr("Save messages"))
        self._desk = desk
        self._errands = errands
        self._window = parent
        self._numbers = numbers
        self.layouts = QComboBox()
        self.layouts.setAccessibleName(self.tr("Kind of files"))
        self.layouts.addItem(self.tr("One .eml file for each message, in a folder"), "eml")
        self.layouts.addItem(self.tr("One mbox file with all of them (Thunderbird, Apple Mail)"), "mbox")
        self.start = button(self.tr("&Choose where to…"), self._choose, primary=True)
        self.start.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        form = Form()
        form.addRow(self.tr("Messages"), label(formats.number(len(self._numbers))))
        kind = label(self.tr("&As"))
        kind.setBuddy(self.layouts)
        form.addRow(kind, self.layouts)
        layout = column(self, 24, 14)
        layout.addLayout(form)
        text = self.tr("The bytes of each message stay as the server gave them. No file in the folder is replaced.")
        layout.addWidget(label(text, muted=True))
        layout.addStretch(1)
        layout.addLayout(row(None, button(self.tr("Cancel"), self.reject), self.start))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.windowTitle(), str(find_last_folder()))
        if self.layouts.currentData() == "eml":
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("mbox")
            dialog.selectFile(self.tr("messages") + ".mbox")
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def save_to(self, place: Path) -> None:
        """Write the files into a folder, or the file."""
        remember_folder(place if place.is_dir() else place.parent)
        numbers, desk = self._numbers, self._desk
        save = desk.save_each if self.layouts.currentData() == "eml" else desk.save_as_mbox

        def work(tell: Tell, should_stop: ShouldStop) -> int:
            def show(done: int) -> None:
                if should_stop():
                    raise Cancelled("Stopped.")
                tell(QCoreApplication.translate("SaveDialog", "%Ln message(s)", "", done), done, len(numbers))

            return save(numbers, place, show)

        self.step_aside()
        progress = ProgressDialog(self._window, self._errands, self.windowTitle())
        progress.finished.connect(lambda _result: self.close())
        progress.run(work, lambda count: self._tell(count, place.name))

    def _tell(self, count: int, name: str) -> None:
        self.said.emit(self.tr("%Ln message(s) saved in {name}", "", count).format(name=formats.plain(name)))
