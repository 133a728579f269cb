"""What the table of programs doesn't show: the search index, the disk, many folders, and memory as a mailbox grows."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.goals import Row, make_row
from benchmarks.line import open_line
from benchmarks.sync.measure import Cost, measure
from benchmarks.sync.programs import Command, Program, Task
from benchmarks.sync.scenario import Size, fill
from tests.servers.dovecot import DovecotServer
from tests.servers.mail_user import MailUser

SMALL_BYTES = 2_000
MANY_FOLDERS = 100
FLAT = 1.2  # of the peak at a quarter of the messages: what grows is lists of numbers
_DESCRIBE = "from imapdesk.desk import Desk\nwith Desk.open() as desk:\n    print(desk.describe_pending(budget_s=1e9))"
_TIGHTEN = (
    "from imapdesk.desk import Desk\nwith Desk.open() as desk:\n"
    "    while desk.describe_pending(budget_s=50):\n        pass"
)


def measure_index(command: Command, first_load_s: float, server_side: Path) -> list[Row]:
    """The background pass over what a first load has left, and the store's size after each of its parts."""
    place = Path(command.environment["IMAPDESK_DATA_DIR"])
    raw_bytes = sum(path.stat().st_size for path in server_side.rglob("cur/*"))
    loaded = measure_disk(place)
    seconds = _run(_DESCRIBE, command)
    described = measure_disk(place)
    tight_s = _run(_TIGHTEN, command)
    return [
        make_row(f"described, threaded, searchable ({seconds:.1f} s): of the first load", seconds / first_load_s, 1),
        make_row("store on disk after loading: of the raw bytes", loaded / raw_bytes, 0.7, "{:.3f}"),
        make_row("the same, described and indexed", described / raw_bytes, 0.7, "{:.3f}"),
        make_row("the same, packed tightly in the end", measure_disk(place) / raw_bytes, 0.7, "{:.3f}"),
        make_row("packing tightly, in the background", tight_s, None, "{:.1f} s"),
    ]


def measure_many_folders(server: DovecotServer, programs: Iterable[Program], delay: float) -> list[Row]:
    """Nothing changed in a mailbox of a hundred folders."""
    user = fill(server, Size(1_000, MANY_FOLDERS, SMALL_BYTES), seed=2)
    costs = {program.name: _load_and_look(user, program, delay)[1] for program in programs}
    ours = costs.pop("imapdesk")
    name = f"nothing changed, {MANY_FOLDERS} folders, {delay * 1000:.0f} ms"
    rows = [
        make_row(f"{name}: time", ours.seconds, None, "{:.2f} s"),
        make_row(f"{name}: turns of the line", ours.line.turns, 5, "{:.0f}"),
    ]
    if costs:
        best = min(cost.seconds for cost in costs.values())
        rows.append(make_row(f"{name}: of the best mbsync's time", ours.seconds / best, 0.15))
    return rows


def measure_memory(server: DovecotServer, ours: Program, messages: int) -> list[Row]:
    """The peak of a first load of many small messages, and of a quarter of them."""
    rows: list[Row] = []
    peaks: list[float] = []
    for number, count in enumerate((messages // 4, messages)):
        user = fill(server, Size(count, 10, SMALL_BYTES), seed=3 + number)
        first = _load_and_look(user, ours, 0.0)[0]
        peaks.append(first.peak_mb)
        rows.append(make_row(f"peak memory, first load of {count} messages", first.peak_mb, 150, "{:.0f} MB"))
    return [*rows, make_row("the same, of that of a quarter of them", peaks[1] / peaks[0], FLAT)]


def measure_disk(place: Path) -> int:
    """The bytes of all files below ``place``."""
    return int(subprocess.run(["du", "-sb", place], capture_output=True, check=True).stdout.split()[0])


def _load_and_look(user: MailUser, program: Program, delay: float) -> tuple[Cost, Cost]:
    """A first load, and the second run after it that finds nothing changed (the run between them is not counted)."""
    with tempfile.TemporaryDirectory() as root, open_line(user.server.port_tls, delay) as line:
        command = program.prepare(Task(user, line.port, Path(root), user.server.ca_file))
        costs = [measure(command, line) for _ in range(3)]
        return costs[0], costs[2]


def _run(code: str, command: Command) -> float:
    """Seconds of a program that works on the store of ``command``."""
    python = replace(command, words=(sys.executable, "-c", code))
    began = time.perf_counter()
    subprocess.run(python.words, env=os.environ | python.environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
