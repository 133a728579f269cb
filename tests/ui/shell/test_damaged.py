"""A damaged local copy at the start: what it is, one button that mends it, one for a backup, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from imapdesk.desk import Desk
from imapdesk.errors import StoreDamaged
from imapdesk.mail import MailboxSettings
from imapdesk.ui.shell.damaged import DamagedDialog, offer_repair


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A data directory whose store can't be opened; a backup of it lies beside it."""
    place = tmp_path / "data"
    with Desk.open(place) as desk:
        desk.store.add_mailbox(MailboxSettings("work", "me@example.com", "imap.example.com"))
        desk.back_up(tmp_path / "a.backup")
    with (place / "imapdesk.db").open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 400)
    return place


def trouble(place: Path) -> StoreDamaged:
    with pytest.raises(StoreDamaged) as raised:
        Desk.open(place)
    return raised.value


class Person:
    """Presses a button of each box that comes up, in turn, and keeps what the boxes said."""

    def __init__(self, *presses: Callable[[QMessageBox], None]) -> None:
        self.left, self.texts = list(presses), list[str]()
        self.timer = QTimer(interval=20)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and self.left:
            self.texts.append(box.text())
            self.left.pop(0)(box)


def press_repair(box: QMessageBox) -> None:
    assert isinstance(box, DamagedDialog)
    box.repair.click()


def press_restore(box: QMessageBox) -> None:
    assert isinstance(box, DamagedDialog)
    box.restore.click()


def press_ok(box: QMessageBox) -> None:
    box.buttons()[0].click()


def press_escape(box: QMessageBox) -> None:
    box.reject()


def test_repair_mends_it_and_says_what_became_of_the_mail(place: Path, qtbot: QtBot) -> None:
    person = Person(press_repair, press_ok)
    assert offer_repair(trouble(place), place)
    assert person.texts[0] == "The local copy of your mail has a fault."
    assert "imapdesk.db.damaged-" in person.texts[1]
    with Desk.open(place) as desk:
        assert desk.check() == []


def test_a_backup_takes_its_place(place: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = (str(place.parent / "a.backup"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: chosen)
    person = Person(press_restore, press_ok)
    assert offer_repair(trouble(place), place)
    assert person.texts[1] == "0 messages are restored."
    with Desk.open(place) as desk:
        assert [mailbox.name for mailbox in desk.load_mailboxes()] == ["work"]


def test_a_file_that_is_no_backup_is_refused_and_asked_about_again(
    place: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = place.parent / "wrong.backup"
    wrong.write_bytes(b"nothing of the kind")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(wrong), ""))
    person = Person(press_restore, press_ok, press_escape)
    assert not offer_repair(trouble(place), place)
    assert person.texts[0] == person.texts[2]
    assert not person.left


def test_escape_leaves_everything_as_it_is(place: Path, qtbot: QtBot) -> None:
    before = (place / "imapdesk.db").read_bytes()
    person = Person(press_escape)
    assert not offer_repair(trouble(place), place)
    assert not person.left
    assert (place / "imapdesk.db").read_bytes() == before
