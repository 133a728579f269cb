"""A screen reader finds what is seen: a row's parts, ticks, the text of a message, what went wrong while one typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.errors import SignInRequired
from imapdesk.ui.folders.tree import MailboxTree
from imapdesk.ui.mailbox.add_pages import ConnectPage
from imapdesk.ui.mailbox.folder_picker import FolderPicker
from imapdesk.ui.reader import body, view_choice
from imapdesk.ui.reader.head_label import HeadLabel
from imapdesk.ui.reader.html_view import HtmlView
from imapdesk.ui.reader.long_lines import LongBrowser, LongText
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets import spoken
from imapdesk.ui.widgets.dialogs import told
from imapdesk.ui.widgets.fields import PasswordEdit, mark_wrong
from imapdesk.ui.widgets.screen_reader import screen_reader_runs
from imapdesk.ui.widgets.spoken import FocusTeller, Pages
from imapdesk.ui.widgets.steps import Steps
from tests.ui.conftest import OpenWindow, show_first
from tests.ui.fakes.adding import make_listing
from tests.ui.fakes.sample import ALICE, make_desk
from tests.ui.folders.test_tree import snapshot_of


class _Silent(HtmlView):
    """A view of whose page nothing can be read."""

    def show_html(self, html: str, pictures: Mapping[str, tuple[str, bytes]], allow_images: bool) -> None:
        pass

    def set_zoom(self, factor: float) -> None:
        pass


SPOKEN = Qt.ItemDataRole.AccessibleTextRole
CARET = Qt.TextInteractionFlag.TextSelectableByKeyboard


@pytest.fixture
def listening() -> Iterator[None]:
    """A screen reader is on."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def tree(qtbot: QtBot, tmp_path: Path) -> MailboxTree:
    made = MailboxTree()
    qtbot.addWidget(made)
    made.show_snapshot(snapshot_of(make_desk(tmp_path)))
    made.show()
    return made


def _say(tree: MailboxTree, folder: str | None, column: int = 0) -> str:
    return str(tree._items[Place(mailbox=ALICE, folder=folder)].data(column, SPOKEN))


def test_a_folder_says_its_tick_and_beside_it_what_is_unread(tree: MailboxTree) -> None:
    assert (_say(tree, "INBOX"), _say(tree, "INBOX", 1)) == ("Inbox, ticked", "4 unread")
    assert (_say(tree, "Spam"), _say(tree, "Spam", 1)) == ("Spam, not ticked", "")
    assert _say(tree, "Projects") == "Projects, partly ticked"
    assert _say(tree, None) == f"{ALICE}, partly ticked, Up to date"


def test_where_only_one_cell_is_read_it_says_the_whole_row(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spoken, "READS_ROWS", False)
    tree = MailboxTree()
    qtbot.addWidget(tree)
    tree.show_snapshot(snapshot_of(make_desk(tmp_path)))
    assert (_say(tree, "INBOX"), _say(tree, "Spam")) == ("Inbox, 4 unread", "Spam")
    assert _say(tree, "Projects") == "Projects, partly ticked"


def test_a_folder_without_others_below_it_is_not_unfolded(tree: MailboxTree) -> None:
    unfolded = {place.folder for place, item in tree._items.items() if place.mailbox == ALICE and item.isExpanded()}
    assert unfolded == {None, "Projects"}


def test_a_tick_that_is_set_with_the_keyboard_is_said(tree: MailboxTree, heard: list[str], qtbot: QtBot) -> None:
    tree.select(Place(mailbox=ALICE, folder="INBOX"))
    for _ in range(2):
        qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert heard == ["not ticked", "ticked"]
    assert _say(tree, "INBOX") == "Inbox, ticked"


def test_a_tick_of_a_new_mailbox_is_said(heard: list[str], qtbot: QtBot) -> None:
    picker = FolderPicker()
    qtbot.addWidget(picker)
    listing = make_listing()
    picker.show_listing(listing, {folder.path for folder in listing.folders})
    picker.show()
    qtbot.keyClick(picker, Qt.Key.Key_Space)
    assert heard == ["not ticked"]
    assert str(picker.topLevelItem(0).data(0, SPOKEN)).endswith(", not ticked")


def test_the_current_row_of_a_view_gets_the_focus_with_it(
    tree: MailboxTree, listening: None, monkeypatch: pytest.MonkeyPatch, qapp: QApplication, qtbot: QtBot
) -> None:
    told_of: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        told_of.append(event.accessibleInterface().text(QAccessible.Text.Name))

    real = QAccessible.queryAccessibleInterface
    fake = SimpleNamespace(
        updateAccessibility=hear, queryAccessibleInterface=real, isActive=lambda: True, Event=QAccessible.Event
    )
    monkeypatch.setattr(spoken, "QAccessible", fake)
    teller = FocusTeller(qapp)
    tree.select(Place(mailbox=ALICE, folder="Sent"))
    tree.clearFocus()
    tree.activateWindow()
    tree.setFocus()
    qtbot.waitUntil(lambda: "Sent, ticked" in told_of)
    qapp.focusChanged.disconnect(teller._on_focus)


@pytest.mark.parametrize("kind", [LongBrowser, LongText])
def test_a_message_is_a_text_whose_lines_can_be_walked_through(
    kind: type[LongBrowser | LongText], qtbot: QtBot, listening: None
) -> None:
    text = kind()
    qtbot.addWidget(text)
    text.setPlainText("One\nTwo")
    text.show()
    assert QAccessible.queryAccessibleInterface(text).role() == QAccessible.Role.EditableText
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    qtbot.keyClick(text, Qt.Key.Key_Down)
    assert text.textCursor().block().text() == "Two"


def test_without_a_screen_reader_the_arrow_keys_scroll_the_message(qtbot: QtBot) -> None:
    text = LongBrowser()
    qtbot.addWidget(text)
    text.show()
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    assert not text.textInteractionFlags() & CARET


def test_pages_are_nothing_that_has_to_be_said(qtbot: QtBot) -> None:
    pages = Pages()
    qtbot.addWidget(pages)
    pages.addWidget(QPushButton("one"))
    assert QAccessible.queryAccessibleInterface(pages).role() == QAccessible.Role.Client


def test_what_went_wrong_is_said_once_it_is_seen(heard: list[str], qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    problem = told(danger=True)
    problem.setParent(page)
    problem.hide()
    page.show()
    problem.setText("Nobody sees this")
    qtbot.wait(5)
    problem.setText("The server refused the password.")
    problem.show()
    qtbot.waitUntil(lambda: heard == ["The server refused the password."])


def test_a_field_that_is_wrong_says_why(qtbot: QtBot) -> None:
    field = PasswordEdit("Password")
    qtbot.addWidget(field)
    mark_wrong(field, True, "The server refused the password.")
    accessible = QAccessible.queryAccessibleInterface(field)
    assert accessible.text(QAccessible.Text.Description) == "The server refused the password."
    mark_wrong(field, False)
    assert accessible.text(QAccessible.Text.Description) == ""


def test_marks_are_said(opened: OpenWindow, heard: list[str]) -> None:
    show_first(opened)
    heard.clear()
    for name in ("star", "mark_read", "mark_unread"):
        opened.window.menu_actions[name].trigger()
        opened.rest()
    assert [each for each in heard if "tar" in each or "Marked" in each] == [
        "Star taken away",
        "Marked as read",
        "Marked as unread",
    ]


def test_a_mailbox_that_is_only_read_says_once_that_marks_stay_here(opened: OpenWindow) -> None:
    desk = opened.desk
    desk.mailboxes[0] = replace(desk.mailboxes[0], settings=replace(desk.mailboxes[0].settings, read_only=True))
    opened.window.shelf.reload()
    opened.wait(lambda: opened.window.pane.snapshot.mailboxes[0].settings.read_only)
    show_first(opened)
    said: list[str] = []
    opened.window.message_actions.said.connect(said.append)
    for _ in range(2):
        opened.window.menu_actions["mark_unread"].trigger()
    assert said == [f"{ALICE} is read-only: its marks stay on this computer and never reach the server."]


def test_the_head_of_a_message_says_what_stands_there(opened: OpenWindow) -> None:
    show_first(opened)
    names = [each.accessibleName() for each in opened.window.pane.reader.header.findChildren(HeadLabel)]
    assert "Subject: Re: Meeting on Thursday" in names
    assert "From: Bob Carter <bob@example.org>" in names


def test_where_a_screen_reader_runs_pages_are_shown_in_a_view_that_it_can_read(
    opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened.window
    monkeypatch.setattr(window.pane.reader, "_make_view", _Silent)
    show_first(opened, 0)
    assert isinstance(window.pane.reader.html_view, _Silent)
    monkeypatch.setattr(body, "screen_reader_runs", lambda: True)
    window.pane.list.select_row(1)
    opened.wait(lambda: window.pane.reader.opened is not None and window.pane.reader.opened.id == 2)
    window.pane.list.select_row(0)
    opened.wait(lambda: isinstance(window.pane.reader.html_view, PlainHtmlView))
    opened.wait(lambda: "Dear Alice" in window.pane.reader.html_view.browser.toPlainText())
    monkeypatch.setattr(view_choice, "screen_reader_runs", lambda: True)
    assert isinstance(view_choice.make_html_view(), PlainHtmlView)


def test_no_bus_is_asked_for_a_screen_reader_where_nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert not screen_reader_runs()


def test_each_step_of_a_connection_is_said_once(heard: list[str], qtbot: QtBot) -> None:
    steps = Steps({"finding": "Finding your provider", "connecting": "Connecting"})
    qtbot.addWidget(steps)
    for key in ("finding", "finding", "connecting"):
        steps.begin(key)
    assert heard == ["Finding your provider", "Connecting"]


def test_the_button_that_gets_the_focus_says_why_the_connection_failed(qtbot: QtBot) -> None:
    page = ConnectPage()
    qtbot.addWidget(page)
    page.begin(ALICE, "imap.example.com")
    page.fail(SignInRequired("The server refused the password."))
    assert page.again.accessibleDescription() == "The server refused the password."
    page.ask("Send your password to mail.example.net?", lambda: None)
    assert page.agree.accessibleDescription() == "Send your password to mail.example.net?"
