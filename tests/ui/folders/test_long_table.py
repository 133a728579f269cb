"""A table of thousands of rows makes those that are seen, and reads and copies like every other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from imapdesk.ui.widgets.long_table import LongTable
from imapdesk.ui.widgets.tables import copy_rows, fill_table, make_table
from imapdesk.ui.widgets.theme import current_theme

COUNT = 5_000
KEYS = [f"folder {number}" for number in range(COUNT)]


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[LongTable]:
    made = LongTable("Folders", ["Folder", "Saved"], 0, right=(1,))
    qtbot.addWidget(made)
    tester = QAbstractItemModelTester(made.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    delete(tester)


class Rows:
    """Makes rows and notes which."""

    def __init__(self) -> None:
        self.made: list[int] = []

    def __call__(self, row: int) -> Sequence[str | int]:
        self.made.append(row)
        return KEYS[row], 1_000 * row


def test_only_rows_in_sight_are_made_and_each_of_them_once(table: LongTable) -> None:
    rows = Rows()
    table.show_rows(KEYS, rows, most=12)
    table.show()
    table.grab()
    assert (table.count(), 12 <= len(rows.made) <= 200, len(set(rows.made))) == (COUNT, True, len(rows.made))
    assert table.read(COUNT - 1) == ["folder 4999", "4,999,000"]


def test_what_the_rows_say_anew_leaves_one_where_one_is(table: LongTable) -> None:
    table.show_rows(KEYS, Rows(), most=12)
    table.show()
    table.selectRow(700)
    table.verticalScrollBar().setValue(695)
    table.show_rows(KEYS, lambda row: (KEYS[row], 7))
    assert ([index.row() for index in table.selectionModel().selectedRows()], table.read(700)[1]) == ([700], "7")
    assert table.verticalScrollBar().value() == 695
    table.show_rows(KEYS[:3], Rows())
    assert table.count() == 3


def test_numbers_stand_at_the_right_under_a_title_at_the_right_and_texts_have_tips(table: LongTable) -> None:
    table.show_rows(KEYS, Rows())
    model = table.model()
    sides = [model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole) for column in (0, 1)]
    titles = [
        model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) for column in (0, 1)
    ]
    assert sides == titles
    assert [bool(Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignRight) for side in sides] == [False, True]
    assert [model.index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in (0, 1)] == ["folder 0", None]


def test_its_rows_are_copied_as_those_of_other_tables(table: LongTable) -> None:
    table.show_rows(KEYS[:2], Rows())
    assert copy_rows(table) == "folder 0\t0\nfolder 1\t1,000"
    table.setSelectionMode(QTableView.SelectionMode.MultiSelection)
    table.selectRow(1)
    assert copy_rows(table) == "folder 1\t1,000"


def test_its_cells_have_the_same_room_around_their_words_as_those_of_other_tables(qtbot: QtBot) -> None:
    current_theme()
    long, short = LongTable("Folders", ["Folder", "State"], 1), make_table("Folders", ["Folder", "State"], 1)
    for table in (long, short):
        qtbot.addWidget(table)
        table.show()
    long.show_rows(["a"], lambda _row: ("Projects/2026", "Everything is here"))
    fill_table(short, [("Projects/2026", "Everything is here")])
    assert long.sizeHintForColumn(0) == short.sizeHintForColumn(0)
