"""The window over a folder of a million messages: `python -m benchmarks.ui [ROWS]`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.goals import HEADER, Row, make_row
from benchmarks.table import print_table
from benchmarks.ui.filling import fill
from benchmarks.ui.starting import time_start

GOALS = (
    ("first rows on screen", "first_rows_ms", "ms", 300.0),
    ("all rows in the list", "whole_ms", "ms", None),
    ("longest stall while they come", "opening_stall_ms", "ms", 50.0),
    ("jump to the end, painted", "end_painted_ms", "ms", 50.0),
    ("jump to the end, its rows loaded", "end_loaded_ms", "ms", None),
    ("a frame of scrolling, median", "frame_median_ms", "ms", None),
    ("a frame of scrolling, 99th percentile", "frame_p99_ms", "ms", 1000 / 60),
    ("the same, computed by the window's thread", "frame_work_p99_ms", "ms", 1000 / 60),
    ("a frame of a flick, twenty rows each, 99th percentile", "flick_p99_ms", "ms", 1000 / 60),
    ("the same, computed by the window's thread", "flick_work_p99_ms", "ms", 1000 / 60),
    ("rows seen empty in 300 frames of each", "empty_rows", "rows", None),
    ("the whole list painted, computed", "paint_ms", "ms", None),
    ("longest stall as new mail comes", "new_mail_stall_ms", "ms", 50.0),
    ("memory over the empty window", "over_empty_mb", "MB", 100.0),
    ("the same at its highest", "peak_over_empty_mb", "MB", None),
    ("the folder by conversations", "conversations_ms", "ms", None),
)


def run(data_dir: Path) -> dict[str, Any]:
    """Measure in a process of its own."""
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "IMAPDESK_MASTER_PASSWORD": "bench"}
    command = [sys.executable, "-m", "benchmarks.ui.window", str(data_dir)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def measure(rows: int) -> dict[str, Any]:
    """The figures of a window over ``rows`` messages, memory above that of an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty", Path(folder) / "full"
        fill(full, rows)
        before, figures = run(empty), run(full)
    figures["over_empty_mb"] = figures["memory_mb"] - before["memory_mb"]
    figures["peak_over_empty_mb"] = figures["peak_mb"] - before["peak_mb"]
    return figures


def main() -> None:
    """Print each figure beside its goal."""
    figures = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    print(f"{figures['rows']} messages in one folder")
    rows = [make_row(name, figures[key], goal, f"{{:.1f}} {unit}") for name, key, unit, goal in GOALS]
    kept = ("yes", "yes", "met") if figures["new_mail_kept"] else ("no", "yes", "missed")
    rows.append(("selection and place kept as new mail comes", *kept))
    rows += [*measure_start(), *measure_stillness()]
    print_table(HEADER, rows)


def measure_start(messages: int = 100_000, times: int = 5) -> list[Row]:
    """The second and later starts: the first one reads the program from the disk."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), messages)
        seconds = sorted([time_start(Path(folder)) for _ in range(times)][1:])
    middle = seconds[len(seconds) // 2]
    return [make_row(f"start to a usable window, {messages} messages", middle, 1.5, "{:.2f} s")]


def measure_stillness(messages: int = 20_000) -> list[Row]:
    """How still the window stands while that many messages come in."""
    words = [sys.executable, "-m", "benchmarks.ui.stillness", str(messages)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    what = f"the window stands still while {messages} messages come in, "
    return [
        make_row(what + "99th percentile", found["still_p99_ms"], 50, "{:.1f} ms"),
        make_row(what + "longest", found["still_longest_ms"], 100, "{:.1f} ms"),
        make_row("the same, without what others took of the processors", found["stood_longest_ms"], 100, "{:.1f} ms"),
        make_row("the same, by its own work, longest", found["work_longest_ms"], 100, "{:.1f} ms"),
    ]


if __name__ == "__main__":
    main()
