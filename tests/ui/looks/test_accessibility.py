"""Everything has a name that a screen reader can say, every dialog closes by Esc, text fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDateEdit,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollBar,
    QSpinBox,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from imapdesk.ui.mailbox.add_mailbox import AddMailbox
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.reader.source_dialog import SourceDialog
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.shell.shortcuts import ShortcutsDialog
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.theme import current_theme
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk

SPOKEN = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSpinBox,
    QTextBrowser,
    QDialog,
)


def nameless(root: QWidget) -> list[str]:
    """The widgets of a window that a screen reader can't name."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        internal = widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar)
        inner = isinstance(widget.parentWidget(), QComboBox | QSpinBox | QAbstractItemView) or _in_popup(widget)
        if not isinstance(widget, SPOKEN) or internal or inner:
            continue
        accessible = QAccessible.queryAccessibleInterface(widget)
        # On Linux the name of a list to choose from is what is chosen: only a label says what it is about.
        labelled = any(kind == QAccessible.RelationFlag.Label for _other, kind in accessible.relations())
        if not accessible.text(QAccessible.Text.Name) or (isinstance(widget, QComboBox) and not labelled):
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}")
    return found


def _in_popup(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QDateEdit):
            return True
        parent = parent.parentWidget()
    return False


def clipped(root: QWidget) -> list[str]:
    """Visible one-line labels and buttons that are narrower than their text."""
    return [
        f"{type(widget).__name__} “{widget.text()}” {widget.width()} < {widget.minimumSizeHint().width()}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QLabel | QPushButton)
        and widget.isVisible()
        and widget.text()
        and not (
            isinstance(widget, QLabel)
            and (widget.wordWrap() or widget.sizePolicy().horizontalPolicy().name == "Ignored")
        )
        and widget.width() < widget.minimumSizeHint().width()
    ]


def make_dialogs(opened: OpenWindow, desk: FakeDesk) -> list[QDialog]:
    """One of each."""
    window = opened.window
    parts: tuple[Any, ...] = (desk, window.errands)
    return [
        AddMailbox(*parts, None, window),
        ServerDialog(*parts, desk.mailboxes[0], window, True),
        SettingsDialog(*parts, window.state, True, window),
        ShortcutsDialog(window),
        SourceDialog(b"Subject: x\r\n\r\nbody", False, window),
    ]


def test_every_widget_of_the_window_has_a_name(opened: OpenWindow) -> None:
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 0)
    window.pane.list.select_row(1)
    opened.wait(lambda: window.pane.reader.opened is not None)
    window.tree.select(Place(mailbox="alice@example.com"))
    assert nameless(window) == []


def test_every_widget_of_every_dialog_has_a_name(opened: OpenWindow, desk: FakeDesk) -> None:
    for dialog in make_dialogs(opened, desk):
        assert nameless(dialog) == [], type(dialog).__name__
        dialog.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_no_text_is_cut_off(
    opened: OpenWindow, desk: FakeDesk, theme: str, direction: Qt.LayoutDirection, qtbot: QtBot
) -> None:
    current_theme().choose(theme)
    opened.window.setLayoutDirection(direction)
    opened.window.resize(1200, 760)
    assert clipped(opened.window) == []
    for dialog in make_dialogs(opened, desk):
        dialog.setLayoutDirection(direction)
        dialog.show()
        qtbot.wait(10)
        assert clipped(dialog) == [], type(dialog).__name__
        dialog.close()
    current_theme().choose("light")


def test_every_dialog_closes_by_esc(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    for dialog in make_dialogs(opened, desk):
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.open()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), type(dialog).__name__
        dialog.deleteLater()


def test_the_window_can_be_mirrored(open_window: Callable[[Any], OpenWindow], desk: FakeDesk) -> None:
    opened = open_window(desk)
    opened.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    opened.wait(lambda: opened.window.tree.geometry().left() > opened.window.pages.geometry().left())
