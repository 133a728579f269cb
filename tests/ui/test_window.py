"""The window over invented mail: what a click or a key does, and what it says when there is nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, get_ident
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from imapdesk.desk.reading import TRUSTED
from imapdesk.errors import Unreachable
from imapdesk.mail import RunResult, StoreChange, utc_now
from imapdesk.mime.links import make_link_key
from imapdesk.outcome import Outcome
from imapdesk.sync import events
from imapdesk.ui.folders.tree import Place
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.reader.html_view import HtmlView
from tests.ui.conftest import OpenWindow
from tests.ui.fake_desk import FakeDesk

ALICE = "alice@example.com"


def show_first(opened: OpenWindow, row: int = 1) -> None:
    """Open a message of the list."""
    opened.wait(lambda: opened.window.pane.model.rowCount() > row)
    opened.window.pane.list.select_row(row)
    opened.wait(lambda: opened.window.pane.reader.opened is not None)


def test_an_empty_program_says_what_it_is_for(open_window: Callable[[Any], OpenWindow], tmp_path: Path) -> None:
    window = open_window(FakeDesk(tmp_path)).window
    assert window.whole.currentWidget() is window.welcome
    assert window.welcome.add.text() == "Add your mailbox"


def test_the_first_inbox_opens_by_itself(opened: OpenWindow) -> None:
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    assert opened.window.tree.place() == Place(mailbox=ALICE, folder="INBOX")
    assert opened.window.pane.reader.empty.title == "Select a message to read it"


def test_a_click_on_a_message_shows_it_and_marks_nothing(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    table = opened.window.pane.list.table
    place = table.visualRect(opened.window.pane.model.index(1, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    opened.wait(lambda: opened.window.pane.reader.opened is not None)
    reader = opened.window.pane.reader
    assert reader.header._from.text() == "Bob Carter <bob@example.org>"
    assert "Thursday at two" in reader.text.toPlainText()
    assert [part.name for part in reader.strip._parts] == ["agenda.docx"]
    assert "mark" not in desk.threads
    assert desk.summaries[2].unread


def test_the_gui_thread_asks_the_store_nothing(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    show_first(opened)
    opened.window.message_actions.mark(seen=True)
    opened.window.tree.tick(ALICE, ["Spam"], True)
    opened.window.tree.select(Place(mailbox=ALICE))
    opened.wait(lambda: "include" in desk.threads and "mark" in desk.threads)
    assert all(get_ident() not in threads for threads in desk.threads.values())


def test_a_star_is_shown_at_once_and_saved(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    opened.wait(lambda: opened.window.pane.model.summary(2) is not None)
    table = opened.window.pane.list.table
    place = table.visualRect(opened.window.pane.model.index(2, 0))
    place.setLeft(place.left() + 24)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    shown = opened.window.pane.model.summary(2)
    assert shown is not None
    assert shown.starred
    opened.wait(lambda: desk.summaries[3].starred)


def test_enter_opens_the_message_in_a_window_of_its_own(opened: OpenWindow, qtbot: QtBot) -> None:
    show_first(opened)
    qtbot.keyClick(opened.window.pane.list.table, Qt.Key.Key_Return)
    alone = opened.window.findChild(MessageWindow)
    assert alone is not None
    opened.wait(lambda: alone.windowTitle() == "Re: Meeting on Thursday")
    qtbot.keyClick(alone, Qt.Key.Key_Escape)
    assert not alone.isVisible()


def test_letters_act_in_the_list(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    show_first(opened)
    table = opened.window.pane.list.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_M)
    opened.wait(lambda: not desk.summaries[2].unread)
    qtbot.keyClick(table, Qt.Key.Key_N)
    assert opened.window.pane.list.current_id() == 5
    qtbot.keyClick(table, Qt.Key.Key_B)
    assert opened.window.pane.list.current_id() == 4


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


def test_new_mail_comes_in_without_losing_the_selection(opened: OpenWindow, desk: FakeDesk) -> None:
    show_first(opened, 3)
    number = opened.window.pane.list.current_id()
    newest = replace(desk.summaries[1], id=99, subject="Just arrived", received_at=utc_now() + timedelta(days=9))
    desk.put_message(newest, desk.raws[1])
    opened.window.engine.gather(StoreChange(folder_ids=frozenset({desk.folders[ALICE][0].id})))
    opened.wait(lambda: opened.window.pane.model.rowCount() == 23)
    assert opened.window.pane.list.current_id() == number
    assert opened.window.pane.model.ids[0] == 99


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


def test_a_sync_shows_its_progress_and_can_be_paused(opened: OpenWindow, desk: FakeDesk) -> None:
    def run(name: str, tell: Callable[[Any], None], should_stop: Callable[[], bool]) -> RunResult:
        tell(events.RunStarted(name))
        tell(events.Progress(name, "Inbox", 1240, 5310, 1, 9, 1.0))
        while not should_stop():
            time.sleep(0.01)
        return RunResult(name, Outcome.CANCELLED)

    desk.run = run
    opened.window.menu_actions["sync"].trigger()
    status = opened.window.status
    opened.wait(lambda: "1,240 of 5,310" in status.activity.text())
    assert status.bar.maximum() == 5310
    start = time.monotonic()
    status.pause.click()
    opened.wait(lambda: opened.window.engine.active is None)
    assert time.monotonic() - start < 2
    opened.wait(lambda: desk.get_mailbox(ALICE).paused)
    assert "stopped" in status.activity.text()


def test_off_line_is_said_in_the_status_bar_and_nowhere_else(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.run = lambda name, _tell, _stop: RunResult(name, Outcome.UNREACHABLE, error=str(Unreachable("x")))
    opened.window.menu_actions["sync"].trigger()
    opened.wait(lambda: opened.window.status.activity.text().startswith("Off-line - saved mail can be read."))
    assert opened.window.banners.shown_keys() == []


def test_a_refused_password_is_a_banner_until_it_is_solved(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.put_notice(ALICE)
    opened.conductor.notices.reload()
    opened.wait(lambda: opened.window.banners.texts() == [f"Sign-in needed for {ALICE}"])
    opened.wait(lambda: opened.tray.variant == "attention")
    opened.wait(lambda: len(desk.seen) == 1)
    desk.notices.clear()
    opened.conductor.notices.reload()
    opened.wait(lambda: opened.window.banners.texts() == [])


def test_the_button_of_the_banner_asks_for_the_password(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.put_notice(ALICE)
    opened.conductor.notices.reload()
    opened.wait(lambda: bool(opened.window.banners.shown_keys()))
    next(b for b in opened.window.banners.findChildren(QPushButton) if b.text() == "Sign in").click()
    dialog = opened.window.findChild(ServerDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Sign in again"
    dialog.reject()


def test_one_tray_message_says_what_is_needed(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.put_notice(ALICE)
    desk.put_notice("bob@work.example.org")
    with qtbot.waitSignal(opened.conductor.notices.tray_wanted) as told:
        opened.conductor.notices.ask_tray(window_active=False)
    assert told.args == ["open:", "2 mailboxes need you", f"{ALICE}, bob@work.example.org"]
    with qtbot.assertNotEmitted(opened.conductor.notices.tray_wanted, wait=100):
        opened.conductor.notices.ask_tray(window_active=False)


def test_a_banner_can_be_folded_and_not_lost(opened: OpenWindow, desk: FakeDesk) -> None:
    notice = desk.put_notice(ALICE)
    opened.conductor.notices.reload()
    opened.wait(lambda: bool(opened.window.banners.shown_keys()))
    assert "The server refused" in opened.window.banners.findChildren(QLabel)[1].text()
    opened.wait(lambda: opened.window.banners.height() > 30)
    high = opened.window.banners.height()
    next(b for b in opened.window.banners.findChildren(QPushButton) if b.text() == "Fold").click()
    opened.wait(lambda: any(b.text() == "Show more" for b in opened.window.banners.findChildren(QPushButton)))
    assert desk.folded == {notice.key}
    assert opened.window.banners.texts() == [f"Sign-in needed for {ALICE}"]
    opened.wait(lambda: 0 < opened.window.banners.height() < high)
    next(b for b in opened.window.banners.findChildren(QPushButton) if b.text() == "Show more").click()
    opened.wait(lambda: any(b.text() == "Sign in" for b in opened.window.banners.findChildren(QPushButton)))


def test_a_click_on_the_message_opens_the_sign_in_of_that_mailbox(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.put_notice(ALICE)
    opened.window.hide()
    opened.conductor.notices.ask_tray(window_active=False)
    opened.wait(lambda: not desk.untold)
    opened.tray.message_clicked.emit(f"sign_in:{ALICE}")
    assert opened.window.isVisible()
    dialog = opened.window.findChild(ServerDialog)
    assert dialog is not None
    dialog.reject()


def test_two_mailboxes_run_at_once_and_a_hanging_one_holds_up_no_other(opened: OpenWindow, desk: FakeDesk) -> None:
    go_on = Event()

    def run(name: str, _tell: object, stop: Callable[[], bool]) -> RunResult:
        if name == ALICE:
            go_on.wait(10)
        return RunResult(name, Outcome.OK)

    desk.run = run
    rounds: list[object] = []
    opened.window.engine.round_ended.connect(lambda results, _written, by_hand: rounds.append((results, by_hand)))
    opened.window.engine.sync([ALICE, "bob@work.example.org"])
    opened.wait(lambda: opened.window.engine.running == [ALICE])
    assert rounds == []
    go_on.set()
    opened.wait(lambda: len(rounds) == 1)
    assert opened.window.engine.running == []


@pytest.mark.expected_error("Something went wrong")
def test_an_error_of_ours_is_a_banner_with_details(opened: OpenWindow) -> None:
    opened.conductor.show_error(KeyError("x"))
    assert opened.window.banners.texts() == ["Something went wrong inside imapdesk."]


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


def test_quitting_during_a_sync_takes_less_than_five_seconds(opened: OpenWindow, desk: FakeDesk) -> None:
    def run(name: str, tell: Callable[[Any], None], should_stop: Callable[[], bool]) -> RunResult:
        while not should_stop():
            time.sleep(0.01)
        return RunResult(name, Outcome.CANCELLED)

    desk.run = run
    opened.window.menu_actions["sync_all"].trigger()
    opened.wait(lambda: desk.synced != [])
    start = time.monotonic()
    assert opened.stop()
    assert time.monotonic() - start < 5


def test_a_link_is_asked_about_with_its_real_host(opened: OpenWindow) -> None:
    show_first(opened)
    reader = opened.window.pane.reader
    assert reader.opened is not None
    key = make_link_key("https://evil.test/x")
    reader.opened = replace(reader.opened, link_texts={key: ("www.example.com",)})
    reader.ask_link("https://evil.test/x")
    box = reader.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "This link shows www.example.com but leads to evil.test."
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    box.close()


def test_the_web_engine_is_not_loaded_for_plain_text(opened: OpenWindow) -> None:
    show_first(opened)
    assert opened.window.pane.reader.html_view is None


def test_f6_goes_round_the_panes(opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened.window
    window.activateWindow()
    window.tree.setFocus()
    focused = []
    for _ in range(3):
        window.cycle_pane(1)
        focused.append(window.focusWidget())
    assert focused == [window.pane.list.table, window.pane.reader.body(), window.tree]


class PaperView(HtmlView):
    """Stands for the web engine where only what it is given matters."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[str, bool]] = []

    def show_html(self, html: str, pictures: Mapping[str, tuple[str, bytes]], allow_images: bool) -> None:
        self.given.append((html, allow_images))

    def set_zoom(self, factor: float) -> None:
        """Nothing to scale."""


def test_images_are_blocked_until_they_are_asked_for(opened: OpenWindow, desk: FakeDesk) -> None:
    reader = opened.window.pane.reader
    view = PaperView()
    reader._make_view = lambda: view
    show_first(opened, 0)
    opened.wait(reader.images_bar.isVisible)
    assert "images.example.net" not in view.given[-1][0]
    reader.images_bar.show_button.click()
    opened.wait(lambda: len(view.given) == 2)
    assert "images.example.net" in view.given[-1][0]
    assert view.given[-1][1]
    assert not reader.images_bar.isVisible()


def test_a_trusted_sender_is_remembered(opened: OpenWindow, desk: FakeDesk) -> None:
    reader = opened.window.pane.reader
    view = PaperView()
    reader._make_view = lambda: view
    show_first(opened, 0)
    opened.wait(reader.images_bar.isVisible)
    reader.images_bar.always_button.click()
    opened.wait(lambda: desk.settings == {TRUSTED: ["anna.berg@example.com"]})
    opened.wait(lambda: len(view.given) == 2)
    show_first(opened, 1)
    opened.wait(lambda: reader.opened is not None and reader.opened.id == 2)
    show_first(opened, 0)
    opened.wait(lambda: len(view.given) == 3)
    assert view.given[-1][1]
    assert not reader.images_bar.isVisible()


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


def test_more_mailboxes_run_at_a_time_when_asked_for(opened: OpenWindow, desk: FakeDesk) -> None:
    go_on = Event()
    desk.put_mailbox("third@example.net")

    def run(name: str, _tell: object, stop: Callable[[], bool]) -> RunResult:
        go_on.wait(10)
        return RunResult(name, Outcome.OK)

    desk.run = run
    engine = opened.window.engine
    engine.sync([ALICE, "bob@work.example.org", "third@example.net"])
    assert len(engine.running) == 2
    opened.conductor.apply("at_most", "3")
    engine.sync([])
    assert len(engine.running) == 3
    go_on.set()
    opened.wait(lambda: engine.running == [])
