"""A line that never ends doesn't stop the window, and is copied as it was."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from imapdesk.desk.shown.opening import make_text_blocks
from imapdesk.ui.reader.long_lines import BREAK, LongText, break_lines, break_words, unbroken
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.reader.source_dialog import LONGEST, SourceDialog
from imapdesk.ui.reader.text_view import TextView

WORD = "x" * 5_000_000
SECONDS = 3.0  # of one core; unbroken the shortest of these takes five


def show_rich(qtbot: QtBot) -> object:
    view = TextView()
    qtbot.addWidget(view)
    text = WORD[:290_000]
    view.show()
    view.show_text(text, make_text_blocks(text))
    return view


def show_plain(qtbot: QtBot) -> object:
    view = TextView()
    qtbot.addWidget(view)
    view.show()
    view.show_text(WORD, ())
    assert view.toPlainText() == WORD
    return view


def show_page(qtbot: QtBot) -> object:
    view = PlainHtmlView()
    qtbot.addWidget(view)
    view.show()
    view.show_html(f'<div id="message"><p>{WORD[:300_000]}</p></div>', {}, allow_images=False)
    return view


def show_source(qtbot: QtBot) -> object:
    dialog = SourceDialog(WORD.encode(), headers_only=False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.text.whole_text() == WORD[:LONGEST]
    return dialog


@pytest.mark.parametrize("show", [show_rich, show_plain, show_page, show_source])
def test_a_word_without_end_is_shown_at_once(qtbot: QtBot, show: Callable[[QtBot], object]) -> None:
    before = time.thread_time()
    shown = show(qtbot)
    qtbot.wait(50)
    assert time.thread_time() - before < SECONDS, shown


@given(st.text("ab \n.", max_size=400), st.integers(1, 60))
def test_broken_lines_are_the_text_again(piece: str, times: int) -> None:
    text = piece * times
    assert unbroken(break_lines(text)) == text
    assert all(len(line) <= 8_100 for line in break_lines(text).split("\n"))


def test_a_paragraph_is_broken_between_its_words() -> None:
    text = "lorem ipsum " * 2_000
    lines = break_lines(text).split("\n")
    assert len(lines) > 1
    assert all(line.removesuffix(BREAK).endswith(" ") for line in lines[:-1])


def test_tags_and_entities_are_left_whole() -> None:
    html = f'<a href="{"h" * 5_000}">{"&amp;" * 3_000}</a>'
    broken = break_words(html)
    assert broken.startswith(f'<a href="{"h" * 5_000}">')
    assert BREAK in broken
    assert unbroken(broken) == html
    assert "&amp;" * 2_100 in broken


def test_what_is_copied_has_no_breaks(qtbot: QtBot) -> None:
    view = LongText()
    qtbot.addWidget(view)
    view.show_text("y" * 9_000)
    view.moveCursor(QTextCursor.MoveOperation.Start)
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == "y" * 9_000


def test_a_source_that_is_cut_says_so(qtbot: QtBot) -> None:
    for size, said in ((LONGEST + 1, True), (LONGEST, False)):
        dialog = SourceDialog(b"x\n" * (size // 2) + b"x" * (size % 2), headers_only=False)
        qtbot.addWidget(dialog)
        texts = [each.text() for each in dialog.findChildren(QLabel)]
        assert any(text.startswith("The first 2.0 MB of 2.0 MB are shown.") for text in texts) is said
