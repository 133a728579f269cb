"""Who types on doesn't wait for the searches of what was typed before."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from threading import Event

import pytest

from imapdesk.errors import Cancelled
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
    opened.wait(lambda: stopped == [0, 1, 2, 3])
