"""The window never stands still by its own doing while very many messages come in from a real server."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.ui.stillness import Watchdog
from tests.pace import PATIENCE_S


def measure(project: Path) -> dict[str, float]:
    words = [sys.executable, "-m", "benchmarks.ui.stillness", "20000"]
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=PATIENCE_S, cwd=project, env=os.environ, check=False
    )
    assert done.returncode == 0, done.stderr
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def test_the_window_never_stands_still_while_20000_messages_come_in(project: Path) -> None:
    figures = measure(project)
    # A stall of our own making comes every time. On a crowded machine a process that is just being begun may keep the
    # lock while it waits for a processor, which no counter of ours tells, and a processor may be another's for a while
    # although its time is written down as ours.
    for _again in range(4):
        if max(figures["stood_longest_ms"], figures["work_longest_ms"]) >= 100:
            figures = measure(project)
    # On the clock, with every lock and every wait for the disk; without what other programs took of the processors.
    assert figures["stood_longest_ms"] < 100, figures
    assert figures["stood_p99_ms"] < 50, figures
    assert figures["work_longest_ms"] < 100, figures
    assert figures["work_p99_ms"] < 50, figures


def wait_without_work() -> None:
    time.sleep(0.15)


def work() -> None:
    ends = time.thread_time() + 0.15
    while time.thread_time() < ends:
        pass


def let_another_thread_keep_the_lock() -> None:
    """As a long call into C does that never lets go of Python's lock."""
    thread = threading.Thread(target=lambda: ctypes.PyDLL(None).usleep(150_000))
    thread.start()
    thread.join()


@pytest.mark.parametrize("stall", [wait_without_work, work, let_another_thread_keep_the_lock])
def test_the_watchdog_sees_a_window_that_stands_still(stall: Callable[[], None], qtbot: QtBot) -> None:
    for _again in range(20):  # what others took of it on a crowded machine was taken off
        watchdog = Watchdog()
        qtbot.wait(200)
        stall()
        qtbot.wait(50)
        if (longest := watchdog.stop()["stood_longest_ms"]) > 100:
            break
    assert longest > 100


def test_the_watchdog_does_not_blame_the_window_for_other_programs(qtbot: QtBot) -> None:
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(3 * (os.cpu_count() or 1))]
    try:
        watchdog = Watchdog()
        qtbot.wait(500)
        work()
        qtbot.wait(50)
        figures = watchdog.stop()
    finally:
        for each in busy:
            each.kill()
            each.wait()
    assert figures["stood_longest_ms"] < figures["still_longest_ms"] - 50
