"""Work leaves the GUI thread, its answer comes back into it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from threading import Event, get_ident

import pytest
from pytestqt.qtbot import QtBot

from imapdesk.errors import Cancelled
from imapdesk.ui.widgets.background import Background
from tests.pace import PATIENCE_S


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background(2)
    yield made
    made.close()
    assert made.wait(5)


def test_work_runs_elsewhere_and_answers_here(background: Background, qtbot: QtBot) -> None:
    answers: list[tuple[int, int]] = []
    background.ask(get_ident, lambda worker: answers.append((worker, get_ident())))
    qtbot.waitUntil(lambda: bool(answers))
    worker, here = answers[0]
    assert here == get_ident() != worker


def test_an_error_goes_to_who_asked_or_to_everyone(background: Background, qtbot: QtBot) -> None:
    own: list[BaseException] = []
    background.ask(lambda: 1 / 0, None, own.append)
    with qtbot.waitSignal(background.failed) as told:
        background.ask(lambda: [][1])
    assert isinstance(told.args[0], IndexError)
    qtbot.waitUntil(lambda: bool(own))
    assert isinstance(own[0], ZeroDivisionError)


def test_a_forgotten_question_is_not_answered(background: Background, qtbot: QtBot) -> None:
    answers: list[object] = []
    ticket = background.ask(lambda: time.sleep(0.05), answers.append)
    background.forget(ticket)
    qtbot.wait(150)
    assert answers == []


def test_work_that_nobody_waits_for_is_told_to_stop_and_that_it_did_is_no_news(qtbot: QtBot) -> None:
    one = Background(1)
    news: list[object] = []
    one.failed.connect(news.append)
    stops = [Event(), Event(), Event(), Event()]

    def work(stop: Event) -> None:
        assert stop.wait(20)
        raise Cancelled("Stopped.")

    tickets = [one.ask(partial(work, stop), news.append, stop=stop) for stop in stops[:3]]
    one.forget(tickets[0])
    one.forget_all()
    assert [stop.is_set() for stop in stops[:3]] == [True] * 3
    done: list[object] = []
    one.ask(lambda: 1, done.append, stop=stops[3])  # behind the others in the one thread
    qtbot.waitUntil(lambda: done == [1])
    assert not stops[3].is_set()
    one.forget_all()
    assert not stops[3].is_set()  # who was answered isn't told
    hanging = Event()
    one.ask(partial(work, hanging), stop=hanging)
    one.close()
    assert hanging.is_set()
    assert one.wait(20)
    assert news == []


def test_closing_does_not_wait_for_work_that_hangs(qtbot: QtBot) -> None:
    release = Event()
    hanging = Background(1)
    hanging.ask(release.wait)
    hanging.close()
    assert not hanging.wait(0.1)
    release.set()
    assert hanging.wait(PATIENCE_S)


def test_thousands_of_signals_do_not_end_the_interpreter(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses references to True and None; in a process of its own, since it would end this one."""
    code = (
        "import imapdesk.ui\n"
        "from PySide6.QtCore import QObject, Signal\n"
        "class Bell(QObject):\n"
        "    rung = Signal(object)\n"
        "bell = Bell()\n"
        "for number in range(50_000): bell.rung.emit(bell.parent())\n"
        "print(bool(1))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr


def test_news_on_the_way_come_before_the_answer_and_none_after_the_end(background: Background, qtbot: QtBot) -> None:
    heard: list[tuple[str, int]] = []

    def hear(text: str) -> None:
        heard.append((text, get_ident()))

    def work() -> str:
        background.tell(hear, "soon")
        return "done"

    background.ask(work, hear)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [("soon", get_ident()), ("done", get_ident())]
    background.tell(hear, "too late")
    background.close()
    background.tell(hear, "later")
    qtbot.wait(20)
    assert len(heard) == 2
