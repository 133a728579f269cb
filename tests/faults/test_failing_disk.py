"""The disk is full, or fails, from any of a run's writes on: the run never says "ok" of what it hasn't got.

Every write, fsync and truncation below the data directory is a place where it can happen; a small preloaded library
lets it. ``IMAPDESK_DISK_PLACES=100`` plays a hundred places of each kind.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.fakes.scripted_server import ScriptedServer
from tests.faults.rows import Row, start
from tests.faults.scene import Answer, Scene, make_raw, truth
from tests.faults.test_disk_and_signals import fill, goes_on
from tests.pace import PATIENCE_S
from tests.servers.unpacked import compile_library

PLACES = int(os.environ.get("IMAPDESK_DISK_PLACES", "6"))
NATIVE = Path(__file__).parents[1] / "servers" / "native"


@dataclass
class Disk:
    """A data directory as it was before the run, to be played again and again."""

    before: Scene
    library: Path
    place: Path

    def play(self, number: int, **failing: int) -> tuple[Scene, Answer]:
        """One run on a fresh copy whose disk fails as told."""
        scene = replace(self.before, data_dir=self.place / str(number))
        shutil.copytree(self.before.data_dir, scene.data_dir)
        process = scene.start_process("sync", env=self.environment(scene.data_dir, **failing))
        out, err = process.communicate(timeout=PATIENCE_S)
        return scene, Answer(process.returncode, out.decode(), err.decode(), 0.0)

    def count(self) -> int:
        """How many writes a run makes that no one disturbs."""
        _, answer = self.play(0)
        assert answer.code == 0, answer.err
        return int((self.place / "count").read_text())

    def environment(self, data_dir: Path, *, start: int = 0, times: int = 0, code: int = 0) -> Mapping[str, str]:
        return {
            "LD_PRELOAD": str(self.library),
            "FAILING_DISK": str(data_dir),
            "FAILING_FROM": str(start),
            "FAILING_TIMES": str(times),
            "FAILING_ERRNO": str(code),
            "FAILING_COUNT": str(self.place / "count"),
        }


@pytest.fixture
def disk(scripted_server: Callable[..., ScriptedServer], tmp_path: Path) -> Disk:
    scene = start(Row("disk"), scripted_server, tmp_path / "before")
    scene.add()
    scene.include_all()
    fill(scene, 40, 40_000)
    scene.server.mailbox.deliver("INBOX", make_raw(98, 9_500_000))
    return Disk(scene, compile_library(NATIVE / "failing_disk.c", tmp_path / "failing_disk.so"), tmp_path)


@pytest.mark.timeout(600 + 15 * PLACES)
@pytest.mark.parametrize("name", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("times", [0, 1], ids=["from then on", "once"])
def test_a_disk_that_fails_at_any_place_is_never_ok_and_costs_nothing(disk: Disk, name: str, times: int) -> None:
    writes = disk.count()
    assert writes > 20
    refused = 0
    for number in range(1, PLACES + 1):
        place = 1 + (number - 1) * writes // PLACES
        scene, answer = disk.play(number, start=place, times=times, code=getattr(errno, name))
        explain = f"write {place} of {writes}: {answer.out}{answer.err}"
        assert "Traceback" not in answer.err, explain
        if answer.code == 0:  # what failed was not needed: SQLite's tidying up, or a second try that succeeded
            assert scene.held() == truth(scene.server.mailbox), explain
        else:
            assert answer.code == 8, explain
            refused += 1
        assert scene.held().items() <= truth(scene.server.mailbox).items(), explain
        goes_on(scene)
        shutil.rmtree(scene.data_dir)
    assert refused > 0
