"""No message costs more than five seconds and 300 MB, however it is made."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.mime.hostile import CASES
from tests.pace import PATIENCE_S

LIMIT_S, LIMIT_MB = 5.0, 300


@pytest.mark.parametrize("name", CASES)
def test_no_message_costs_much_time_or_memory(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mime.hostile", name],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seconds, megabytes = map(float, done.stdout.split())
    assert (seconds < LIMIT_S, megabytes < LIMIT_MB) == (True, True), done.stdout
