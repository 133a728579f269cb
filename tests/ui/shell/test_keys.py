"""Every key that is promised does what it says, and the dialog of keys shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.ui.mailbox.add_mailbox import AddMailbox
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.shell.actions import menu_table
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.shortcuts import ShortcutsDialog
from imapdesk.ui.sign_in.dialog import SignInDialog
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.focus_edge import FocusEdge
from imapdesk.ui.widgets.theme import current_theme
from tests.ui.conftest import OpenWindow, show_first
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE

# Item and key, a row for each of the menus' keys.
KEYS = [
    ("add_mailbox", "Ctrl+Shift+A"),
    ("export", "Ctrl+E"),
    ("print", "Ctrl+P"),
    ("settings", "Ctrl+,"),
    ("close", "Ctrl+W"),
    ("quit", "Ctrl+Q"),
    ("sync", "F5"),
    ("sync_all", "Shift+F5"),
    ("pause", "Ctrl+F5"),
    ("mailbox_page", "Alt+Return"),
    ("mailbox_page", "Alt+Enter"),
    ("next", "Ctrl+Down"),
    ("previous", "Ctrl+Up"),
    ("save_eml", "Ctrl+S"),
    ("find", "Ctrl+Shift+F"),
    ("find_next", "F3"),
    ("find_next", "Ctrl+G"),
    ("find_previous", "Shift+F3"),
    ("find_previous", "Ctrl+Shift+G"),
    ("source", "Ctrl+U"),
    ("show_images", "Ctrl+I"),
    ("plain_text", "Ctrl+T"),
    ("copy_id", "Ctrl+Shift+C"),
    ("search", "Ctrl+K"),
    ("search", "Ctrl+F"),
    ("next_pane", "F6"),
    ("previous_pane", "Shift+F6"),
    ("zoom_in", "Ctrl++"),
    ("zoom_out", "Ctrl+-"),
    ("zoom_reset", "Ctrl+0"),
    ("statistics", "Ctrl+Shift+S"),
    ("activity", "Ctrl+L"),
    ("shortcuts", "F1"),
    ("shortcuts", "Ctrl+?"),
]
LETTERS = ["F", "B", "N", "S", "M"]


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_a_key_of_the_menus_triggers_its_item(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk, name: str, key: str
) -> None:
    opened = open_window(desk)
    action = opened.window.menu_actions[name]
    action.disconnect(action)  # what the item does is tested elsewhere; here it is only heard
    action.setEnabled(True)
    heard: list[str] = []
    action.triggered.connect(lambda _checked=False: heard.append(name))
    press(opened.window, key)
    assert heard == [name]


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_the_menu_shows_the_key(name: str, key: str) -> None:
    keys = {item.name: item.keys for _title, items in menu_table() for item in items}
    assert key in keys[name]


def test_the_dialog_shows_every_key(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    table = dialog.findChild(QTableWidget)
    shown = ", ".join(table.item(row, 1).text() for row in range(table.rowCount())).split(", ")
    wanted = {key for _title, items in menu_table() for item in items for key in item.keys} | set(LETTERS)
    native = {QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in wanted}
    assert native - set(shown) == set()
    assert {"Return", "Space", "Esc"} <= set(shown)


def test_the_dialog_groups_the_keys_by_menu_and_place(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    table = dialog.findChild(QTableWidget)
    heads = [table.item(row, 0) for row in range(table.rowCount()) if table.columnSpan(row, 0) == 2]
    named = ["File", "Mailbox", "Message", "View", "Help", "In the message list", "Elsewhere"]
    assert [head.text() for head in heads] == named
    assert not any(head.flags() & Qt.ItemFlag.ItemIsSelectable for head in heads)
    assert all(head.font().bold() for head in heads)


def test_letters_act_in_the_list_and_nowhere_else(opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 3)
    table = window.pane.list.table
    table.setFocus()
    window.pane.list.select_row(0)
    qtbot.keyClick(table, Qt.Key.Key_F)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_B)
    assert table.currentIndex().row() == 0
    qtbot.keyClick(window.tree, Qt.Key.Key_F)
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Qt.Key.Key_N)
    assert window.pane.model.summary(table.currentIndex().row()).unread


def test_esc_clears_the_search(opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened.window
    press(window, "Ctrl+K")
    line = window.focusWidget()
    assert line is not None
    qtbot.keyClicks(line, "invoice")
    assert line.property("text") == "invoice"
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.property("text") == ""


def test_f6_goes_around_the_panes(opened: OpenWindow) -> None:
    window = opened.window
    window.pane.reader._make_view = PlainHtmlView
    show_first(opened)
    (edge,) = window.pane.reader.findChildren(FocusEdge)
    window.tree.setFocus()
    places = [(focus_after(window, "F6"), edge.lit) for _ in range(3)]
    assert places == [(window.pane.list.table, False), (window.pane.reader.body(), True), (window.tree, False)]
    assert edge.grab().toImage().pixelColor(0, 5) != current_theme().colours.accent
    press(window, "Shift+F6")
    assert edge.grab().toImage().pixelColor(0, 5) == current_theme().colours.accent


def focus_after(window: MainWindow, key: str) -> QWidget:
    press(window, key)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.isVisible()
    return focused


@pytest.mark.parametrize("size", [(800, 600), (1200, 760)])
@pytest.mark.parametrize("key", ["F6", "Shift+F6"])
def test_f6_stops_only_at_what_is_seen_while_no_message_is_selected(
    opened: OpenWindow, qtbot: QtBot, key: str, size: tuple[int, int]
) -> None:
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 1)
    window.pane.reader._make_view = PlainHtmlView
    window.resize(*size)
    window.search.field.setFocus()
    qtbot.keyClick(window.search.field, Qt.Key.Key_Escape)
    table = window.pane.list.table
    assert [focus_after(window, key) for _ in range(2)] == [window.tree, table]
    qtbot.keyClick(table, Qt.Key.Key_F)
    assert window.pane.list.count_selected() == 1


def test_f6_comes_to_what_an_empty_list_offers(opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened.window
    qtbot.keyClicks(window.search.field, "zzzzqqqq")
    opened.wait(lambda: window.pane.list.empty.button.isVisible())
    window.tree.setFocus()
    assert focus_after(window, "F6") is window.pane.list.empty.button
    assert focus_after(window, "F6") is window.tree


def test_down_from_the_search_keeps_the_focus_where_nothing_was_found(opened: OpenWindow, qtbot: QtBot) -> None:
    window, field = opened.window, opened.window.search.field
    window.search.search_everywhere()
    field.setFocus()
    qtbot.keyClicks(field, "zzzzqqqq")
    opened.wait(lambda: window.pane.list.is_empty and not window.pane.loading)
    window.pane.list.say("Nothing")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert window.focusWidget() is field


@pytest.mark.parametrize("item", ["statistics", "activity", "mailbox_page"])
def test_f6_goes_between_the_tree_and_the_page_in_the_messages_place(opened: OpenWindow, item: str) -> None:
    window = opened.window
    window.menu_actions[item].trigger()
    page = window.pages.currentWidget()
    assert page is not window.pane
    window.tree.setFocus()
    assert page.isAncestorOf(focus_after(window, "F6"))
    assert focus_after(window, "F6") is window.tree


def test_space_ticks_a_folder(opened: OpenWindow, qtbot: QtBot) -> None:
    tree = opened.window.tree
    tree.select(Place(mailbox="alice@example.com", folder="Projects/2019"))
    item = tree.currentItem()
    before = item.checkState(0)
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert item.checkState(0) != before


def press(window: QWidget, key: str) -> None:
    """Press a key as a person would, with the window in front."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keySequence(window, QKeySequence(key))


@pytest.mark.parametrize("item", ["statistics", "activity"])
def test_esc_leaves_a_page_that_stands_in_the_messages_place(opened: OpenWindow, qtbot: QtBot, item: str) -> None:
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 3)
    window.pane.list.select_row(2)
    window.menu_actions[item].trigger()
    assert window.pages.currentWidget() is getattr(opened.conductor.side_pages, item)
    focused = window.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.pane
    assert window.pane.list.table.hasFocus()
    assert window.pane.list.table.currentIndex().row() == 2


def test_esc_leaves_statistics_for_the_mailboxs_page_and_that_for_its_messages(
    opened: OpenWindow, qtbot: QtBot
) -> None:
    window = opened.window
    listed = window.pane.place
    assert listed is not None
    assert window.tree.select(Place(mailbox=listed.mailbox))
    window.menu_actions["statistics"].trigger()
    for page in (window.mailbox_page, window.pane):
        focused = window.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Escape)
        assert window.pages.currentWidget() is page
    assert window.tree.place() == window.pane.place == listed


def test_esc_in_the_search_box_clears_it_while_a_page_is_open(opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened.window
    window.search.show_quietly("invoice")
    window.menu_actions["statistics"].trigger()
    window.search.field.setFocus()
    qtbot.keyClick(window.search.field, Qt.Key.Key_Escape)
    assert window.search.field.text() == ""


@pytest.mark.parametrize("sheet", ["sign_in", "settings", "about", "remove", "sign_in_on_adding"])
def test_the_key_that_quits_does_so_over_a_sheet(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk, sheet: str
) -> None:
    opened = open_window(desk)
    window = opened.window
    quits: list[bool] = []
    opened.conductor.quit_wanted.connect(lambda: quits.append(True))
    if sheet == "remove":
        window.mailbox_actions.remove(ALICE)
    elif sheet.startswith("sign_in"):
        if sheet == "sign_in_on_adding":
            window.mailbox_actions.add()
        parent = window.findChild(AddMailbox) or window
        SignInDialog(window.desk, window.errands, "google", "Google", ALICE, parent=parent).open()
    else:
        window.menu_actions[sheet].trigger()
    dialog = window.findChildren(QDialog)[-1]
    dialog.activateWindow()
    opened.wait(dialog.isActiveWindow)
    opened.wait(lambda: QApplication.focusWidget() is not None)
    press(dialog, "Ctrl+Q")
    assert quits == [True]
