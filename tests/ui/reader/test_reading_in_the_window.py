"""A message in the window: how it is opened, what a key does to it, and what it may not load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from imapdesk.desk.reading import TRUSTED
from imapdesk.mail import StoreChange, utc_now
from imapdesk.mime.trust.links import make_link_key
from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.reader.html_view import HtmlView
from imapdesk.ui.reader.text_html import FOLD_LINK
from tests.ui.conftest import OpenWindow, show_first
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


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


def test_a_message_has_one_window_and_ctrl_w_closes_it(opened: OpenWindow, qtbot: QtBot) -> None:
    show_first(opened)
    table = opened.window.pane.list.table
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    (alone,) = opened.window.findChildren(MessageWindow)
    qtbot.waitUntil(alone.isActiveWindow)
    qtbot.keyClick(alone, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not alone.isVisible()
    assert opened.window.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    opened.wait(lambda: any(each.isVisible() for each in opened.window.findChildren(MessageWindow)))


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


def test_new_mail_comes_in_without_losing_the_selection(opened: OpenWindow, desk: FakeDesk) -> None:
    show_first(opened, 3)
    number = opened.window.pane.list.current_id()
    newest = replace(desk.summaries[1], id=99, subject="Just arrived", received_at=utc_now() + timedelta(days=9))
    desk.put_message(newest, desk.raws[1])
    opened.window.engine.gather(StoreChange(folder_ids=frozenset({desk.folders[ALICE][0].id})))
    opened.wait(lambda: opened.window.pane.model.rowCount() == 23)
    assert opened.window.pane.list.current_id() == number
    assert opened.window.pane.model.ids[0] == 99


def test_the_web_engine_is_not_loaded_for_plain_text(opened: OpenWindow) -> None:
    show_first(opened)
    assert opened.window.pane.reader.html_view is None


class PaperView(HtmlView):
    """Stands for the web engine where only what it is given matters."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[str, bool]] = []

    def show_html(self, html: str, pictures: Mapping[str, tuple[str, bytes]], allow_images: bool) -> None:
        self.given.append((html, allow_images))

    def set_zoom(self, factor: float) -> None:
        """Nothing to scale."""


def test_a_link_is_asked_about_with_its_real_host(opened: OpenWindow) -> None:
    reader = opened.window.pane.reader
    reader._make_view = PaperView  # in a page only a link's text may differ from where it leads
    show_first(opened, 0)
    assert reader.opened is not None
    key = make_link_key("https://evil.test/x")
    reader.opened = replace(reader.opened, link_texts={key: ("www.example.com",)})
    reader.ask_link("https://evil.test/x")
    box = reader.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "This link shows www.example.com but leads to evil.test."
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    box.close()


def test_where_a_link_leads_is_told_until_another_message_comes(opened: OpenWindow) -> None:
    reader, said = opened.window.pane.reader, []
    view = PaperView()
    reader._make_view = lambda: view
    show_first(opened, 0)
    reader.said.connect(said.append)
    view.link_hovered.emit("https://berg.example.com/offers")
    view.link_hovered.emit("")
    view.link_hovered.emit("https://xn--80ak6aa92e.example/")
    opened.window.pane.list.select_row(1)
    opened.wait(lambda: not reader.shows_html)
    assert said[:2] == ["https://berg.example.com/offers", ""]
    assert said[2].startswith("This link leads to аррӏе.example (xn--80ak6aa92e.example)")
    assert said[3:] == [""]
    reader.text.rich.highlighted.emit(QUrl("https://example.org/"))
    reader.text.rich.highlighted.emit(QUrl(f"{FOLD_LINK}0"))
    assert said[4:] == ["https://example.org/", ""]


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


def test_a_query_as_long_as_a_letter_leaves_the_window_as_it_is(opened: OpenWindow) -> None:
    window = opened.window
    before = window.size(), window.minimumSizeHint()
    window.search.field.setText("x" * 30_000 + " \u202e")
    opened.wait(lambda: window.pane.strip.isVisible() and window.pane.model.rowCount() == 0)
    assert (window.size(), window.minimumSizeHint().width()) == (before[0], before[1].width())
    assert len(window.pane.strip.text.text()) < 250
    assert window.pane.strip.height() < 200
