"""Back up… and Restore…: one file with everything but passwords, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from imapdesk.mail import utc_now
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import ask
from imapdesk.ui.widgets.progress_dialog import ProgressDialog, ShouldStop, Tell

if TYPE_CHECKING:
    from imapdesk.desk import Backup, Desk


class Backups(QObject):
    """Asks for the file, shows the progress, says what came of it."""

    said = Signal(str)
    restart_wanted = Signal()  # a backup lies ready to become the store

    def __init__(self, desk: Desk, errands: Background, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._errands = errands
        self._window = window

    def back_up(self) -> None:
        """Ask for a file, then write the backup there."""
        dialog = QFileDialog(self._window, self.tr("Back up to"), str(Path.home()), self._filter())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("backup")
        dialog.selectFile(f"imapdesk-{utc_now().astimezone():%Y-%m-%d}.backup")
        dialog.fileSelected.connect(lambda path: self.back_up_to(Path(path)))
        dialog.open()

    def back_up_to(self, path: Path) -> None:
        """Write the backup."""

        def work(tell: Tell, should_stop: ShouldStop) -> Backup:
            return self._desk.back_up(path, on_progress=self._describe(tell), should_stop=should_stop)

        def then(made: Backup) -> None:
            text = self.tr("Backup written and checked: %Ln message(s), {size}", "", made.messages)
            self.said.emit(text.format(size=formats.size(made.size)))

        ProgressDialog(self._window, self._errands, self.tr("Back up")).run(work, then)

    def restore(self) -> None:
        """Ask for a backup, and whether it is meant."""
        dialog = QFileDialog(self._window, self.tr("Restore a backup"), str(Path.home()), self._filter())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.ask_restore(Path(path)))
        dialog.open()

    def ask_restore(self, path: Path) -> None:
        """Say what will happen before it does."""
        more = self.tr(
            "imapdesk starts again with what is in this backup. What is here now is kept in the data folder under "
            "another name. Passwords are not in a backup; a mailbox without one asks for it."
        )
        text = self.tr("Replace the local copy by “{name}”?").format(name=formats.plain(path.name))
        ask(self._window, self.tr("Restore"), text, more, self.tr("Restore"), lambda: self.restore_from(path))

    def restore_from(self, path: Path) -> None:
        """Check the backup and lay it ready; the program then has to start again."""

        def work(tell: Tell, should_stop: ShouldStop) -> int:
            return self._desk.prepare_restore(path, on_progress=self._describe(tell), should_stop=should_stop)

        ProgressDialog(self._window, self._errands, self.tr("Restore")).run(
            work, lambda _count: self.restart_wanted.emit()
        )

    def _describe(self, tell: Tell) -> Tell:
        words = {"copying": self.tr("Copying…"), "proving": self.tr("Checking every message of the copy…")}
        return lambda phase, done, total: tell(words.get(phase, ""), done, total)

    def _filter(self) -> str:
        return self.tr("Backups (*.backup);;All files (*)")
