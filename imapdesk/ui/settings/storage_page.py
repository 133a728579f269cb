"""Settings > Storage: where the mail lies, how much it is, whether it is well, and its backups."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit

from imapdesk.ui.settings.form_page import FormPage, make_combo, set_quietly
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import button, describe_error, label, row, told
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from datetime import datetime

    from imapdesk.desk import BackupPlan, Desk


def _tr(text: str) -> str:
    return QCoreApplication.translate("StoragePage", text)


class StoragePage(FormPage):
    """The local copy."""

    def __init__(self, desk: Desk, errands: Background, state: WindowState) -> None:
        super().__init__(_tr("Storage"), state)
        self._desk = desk
        self._errands = errands
        self._plan: BackupPlan | None = None
        self.form.addRow(_tr("Data folder"), label(str(desk.data_dir)))
        self.used = label("")
        self.form.addRow(_tr("Size"), self.used)
        self.health = told(muted=True)
        self.form.addRow(
            "",
            row(
                button(_tr("Show folder"), self._open_folder),
                button(_tr("Check the local copy"), self._check),
                button(_tr("Make it smaller"), self._compact),
                None,
            ),
        )
        self.form.addRow("", self.health)
        self._add_backups()
        ask_for(self, errands, desk.measure_store, lambda octets: self.used.setText(formats.size(octets)))
        ask_for(self, errands, lambda: (desk.load_backup_plan(), desk.load_last_backup()), self._show_plan)

    def _add_backups(self) -> None:
        self.form.addRow(label(_tr("Automatic backups"), section=True))
        choices = [("0", _tr("Never")), ("1", _tr("Every day")), ("7", _tr("Every week")), ("30", _tr("Every month"))]
        self.every = make_combo(_tr("Back up"), choices)
        self.every.currentIndexChanged.connect(lambda _index: self._on_every())
        self.form.addRow(_tr("&Back up"), self.every)
        self.folder = QLineEdit(readOnly=True)
        self.folder.setAccessibleName(_tr("Folder of the backups"))
        self.choose = button(_tr("Choose…"), self._choose, name=_tr("Choose the folder of the backups"))
        self.form.addRow(_tr("Into"), row(self.folder, self.choose))
        self.keep = self.add_number(_tr("&Keep the last"), 1, 100, lambda count: self._change(keep=count))
        self.last = label("", muted=True)
        self.form.addRow("", self.last)

    def restore(self) -> None:
        super().restore()
        self._change(folder="", every_days=0, keep=4)

    def _show_plan(self, found: tuple[BackupPlan, datetime | None]) -> None:
        self._plan, last = found
        set_quietly(self.every, str(self._plan.every_days))
        set_quietly(self.keep, self._plan.keep)
        self.folder.setText(self._plan.folder)
        for widget in (self.choose, self.keep):
            widget.setEnabled(self._plan.every_days > 0)
        text = _tr("Passwords are never in a backup.")
        if last is not None:
            text = _tr("The last one was written on {date}.").format(date=formats.long_date(last)) + " " + text
        self.last.setText(text)

    def _on_every(self) -> None:
        days = int(self.every.currentData())
        if days and not self.folder.text():
            self._choose(days)
        else:
            self._change(every_days=days)

    def _choose(self, days: int | None = None) -> None:
        dialog = QFileDialog(self, _tr("Backups go to"), self.folder.text() or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        more = {} if days is None else {"every_days": days}
        dialog.fileSelected.connect(lambda path: self._change(folder=path, **more))
        dialog.rejected.connect(self._reload)
        dialog.open()

    def _change(self, **changes: Any) -> None:
        if self._plan is None:
            return
        plan = replace(self._plan, **changes)
        ask_for(self, self._errands, lambda: self._desk.save_backup_plan(plan), self._on_saved, self._on_refused)

    def _on_saved(self, _done: object) -> None:
        self._reload()
        self.changed.emit("backup_plan", "")

    def _on_refused(self, error: BaseException) -> None:
        self._reload()
        self.health.setText(describe_error(error)[0])

    def _reload(self) -> None:
        desk = self._desk
        ask_for(self, self._errands, lambda: (desk.load_backup_plan(), desk.load_last_backup()), self._show_plan)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.data_dir)))

    def _check(self) -> None:
        self.health.setText(_tr("Checking…"))
        ask_for(self, self._errands, self._desk.check, self._on_checked, self._on_failed)

    def _on_checked(self, faults: list[str]) -> None:
        self.health.setText("\n".join(faults[:5]) if faults else _tr("The local copy is in good health."))

    def _compact(self) -> None:
        self.health.setText(_tr("Packing the mail tighter; syncing goes on meanwhile…"))
        ask_for(self, self._errands, self._desk.compact, self._on_compacted, self._on_failed)

    def _on_compacted(self, sizes: tuple[int, int]) -> None:
        before, after = sizes
        text = _tr("Done: {before} before, {after} now.")
        self.health.setText(text.format(before=formats.size(before), after=formats.size(after)))
        self.used.setText(formats.size(after))

    def _on_failed(self, error: BaseException) -> None:
        self.health.setText(describe_error(error)[0] or str(error))
