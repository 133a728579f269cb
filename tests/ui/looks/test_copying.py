"""What is shown in tables and messages can be copied."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from imapdesk.ui.widgets.tables import copy_rows, fill_table, make_table
from tests.ui.conftest import OpenWindow


def test_the_selected_rows_of_a_table_are_copied_as_a_spreadsheet_takes_them(qtbot: QtBot) -> None:
    table = make_table("Senders", ["Sender", "Messages"], 0, right=(1,))
    qtbot.addWidget(table)
    fill_table(table, [("Anna Berg", 1200), ("Bob Carter", 3), ("Clara Stein", 1)])
    assert copy_rows(table) == "Anna Berg\t1,200\nBob Carter\t3\nClara Stein\t1"
    table.selectRow(1)
    table.show()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "Bob Carter\t3")
    assert [action.text() for action in table.actions()] == ["&Copy"]


def test_about_tells_the_versions_and_can_be_copied(opened: OpenWindow) -> None:
    opened.window.menu_actions["about"].trigger()
    (box,) = opened.window.findChildren(QMessageBox)
    assert f"Python {platform.python_version()}, Qt {qVersion()}" in box.informativeText()
    assert box.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
