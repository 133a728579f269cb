"""Programs that a test starts: each is ended by its own id, also when the test process is killed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def find_program(name: str) -> str:
    """The program's path; RuntimeError says how to get it."""
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")
    if program is None:
        raise RuntimeError(f"{name} is missing; `scripts/system-packages test` installs it")
    return program


def end_with_us() -> list[str]:
    """A prefix that ends a program when this process is killed: a cut test run leaves nothing behind (Linux)."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


def start(
    words: Sequence[str],
    *,
    output: Path,
    env: Mapping[str, str] | None = None,
    stdin: int = subprocess.DEVNULL,
    pass_fds: Sequence[int] = (),
    own_group: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a program whose output is appended to a file; in a group of its own if it signals its whole group."""
    with output.open("ab") as log:
        return subprocess.Popen(
            [*end_with_us(), find_program(words[0]), *words[1:]],
            stdin=stdin,
            stdout=log,
            stderr=log,
            env=env,
            pass_fds=pass_fds,
            process_group=0 if own_group else None,
        )


def end(process: subprocess.Popen[bytes] | None, *, seconds: float = 10) -> None:
    """SIGTERM, then SIGKILL when it doesn't end in time; returns when it is gone."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
