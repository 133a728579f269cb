"""How long the window's thread works at a stretch, and is kept waiting, while a mailbox is synchronised.

python -m benchmarks.ui.stillness [MESSAGES]     prints one JSON document
"""

from __future__ import annotations

import ctypes
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot

from benchmarks.ui.window import Stage
from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings, Period, PeriodKind
from tests.servers.certificates import TestAuthority
from tests.servers.dovecot import DovecotServer
from tests.servers.mail_user import MailUser

NAME = "stillness"
TICK_MS = 2
PATIENCE_S = 300.0
NOTABLE_S = 0.05


class Watchdog(QObject):
    """Between two ticks of a timer the thread did one thing: how long that took on the clock, and what made it long.

    ``passed`` is the clock. ``stood`` is the clock without the longest time that one thread of this program was ready
    to go on and had no processor: other programs' doing, also where that thread holds Python's lock and we wait for
    it. What is left is ours: work, locks, the disk. ``worked`` is the thread's own time alone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.passed: list[float] = []
        self.stood: list[float] = []
        self.worked: list[float] = []
        self._delays = Delays()
        self._last = (time.perf_counter(), time.thread_time())
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        passed, worked = now[0] - self._last[0], now[1] - self._last[1]
        self._last = now
        self.passed.append(passed * 1000)
        delayed = self._delays.take_longest()
        if passed - delayed > NOTABLE_S:  # perhaps a thread has just begun and holds the lock without a processor
            delayed = max(delayed, min(self._delays.take_new(), passed))
        self.stood.append((passed - delayed) * 1000)
        self.worked.append(worked * 1000)

    def stop(self) -> dict[str, float]:
        """The longest and the 99th percentile of each, in ms."""
        self._timer.stop()
        figures: dict[str, float] = {}
        for name, found in (("still", self.passed), ("stood", self.stood), ("work", self.worked)):
            found = sorted(found)
            figures |= {f"{name}_p99_ms": found[int(len(found) * 0.99)], f"{name}_longest_ms": found[-1]}
        return figures


class Delays:
    """How long each thread of this program was ready to go on and waited for a processor.

    That is the second number of /proc/PID/task/ID/schedstat (Documentation/scheduler/sched-stats.rst of Linux). Where
    the system doesn't count it nothing is taken off. It is read without letting go of Python's lock, for whoever
    measures must not give others an opportunity to make us wait.
    """

    EVERY = 25  # looks from one search for new threads to the next

    def __init__(self) -> None:
        self._pread = ctypes.PyDLL(None).pread
        self._pread.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_long)
        self._text = ctypes.create_string_buffer(100)
        self._files: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._looks = itertools.count()

    def take_longest(self) -> float:
        """The seconds of the thread that waited longest since the last call; 0 of threads of which we just learn."""
        longest = 0
        for thread, file in self._files.items():
            size = self._pread(file, self._text, len(self._text), 0)
            if size > 0:
                waited = int(self._text.raw[:size].split()[1])
                longest = max(longest, waited - self._last.get(thread, waited))
                self._last[thread] = waited
        if next(self._looks) % self.EVERY == 0:
            self._find_threads()
        return longest / 1e9

    def take_new(self) -> float:
        """The same of threads that began since threads were last searched for: all that they ever waited."""
        known = set(self._files)
        self._find_threads()
        longest = 0
        for thread in self._files.keys() - known:
            size = self._pread(self._files[thread], self._text, len(self._text), 0)
            if size > 0:
                self._last[thread] = int(self._text.raw[:size].split()[1])
                longest = max(longest, self._last[thread])
        return longest / 1e9

    def _find_threads(self) -> None:
        try:
            present = set(os.listdir("/proc/self/task"))
            for thread in present - self._files.keys():
                self._files[thread] = os.open(f"/proc/self/task/{thread}/schedstat", os.O_RDONLY)
        except OSError:  # ended meanwhile, or no such system
            return
        for thread in self._files.keys() - present:
            os.close(self._files.pop(thread))


def fill(user: MailUser, messages: int) -> None:
    """Small messages in a few folders."""
    now = datetime.now(UTC)
    names = ["INBOX", "Lists", "Work/2026", "Archive"]
    for place, name in enumerate(names):
        raws = [
            f"From: Anna {n % 50} <anna{n % 50}@example.com>\r\nTo: me@example.org\r\nSubject: Letter {n}\r\n"
            f"Message-ID: <{n}@example.com>\r\nDate: {format_datetime(now - timedelta(minutes=n))}\r\n\r\n"
            f"{'A line of this letter. ' * 20}\r\n".encode()
            for n in range(place, messages, len(names))
        ]
        user.deliver(name, raws, received=now)


def measure(user: MailUser, messages: int) -> dict[str, object]:
    """Synchronise everything with the window open on the inbox that fills."""
    server = user.server
    settings = MailboxSettings(
        NAME, "me@example.org", server.host, server.port_tls, user=user.name, ca_file=str(server.ca_file),
        period=Period(PeriodKind.EVERYTHING), every_minutes=0,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # SQLite may still close its files
        with Desk.open(folder) as desk:
            desk.add_mailbox(settings, user.password, listing=desk.check_connection(settings, user.password))
        stage = Stage(Path(folder))
        stage.open_first()
        watchdog = Watchdog()
        began = time.perf_counter()
        stage.window.engine.sync([NAME])
        _work_until(lambda: stage.window.shelf.snapshot.count_saved(NAME) == messages)
        _work_until(lambda: stage.window.engine.active is None)
        seconds = time.perf_counter() - began
        figures = watchdog.stop()
        stage.conductor.stop()
    return {"messages": messages, "seconds": seconds, **figures}


def _work_until(done: Callable[[], bool]) -> None:
    """Let events run as in a program: Qt waits in its own loop, not we."""
    loop, looking = QEventLoop(), QTimer(interval=100)
    ends = time.monotonic() + PATIENCE_S
    looking.timeout.connect(lambda: loop.quit() if done() or time.monotonic() > ends else None)
    looking.start()
    loop.exec()
    looking.stop()
    if not done():
        raise TimeoutError("the synchronisation did not end")


def main() -> None:
    """Start a server, fill it, measure, print."""
    os.environ.setdefault("IMAPDESK_MASTER_PASSWORD", "bench")  # not for whoever only imports the watchdog
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        server = DovecotServer(TestAuthority.create(Path(folder)))
        try:
            user = server.start().add_user()
            fill(user, messages)
            figures = measure(user, messages)
        finally:
            server.stop()
    print(json.dumps(figures), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
