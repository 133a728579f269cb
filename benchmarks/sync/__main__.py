"""Prints what a synchronisation costs, imapdesk's beside the peers' and its goals."""

from __future__ import annotations

import argparse
import compileall
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.goals import HEADER, Row
from benchmarks.sync.beyond import measure_disk, measure_many_folders, measure_memory
from benchmarks.sync.programs import Program, installed_programs
from benchmarks.sync.scenario import Size, fill
from benchmarks.sync.stages import ROUND_TRIP_S, Stage, make_scenes
from benchmarks.table import print_table
from tests.servers.certificates import TestAuthority
from tests.servers.dovecot import DovecotServer


def main() -> None:
    """Fill a Dovecot, then every program: first load on two kinds of disk, nothing changed, changes."""
    words = _read_words()
    began = time.monotonic()
    compileall.compile_dir("imapdesk", quiet=2)  # as an installation does: a start is not to compile what changed
    programs = [p for p in installed_programs() if not words.only or p.name.split(",")[0].split()[0] in words.only]
    with _dovecot() as server:
        size = Size(words.messages, words.folders)
        stage = Stage(programs, fill(server, size), size)
        raw_bytes = measure_disk(stage.user.home)
        print(f"{size.messages} messages in {size.folders} folders, {raw_bytes / 1e6:.0f} MB")
        for scene in make_scenes(words.delays, words.places, raw_bytes):
            stage.play(scene)
        alone = stage.alone + _measure_more(server, programs, words.many)
    print("\nimapdesk alone")
    print_table(HEADER, alone)
    print(f"measured in {(time.monotonic() - began) / 60:.1f} minutes", flush=True)


def _read_words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--folders", type=int, default=40)
    parser.add_argument("--delays", type=float, nargs="+", default=[0.0, ROUND_TRIP_S], help="round trips, in seconds")
    parser.add_argument("--places", nargs="+", default=["disk", "memory"], help="disk, memory")
    parser.add_argument("--only", nargs="*", help="programs, by the first word of their name")
    parser.add_argument("--many", type=int, default=100_000, help="small messages, for the peak memory (0: leave it)")
    return parser.parse_args()


@contextmanager
def _dovecot() -> Iterator[DovecotServer]:
    with tempfile.TemporaryDirectory() as place:
        server = DovecotServer(TestAuthority.create(Path(place))).start()
        try:
            yield server
        finally:
            server.stop()


def _measure_more(server: DovecotServer, programs: list[Program], many: int) -> list[Row]:
    by_name = {program.name: program for program in programs}
    if "imapdesk" not in by_name:
        return []
    peers = [program for name, program in by_name.items() if name == "imapdesk" or name.startswith("mbsync")]
    rows = measure_many_folders(server, peers, ROUND_TRIP_S)
    return rows + (measure_memory(server, by_name["imapdesk"], many) if many else [])


if __name__ == "__main__":
    main()
