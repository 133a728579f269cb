"""The list doesn't care how large the mailbox is."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from threading import get_ident
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from imapdesk.mail import MessageId, Summary
from imapdesk.ui.messages.list_view import MessageList
from imapdesk.ui.messages.loading import KEPT_ROWS, PAGE
from imapdesk.ui.messages.model import SUMMARY, Column, MessageModel
from imapdesk.ui.widgets import spoken
from imapdesk.ui.widgets.background import Background
from tests.pace import Stopwatch

MILLION = 1_000_000


def summary(number: int) -> Summary:
    """An invented row."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return Summary(
        MessageId(number),
        "m",
        "INBOX",
        f"P{number} <p@example.com>",
        "",
        f"Subject {number}",
        moment,
        moment,
        1000,
        frozenset(),
        False,
    )


class RowDesk:
    """Answers for any number, and notes who asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.threads: set[int] = set()

    def load_summaries(self, ids: Sequence[int]) -> list[Summary]:
        self.threads.add(get_ident())
        self.asked.extend(ids)
        return [summary(number) for number in ids]


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background(2)
    yield made
    made.close()
    assert made.wait(5)


@pytest.fixture
def rows() -> RowDesk:
    return RowDesk()


@pytest.fixture
def model(rows: Any, background: Background) -> MessageModel:
    return MessageModel(rows, background)


def test_the_model_keeps_qts_rules(model: MessageModel, qtmodeltester: ModelTester) -> None:
    model.show_ids(array("q", range(500)))
    qtmodeltester.check(model, force_py=True)


def test_a_row_is_loaded_when_it_is_looked_at_and_never_in_the_gui_thread(
    model: MessageModel, rows: RowDesk, qtbot: QtBot
) -> None:
    model.show_ids(array("q", range(MILLION, 0, -1)))
    assert model.summary(700_000) is None
    qtbot.waitUntil(lambda: model.summary(700_000) is not None)
    assert model.index(700_000, Column.SUBJECT).data() == "Subject 300000"
    assert len(rows.asked) <= 200
    assert get_ident() not in rows.threads


def test_a_million_rows_open_and_jump_at_once(model: MessageModel, qtbot: QtBot) -> None:
    shown = MessageList(model)
    qtbot.addWidget(shown)
    shown.resize(600, 700)
    shown.show()
    ids = array("q", range(MILLION, 0, -1))
    clock = Stopwatch()
    shown.show_ids(ids, [summary(number) for number in ids[:60]])
    shown.table.viewport().repaint()
    assert clock.seconds < 1
    clock = Stopwatch()
    shown.table.scrollToBottom()
    shown.table.viewport().repaint()
    assert clock.seconds < 1
    qtbot.waitUntil(lambda: model.summary(MILLION - 1) is not None)


@pytest.mark.parametrize("heard", [False, True], ids=["seen", "heard"])
def test_selecting_a_million_rows_looks_at_few_of_them(
    model: MessageModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, heard: bool
) -> None:
    """By counting, not by the clock: what looks through all rows asks for their flags."""
    asked = 0

    def count(self: MessageModel, index: QModelIndex) -> Qt.ItemFlag:
        nonlocal asked
        asked += 1
        return QAbstractTableModel.flags(self, index)

    monkeypatch.setattr(MessageModel, "flags", count, raising=False)
    shown = MessageList(model)
    qtbot.addWidget(shown)
    shown.show_ids(array("q", range(MILLION, 0, -1)), [])
    shown.resize(700, 600)
    shown.show()
    QAccessible.setActive(heard)
    shown.table.selectAll()
    qtbot.wait(1)
    shown.table.clearSelection()
    qtbot.wait(1)
    QAccessible.setActive(False)
    assert asked < 10_000


def test_what_is_kept_is_bounded(model: MessageModel, qtbot: QtBot) -> None:
    model.show_ids(array("q", range(100_000)))
    for row in range(0, 100_000, 2_000):
        model.summary(row)
        qtbot.waitUntil(lambda row=row: model.summary(row) is not None)
    assert len(model.loader) <= KEPT_ROWS


def test_the_next_page_is_there_before_it_is_scrolled_to(model: MessageModel, qtbot: QtBot) -> None:
    """Rows at hand come first; what is ahead is loaded once, and nothing more than a page away."""
    shown = MessageList(model)
    qtbot.addWidget(shown)
    shown.resize(600, 340)
    shown.show_ids(array("q", range(10_000)), [])
    shown.show()
    qtbot.waitUntil(lambda: model.loader.has(0) and model.loader.has(PAGE))
    shown.table.scrollTo(model.index(5_050, 2))
    qtbot.waitUntil(lambda: all(model.loader.has(row) for row in (5_050 - PAGE, 5_050, 5_050 + PAGE)))
    qtbot.waitUntil(lambda: len(model.loader) >= 5 * PAGE)
    qtbot.wait(50)
    assert len(model.loader) == 5 * PAGE
    asked: list[int] = model.loader._desk.asked  # type: ignore[attr-defined]
    assert sorted(asked) == sorted(set(asked))
    assert asked.index(5_050) < asked.index(5_050 + PAGE)


def test_new_mail_on_top_keeps_selection_and_place(model: MessageModel, qtbot: QtBot) -> None:
    shown = MessageList(model)
    qtbot.addWidget(shown)
    shown.resize(600, 400)
    shown.show()
    shown.show_ids(array("q", range(1000, 0, -1)), [])
    shown.select_row(500)
    before = shown.table.rowViewportPosition(500)
    shown.show_ids(array("q", range(1003, 0, -1)), [])
    assert shown.current_id() == 500
    assert shown.selected_ids() == [500]
    assert shown.table.rowViewportPosition(503) == before


def test_another_order_keeps_what_is_selected(model: MessageModel, qtbot: QtBot) -> None:
    shown = MessageList(model)
    qtbot.addWidget(shown)
    shown.show_ids(array("q", range(1000, 0, -1)), [])
    shown.select_row(10)
    chosen = shown.current_id()
    with qtbot.assertNotEmitted(shown.current_changed):
        shown.show_ids(array("q", range(1, 1001)), [])
    assert shown.current_id() == chosen
    assert shown.selected_ids() == [chosen]


def test_a_selected_message_that_went_away_is_told(model: MessageModel, qtbot: QtBot) -> None:
    shown = MessageList(model)
    qtbot.addWidget(shown)
    shown.show_ids(array("q", [5, 4, 3, 2, 1]), [])
    shown.select_row(2)
    with qtbot.waitSignal(shown.current_changed) as told:
        shown.show_ids(array("q", [9, 5, 4, 1]), [])
    assert told.args == [None]


def test_a_row_is_spoken_whole(model: MessageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spoken, "READS_ROWS", False)
    model.show_ids(array("q", [1]), [summary(1)])
    assert _say(model, Column.MARKS).startswith("Unread, from P1, subject Subject 1")


def test_where_all_cells_of_a_row_are_read_each_says_its_own(
    model: MessageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spoken, "READS_ROWS", True)
    model.show_ids(array("q", [1]), [replace(summary(1), has_attachments=True)])
    assert _say(model, Column.MARKS) == "Unread"
    assert _say(model, Column.FROM) == "P1"
    assert _say(model, Column.SUBJECT) == "Subject 1, has attachment"


def _say(model: MessageModel, column: Column) -> str:
    return str(model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_change_is_shown_before_it_is_saved(model: MessageModel) -> None:
    model.show_ids(array("q", [1]), [summary(1)])
    model.put([replace(summary(1), flags=frozenset({"\\Seen"}))])
    assert not model.index(0, 0).data(SUMMARY).unread
