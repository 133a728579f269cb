"""Letters of twice the size on a small screen: what one needs most keeps its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle
from pytestqt.qtbot import QtBot

from imapdesk.ui.messages.model import Column
from imapdesk.ui.widgets.languages import install_language
from imapdesk.ui.widgets.theme import current_theme
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk

_LARGE = 20.0  # points
_WORDS, _ICONS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


@pytest.fixture
def opened_large(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk, qapp: QApplication, qtbot: QtBot
) -> Iterator[OpenWindow]:
    """The window in German, whose words are long, in large letters."""
    former, large = qapp.font(), QFont(qapp.font())
    large.setPointSizeF(_LARGE)
    qapp.setFont(large)
    install_language(qapp, "de")
    current_theme().heed_font()
    opened = open_window(desk)
    yield opened
    qapp.setFont(former)
    install_language(qapp, "en")
    current_theme().heed_font()


def test_the_search_stays_and_the_buttons_beside_it_give_up_their_words(opened_large: OpenWindow) -> None:
    window = opened_large.window
    window.resize(800, 560)
    opened_large.wait(lambda: window.add_button.toolButtonStyle() is _ICONS)
    opened_large.rest()
    assert window.search.isVisible()
    assert window.search.field.visibleRegion().boundingRect() == window.search.field.rect()
    assert window.add_button.toolTip() == window.add_button.text()
    window.resize(1600, 900)
    opened_large.wait(lambda: window.add_button.toolButtonStyle() is _WORDS)


def test_names_of_folders_leave_most_of_the_window_to_the_mail(opened_large: OpenWindow) -> None:
    window = opened_large.window
    window.resize(1200, 760)
    opened_large.wait(lambda: window.tree.width() <= 0.42 * window.width())
    table = window.pane.list.table
    opened_large.wait(lambda: table.columnWidth(Column.SUBJECT) >= 150)


def test_a_star_is_as_large_as_the_letters_and_is_clicked_where_it_stands(opened_large: OpenWindow) -> None:
    opened_large.wait(lambda: opened_large.window.pane.model.rowCount() == 22)
    table = opened_large.window.pane.list.table
    assert table.columnWidth(Column.MARKS) >= 2 * 40
    clicked: list[int] = []
    table.star_clicked.connect(clicked.append)
    row = table.visualRect(table.model().index(0, Column.MARKS))
    for x in (row.left() + 30, row.left() + 60):  # the dot, and the star
        QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, row.center().y()))
    assert clicked == [0]


def test_the_end_of_the_status_bar_is_whole_or_not_there(opened_large: OpenWindow) -> None:
    window = opened_large.window
    window.resize(800, 560)
    window.status.set_next("22:16")
    opened_large.wait(lambda: not window.status.next_sync.isVisible())
    totals = window.status.totals
    assert totals.visibleRegion().boundingRect() == totals.rect()
    window.resize(1600, 900)
    opened_large.wait(window.status.next_sync.isVisible)


def test_icons_grow_with_the_letters(opened_large: OpenWindow) -> None:
    window = opened_large.window
    assert window.tree.iconSize().height() >= 2 * 18
    assert window.add_button.iconSize().height() >= 2 * 18


def test_check_boxes_grow_with_the_letters(opened_large: OpenWindow) -> None:
    tree = opened_large.window.tree
    assert tree.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, tree) >= 1.5 * 16
