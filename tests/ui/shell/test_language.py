"""Another language speaks in the open window at once, and the person stays where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.desk.emails import LANGUAGE
from imapdesk.errors import Unreachable
from imapdesk.mail import RunResult
from imapdesk.outcome import Outcome
from imapdesk.sync.events import Progress
from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.shell.leaving import Leaving
from imapdesk.ui.shell.shortcuts import ShortcutsDialog
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets import languages
from imapdesk.ui.widgets.languages import install_language
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE

GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)


@pytest.fixture(autouse=True)
def _back_to_english(qapp: QApplication) -> Iterator[None]:
    yield
    install_language(qapp, "en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def speak(opened: OpenWindow, language: str, spoken: str | None = None) -> None:
    """Choose a language as Settings > General does, and wait until the window has it."""
    former = opened.window.tree
    opened.conductor.apply("language", language)
    opened.wait(lambda: opened.window.tree is not former)
    assert QApplication.instance().property("language") == (spoken or language)  # type: ignore[union-attr]
    opened.rest(50)


def read_texts(window: QWidget) -> Counter[str]:
    """Every word that a window shows or speaks, menus and tips with it."""
    said: Counter[str] = Counter()
    for widget in (window, *window.findChildren(QWidget)):
        if widget.objectName().startswith("qt_"):
            continue
        said.update([widget.accessibleName(), widget.toolTip(), widget.windowTitle()])
        if isinstance(widget, QLabel):
            said[widget.text()] += 1
        elif isinstance(widget, QLineEdit):
            said[widget.placeholderText()] += 1
        elif isinstance(widget, QComboBox):
            said.update(widget.itemText(row) for row in range(widget.count()))
        elif isinstance(widget, QTreeWidget):
            items = widget.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
            said.update(text for item in items for text in (item.text(0), item.toolTip(0)))
    for action in window.findChildren(QAction):
        said.update([action.text(), action.toolTip()])
    del said[""]
    return said


def test_all_of_the_window_is_as_if_it_had_been_opened_in_that_language(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk, qapp: QApplication
) -> None:
    changed = open_window(desk)
    speak(changed, "de")
    changed.wait(lambda: changed.window.pane.model.rowCount() > 1)
    changed.wait(lambda: not changed.window.findChildren(Leaving))  # nor what it held: the views of before
    said = read_texts(changed.window)
    fresh = open_window(desk)
    fresh.wait(lambda: fresh.window.pane.model.rowCount() > 1)
    fresh.rest(50)
    assert said == read_texts(fresh.window)
    assert "Postfächer" in said


def test_what_is_written_without_the_window_is_in_its_language_too(opened: OpenWindow, desk: FakeDesk) -> None:
    for chosen, kept in (("de", "de"), ("system", None)):
        opened.conductor.apply("language", chosen)
        opened.wait(lambda kept=kept: desk.get_setting(LANGUAGE) == kept)  # type: ignore[misc]


def test_going_back_and_forth_leaves_nothing_behind(opened: OpenWindow) -> None:
    def measure() -> tuple[int, int]:
        opened.wait(lambda: not opened.window.errands.busy and not opened.window.reads.busy)
        opened.rest(300)
        return len(opened.window.findChildren(QWidget)), len(opened.window.findChildren(QAction))

    speak(opened, "de")
    speak(opened, "en")
    once = measure()
    for language in ("de", "en", "de", "en"):
        speak(opened, language)
    assert measure() == once
    assert opened.window.menuBar().actions()[0].text() == "&File"


def test_row_folds_message_search_and_panes_stay(opened: OpenWindow) -> None:
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 6)
    window.pane.list.select_row(1)
    number = window.pane.list.current_id()
    opened.wait(lambda: window.pane.reader.opened is not None)
    window.splitter.setSizes([320, 880])
    sizes, place = window.splitter.sizes(), window.tree.place()
    window.tree.fold([Place(mailbox=ALICE, folder="Projects")])
    window.menu_actions["plain_text"].setChecked(True)
    window.pane.list.setFocus()
    speak(opened, "de")
    opened.wait(lambda: window.pane.list.current_id() == number and window.pane.reader.opened is not None)
    assert window.tree.place() == place
    assert window.tree.folded() == {Place(mailbox=ALICE, folder="Projects")}
    assert window.splitter.sizes() == sizes
    assert window.menu_actions["plain_text"].isChecked()
    assert window.pane.reader.prefer_text
    assert window.pane.list.isAncestorOf(window.focusWidget())


def test_a_search_stays_with_its_words_and_where_it_looks(opened: OpenWindow) -> None:
    window = opened.window
    window.search.field.setText("Bob")
    window.search.search_everywhere()
    opened.wait(lambda: window.pane.query == "Bob" and not window.pane.loading)
    found = window.pane.model.rowCount()
    speak(opened, "de")
    opened.wait(lambda: window.pane.query == "Bob" and not window.pane.loading)
    assert (window.search.field.text(), window.search.everywhere) == ("Bob", True)
    assert window.pane.model.rowCount() == found


@pytest.mark.parametrize("page", ["statistics", "activity"])
def test_the_page_stays(opened: OpenWindow, page: str) -> None:
    opened.window.menu_actions[page].trigger()
    before = opened.window.pages.currentWidget()
    speak(opened, "de")
    after = opened.window.pages.currentWidget()
    assert type(after) is type(before)
    assert after is not before


def test_the_mailbox_page_stays(opened: OpenWindow) -> None:
    opened.window.tree.select(Place(mailbox=ALICE))
    speak(opened, "de")
    assert opened.window.pages.currentWidget() is opened.window.mailbox_page
    assert "Postfach entfernen…" in read_texts(opened.window.mailbox_page)


def test_a_run_goes_on_and_its_line_speaks_the_language(opened: OpenWindow) -> None:
    window, engine = opened.window, opened.window.engine
    engine.run_started.emit(ALICE)
    engine.progress.emit(Progress(ALICE, "Inbox", 1_240, 5_310, 31_000_000, 120_000_000, 900_000.0))
    assert "1,240 of 5,310" in window.status.activity.text()
    speak(opened, "de")
    assert window.engine is engine
    assert "1.240 von 5.310" in window.status.activity.text()
    assert window.status.bar.isVisible()
    assert window.status.bar.value() == 1_240
    assert window.status.pause.isVisible()
    engine.progress.emit(Progress(ALICE, "Inbox", 1_300, 5_310, 31_500_000, 120_000_000, 900_000.0))
    assert "1.300 von 5.310" in window.status.activity.text()
    engine.run_finished.emit(RunResult(ALICE, Outcome.OK, stored=14))
    assert "14 neu" in window.status.activity.text()
    assert not window.status.bar.isVisible()
    speak(opened, "en")
    assert "14 new" in window.status.activity.text()


def test_what_an_errand_tells_later_still_arrives(opened: OpenWindow) -> None:
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 1)
    window.pane.list.select_row(1)
    window.menu_actions["star"].trigger()
    actions = window.message_actions
    told: list[object] = []
    actions.changed.connect(told.append)
    speak(opened, "de")
    opened.wait(lambda: bool(told))


def test_banners_the_tray_and_a_failed_backup_speak_it(opened: OpenWindow) -> None:
    window = opened.window
    opened.conductor.keeping._on_failed(Unreachable("imap.example.com doesn't answer."))
    window.banners.show_problem(Problem("other", "as it is"))
    speak(opened, "de")
    words = [each.text() for each in window.banners.findChildren(QLabel)]
    assert any("imap.example.com antwortet nicht." in text for text in words)
    assert "as it is" in words
    assert opened.tray.menu.actions()[0].text() == "Ö&ffnen"


def test_settings_stay_open_on_their_page_with_the_focus_where_it_was(opened: OpenWindow, qtbot: QtBot) -> None:
    dialog = opened.conductor.open_settings()
    combo = next(each for each in dialog.general.findChildren(QComboBox) if each.findData("de") >= 0)
    combo.setFocus()
    combo.setCurrentIndex(combo.findData("de"))
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Einstellungen")
    assert dialog.isVisible()
    assert dialog.names.currentRow() == 0
    again = next(each for each in dialog.general.findChildren(QComboBox) if each.findData("de") >= 0)
    assert again.currentData() == "de"
    opened.wait(lambda: dialog.focusWidget() is again)
    assert opened.window.menuBar().actions()[0].text() == "&Datei"
    fresh = SettingsDialog(opened.window.desk, opened.window.errands, opened.window.state, opened.tray.available)
    qtbot.addWidget(fresh)
    opened.wait(lambda: not opened.window.errands.busy)
    assert read_texts(dialog) == read_texts(fresh)


def test_as_the_system_means_the_systems_language_at_once(opened: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages.QLocale, "system", lambda: GERMAN)
    speak(opened, "system", "de")
    assert opened.window.menuBar().actions()[0].text() == "&Datei"
    assert QLocale().name() == "de_DE"


def test_the_same_language_again_changes_nothing(opened: OpenWindow) -> None:
    speak(opened, "de")
    tree = opened.window.tree
    opened.conductor.apply("language", "de")
    opened.rest(50)
    assert opened.window.tree is tree


def test_a_message_in_its_own_window_speaks_it_too(opened: OpenWindow) -> None:
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 1)
    window.pane.list.select_row(1)
    window.menu_actions["open_window"].trigger()
    (own,) = window.findChildren(MessageWindow)
    own.reader.set_prefer_text(True)
    opened.wait(lambda: own.reader.opened is not None)
    title = own.windowTitle()
    speak(opened, "de")
    opened.wait(lambda: own.reader.opened is not None)
    assert own.actions_by_name["print"].text() == "Drucken…"
    assert own.windowTitle() == title
    assert own.reader.prefer_text


def test_a_dialog_that_asks_something_is_not_torn_away(opened: OpenWindow) -> None:
    window = opened.window
    dialog = ShortcutsDialog(window)
    dialog.open()
    opened.conductor.apply("language", "de")
    opened.rest(300)
    assert dialog.isVisible()
    assert window.menuBar().actions()[0].text() == "&File"
    dialog.accept()
    opened.wait(lambda: window.menuBar().actions()[0].text() == "&Datei")


def test_the_direction_follows_the_language(opened: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "list_languages", lambda: [("en", "English"), ("ar", "العربية")])
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 1)
    engine, left = window.engine, window.tree.mapTo(window, window.tree.rect().center()).x()
    engine.run_started.emit(ALICE)
    speak(opened, "ar")
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert window.tree.mapTo(window, window.tree.rect().center()).x() == pytest.approx(window.width() - left, abs=3)
    assert window.status.bar.isVisible()
    speak(opened, "en")
    assert window.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert window.tree.mapTo(window, window.tree.rect().center()).x() == pytest.approx(left, abs=3)
    engine.run_finished.emit(RunResult(ALICE, Outcome.OK, stored=1))
    assert not window.status.bar.isVisible()


def test_the_welcome_page_speaks_it(open_window: Callable[[Any], OpenWindow], desk: FakeDesk) -> None:
    opened = open_window(FakeDesk(desk.data_dir))
    speak(opened, "de")
    assert opened.window.whole.currentWidget() is opened.window.welcome
    assert opened.window.welcome.add.text() == "Postfach hinzufügen"
