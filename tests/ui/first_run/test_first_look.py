"""The first look at the window: proportions nobody has to change, and a demo that opens once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDesktopServices, QScreen
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from imapdesk.outcome import Outcome
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.shell import conductor, welcome
from imapdesk.ui.shell.welcome import WelcomePage
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.theme import current_theme
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


def test_addresses_of_mailboxes_are_read_whole_in_the_tree_also_with_a_mark_beside_them(
    opened: OpenWindow, desk: FakeDesk
) -> None:
    tree = opened.window.tree
    desk.mailboxes[1] = replace(desk.mailboxes[1], last_outcome=Outcome.SIGN_IN_REQUIRED)
    opened.window.shelf.reload()
    marked = tree._items[Place(mailbox=desk.mailboxes[1].name)]
    opened.wait(lambda: not marked.icon(1).isNull())
    opened.rest()
    edges = 10  # pixels, of the style, that the hint doesn't count
    assert tree.sizeHintForColumn(0) + edges <= tree.columnWidth(0)


@pytest.mark.parametrize(("width", "height"), [(1200, 760), (1280, 800), (1366, 768)])
def test_list_and_message_share_the_rest_of_usual_windows(opened: OpenWindow, width: int, height: int) -> None:
    window = opened.window
    window.resize(width, height)
    opened.rest()
    assert window.pane.orientation() is Qt.Orientation.Horizontal
    tree, (messages, reader) = window.tree.width(), window.pane.sizes()
    assert tree < reader < messages
    assert reader >= 390  # a letter of fifty signs a line
    table = window.pane.list.table
    assert table.columnWidth(2) > table.columnWidth(1)  # the subject has most of the room


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        (QSize(1366, 728), QSize(1200, 688)),  # a small laptop with a task bar
        (QSize(1024, 600), QSize(1024, 560)),
        (QSize(640, 400), QSize(640, 360)),  # 1280x800 pixels for somebody who wants everything twice as large
        (QSize(3840, 2160), QSize(1200, 760)),
    ],
)
def test_the_first_window_and_its_settings_are_no_larger_than_the_screen(
    open_window: Callable[[Any], OpenWindow],
    desk: FakeDesk,
    monkeypatch: pytest.MonkeyPatch,
    screen: QSize,
    size: QSize,
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: screen)
    opened = open_window(desk)
    assert opened.window.size() == size
    dialog = SettingsDialog(desk, opened.window.errands, opened.window.state, has_tray=True)  # type: ignore[arg-type]
    dialog.show()
    opened.rest()
    assert dialog.size() == dialog.size().boundedTo(screen - QSize(0, 40))
    dialog.close()


def test_the_demo_opens_once_however_often_its_button_is_pressed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(welcome, "OPENING_MS", 200)
    page = WelcomePage()
    qtbot.addWidget(page)
    wanted: list[bool] = []
    page.demo_wanted.connect(lambda: wanted.append(True))
    for _press in range(3):
        page.demo.click()
    assert len(wanted) == 1
    qtbot.wait(300)
    page.demo.click()
    assert len(wanted) == 2


@pytest.mark.parametrize(("starts", "said"), [(True, "a window of its own"), (False, "could not be opened")])
def test_what_became_of_the_demo_is_said(
    opened: OpenWindow, monkeypatch: pytest.MonkeyPatch, starts: bool, said: str
) -> None:
    monkeypatch.setattr(conductor, "start_demo", lambda: starts)
    opened.window.welcome.demo.click()
    assert said in opened.window.status.activity.text()


def test_the_status_bar_tells_how_much_mail_is_here(opened: OpenWindow, desk: FakeDesk) -> None:
    totals = opened.window.status.totals
    count = formats.number(opened.window.shelf.snapshot.count_saved())
    size = formats.size(2 * desk.measured)  # of two mailboxes
    opened.wait(lambda: totals.text() == f"{count} messages · {size}")


def test_the_size_is_added_up_once_and_not_while_a_run_changes_it(opened: OpenWindow, desk: FakeDesk) -> None:
    window = opened.window
    opened.wait(lambda: "·" in window.status.totals.text())
    asked: list[str] = []
    desk.measure_mailbox = lambda name: asked.append(name) or 5_000_000  # type: ignore[method-assign,func-returns-value]
    snapshot = window.shelf.snapshot
    opened.conductor.places.totals.show(snapshot)
    opened.rest()
    assert asked == []
    inbox, *others = snapshot.folders[ALICE]
    grown = {**snapshot.folders, ALICE: (replace(inbox, messages_saved=inbox.messages_saved + 1), *others)}
    opened.window.shelf.snapshot = replace(snapshot, folders=grown)
    opened.conductor.places.totals.show(window.shelf.snapshot)
    assert "·" not in window.status.totals.text()  # the former size would be wrong
    opened.wait(lambda: window.status.totals.text().endswith("messages · 10.0 MB"))
    assert sorted(asked) == sorted(mailbox.name for mailbox in snapshot.mailboxes)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_row_with_the_keyboard_is_marked_at_the_edge_of_the_window(
    opened: OpenWindow, direction: Qt.LayoutDirection
) -> None:
    tree = opened.window.tree
    tree.setLayoutDirection(direction)
    tree.select(Place(mailbox=ALICE, folder="Projects/2026"))
    tree.setFocus()
    opened.wait(tree.hasFocus)
    opened.rest(50)
    row = tree.visualItemRect(tree.currentItem())
    edge = 1 if direction is Qt.LayoutDirection.LeftToRight else tree.viewport().width() - 2
    accent = current_theme().colours.accent
    assert tree.viewport().grab().toImage().pixelColor(edge, row.center().y()).name() == accent
    opened.window.search.field.setFocus()
    opened.wait(lambda: not tree.hasFocus())
    opened.rest(50)
    assert tree.viewport().grab().toImage().pixelColor(edge, row.center().y()).name() != accent


def test_where_a_sign_in_is_needed_its_button_stands_out_on_the_mailboxs_page(
    opened: OpenWindow, desk: FakeDesk
) -> None:
    opened.window.tree.select(Place(mailbox=ALICE))
    card = opened.window.mailbox_page.card
    opened.wait(card.sync.isVisible)
    assert (card.sync.property("primary"), card.sign_in.isVisible()) == (True, False)
    mailbox = desk.mailboxes[0]
    desk.mailboxes[0] = replace(mailbox, last_outcome=Outcome.SIGN_IN_REQUIRED, last_error="The password is old.")
    opened.window.shelf.reload()
    opened.wait(card.sign_in.isVisible)
    assert (card.sync.property("primary"), card.sign_in.property("primary")) == (False, True)
    desk.mailboxes[0] = replace(mailbox, paused=True)
    opened.window.shelf.reload()
    opened.wait(lambda: not card.sign_in.isVisible())
    assert (card.pause.text(), card.pause.property("primary")) == ("Go on syncing", True)
    desk.mailboxes[0] = mailbox
    opened.window.shelf.reload()
    opened.wait(lambda: card.pause.text() == "Pause")
    assert (card.sync.property("primary"), card.pause.property("primary")) == (True, False)


def test_where_the_disk_is_full_the_banner_shows_the_folder(
    opened: OpenWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    sentence = "Only 200 MB left on this disk - syncing is paused."
    desk.mailboxes[0] = replace(desk.mailboxes[0], last_outcome=Outcome.STORE, last_error=sentence)
    opened.window.shelf.reload()
    banners = opened.window.banners
    opened.wait(lambda: any(each.text() == "Show folder" for each in banners.findChildren(QPushButton)))
    next(each for each in banners.findChildren(QPushButton) if each.text() == "Show folder").click()
    assert shown == [str(desk.data_dir)]


def test_beside_an_empty_list_nobody_is_asked_to_select_a_message(opened: OpenWindow) -> None:
    window = opened.window
    empty = window.pane.reader.empty
    opened.wait(lambda: window.pane.model.rowCount() > 0)
    assert empty.title == "Select a message to read it"
    window.tree.select(Place(mailbox=ALICE, folder="Projects/2019"))
    opened.wait(lambda: window.pane.list.empty.title == "Not ticked")
    opened.wait(lambda: empty.title == "")
    window.tree.select(Place(mailbox=ALICE, folder="INBOX"))
    opened.wait(lambda: empty.title == "Select a message to read it")
    window.search.field.setText("no such words")
    opened.wait(lambda: empty.title == "")


def test_a_narrow_window_leaves_the_size_to_the_tool_tip(opened: OpenWindow) -> None:
    totals = opened.window.status.totals
    opened.window.resize(1200, 760)
    opened.wait(lambda: "·" in totals.text())
    opened.window.resize(800, 700)
    opened.wait(lambda: totals.text().endswith("messages"))
    assert "·" in totals.toolTip()
    opened.window.resize(1200, 760)
    opened.wait(lambda: "·" in totals.text())
