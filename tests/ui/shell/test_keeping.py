"""Import, export, backup and restore from the window, over a real store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from imapdesk.desk import Desk
from imapdesk.desk.backup import RESTORED_NAME
from imapdesk.ui.keeping.exporting import ExportDialog
from imapdesk.ui.keeping.importing import ImportDialog
from imapdesk.ui.shell.restarting import ASKED
from imapdesk.ui.widgets import progress_dialog
from imapdesk.ui.widgets.progress_dialog import ProgressDialog, ShouldStop, Tell
from tests.pace import PATIENCE_S
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "data") as desk:
        yield desk


@pytest.fixture
def over_store(open_window: Callable[[Any], OpenWindow], real: Desk) -> OpenWindow:
    return open_window(real)


def write_mails(place: Path, count: int) -> Path:
    place.mkdir()
    for number in range(count):
        (place / f"{number}.eml").write_bytes(f"Subject: old {number}\r\n\r\ntext\r\n".encode())
    return place


def choose(opened: OpenWindow, text: str) -> None:
    """Press a button of the message box that is open."""
    opened.wait(lambda: bool(opened.window.findChildren(QMessageBox)))
    box = opened.window.findChildren(QMessageBox)[-1]
    next(each for each in box.findChildren(QPushButton) if each.text() == text).click()


def test_mail_files_become_a_mailbox(over_store: OpenWindow, real: Desk, tmp_path: Path) -> None:
    over_store.window.menu_actions["import"].trigger()
    dialog = over_store.window.findChild(ImportDialog)
    assert not dialog.start.isEnabled()
    dialog.choose(str(write_mails(tmp_path / "archive", 3)))
    assert dialog.name.text() == "archive"
    dialog.start.click()
    over_store.wait(lambda: "3 messages imported" in over_store.window.status.activity.text())
    assert [each.name for each in real.load_removed_mailboxes()] == ["Imported: archive"]
    over_store.wait(lambda: over_store.window.pane.model.rowCount() == 3)  # and is shown at once


def test_a_folder_without_mail_is_said_in_a_sentence(over_store: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    over_store.window.menu_actions["import"].trigger()
    dialog = over_store.window.findChild(ImportDialog)
    dialog.choose(str(tmp_path / "empty"))
    dialog.start.click()
    over_store.wait(lambda: bool(over_store.window.findChildren(QMessageBox)))
    box = over_store.window.findChildren(QMessageBox)[-1]
    assert box.text() == "There is no mail in empty."
    box.close()


def test_saved_mail_is_exported_as_the_person_chose(over_store: OpenWindow, real: Desk, tmp_path: Path) -> None:
    real.import_mail(write_mails(tmp_path / "archive", 3))
    over_store.window.menu_actions["export"].trigger()
    dialog = over_store.window.findChild(ExportDialog)
    dialog.layouts.setCurrentIndex(dialog.layouts.findData("mbox"))
    dialog.export_to(tmp_path / "out")
    over_store.wait(lambda: "3 messages exported" in over_store.window.status.activity.text())
    assert len(list((tmp_path / "out").rglob("*.mbox"))) == 1


def test_a_backup_is_written_and_a_restore_asks_and_starts_again(
    over_store: OpenWindow, real: Desk, tmp_path: Path
) -> None:
    real.import_mail(write_mails(tmp_path / "archive", 3))
    backups = over_store.conductor.keeping.backups
    backups.back_up_to(tmp_path / "b.backup")
    over_store.wait(lambda: "3 messages" in over_store.window.status.activity.text())
    ended: list[bool] = []
    over_store.conductor.quit_wanted.connect(lambda: ended.append(True))
    backups.ask_restore(tmp_path / "b.backup")
    choose(over_store, "Restore")
    over_store.wait(lambda: bool(ended))
    assert over_store.conductor.restarting
    assert (real.data_dir / RESTORED_NAME).exists()


def prepare_restore(data: Path, folder: Path) -> None:
    """A store that lost three messages since its backup, to be restored at the next start."""
    with Desk.open(data) as desk:
        desk.import_mail(write_mails(folder / "archive", 3))
        desk.back_up(folder / "b.backup")
        desk.remove_mailbox("Imported: archive")
        desk.prepare_restore(folder / "b.backup")


def test_the_program_that_starts_again_has_the_restored_store(tmp_path: Path) -> None:
    data = tmp_path / "data"
    prepare_restore(data, tmp_path)
    words = [sys.executable, "-m", "imapdesk", "--data-dir", str(data)]
    program = subprocess.Popen(words, env=os.environ | {ASKED: "1"}, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 60
    while not (data / "window.socket").exists():
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)
    program.send_signal(signal.SIGTERM)
    _out, err = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 0, err
    with Desk.open(data) as desk:
        assert desk.count_messages() == 3
    assert len(list(data.glob("imapdesk.db.before-*"))) == 1
    assert not (data / RESTORED_NAME).exists()


def test_after_a_restore_the_program_ends_cleanly_and_another_one_goes_on(tmp_path: Path) -> None:
    data = tmp_path / "d"
    prepare_restore(data, tmp_path)
    code = (
        "from imapdesk.ui.shell import app\n"
        "from imapdesk.ui.shell.conductor import Conductor\n"
        "from PySide6.QtCore import QTimer\n"
        "begin = Conductor.start\n"
        "def start(self):\n"
        "    begin(self)\n"
        "    QTimer.singleShot(500, self._on_restart)\n"
        "Conductor.start = start\n"
        "from imapdesk.cli import main\n"
        "main()\n"
    )
    words = [sys.executable, "-c", code, "--data-dir", str(data)]
    said = tmp_path / "said"  # a file: the program that goes on would hold a pipe open
    with said.open("w") as file:
        done = subprocess.run(words, stdout=file, stderr=file, timeout=PATIENCE_S, check=False)
    assert (done.returncode, said.read_text()) == (0, "")
    lock = data / "window.lock"  # Qt writes its holder's number into the first line
    end = time.monotonic() + 60
    while not (data / "window.socket").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    number = int(lock.read_text().split()[0])
    os.kill(number, signal.SIGTERM)
    while (data / "window.socket").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    with Desk.open(data) as desk:
        assert desk.count_messages() == 3


def test_the_first_mailbox_brings_the_offer_to_start_with_the_computer_once(opened: OpenWindow, desk: FakeDesk) -> None:
    keeping, banners = opened.conductor.keeping, opened.window.banners
    keeping.hint_start()
    opened.wait(lambda: "start_with_computer" in banners.shown_keys())
    assert banners.texts() == [], "a hint is no problem: the tray icon stays as it is"
    banners.acted.emit("", "start_with_computer")
    opened.wait(lambda: desk.at_login)
    assert banners.shown_keys() == []
    keeping.hint_start()
    assert banners.shown_keys() == []


def test_without_a_tray_closing_asks_once_whether_to_go_on(opened: OpenWindow) -> None:
    ended: list[bool] = []
    opened.conductor.quit_wanted.connect(lambda: ended.append(True))
    assert not opened.tray.available
    opened.window.close()
    choose(opened, "Keep syncing")
    assert not opened.window.isVisible()
    opened.window.bring_forward()
    opened.window.close()
    assert not opened.window.isVisible()
    assert ended == []
    opened.window.bring_forward()
    opened.window.state.put("on_close", "quit")
    opened.window.close()
    assert ended == [True]


def test_a_start_in_the_background_shows_no_window(tmp_path: Path) -> None:
    code = (
        "from imapdesk.ui.shell import app\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "def look():\n"
        "    (window,) = [each for each in QApplication.topLevelWidgets() if each.objectName() == 'mainWindow']\n"
        "    print(window.isMinimized())\n"
        "    QApplication.quit()\n"
        "made = app.make_app\n"
        "def make_app():\n"
        "    app = made()\n"
        "    QTimer.singleShot(1500, look)\n"
        "    return app\n"
        "app.make_app = make_app\n"
        "from imapdesk.cli import main\n"
        "main()\n"
    )
    words = [sys.executable, "-c", code, "--data-dir", str(tmp_path / "d"), "--minimised"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.stdout.strip() == "True", done.stderr


def test_work_that_is_quickly_done_shows_no_dialog_and_leaves_none(
    over_store: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_dialog, "_OPEN_AFTER_MS", 60_000)  # what is quick on a busy machine, too
    window = over_store.window
    ended: list[int] = []
    results: list[int] = []
    shown: list[bool] = []
    quick = ProgressDialog(window, window.errands, "Quick")
    quick.finished.connect(ended.append)
    quick.finished.connect(lambda _result: shown.append(quick.isVisible()))
    quick.run(lambda _tell, _should_stop: 17, results.append)
    over_store.wait(lambda: bool(results))
    assert (results, len(ended), shown) == ([17], 1, [False])
    over_store.wait(lambda: not window.findChildren(ProgressDialog))


def test_work_that_takes_longer_shows_how_far_it_is_and_can_be_stopped(over_store: OpenWindow) -> None:
    window = over_store.window
    slow = ProgressDialog(window, window.errands, "Slow")

    def work(_tell: Tell, should_stop: ShouldStop) -> None:
        while not should_stop():
            time.sleep(0.01)

    slow.run(work, lambda _result: None)
    over_store.wait(slow.stop.isVisible)
    slow.stop.click()
    over_store.wait(lambda: not window.findChildren(ProgressDialog))
