"""A narrow list gives up columns by itself, and gives them back as they were chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from imapdesk.ui.messages.columns import WIDTHS, make_columns_menu
from imapdesk.ui.messages.list_view import MessageList
from imapdesk.ui.messages.model import Column
from imapdesk.ui.widgets.dialogs import grown
from tests.ui.conftest import OpenWindow

_SUBJECT = 96


def _hidden(found: MessageList) -> set[Column]:
    return {column for column in Column if found.table.isColumnHidden(column)}


@pytest.fixture
def alone(opened: OpenWindow, qtbot: QtBot) -> Iterator[MessageList]:
    """The list in a window of its own, to be made as narrow as a test wants it."""
    window = QWidget()
    qtbot.addWidget(window)
    found = opened.window.pane.list
    opened.wait(lambda: found.model.rowCount() == 22)
    home = found.parentWidget().layout()
    assert home is not None
    found.setParent(window)
    window.show()
    found.show()
    yield found
    home.addWidget(found)


def _make_wide(found: MessageList, width: int) -> None:
    """The room for the columns; a scroll bar stands beside it."""
    beside = found.table.width() - found.table.viewport().width()
    found.resize(grown(width) + beside, 300)
    for layout in (found.layout(), found._stack.layout()):
        assert layout is not None
        layout.activate()


def test_the_size_goes_first_then_the_sender_is_narrowed_and_the_date_goes_last(alone: MessageList) -> None:
    _make_wide(alone, 520)
    assert _hidden(alone) == {Column.FOLDER}
    _make_wide(alone, 400)
    assert _hidden(alone) == {Column.FOLDER, Column.SIZE}
    _make_wide(alone, 345)
    assert _hidden(alone) == {Column.FOLDER, Column.SIZE}
    assert alone.table.columnWidth(Column.FROM) < grown(WIDTHS[Column.FROM])
    _make_wide(alone, 300)
    assert _hidden(alone) == {Column.FOLDER, Column.SIZE, Column.DATE}
    assert alone.table.columnWidth(Column.SUBJECT) >= grown(_SUBJECT)
    _make_wide(alone, 520)
    assert _hidden(alone) == {Column.FOLDER}
    assert alone.table.columnWidth(Column.FROM) == grown(WIDTHS[Column.FROM])


def test_where_rows_come_from_several_folders_their_names_go_after_the_size(alone: MessageList) -> None:
    alone.show_folder_column(True)
    _make_wide(alone, 500)
    assert _hidden(alone) == {Column.SIZE}
    _make_wide(alone, 400)
    assert _hidden(alone) == {Column.SIZE, Column.FOLDER}
    _make_wide(alone, 640)
    assert not _hidden(alone)


def test_a_column_that_was_hidden_on_purpose_stays_hidden_and_its_tick_tells_the_choice(alone: MessageList) -> None:
    _make_wide(alone, 400)
    size = make_columns_menu(alone.table).actions()[2]
    assert size.isChecked()
    size.trigger()
    _make_wide(alone, 520)
    assert _hidden(alone) == {Column.FOLDER, Column.SIZE}


def test_what_is_kept_of_a_narrow_list_is_what_was_chosen(alone: MessageList) -> None:
    header = alone.table.horizontalHeader()
    _make_wide(alone, 330)
    alone.table.fitting.show_wanted()
    kept: QByteArray = header.saveState()
    alone.table.fitting.fit()
    assert Column.SIZE in _hidden(alone)
    header.restoreState(kept)
    alone.table.fitting.heed()
    assert Column.SIZE in _hidden(alone)
    _make_wide(alone, 520)
    assert _hidden(alone) == {Column.FOLDER}
    assert alone.table.columnWidth(Column.FROM) == grown(WIDTHS[Column.FROM])


def test_a_sender_made_narrower_still_by_hand_keeps_that_width(alone: MessageList) -> None:
    _make_wide(alone, 300)
    alone.table.horizontalHeader().resizeSection(Column.FROM, 70)
    _make_wide(alone, 520)
    assert alone.table.columnWidth(Column.FROM) == 70


def test_a_window_that_closes_while_it_is_narrow_keeps_the_columns(opened: OpenWindow) -> None:
    window = opened.window
    window.pane.list.table.fitting.want(Column.SIZE, True)
    window.pane.list.table.resize(300, 300)
    assert window.pane.list.table.isColumnHidden(Column.DATE)
    window.save_state()
    header = window.pane.list.table.horizontalHeader()
    assert window.state.restore("columns", header)
    assert not header.isSectionHidden(Column.SIZE)
    assert not header.isSectionHidden(Column.DATE)
