"""The statistics page: what is looked at, as charts with their tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from imapdesk.desk.shown.statistics import Portion
from imapdesk.ui.pages import statistics
from imapdesk.ui.pages.statistics import StatisticsPage
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.charts import Chart
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.sample_statistics import make_sample_statistics


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the page has a screen reader say."""
    texts: list[str] = []
    monkeypatch.setattr(statistics, "announce", lambda _widget, text: texts.append(text))
    return texts


def test_the_statistics_of_what_is_looked_at_are_charts_each_with_its_table(opened: OpenWindow) -> None:
    window = opened.window
    window.tree.select(Place(mailbox="alice@example.com", folder="Archive"))
    window.menu_actions["statistics"].trigger()
    page = opened.conductor.side_pages.statistics
    assert page is not None
    assert window.pages.currentWidget() is page
    opened.wait(lambda: page.tables[page.months].rowCount() == 36)
    assert page.title.text() == "Statistics: Archive"
    assert page.summary.text() == "9,600 messages, 3.1 GB; 1,204 of them with attachments, 2.7 GB."
    assert len(page.findChildren(Chart)) == len(page.tables) == 6
    for chart, table in page.tables.items():
        assert table.rowCount() > 0, chart.accessibleName()
        assert table.accessibleName() == chart.accessibleName()
    assert page.tables[page.week].item(0, 2).text() == "13 to 14"
    hours = [page.tables[page.week].item(0, column).text() for column in range(3, 27)]
    assert sum(int(each.replace(",", "")) for each in hours) == int(page.tables[page.week].item(0, 1).text())
    assert page.tables[page.kinds].item(0, 0).text() == "Pictures"
    assert read_first(page.tables[page.folders]) == ["Archive", "Inbox", "Sent"]
    assert page.kinds.isVisibleTo(page)
    page.show_statistics(replace(make_sample_statistics(), kinds=(), with_attachments=Portion("", 0, 0)))
    assert not page.kinds.isVisibleTo(page), "no empty card"
    assert page.summary.text() == "9,600 messages, 3.1 GB; none of them with attachments."
    page.show_statistics(replace(make_sample_statistics(), messages=0))
    assert not any(chart.isVisibleTo(page) for chart in page.tables), "of no messages a sentence is enough"
    page.show_statistics(make_sample_statistics())
    assert all(chart.isVisibleTo(page) for chart in page.tables)


def test_folders_of_several_mailboxes_are_told_apart_and_a_single_folder_has_no_chart(qtbot: QtBot) -> None:
    page = StatisticsPage(None, None)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    found = make_sample_statistics()
    bobs = Portion("bob@work.example.org: INBOX", 17, 9_000)
    page.show_statistics(replace(found, folders=(*found.folders[:1], bobs)))
    assert read_first(page.tables[page.folders]) == ["alice@example.com: Archive", "bob@work.example.org: Inbox"]
    assert page.folders.isVisibleTo(page)
    page.show_statistics(replace(found, folders=(bobs,)))
    assert not page.folders.isVisibleTo(page)
    page.show_statistics(found)
    assert page.folders.isVisibleTo(page)


def test_the_hours_of_the_week_are_read_as_hours_and_all_of_its_days_are_seen(opened: OpenWindow) -> None:
    opened.window.menu_actions["statistics"].trigger()
    page = opened.conductor.side_pages.statistics
    assert page is not None
    week = page.tables[page.week]
    opened.wait(lambda: week.rowCount() == 7)
    hours = [week.horizontalHeaderItem(column).text() for column in range(3, 27)]
    assert (hours[0], hours[9], hours[23]) == ("00:00", "09:00", "23:00")
    opened.wait(lambda: week.verticalScrollBar().maximum() == 0)
    assert week.horizontalScrollBar().maximum() > 0


def read_first(table: QTableWidget) -> list[str]:
    """The words of a table's first column."""
    return [table.item(row, 0).text() for row in range(table.rowCount())]


def test_a_folder_in_the_tree_leaves_the_statistics(opened: OpenWindow) -> None:
    window = opened.window
    window.menu_actions["statistics"].trigger()
    window.tree.select(Place(mailbox="alice@example.com", folder="Sent"))
    assert window.pages.currentWidget() is window.pane


@pytest.fixture
def estimated(opened: OpenWindow) -> StatisticsPage:
    """The page of a search that takes long, as far as there is an estimate."""
    opened.window.search.field.setText("slowly")
    opened.window.menu_actions["statistics"].trigger()
    page = opened.conductor.side_pages.statistics
    assert page is not None
    opened.wait(lambda: page.tables[page.months].rowCount() == 34)
    return page


def test_an_estimate_says_so_and_is_replaced_by_the_exact_figures_in_place(
    opened: OpenWindow, estimated: StatisticsPage, said: list[str]
) -> None:
    page, people = estimated, estimated.tables[estimated.people]
    about = "About 9,700 messages, 3.1 GB. Estimated from one message in 64; the exact figures follow."
    assert page.summary.text() == about
    figures = [people.item(row, column).text() for row in range(6) for column in (1, 2)]
    assert all(figure.startswith("≈ ") for figure in figures)
    assert people.item(0, 1).text() == "≈ 190"
    people.setCurrentCell(read_first(people).index("Clara Stein <clara@example.org>"), 1)
    page.verticalScrollBar().setValue(150)
    opened.desk.counted.set()
    opened.wait(lambda: page.tables[page.months].rowCount() == 36)
    assert page.summary.text() == "9,600 messages, 3.1 GB; 1,204 of them with attachments, 2.7 GB."
    assert people.item(0, 1).text() == "4,210"
    (chosen,) = people.selectionModel().selectedRows()
    assert chosen.data() == "Clara Stein <clara@example.org>"
    assert (people.currentRow(), people.currentColumn()) == (chosen.row(), 1)
    assert page.verticalScrollBar().value() == 150
    assert said == [page.summary.text()], "once"


def test_who_leaves_the_page_is_not_counted_for_any_longer(opened: OpenWindow, estimated: StatisticsPage) -> None:
    opened.conductor.side_pages.leave()
    opened.wait(lambda: opened.window.reads.wait(0))
    assert "Estimated" in estimated.summary.text()
    opened.desk.counted.set()
    opened.window.pages.setCurrentWidget(estimated)
    opened.wait(lambda: estimated.summary.text().startswith("9,600"))


def test_an_estimate_of_what_was_looked_at_before_is_not_shown(opened: OpenWindow, estimated: StatisticsPage) -> None:
    opened.window.search.field.setText("")
    opened.window.menu_actions["statistics"].trigger()
    opened.wait(lambda: estimated.summary.text().startswith("9,600"))
    opened.wait(lambda: opened.window.reads.wait(0))
    assert estimated.summary.text().startswith("9,600")
