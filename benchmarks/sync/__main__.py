"""Prints what a synchronisation costs, imapdesk's beside the peers' and its goals."""

from __future__ import annotations

import argparse
import compileall
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.line import DelayedLine, open_line
from benchmarks.sync.beyond import Row, measure_disk, measure_index, measure_many_folders, measure_memory
from benchmarks.sync.measure import Cost, RunFailed, measure
from benchmarks.sync.programs import Command, Program, Task, installed_programs
from benchmarks.sync.scenario import Size, change, fill
from benchmarks.table import print_table
from tests.servers.certificates import TestAuthority
from tests.servers.dovecot import DovecotServer
from tests.servers.mail_user import MailUser

ROUND_TRIP_S = 0.030
PEER_LIMIT_S = 120  # offlineimap needs more than ten minutes for 20,000 messages over 30 ms


def main() -> None:
    """Fill a Dovecot, then every program: first load, nothing changed, changes."""
    words = _read_words()
    compileall.compile_dir("imapdesk", quiet=2)  # as an installation does: a start is not to compile what changed
    size = Size(words.messages, words.folders)
    programs = [p for p in installed_programs() if not words.only or p.name.split(",")[0].split()[0] in words.only]
    with _dovecot() as server:
        user = fill(server, size)
        raw_bytes = measure_disk(user.home)
        print(f"{size.messages} messages in {size.folders} folders, {raw_bytes / 1e6:.0f} MB")
        alone: list[Row] = []
        for delay in words.delays:
            last = delay == words.delays[-1]
            rows, index = _run_all(programs, user, size, delay, words.place, index=last)
            _print(delay, rows)
            alone += index
        alone += _measure_more(server, programs, words.many)
    print()
    print_table(("imapdesk alone", "measured", "goal"), alone)


def _read_words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--folders", type=int, default=40)
    parser.add_argument("--delays", type=float, nargs="*", default=[0.0, ROUND_TRIP_S], help="round trips, in seconds")
    parser.add_argument("--only", nargs="*", help="programs, by the first word of their name")
    parser.add_argument("--many", type=int, default=100_000, help="small messages, for the peak memory (0: leave it)")
    parser.add_argument("--place", help="where the programs write (a memory disk, say)")
    return parser.parse_args()


@contextmanager
def _dovecot() -> Iterator[DovecotServer]:
    with tempfile.TemporaryDirectory() as place:
        server = DovecotServer(TestAuthority.create(Path(place))).start()
        try:
            yield server
        finally:
            server.stop()


Stages = dict[str, Cost | str]


def _run_all(
    programs: list[Program], user: MailUser, size: Size, delay: float, place: str | None, *, index: bool
) -> tuple[dict[str, Stages], list[Row]]:
    """The stages are the outer loop, so that every program meets the server in the same state."""
    with tempfile.TemporaryDirectory(dir=place) as root, open_line(user.server.port_tls, delay) as line:
        commands = {}
        for number, program in enumerate(programs):
            home = Path(root) / str(number)
            home.mkdir()
            commands[program.name] = program.prepare(Task(user, line.port, home, user.server.ca_file))
        rows: dict[str, Stages] = {name: {} for name in commands}
        for stage in ("first load", "again", "nothing changed", "changes"):
            if stage == "changes":
                change(user, size, int(delay * 1000))
            for name, command in commands.items():
                if isinstance(rows[name].get("first load"), str):
                    continue  # without a whole first load the later stages would say nothing
                rows[name][stage] = _try(command, line, 600 if name in ("imapdesk", "floor") else PEER_LIMIT_S)
                print(f"  {delay * 1000:.0f} ms, {stage}, {name}: {_cell(rows[name][stage])}", file=sys.stderr)
        for number, program in enumerate(programs):
            rows[program.name]["disk"] = f"{measure_disk(Path(root) / str(number)) / 1e6:.0f} MB"
        first = rows.get("imapdesk", {}).get("first load")
        more = (
            measure_index(commands["imapdesk"], first.seconds, user.home) if index and isinstance(first, Cost) else []
        )
    return rows, more


def _try(command: Command, line: DelayedLine, limit_s: float) -> Cost | str:
    try:
        return measure(command, line, limit_s)
    except RunFailed as error:
        return str(error)


def _measure_more(server: DovecotServer, programs: list[Program], many: int) -> list[Row]:
    by_name = {program.name: program for program in programs}
    if "imapdesk" not in by_name:
        return []
    peers = [program for name, program in by_name.items() if name == "imapdesk" or name.startswith("mbsync")]
    rows = measure_many_folders(server, peers, ROUND_TRIP_S)
    return rows + (measure_memory(server, by_name["imapdesk"], many) if many else [])


def _print(delay: float, rows: dict[str, Stages]) -> None:
    print(f"\nRound trip {delay * 1000:.0f} ms (a peer that needs more than {PEER_LIMIT_S} s is stopped)")
    header = ["program", "first load", "nothing changed", "changes", "peak MB", "disk"]
    print_table(header, [[name, *_cells(stages)] for name, stages in rows.items()])
    for name, stages in rows.items():
        for stage, cost in stages.items():
            if isinstance(cost, str) and stage != "disk":
                print(f"  {name}, {stage}: {cost}")
    _print_goals(delay, rows)
    sys.stdout.flush()


def _cells(stages: Stages) -> list[str]:
    shown = [_cell(stages.get(stage, "-")) for stage in ("first load", "nothing changed", "changes")]
    first = stages["first load"]
    return [*shown, f"{first.peak_mb:.0f}" if isinstance(first, Cost) else "-", str(stages["disk"])]


def _cell(cost: Cost | str) -> str:
    if isinstance(cost, str):
        return f"over {PEER_LIMIT_S} s" if cost.startswith("not done") else "failed" if len(cost) > 1 else cost
    return f"{cost.seconds:.2f} s ({cost.line.turns} turns, {cost.cpu_s:.2f} s CPU)"


def _print_goals(delay: float, rows: dict[str, Stages]) -> None:
    ours = rows.get("imapdesk", {})
    peers = [stages for name, stages in rows.items() if name.startswith("mbsync")]
    goals = {"first load": 0.8 if delay == 0 else 0.45, "nothing changed": 0.15, "changes": 0.2}
    for stage, goal in goals.items():
        cost, best = ours.get(stage), _best(peers, stage)
        if isinstance(cost, Cost) and best:
            print(f"  {stage}: {cost.seconds / best:.2f} of the best mbsync (goal {goal})")
    first, floor = ours.get("first load"), rows.get("floor", {}).get("first load")
    if isinstance(first, Cost) and isinstance(floor, Cost):
        print(f"  first load: {first.seconds / floor.seconds:.2f} of the floor (goal 1.5)")
        print(f"  imapdesk's own words: {json.loads(first.output)['mailboxes'][0]}")


def _best(peers: list[Stages], stage: str) -> float | None:
    return min((cost.seconds for stages in peers if isinstance(cost := stages.get(stage), Cost)), default=None)


if __name__ == "__main__":
    main()
