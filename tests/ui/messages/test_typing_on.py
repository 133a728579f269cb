"""Who types on doesn't wait for the searches of what was typed before, nor for hits that nobody can see yet."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt

from imapdesk.errors import Cancelled
from imapdesk.mail import Scope
from imapdesk.ui.messages import listing
from imapdesk.ui.messages.columns import Column
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk


def test_searches_that_would_never_end_are_stopped_by_the_next_one(
    opened: OpenWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped = [Event() for _ in range(4)], []
    find = desk.search_ids

    def search_ids(text: str, *args: object, should_stop: Callable[[], bool], **more: object) -> array[int]:
        if not text.startswith("slow"):
            return find(text, *args, should_stop=should_stop, **more)  # type: ignore[arg-type]
        number = int(text[-1])
        begun[number].set()
        while not should_stop():
            Event().wait(0.005)
        stopped.append(number)
        raise Cancelled("Stopped.")

    monkeypatch.setattr(desk, "search_ids", search_ids)
    pane = opened.window.pane
    for number in range(4):  # more than there are threads for them
        pane.search(f"slow{number}", everywhere=True)
        opened.wait(begun[number].is_set)
    pane.search("chapter", everywhere=True)
    opened.wait(lambda: pane.model.rowCount() == 2 and not pane.loading)
    opened.wait(lambda: sorted(stopped) == [0, 1, 2, 3])  # each in a thread of its own


def test_the_first_hits_are_shown_while_the_others_are_looked_for(
    opened: OpenWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "FIRST_HITS", 3)
    go_on, limits = Event(), []
    find = desk.search_ids

    def search_ids(text: str, scope: Scope, limit: int | None = None, **more: object) -> array[int]:
        limits.append(limit)
        if limit != 3:
            assert go_on.wait(30)
        return find("", scope, limit, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "search_ids", search_ids)
    pane = opened.window.pane
    pane.search("anything", everywhere=True)
    opened.wait(lambda: pane.model.rowCount() == 3)
    assert "found" not in pane.strip.text.text()
    opened.wait(lambda: limits == [3, listing.FIND_LIMIT])
    go_on.set()
    opened.wait(lambda: pane.model.rowCount() > 3 and not pane.loading)
    assert pane.strip.text.text().endswith(f"{pane.model.rowCount()} found")
    monkeypatch.setattr(listing, "FIND_LIMIT", 5)
    pane.search("something", everywhere=True)
    opened.wait(lambda: pane.model.rowCount() == 5 and not pane.loading)
    assert pane.strip.text.text().endswith("the first 5 found")


def test_the_best_first_are_sorted_by_no_column_until_one_is_chosen(opened: OpenWindow) -> None:
    pane = opened.window.pane
    header = pane.list.table.horizontalHeader()
    pane.search("chapter", everywhere=True)
    opened.wait(lambda: pane.model.rowCount() == 2 and not pane.loading)
    assert header.isSortIndicatorShown()
    pane.strip.order.setCurrentIndex(1)
    opened.wait(lambda: not header.isSortIndicatorShown() and not pane.loading)
    header.setSortIndicator(Column.SUBJECT, Qt.SortOrder.AscendingOrder)
    opened.wait(lambda: header.isSortIndicatorShown() and not pane.loading)
    assert not pane.strip.by_relevance
    assert pane.model.rowCount() == 2
