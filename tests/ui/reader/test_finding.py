"""Find in message: every place is counted, marked and come to, from the keyboard alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.reader.find_bar import FindBar
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.reader.source_dialog import SourceDialog
from imapdesk.ui.reader.text_finder import TextFinder, find_places
from imapdesk.ui.reader.text_view import TextView
from imapdesk.ui.widgets.languages import install_language
from tests.pace import PATIENCE_S
from tests.ui.conftest import OpenWindow, show_first
from tests.ui.reader.canary import Canary
from tests.ui.reader.test_text_look import QUOTED, open_text, show

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("Müller, MULLER\u2029muller", "müller", [(0, 6), (8, 14), (15, 21)]),
        ("\N{GRINNING FACE} one \N{GRINNING FACE} one", "one", [(3, 6), (10, 13)]),  # Qt counts these faces twice
        ("5 € and 7 €", "€", [(2, 3), (10, 11)]),
        ("a -- b", "--", [(2, 4)]),
        ("two\xa0words and two\u2028words", "two words", [(0, 9), (14, 23)]),
        ("anything", "", []),
        ("anything", " ", []),
        ("a.b axb", "a.b", [(0, 3)]),
    ],
)
def test_places_are_where_qt_counts_them(text: str, wanted: str, places: list[tuple[int, int]]) -> None:
    assert find_places(text, wanted) == places


def test_from_place_to_place_and_around(qtbot: QtBot) -> None:
    view = QTextBrowser()
    qtbot.addWidget(view)
    view.setHtml("<p>one two</p><table><tr><td>one</td><td>three</td></tr></table><p>\N{GRINNING FACE} One</p>")
    finder = TextFinder(view)
    assert finder.find("one") == (1, 3)
    assert [finder.find("one", 1) for _ in range(3)] == [(2, 3), (3, 3), (1, 3)]
    assert [finder.find("one", -1) for _ in range(2)] == [(3, 3), (2, 3)]
    assert view.textCursor().selectedText() == "one"
    assert len(view.extraSelections()) == 3
    assert finder.find("o", -1)[1] == 4  # other words are looked for from here
    assert finder.find("missing") == (0, 0)
    assert not view.textCursor().hasSelection()
    assert finder.find("") == (0, 0)
    assert view.extraSelections() == []


def test_what_is_folded_is_found_too(qtbot: QtBot) -> None:
    view, said = TextView(), []
    qtbot.addWidget(view)
    view.found.connect(lambda *told: said.append(told))
    show(view, open_text(f"Answer\n\n{QUOTED}\nmore\n"))
    assert "line 11" not in view.toPlainText()
    view.find_words("line 11", 0)
    assert said == [(1, 1)]
    assert view.rich.textCursor().selectedText() == "line 11"


def ready(opened: OpenWindow) -> OpenWindow:
    """Bob's message is read, and has the focus."""
    show_first(opened)
    opened.window.activateWindow()
    opened.window.pane.reader.body().setFocus()
    return opened


def test_ctrl_f_in_the_message_finds_in_it_and_elsewhere_searches(opened: OpenWindow, qtbot: QtBot) -> None:
    window = ready(opened).window
    bar = window.pane.reader.finding.bar
    qtbot.keyClick(window.pane.list.table, Qt.Key.Key_F, CONTROL)
    assert bar.isHidden()
    assert window.search.field.hasFocus()
    body = window.pane.reader.body()
    body.setFocus()
    qtbot.keyClick(body, Qt.Key.Key_F, CONTROL)
    assert bar.isVisible()
    assert bar.field.hasFocus()
    qtbot.keyClicks(bar.field, "thursday")
    opened.wait(lambda: bar.count.text().startswith("1 of "))
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert window.pane.reader.body().hasFocus()


def test_enter_and_f3_go_on_and_with_shift_back(opened: OpenWindow, qtbot: QtBot) -> None:
    window = ready(opened).window
    finding = window.pane.reader.finding
    window.menu_actions["find"].trigger()
    finding.bar.field.setText("e")
    finding.bar.step(0)
    count = finding.bar.count.text().removeprefix("1 of ")
    assert int(count) > 2
    said = []
    for press in (
        lambda: qtbot.keyClick(finding.bar.field, Qt.Key.Key_Return),
        window.menu_actions["find_next"].trigger,
        lambda: qtbot.keyClick(finding.bar.field, Qt.Key.Key_Return, SHIFT),
        window.menu_actions["find_previous"].trigger,
        window.menu_actions["find_previous"].trigger,
    ):
        press()
        said.append(finding.bar.count.text())
    assert said == [f"{at} of {count}" for at in (2, 3, 2, 1, int(count))]


def test_f3_goes_to_what_the_search_looked_for(opened: OpenWindow) -> None:
    window = opened.window
    window.pane.reader._make_view = PlainHtmlView
    window.search.field.setText("thursday")
    window.search.search_everywhere()
    opened.wait(lambda: window.pane.model.terms == ("thursday",) and window.pane.model.rowCount() > 0)
    window.pane.list.select_row(0)
    opened.wait(lambda: window.pane.reader.opened is not None)
    window.menu_actions["find_next"].trigger()
    bar = window.pane.reader.finding.bar
    assert bar.field.text() == "thursday"
    opened.wait(lambda: bar.count.text().startswith("1 of "))


def test_the_next_message_is_looked_into_as_well(opened: OpenWindow) -> None:
    window = ready(opened).window
    window.pane.reader._make_view = PlainHtmlView
    bar = window.pane.reader.finding.bar
    window.menu_actions["find"].trigger()
    bar.field.setText("nowhere to be found")
    bar.step(0)
    assert bar.count.text() == "Not found"
    assert not bar.next.isEnabled()
    bar.field.setText("a")
    for row in (0, 1):
        bar.count.setText("")
        window.pane.list.select_row(row)
        opened.wait(lambda: bar.count.text().startswith("1 of "))


def test_esc_in_a_messages_own_window_closes_the_bar_first(opened: OpenWindow, qtbot: QtBot) -> None:
    ready(opened).window.menu_actions["open_window"].trigger()
    alone = opened.window.findChild(MessageWindow)
    assert alone is not None
    opened.wait(lambda: alone.reader.opened is not None)
    alone.actions_by_name["find"].trigger()
    assert alone.reader.finding.bar.isVisible()
    body = alone.reader.body()
    body.setFocus()
    qtbot.keyClick(body, Qt.Key.Key_Escape)
    assert alone.reader.finding.bar.isHidden()
    assert alone.isVisible()
    qtbot.keyClick(body, Qt.Key.Key_Escape)
    assert not alone.isVisible()


def test_the_source_of_a_message_is_looked_into_by_the_same_keys(qtbot: QtBot) -> None:
    dialog = SourceDialog(b"Received: by one\r\nReceived: by two\r\nSubject: x\r\n\r\nreceived\r\n", False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.text.setFocus()
    bar = dialog.finding.bar
    qtbot.keyClick(dialog.text, Qt.Key.Key_F, CONTROL)
    assert bar.isVisible()
    qtbot.keyClicks(bar.field, "received")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 3"
    qtbot.keyClick(bar.field, Qt.Key.Key_F3)
    assert bar.count.text() == "2 of 3"
    assert dialog.text.textCursor().blockNumber() == 1
    qtbot.keyClick(bar.field, Qt.Key.Key_F3, SHIFT)
    assert bar.count.text() == "1 of 3"
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert dialog.isVisible()


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_bar_makes_no_narrow_reader_wider(opened: OpenWindow, qapp: QApplication, language: str) -> None:
    ready(opened)
    install_language(qapp, language)
    bar = FindBar()
    bar.field.setText("nowhere")
    bar.say_count(0, 0)
    assert bar.minimumSizeHint().width() <= opened.window.pane.reader.minimumWidth()


def test_without_a_message_there_is_nothing_to_find_in(opened: OpenWindow) -> None:
    reader = opened.window.pane.reader
    reader.finding.open()
    reader.finding.step(1)
    assert reader.finding.bar.isHidden()
    assert not opened.window.menu_actions["find"].isEnabled()
    assert QApplication.focusWidget() is not reader.finding.bar.field


def test_the_web_engine_counts_and_comes_to_places_and_gives_back_the_key() -> None:
    with Canary() as canary:
        env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
        command = [sys.executable, "-m", "tests.ui.reader.web_find", canary.url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=2 * PATIENCE_S, env=env, check=False)
        assert done.returncode == 0, done.stderr
        seen = json.loads(done.stdout)
    assert seen["counts"] == ["1 of 3", "2 of 3", "1 of 3", "3 of 3", "Not found"]
    assert seen["opened"] == [True, True, False]
    assert seen["next message"] == "1 of 1"
    assert canary.heard == []
