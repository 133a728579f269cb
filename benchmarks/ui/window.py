"""Opens the window over a data directory, does what a person does in a list, and prints the figures as JSON.

python -m benchmarks.ui.window DATA_DIR [FRAMES]
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer

from benchmarks.ui.filling import NAME, add_rows
from imapdesk.desk import Desk
from imapdesk.mail import StoreChange
from imapdesk.ui.messages.listing import GROUPED
from imapdesk.ui.shell.app import make_app
from imapdesk.ui.shell.conductor import Conductor
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.window_state import WindowState

FRAMES = 300
WHEEL, FLICK = 102, 680  # pixels a frame: three rows, twenty rows
PATIENCE_S = 60.0


def now_ms() -> float:
    """Milliseconds of a clock that only goes forward."""
    return time.perf_counter() * 1000


def read_memory(key: str) -> float:
    """This process's memory in MB: ``VmRSS`` now, ``VmHWM`` at its highest; 0 where the system doesn't say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key)), 0.0)


@dataclass(frozen=True, slots=True)
class Scroll:
    """ms of each frame, shortest first: passed, and computed by the window's thread; how many rows were seen empty.

    What is computed is the thread's own time, the same on a busy machine.
    """

    frames: list[float]
    computed: list[float]
    empty: int

    @property
    def late(self) -> int:
        """The place of the 99th percentile."""
        return int(len(self.frames) * 0.99) - 1


class Stage:
    """A window, and the patience to wait for what it shows."""

    def __init__(self, data_dir: Path, frames: int = FRAMES) -> None:
        self.count = frames
        self.app = make_app()
        self.desk = Desk.open(data_dir)
        self.desk.set_setting(GROUPED, [])  # an earlier measurement left the folder by conversations
        self.window = MainWindow(self.desk, WindowState(data_dir), "me")
        self.conductor = Conductor(self.window, Tray(self.window))
        self.window.resize(1200, 760)
        self.window.show()
        self.table = self.window.pane.list.table
        self.model = self.window.pane.model
        self.longest = 0.0

    def wait(self, done: Callable[[], bool]) -> float:
        """Let the window work until something is so; how many ms it took."""
        began = last = now_ms()
        while not done():
            self.app.processEvents()
            now = now_ms()
            self.longest, last = max(self.longest, now - last), now
            if now - began > PATIENCE_S * 1000:
                raise TimeoutError("the window did not get there")
            time.sleep(0.001)
        return now_ms() - began

    def open_first(self) -> float:
        """Start, and wait for the tree."""
        self.conductor.start()
        self.wait(lambda: self.window.shelf.loaded)
        return read_memory("VmRSS")

    def show(self, place: Place) -> float:
        """Choose a place; ms until its first rows are painted."""
        began = now_ms()
        self.window.pane.show_place(place)
        self.wait(lambda: self.model.rowCount() > 0 and self.model.summary(0) is not None)
        self.table.viewport().repaint()
        return now_ms() - began

    def jump_to_end(self) -> tuple[float, float]:
        """ms until the end is painted, and until its rows are loaded."""
        began = now_ms()
        self.table.scrollToBottom()
        self.table.viewport().repaint()
        painted = now_ms() - began
        self.wait(lambda: self.model.summary(self.model.rowCount() - 1) is not None)
        return painted, now_ms() - began

    def scroll(self, step: int) -> Scroll:
        """Scroll by so many pixels a frame through rows that are not loaded yet."""
        bar = self.table.verticalScrollBar()
        bar.setValue(bar.value() + bar.maximum() // 10)
        self.wait(lambda: self._count_empty() == 0)
        frames, computed, empty = [], [], 0
        for _ in range(self.count):
            began, worked = now_ms(), time.thread_time()
            bar.setValue(bar.value() + step)
            self.app.processEvents()
            frames.append(now_ms() - began)
            computed.append((time.thread_time() - worked) * 1000)
            empty += self._count_empty()
            time.sleep(max(0.0, 1 / 60 - frames[-1] / 1000))
        return Scroll(sorted(frames), sorted(computed), empty)

    def _count_empty(self) -> int:
        """Rows in sight that are not loaded."""
        first, last = self.table.rowAt(0), self.table.rowAt(self.table.viewport().height() - 1)
        return sum(not self.model.loader.has(row) for row in range(first, last + 1))

    def paint(self) -> float:
        """ms of this thread's own time to paint the whole list; the middle of many."""
        costs = []
        for _ in range(self.count):
            worked = time.thread_time()
            self.table.viewport().repaint()
            costs.append((time.thread_time() - worked) * 1000)
        return sorted(costs)[len(costs) // 2]

    def add_mail(self) -> dict[str, object]:
        """New mail comes while a message in the middle is selected."""
        rows = self.model.rowCount()
        bar = self.table.verticalScrollBar()
        self.window.pane.list.select_row(rows // 2)
        chosen = self.window.pane.list.current_id()
        before = self.table.rowViewportPosition(self.table.currentIndex().row())
        folder = self.desk.load_folders(NAME)[0]
        with self.desk.store._writer.transaction() as cursor:
            add_rows(cursor, folder.id, range(rows + 1, rows + 4), random.Random(2))
        self.longest = 0.0
        self.window.pane.on_change(StoreChange(folder_ids=frozenset({folder.id})))
        self.wait(lambda: self.model.rowCount() == rows + 3)
        row = self.model.find_row(chosen or 0)
        stays = row is not None and self.table.rowViewportPosition(row) == before and bar.value() > 0
        return {"kept": stays and self.window.pane.list.selected_ids() == [chosen], "stall_ms": self.longest}


def measure(stage: Stage) -> dict[str, object]:
    """Everything, in the order in which a person does it."""
    opened = stage.open_first()
    if not stage.desk.load_mailboxes():
        return {"memory_mb": opened, "peak_mb": read_memory("VmHWM")}
    count = stage.window.shelf.snapshot.count_saved(NAME)
    stage.wait(lambda: stage.model.rowCount() == count)
    stage.window.pane.show_place(Place(view="starred"))
    stage.wait(lambda: stage.model.rowCount() == 0)
    inbox = Place(mailbox=NAME, folder="INBOX")
    stage.longest = 0.0
    first = stage.show(inbox)
    whole = first + stage.wait(lambda: stage.model.rowCount() == count)
    opening_stall = stage.longest
    painted, loaded = stage.jump_to_end()
    stage.table.verticalScrollBar().setValue(0)
    wheel, flick = stage.scroll(WHEEL), stage.scroll(FLICK)
    whole_list = stage.paint()
    added = stage.add_mail()
    memory, peak = read_memory("VmRSS"), read_memory("VmHWM")
    began = now_ms()
    stage.window.pane.group(True)
    stage.wait(lambda: bool(stage.model.threads.members))
    return {
        "rows": count,
        "first_rows_ms": first,
        "whole_ms": whole,
        "opening_stall_ms": opening_stall,
        "end_painted_ms": painted,
        "end_loaded_ms": loaded,
        "frame_median_ms": wheel.frames[len(wheel.frames) // 2],
        "frame_p99_ms": wheel.frames[wheel.late],
        "frame_work_p99_ms": wheel.computed[wheel.late],
        "flick_p99_ms": flick.frames[flick.late],
        "flick_work_p99_ms": flick.computed[flick.late],
        "empty_rows": wheel.empty + flick.empty,
        "paint_ms": whole_list,
        "new_mail_kept": added["kept"],
        "new_mail_stall_ms": added["stall_ms"],
        "memory_mb": memory,
        "peak_mb": peak,
        "conversations_ms": now_ms() - began,
    }


def main() -> None:
    """Measure and print; the process ends at once, since the window's threads would take their time."""
    QTimer.singleShot(0, lambda: None)
    stage = Stage(Path(sys.argv[1]), *map(int, sys.argv[2:]))
    try:
        print(json.dumps(measure(stage)), flush=True)
    except BaseException:
        stage.conductor.stop()  # what went wrong is told by its traceback, not by threads without a window
        raise
    os._exit(0)


if __name__ == "__main__":
    main()
