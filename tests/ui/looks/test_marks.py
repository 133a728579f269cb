"""A window read from the right keeps the full stops of English texts where their sentences end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QAction, QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from imapdesk.ui.shell.shortcuts import ShortcutsDialog
from imapdesk.ui.widgets import languages
from imapdesk.ui.widgets.languages import install_language
from imapdesk.ui.widgets.marks import MARK, hold_together
from tests.ui.conftest import OpenWindow


@pytest.fixture
def from_the_right(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Arabic, which has no translation yet: every text is the English one."""
    monkeypatch.setattr(languages, "list_languages", lambda: [("en", "English"), ("ar", "العربية")])
    install_language(qapp, "ar")
    yield
    install_language(qapp, "en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def find_places(text: str) -> list[float]:
    """Where each letter stands in a line that is laid out from the right, as buttons, menus and lists do it."""
    layout = QTextLayout(text.replace("&", ""), QFont())
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    # The glyph's own place: a cursor between two directions has two places.
    return [line.glyphRuns(at, 1)[0].positions()[0].x() for at, letter in enumerate(layout.text()) if letter != MARK]


def stands_in_order(text: str) -> bool:
    places = find_places(text)
    return places == sorted(places)


def read_texts(window: QWidget) -> set[str]:
    """What is laid out in the window's direction: labels go by their own words."""
    said = {action.text() for action in window.findChildren(QAction)}
    said |= {each.text() for each in window.findChildren(QAbstractButton)}
    said |= {box.itemText(row) for box in window.findChildren(QComboBox) for row in range(box.count())}
    return {text for text in said if (text and text.isascii()) or "…" in text}


def test_without_marks_the_ellipsis_goes_to_the_wrong_end() -> None:
    assert not stands_in_order("Settings…")
    assert stands_in_order(hold_together("Settings…"))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Settings…", f"Settings…{MARK}"),
        ("“{name}” is new.", f"{MARK}“{{name}}” is new.{MARK}"),
        ("All files (*)", "All files (*)"),
        ("OK", "OK"),
        ("{count} found", f"{MARK}{{count}} found"),
        ("24 h", f"{MARK}24 h"),
        ("Next 24", "Next 24"),
        ("30", "30"),
        ("…", "…"),
        ("", ""),
        ("مرحبا.", "مرحبا."),
        ("&Open", f"{MARK}&Open"),
    ],
)
def test_marks_are_set_only_where_an_end_is_loose(text: str, held: str) -> None:
    assert hold_together(text) == held


@pytest.mark.usefixtures("from_the_right")
def test_every_text_of_the_window_stands_in_order(opened: OpenWindow) -> None:
    window = opened.window
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    settings = opened.conductor.open_settings()
    opened.wait(lambda: not window.errands.busy)
    texts = read_texts(window) | read_texts(settings)
    assert len(texts) > 100
    assert [text for text in texts if not stands_in_order(text)] == []


@pytest.mark.usefixtures("from_the_right")
def test_plural_forms_are_english_ones() -> None:
    assert QCoreApplication.translate("StatusLine", "%Ln message(s)", "", 1).strip(MARK).endswith(" message")


@pytest.mark.usefixtures("from_the_right")
def test_the_table_of_keys_has_names_without_dots(opened: OpenWindow) -> None:
    names = [name for _title, lines in ShortcutsDialog(opened.window).groups() for name, _keys in lines]
    assert "Settings" in names
    assert not [name for name in names if MARK in name]


def test_where_both_have_one_direction_nothing_is_marked(qapp: QApplication) -> None:
    install_language(qapp, "en")
    assert QCoreApplication.translate("Menu", "&Settings…") == "&Settings…"
    assert QLocale().textDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.usefixtures("from_the_right")
def test_what_stands_at_the_edge_has_its_room_at_the_other_side(opened: OpenWindow) -> None:
    status = opened.window.status
    status.say("x")
    opened.rest()
    edge = status.activity.mapTo(opened.window, status.activity.rect().topRight()).x()
    assert opened.window.width() - edge >= 8
