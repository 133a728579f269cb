"""A widget that nobody needs any more goes in the GUI thread, however much the other threads allocate."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.garbage import GarbageCollector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    made = GarbageCollector()
    yield made
    gc.unfreeze()


def throw_away(ends: list[int]) -> None:
    """A widget in a cycle with its own slot, as closed dialogs are."""
    widget = QWidget()
    widget.itself = widget  # type: ignore[attr-defined]
    child = QObject(widget)
    child.destroyed.connect(lambda: ends.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)


def allocate(kept: list[list[int]]) -> None:
    """As much as makes Python collect, in whichever thread this is."""
    kept.extend([] for _ in range(10 * gc.get_threshold()[0]))


def test_a_closed_dialog_is_not_destroyed_in_a_workers_thread(collector: GarbageCollector, qtbot: QtBot) -> None:
    ends: list[int] = []
    for _ in range(20):
        throw_away(ends)
    kept: list[list[int]] = []
    thread = threading.Thread(target=allocate, args=(kept,))
    thread.start()
    thread.join()
    assert ends == []
    qtbot.waitUntil(lambda: len(ends) == 20)
    assert set(ends) == {threading.get_ident()}


def test_garbage_goes_by_itself_while_the_window_rests(collector: GarbageCollector, qtbot: QtBot) -> None:
    ends: list[int] = []
    throw_away(ends)
    kept: list[list[int]] = []
    allocate(kept)
    qtbot.waitUntil(lambda: ends == [threading.get_ident()])


def test_the_last_reference_to_what_was_asked_for_ends_in_the_gui_thread(qtbot: QtBot) -> None:
    ends: list[int] = []
    background = Background()

    class Work:
        def __call__(self) -> int:
            return 7

        def __del__(self) -> None:
            ends.append(threading.get_ident())

    answers: list[int] = []
    for _ in range(50):
        background.ask(Work(), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert set(ends) <= {threading.get_ident()}
    qtbot.waitUntil(lambda: len(ends) == 50)
    background.close()
    assert background.wait(5)
