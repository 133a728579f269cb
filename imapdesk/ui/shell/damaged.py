"""A local copy that can't be opened: mend it, put a backup in its place, or leave it as it is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QPushButton

from imapdesk.errors import ImapdeskError, StoreDamaged
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import stack_wide
from imapdesk.ui.widgets.sentences import say

_LOOK_MS = 50

T = TypeVar("T")


def offer_repair(error: StoreDamaged, data_dir: Path | str | None) -> bool:
    """Ask what is to become of a damaged store and do it; whether it can be opened now."""
    while True:
        box = DamagedDialog(error)
        box.exec()
        try:
            if box.clickedButton() is box.repair:
                _tell(_repair(data_dir))
                return True
            if box.clickedButton() is box.restore:
                source = _ask_for_backup()
                if source is None:
                    continue
                _tell(_restore(source, data_dir))
                return True
        except ImapdeskError as trouble:
            _tell(say(trouble.sentence))
            continue
        return False


class DamagedDialog(QMessageBox):
    """What is wrong, and the three ways from here."""

    def __init__(self, error: StoreDamaged) -> None:
        super().__init__()
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("imapdesk"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("The local copy of your mail has a fault."))
        self.setInformativeText(
            self.tr(
                "Repairing makes a new copy of everything that can be read; what is lost here is fetched from the "
                "servers again. The damaged file is kept."
            )
        )
        self.setDetailedText(error.details or error.sentence)
        self.repair = QPushButton(self.tr("Repair"))
        self.restore = QPushButton(self.tr("Restore a backup…"))
        self.addButton(self.repair, QMessageBox.ButtonRole.AcceptRole)
        self.addButton(self.restore, QMessageBox.ButtonRole.ActionRole)
        self.setDefaultButton(self.repair)
        self.setEscapeButton(self.addButton(self.tr("Quit"), QMessageBox.ButtonRole.RejectRole))
        stack_wide(self)


def _repair(data_dir: Path | str | None) -> str:
    from imapdesk.desk.computer.repairing import repair

    done = _wait_for(QCoreApplication.translate("Damaged", "Repairing the local copy…"), lambda: repair(data_dir))
    return QCoreApplication.translate(
        "Damaged",
        "%Ln message(s) are here again, {pending} will be fetched again. The damaged file is kept as {file}.",
        "",
        done.saved,
    ).format(pending=formats.number(done.pending), file=done.damaged_file.name)


def _restore(source: Path, data_dir: Path | str | None) -> str:
    from imapdesk.desk.backup import restore

    messages, _kept = _wait_for(
        QCoreApplication.translate("Damaged", "Restoring the backup…"), lambda: restore(source, data_dir)
    )
    return QCoreApplication.translate("Damaged", "%Ln message(s) are restored.", "", messages)


def _ask_for_backup() -> Path | None:
    name, _kind = QFileDialog.getOpenFileName(
        None,
        QCoreApplication.translate("Damaged", "Restore a backup"),
        str(Path.home()),
        QCoreApplication.translate("Damaged", "Backups (*.backup);;All files (*)"),
    )
    return Path(name) if name else None


def _wait_for(text: str, work: Callable[[], T]) -> T:
    """Work in a thread of its own, with a bar that moves meanwhile. Raises what the work raises."""
    bar = QProgressDialog(text, "", 0, 0)
    bar.setCancelButton(None)
    bar.setWindowTitle(QGuiApplication.applicationDisplayName())
    bar.setMinimumDuration(0)
    bar.show()
    loop = QEventLoop()
    with ThreadPoolExecutor(1) as pool:
        working: Future[T] = pool.submit(work)
        look = QTimer(interval=_LOOK_MS)
        look.timeout.connect(lambda: loop.quit() if working.done() else None)
        look.start()
        loop.exec()
        look.stop()
        bar.close()
        return working.result()


def _tell(text: str) -> None:
    box = QMessageBox(QMessageBox.Icon.Information, QGuiApplication.applicationDisplayName(), text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
