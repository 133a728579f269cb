"""The window over invented mail: what a click or a key does, and what it says when there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import get_ident
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.state.place import Place
from tests.ui.conftest import OpenWindow, show_first
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


def test_an_empty_program_says_what_it_is_for(open_window: Callable[[Any], OpenWindow], tmp_path: Path) -> None:
    window = open_window(FakeDesk(tmp_path)).window
    assert window.whole.currentWidget() is window.welcome
    assert window.welcome.add.text() == "Add your mailbox"
    assert window.status.totals.text() == "", "there is nothing to count yet"


def test_what_needs_a_mailbox_is_grey_until_there_is_one(
    open_window: Callable[[Any], OpenWindow], tmp_path: Path, opened: OpenWindow
) -> None:
    (tmp_path / "empty").mkdir()
    empty = open_window(FakeDesk(tmp_path / "empty")).window
    for name in ("sync_all", "statistics", "activity", "mailbox_page"):
        assert not empty.menu_actions[name].isEnabled()
        assert opened.window.menu_actions[name].isEnabled()
    assert empty.menu_actions["add_mailbox"].isEnabled()
    assert empty.menu_actions["copy_report"].isEnabled()


def test_the_first_inbox_opens_by_itself(opened: OpenWindow) -> None:
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    assert opened.window.tree.place() == Place(mailbox=ALICE, folder="INBOX")
    assert opened.window.pane.reader.empty.title == "Select a message to read it"


def test_the_gui_thread_asks_the_store_nothing(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    show_first(opened)
    opened.window.message_actions.mark(seen=True)
    opened.window.tree.tick(ALICE, ["Spam"], True)
    opened.window.tree.select(Place(mailbox=ALICE))
    opened.wait(lambda: "include" in desk.threads and "mark" in desk.threads)
    assert all(get_ident() not in threads for threads in desk.threads.values())


def test_typing_finds_and_esc_brings_the_folder_back(opened: OpenWindow, qtbot: QtBot) -> None:
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    field = opened.window.search.field
    qtbot.keyClicks(field, "chapter")
    opened.wait(lambda: opened.window.pane.model.rowCount() == 2)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    assert field.text() == ""


def test_a_search_without_hits_says_what_to_try(opened: OpenWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.window.search.field, "zebra")
    empty = opened.window.pane.list.empty
    opened.wait(lambda: empty.title == "Nothing found for “zebra”")
    assert empty.button.text() == "Search everywhere"
    empty.button.click()
    opened.wait(lambda: opened.window.search.everywhere)


def test_an_empty_folder_an_unticked_one_and_none_chosen_say_so(opened: OpenWindow, desk: FakeDesk) -> None:
    tree, empty = opened.window.tree, opened.window.pane.list.empty
    tree.select(Place(mailbox=ALICE, folder="Archive"))
    opened.wait(lambda: empty.title == "No messages here")
    tree.select(Place(mailbox=ALICE, folder="Spam"))
    opened.wait(lambda: empty.title == "Not ticked")
    tree.tick(ALICE, [folder.path for folder in desk.folders[ALICE]], False)
    opened.wait(lambda: empty.title == "No folders chosen yet")
    assert empty.button.text() == "Choose inbox and sent"
    empty.button.click()
    opened.wait(lambda: sum(folder.included for folder in desk.folders[ALICE]) == 2)


def test_a_changed_setting_refreshes_the_folder_list_and_not_the_mail(
    opened: OpenWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    opened.window.tree.select(Place(mailbox=ALICE))
    form = opened.window.mailbox_page.form
    opened.wait(lambda: form._shown is not None)
    form.every.setCurrentIndex(form.every.findData(60))
    opened.wait(lambda: desk.refreshed == [ALICE])
    assert desk.get_mailbox(ALICE).settings.every_minutes == 60
    qtbot.wait(100)
    assert desk.synced == []


def test_a_renamed_mailbox_keeps_its_page_open(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    opened.window.tree.select(Place(mailbox=ALICE))
    form = opened.window.mailbox_page.form
    opened.wait(lambda: form._shown is not None)
    form.name.setText("Private")
    form.name.editingFinished.emit()
    opened.wait(lambda: opened.window.tree.place() == Place(mailbox="Private"))
    assert opened.window.pages.currentWidget() is opened.window.mailbox_page
    opened.wait(lambda: opened.window.mailbox_page.title.text() == "Private")


def test_the_window_remembers_how_it_looked(
    opened: OpenWindow, desk: FakeDesk, open_window: Callable[[Any], OpenWindow]
) -> None:
    opened.window.resize(781, 555)
    opened.conductor.apply("density", "compact")
    assert opened.stop()
    again = open_window(desk).window
    assert (again.width(), again.height()) == (781, 555)
    assert again.menu_actions["compact"].isChecked()
    assert (desk.data_dir / "window.ini").is_file()


def test_f6_goes_round_the_panes(opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened.window
    window.activateWindow()
    window.pane.reader._make_view = PlainHtmlView
    show_first(opened)
    window.tree.setFocus()
    focused = []
    for _ in range(3):
        window.cycle_pane(1)
        focused.append(window.focusWidget())
    assert focused == [window.pane.list.table, window.pane.reader.body(), window.tree]


def test_the_line_over_the_hits_says_how_the_words_were_understood(opened: OpenWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.window.search.field, "chapter")
    opened.wait(lambda: opened.window.pane.strip.text.text().startswith("words: chapter"))
    qtbot.keyClick(opened.window.search.field, Qt.Key.Key_Escape)
    opened.wait(lambda: not opened.window.pane.strip.isVisible())


def test_a_mailbox_is_given_to_somebody_else_or_to_nobody_on_its_page(opened: OpenWindow, desk: FakeDesk) -> None:
    opened.window.tree.select(Place(mailbox=ALICE))
    form = opened.window.mailbox_page.form
    opened.wait(lambda: form.owner.count() == 3)
    assert form.owner.currentData() == "alice"
    form.owner.setCurrentIndex(form.owner.findData(""))
    opened.wait(lambda: desk.get_mailbox(ALICE).settings.owner is None)
    form.owner.setCurrentIndex(form.owner.findData("bob"))
    opened.wait(lambda: desk.get_mailbox(ALICE).settings.owner == "bob")
