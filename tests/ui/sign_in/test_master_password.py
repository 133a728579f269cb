"""Where there is no password store the master password is asked for, with what it is for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from imapdesk.errors import SecretsUnavailable
from imapdesk.ui.shell.master_password import MasterPassword, MasterPasswordDialog

Asking = Callable[[], tuple[Future[str], MasterPasswordDialog]]


@pytest.fixture
def asking(qtbot: QtBot, qapp: QApplication) -> Asking:
    """Ask in a thread, as whoever wants to keep a password does."""
    master, pool = MasterPassword(), ThreadPoolExecutor(1)

    def find() -> list[MasterPasswordDialog]:
        return [each for each in qapp.topLevelWidgets() if isinstance(each, MasterPasswordDialog) and each.isVisible()]

    def ask() -> tuple[Future[str], MasterPasswordDialog]:
        answer = pool.submit(master.ask, "New master password")
        qtbot.waitUntil(lambda: bool(find()))
        return answer, find()[0]

    return ask


def test_what_is_typed_comes_back_to_the_thread_that_asked(asking: Asking, qtbot: QtBot) -> None:
    answer, dialog = asking()
    words = [each.text() for each in dialog.findChildren(QLabel)]
    assert "New master password" in words
    (why,) = [each for each in dialog.findChildren(QLabel) if "encrypted file" in each.text()]
    assert why.height() >= why.heightForWidth(why.width()), "it says what the password is for, as a whole"
    assert not dialog.go_on.isEnabled(), "an empty one opens nothing"
    qtbot.keyClicks(dialog.password, "open sesame")
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    qtbot.waitUntil(answer.done)
    assert answer.result() == "open sesame"


def test_no_password_is_an_answer_as_well(asking: Asking, qtbot: QtBot) -> None:
    answer, dialog = asking()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(answer.done)
    with pytest.raises(SecretsUnavailable, match="No master password was given"):
        answer.result()


def test_the_windows_own_thread_waits_in_a_loop_of_its_own(qapp: QApplication) -> None:
    def answer() -> None:
        (dialog,) = [each for each in qapp.topLevelWidgets() if isinstance(each, MasterPasswordDialog)]
        dialog.password.setText("open sesame")
        dialog.go_on.click()

    QTimer.singleShot(200, answer)
    assert MasterPassword().ask("Master password") == "open sesame"
