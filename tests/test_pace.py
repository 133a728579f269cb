"""What bounds in seconds are held against counts our own waits and work, and nothing that other programs do."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.pace import FairTime, Stopwatch


def work(seconds: float) -> None:
    ends = time.thread_time() + seconds
    while time.thread_time() < ends:
        pass


def read_delay() -> float:
    """How long this thread was ready to go on and had no processor so far, in seconds; 0 where nobody counts that."""
    try:
        return int(Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


def add_up(*ticks: dict[str, float]) -> float:
    """The fair time of ticks of a second, in each of which threads told of delays."""
    fair = FairTime()
    for delays in ticks:
        fair.note(1, {Path(thread): delay for thread, delay in delays.items()})
    return fair.seconds


@pytest.mark.parametrize(
    ("ticks", "left"),
    [
        ([{}, {"a": 0.0}], 2),
        ([{"a": 0.3}, {"a": 0.5, "b": 0.2}], 1.2),
        ([{}, {}, {"a": 2.5}], 0.5),
        ([{}, {}, {"a": 2.5}, {"b": 3.0}], 0.5),
        ([{}, {"a": 0.7}, {"a": 1.5}], 0.8),
        ([{"a": 7.0}, {"a": 0.4}], 0.6),
        ([{"a": -5.0, "b": 0.25}], 0.75),
    ],
    ids=[
        "nobody waits",
        "the longest of those at once",
        "told of when it is over",
        "one tells later",
        "a thread's delays follow one another",
        "one that began before",
        "a number that is another thread's now",
    ],
)
def test_a_time_is_left_out_once_however_many_waited(ticks: list[dict[str, float]], left: float) -> None:
    assert add_up(*ticks) == pytest.approx(left)


@pytest.fixture
def uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that counts no delays: what is left out for other programs is tested by itself."""
    monkeypatch.setattr("tests.pace._read_delay", lambda _: 0)


@pytest.mark.usefixtures("uncounted")
def test_a_wait_and_work_are_counted() -> None:
    clock = Stopwatch()
    threading.Event().wait(0.5)
    work(0.5)
    assert clock.seconds > 0.9


@pytest.mark.usefixtures("uncounted")
def test_a_wait_for_a_program_that_hangs_is_counted() -> None:
    with Stopwatch() as clock:
        subprocess.run([sys.executable, "-c", "import time; time.sleep(1)"], check=True)
    assert clock.seconds > 0.9


def test_that_the_stopwatch_waits_itself_is_nobodys_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its thread has no processor for most of the time: each other look finds a second more of that."""
    monkeypatch.setattr("tests.pace._find_threads", lambda _: [])
    looks = iter(range(10**9))
    monkeypatch.setattr("tests.pace._read_delay", lambda _: next(looks) // 2 * 10**9)
    with Stopwatch() as clock:
        threading.Event().wait(0.5)
    assert clock.seconds >= 0.5


def test_other_programs_are_not_counted() -> None:
    """They are begun by somebody who has ended, so that they are not ours."""
    many = 2 * (os.cpu_count() or 1) + 1
    begin = (
        f"for _ in $(seq {many}); do {shlex.quote(sys.executable)} -c 'while True: pass' <&- >&- 2>&- & echo $!; done"
    )
    busy = subprocess.run(["sh", "-c", begin], capture_output=True, text=True, check=True).stdout.split()
    try:
        began, clock = time.monotonic(), Stopwatch()
        before = read_delay()
        work(0.5)
        waited = read_delay() - before
        fair, passed = clock.seconds, time.monotonic() - began
    finally:
        for process in busy:
            os.kill(int(process), signal.SIGKILL)
    assert fair <= passed - waited
