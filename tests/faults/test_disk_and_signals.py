"""A disk that is full or broken, and a program that is stopped or killed: never "ok", and the next run goes on."""

from __future__ import annotations

import errno
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_wire import LineFault
from tests.fakes.scripted_server import ScriptedServer
from tests.faults.rows import Row, start
from tests.faults.scene import Answer, Scene, make_raw, truth
from tests.pace import PATIENCE_S, Stopwatch

Start = Callable[..., ScriptedServer]

# A file of the program's process may not grow beyond this: what a full disk or a quota does to it.
_WITH_LIMIT = """
import resource, runpy, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
runpy.run_module("imapdesk", run_name="__main__")
"""

# Every write to a large message's temporary file fails.
_WITH_BROKEN_WRITES = """
import errno, os, runpy, sys, tempfile
code = int(sys.argv.pop(1))
class Broken:
    def __init__(self, file): self._file = file
    def __getattr__(self, name): return getattr(self._file, name)
    def write(self, data): raise OSError(code, os.strerror(code))
    def __enter__(self): return self
    def __exit__(self, *words): self._file.__exit__(*words)
make = tempfile.NamedTemporaryFile
def open_broken(*words, **more):
    return Broken(make(*words, **more)) if more.get("prefix") == "message-" else make(*words, **more)
tempfile.NamedTemporaryFile = open_broken
runpy.run_module("imapdesk", run_name="__main__")
"""


def run_limited(scene: Scene, program: str, number: int) -> Answer:
    process = scene.start_process(str(number), "sync", program=["-c", program])
    out, err = process.communicate(timeout=PATIENCE_S)
    return Answer(process.returncode, out.decode(), err.decode(), 0.0)


def fill(scene: Scene, count: int = 60, size: int = 40_000) -> None:
    for number in range(100, 100 + count):
        body = random.Random(number).randbytes(size // 2).hex().encode()
        lines = b"\r\n".join(body[at : at + 76] for at in range(0, len(body), 76))
        scene.server.mailbox.deliver("INBOX", make_raw(number) + lines + b"\r\n")


@pytest.fixture
def scene(scripted_server: Start, tmp_path: Path) -> Scene:
    scene = start(Row("scene"), scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    return scene


def goes_on(scene: Scene) -> None:
    """The next run has all the rest, and nothing twice."""
    scene.server.heal()
    answer = scene.sync()
    assert answer.outcome == "ok", answer.document
    assert scene.held() == truth(scene.server.mailbox)
    assert scene.check().document["healthy"] is True
    assert set(scene.downloads().values()) <= {1}
    assert not list(scene.data_dir.glob("message-*"))


@pytest.mark.parametrize("kilobytes", [200, 300, 400, 600, 900, 1300])
def test_a_full_disk_is_never_ok_and_costs_no_mail(scene: Scene, kilobytes: int) -> None:
    fill(scene)
    answer = run_limited(scene, _WITH_LIMIT, kilobytes * 1024)
    assert answer.code == 8, answer.out + answer.err
    assert answer.outcome == "store"
    assert "Traceback" not in answer.err
    assert scene.held().items() <= truth(scene.server.mailbox).items()
    assert answer.result["stored"] == len(scene.held()), "what was saved is told, whatever ended the run"
    goes_on(scene)


@pytest.mark.parametrize("code", ["ENOSPC", "EIO", "EDQUOT"])
def test_a_disk_that_fails_under_a_large_message_is_never_ok(scene: Scene, code: str) -> None:
    scene.server.mailbox.deliver("INBOX", make_raw(99, 9_500_000))
    answer = run_limited(scene, _WITH_BROKEN_WRITES, getattr(errno, code))
    assert answer.outcome == "store", answer.out + answer.err
    assert "Traceback" not in answer.err
    goes_on(scene)


def test_a_store_that_is_no_database_is_never_ok(scene: Scene) -> None:
    (scene.data_dir / "imapdesk.db-shm").unlink(missing_ok=True)
    (scene.data_dir / "imapdesk.db").write_bytes(b"no database at all" * 4096)
    answer = scene.run("sync")
    assert answer.code == 8
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("stage", ["GREETING", "AUTHENTICATE", "LIST", "EXAMINE", "UID FETCH"])
def test_a_run_that_is_stopped_says_cancelled_and_the_next_one_goes_on(
    scene: Scene, number: signal.Signals, stage: str
) -> None:
    scene.set("line", {"stall_s": 20, "connect_s": 20})
    reached: list[float] = []
    scene.server.arm(on={stage: react.call(lambda: reached.append(time.monotonic()), react.stall())})
    process = scene.start_process("sync")
    wait_for(lambda: bool(reached))
    process.send_signal(number)
    clock = Stopwatch()
    out, err = process.communicate(timeout=PATIENCE_S)
    answer = Answer(process.returncode, out.decode(), err.decode(), 0)
    assert clock.seconds < 5
    assert answer.code == 130
    assert answer.outcome == "cancelled"
    scene.set("line", dict(scene.line))
    goes_on(scene)


@pytest.mark.parametrize("seed", range(8))
def test_a_run_that_is_killed_loses_nothing_and_stores_nothing_twice(scene: Scene, seed: int) -> None:
    fill(scene, 40, 20_000)
    scene.server.arm(line=lambda _: LineFault(bytes_per_s=2_000_000, chunk=4000))
    source = random.Random(seed)
    for _ in range(2):
        process = scene.start_process("sync")
        time.sleep(source.uniform(0.25, 1.2))
        process.kill()
        process.communicate()
    goes_on(scene)


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it never came so far"
        time.sleep(0.02)


def test_two_runs_at_once_do_not_disturb_each_other(scene: Scene) -> None:
    fill(scene, 20, 20_000)
    scene.server.arm(line=lambda _: LineFault(bytes_per_s=300_000, chunk=4000))
    first, second = scene.start_process("sync"), scene.start_process("sync")
    codes = sorted((finish(first), finish(second)))
    assert codes in ([0, 0], [0, 4])
    goes_on(scene)


def finish(process: subprocess.Popen[bytes]) -> int:
    process.communicate(timeout=PATIENCE_S)
    return process.returncode
