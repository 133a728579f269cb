"""Several messages are saved at once, from the window, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from imapdesk.desk import Desk
from imapdesk.mail import Scope
from imapdesk.ui.keeping.saving import SaveDialog
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from tests.ui.conftest import OpenWindow

COUNT = 5
CONTROL = Qt.KeyboardModifier.ControlModifier


def make_mail(number: int) -> bytes:
    day = f"Date: Mon, 2 Mar 2026 10:0{number}:00 +0000\r\n"
    refers = f"Message-ID: <{number}@example.com>\r\nReferences: <1@example.com>\r\n"
    return f"Subject: {'Re: ' * (number > 1)}talk\r\n{day}{refers}\r\ntext {number}\r\n".encode()


@pytest.fixture
def over_store(open_window: Callable[[Any], OpenWindow], tmp_path: Path) -> Iterator[OpenWindow]:
    """A window over five messages of one conversation and one that stands alone."""
    mails = tmp_path / "mails"
    mails.mkdir()
    for number in range(1, COUNT + 1):
        (mails / f"{number}.eml").write_bytes(make_mail(number))
    (mails / "alone.eml").write_bytes(b"Subject: alone\r\n\r\nx\r\n")
    with Desk.open(tmp_path / "data") as real:
        real.import_mail(mails)
        opened = open_window(real)
        opened.window.pane.reader._make_view = PlainHtmlView
        opened.wait(lambda: opened.window.pane.model.rowCount() == COUNT + 1)
        yield opened
        opened.stop()


def ask_to_save(opened: OpenWindow, qtbot: QtBot) -> SaveDialog:
    table = opened.window.pane.list.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_A, CONTROL)
    opened.window.menu_actions["save_eml"].trigger()
    dialog = opened.window.findChild(SaveDialog)
    assert isinstance(dialog, SaveDialog)
    return dialog


def test_all_selected_messages_become_files_in_a_folder(over_store: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    ask_to_save(over_store, qtbot).save_to(out)
    over_store.wait(lambda: "6 messages saved in out" in over_store.window.status.activity.text())
    assert {path.read_bytes() for path in out.iterdir()} >= {make_mail(number) for number in range(1, COUNT + 1)}


def test_what_is_folded_in_a_row_is_saved_too_in_one_file(over_store: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    over_store.window.pane.group(True)
    over_store.wait(lambda: over_store.window.pane.model.rowCount() == 2)
    dialog = ask_to_save(over_store, qtbot)
    dialog.layouts.setCurrentIndex(dialog.layouts.findData("mbox"))
    dialog.save_to(tmp_path / "chosen.mbox")
    over_store.wait(lambda: "6 messages saved in chosen.mbox" in over_store.window.status.activity.text())
    assert (tmp_path / "chosen.mbox").read_bytes().count(b"From MAILER-DAEMON ") == COUNT + 1


def test_a_folder_is_asked_for_or_a_file(over_store: OpenWindow, qtbot: QtBot) -> None:
    dialog = ask_to_save(over_store, qtbot)
    for layout, mode in (("eml", QFileDialog.FileMode.Directory), ("mbox", QFileDialog.FileMode.AnyFile)):
        dialog.layouts.setCurrentIndex(dialog.layouts.findData(layout))
        dialog.start.click()
        asked = dialog.findChildren(QFileDialog)[-1]
        assert asked.fileMode() is mode
        asked.reject()


def test_one_message_is_saved_as_before(over_store: OpenWindow, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "one.eml"), ""))
    window = over_store.window
    window.pane.list.select_row(0)
    over_store.wait(lambda: window.pane.reader.opened is not None)
    window.menu_actions["save_eml"].trigger()
    over_store.wait(lambda: (tmp_path / "one.eml").exists())
    assert not window.findChildren(SaveDialog)
    assert (tmp_path / "one.eml").read_bytes() == window.desk.get_raw(window.desk.list_ids(Scope())[0])
