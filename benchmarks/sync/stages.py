"""What is measured of a synchronisation: which programs, over which line, onto which disk, and with what goals."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.goals import HEADER, Row, make_row
from benchmarks.line import DelayedLine, open_line
from benchmarks.sync.beyond import measure_disk, measure_index
from benchmarks.sync.measure import Cost, RunFailed, measure
from benchmarks.sync.programs import Command, Program, Task
from benchmarks.sync.scenario import Size, change
from benchmarks.table import print_table
from tests.servers.mail_user import MailUser

ROUND_TRIP_S = 0.030
PEER_LIMIT_S = 120  # offlineimap needs more than ten minutes for 20,000 messages over 30 ms
OWN_LIMIT_S = 600
FIRST, NOTHING, CHANGES = "first load", "nothing changed", "changes"
LATER = ("again", NOTHING, CHANGES)  # the first run after a load may still have something to settle
MEMORY_DISK = Path("/dev/shm")
COPIES = 6  # of the mail: what the programs that are measured on a memory disk leave there

Stages = dict[str, Cost | str]


@dataclass(frozen=True, slots=True)
class Scene:
    """One line and one disk. Later runs are measured on the disk over the slow line only, as the goals are."""

    place: str
    folder: Path | None
    delay_s: float
    later: bool = False

    @property
    def title(self) -> str:
        """For people."""
        return f"{self.place}, round trip {self.delay_s * 1000:.0f} ms"


def make_scenes(delays: Iterable[float], places: Iterable[str], raw_bytes: int) -> list[Scene]:
    """Disk and memory disk over each line, the one with the later runs, which change the mailbox, last."""
    first, *others = sorted(delays, reverse=True)
    scenes = [Scene("disk", None, delay) for delay in others] if "disk" in places else []
    if "memory" in places and MEMORY_DISK.is_dir() and shutil.disk_usage(MEMORY_DISK).free > COPIES * raw_bytes:
        scenes += [Scene("memory disk", MEMORY_DISK, delay) for delay in (*others, first)]
    if "disk" in places:
        scenes.append(Scene("disk", None, first, later=True))
    return scenes


@dataclass(slots=True)
class Stage:
    """One mailbox and the programs that synchronise it."""

    programs: list[Program]
    user: MailUser
    size: Size
    too_slow: set[str] = field(default_factory=set)  # stopped once: over a slower line they would be again
    alone: list[Row] = field(default_factory=list)

    def play(self, scene: Scene) -> None:
        """Every program through every stage of a scene, and its rows. The stages are the outer loop, so that every
        program meets the server in the same state."""
        programs = [one for one in self.programs if scene.folder is None or one.is_quick]
        server = self.user.server
        with tempfile.TemporaryDirectory(dir=scene.folder) as root, open_line(server.port_tls, scene.delay_s) as line:
            commands = {one.name: self._prepare(one, Path(root) / str(n), line) for n, one in enumerate(programs)}
            rows: dict[str, Stages] = {name: {} for name in commands}
            for stage in (FIRST, *(LATER if scene.later else ())):
                if stage == CHANGES:
                    change(self.user, self.size, int(scene.delay_s * 1000))
                for name, command in commands.items():
                    self._run(rows[name], stage, name, command, line)
            for n, one in enumerate(programs):
                rows[one.name]["disk"] = f"{measure_disk(Path(root) / str(n)) / 1e6:.0f} MB"
            first = rows.get("imapdesk", {}).get(FIRST)
            if scene.later and isinstance(first, Cost):
                self.alone += measure_index(commands["imapdesk"], first.seconds, self.user.home)
        _print(scene, rows)

    def _prepare(self, program: Program, home: Path, line: DelayedLine) -> Command:
        home.mkdir()
        return program.prepare(Task(self.user, line.port, home, self.user.server.ca_file))

    def _run(self, row: Stages, stage: str, name: str, command: Command, line: DelayedLine) -> None:
        if isinstance(row.get(FIRST), str):
            return  # without a whole first load the later stages would say nothing
        limit_s = OWN_LIMIT_S if name in ("imapdesk", "floor") else PEER_LIMIT_S
        if name in self.too_slow:
            row[stage] = f"not done after {limit_s} s over a faster line, and not tried again"
            return
        try:
            row[stage] = measure(command, line, limit_s)
        except RunFailed as error:
            row[stage] = str(error)
            if str(error).startswith("not done"):
                self.too_slow.add(name)
        print(f"  {stage}, {name}: {_cell(row[stage])}", file=sys.stderr, flush=True)


def _print(scene: Scene, rows: dict[str, Stages]) -> None:
    print(f"\n{scene.title} (a peer that needs more than {PEER_LIMIT_S} s is stopped)")
    shown = (FIRST, NOTHING, CHANGES) if scene.later else (FIRST,)
    print_table(("program", *shown, "peak MB", "on disk"), [[name, *_cells(row, shown)] for name, row in rows.items()])
    for name, stages in rows.items():
        for stage, cost in stages.items():
            if isinstance(cost, str) and stage != "disk":
                print(f"  {name}, {stage}: {cost}")
    goals = _make_goals(scene, rows)
    if goals:
        print_table(HEADER, goals)
    first = rows.get("imapdesk", {}).get(FIRST)
    if isinstance(first, Cost):
        print(f"  imapdesk's own words: {json.loads(first.output)['mailboxes'][0]}")
    sys.stdout.flush()


def _cells(stages: Stages, shown: Iterable[str]) -> list[str]:
    first = stages[FIRST]
    peak = f"{first.peak_mb:.0f}" if isinstance(first, Cost) else "-"
    return [*(_cell(stages.get(stage, "-")) for stage in shown), peak, str(stages["disk"])]


def _cell(cost: Cost | str) -> str:
    if isinstance(cost, str):
        return f"over {PEER_LIMIT_S} s" if cost.startswith("not done") else "failed" if len(cost) > 1 else cost
    return f"{cost.seconds:.2f} s ({cost.line.turns} turns, {cost.cpu_s:.2f} s CPU)"


def _make_goals(scene: Scene, rows: dict[str, Stages]) -> list[Row]:
    ours, floor = rows.get("imapdesk", {}), rows.get("floor", {}).get(FIRST)
    peers = [stages for name, stages in rows.items() if name.startswith("mbsync")]
    made: list[Row] = []
    goals = {FIRST: 0.45, NOTHING: 0.15, CHANGES: 0.2} if scene.delay_s else {FIRST: 0.8, NOTHING: None, CHANGES: None}
    for stage, most in goals.items():
        cost, best = ours.get(stage), _best(peers, stage)
        if isinstance(cost, Cost) and best:
            made.append(make_row(f"{stage}: of the best mbsync's time", cost.seconds / best, most))
        if isinstance(cost, Cost) and stage == FIRST and isinstance(floor, Cost):
            most_of_floor = 1.5 if scene.delay_s else None
            made.append(make_row(f"{stage}: of the floor's time", cost.seconds / floor.seconds, most_of_floor))
    for stage, turns in {NOTHING: 5, CHANGES: 7}.items():
        cost = ours.get(stage)
        if isinstance(cost, Cost):
            made.append(make_row(f"{stage}: turns of the line", cost.line.turns, turns, "{:.0f}"))
    return made


def _best(peers: list[Stages], stage: str) -> float | None:
    return min((cost.seconds for stages in peers if isinstance(cost := stages.get(stage), Cost)), default=None)
