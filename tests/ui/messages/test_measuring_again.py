"""The window's benchmark on a data directory that was measured before, and its end when something goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.ui.filling import fill
from tests.pace import PATIENCE_S

ROWS = 2_000
FAILING = """
import sys
from benchmarks.ui import window
def fail(stage):
    stage.open_first()
    raise TimeoutError("not there")
window.measure = fail
window.main()
"""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("measured") / "data"
    fill(made, ROWS)
    return made


def run(*words: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "IMAPDESK_MASTER_PASSWORD": "bench"}
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, timeout=PATIENCE_S, env=env)


def test_a_second_measurement_gives_figures_like_the_first(data_dir: Path) -> None:
    for rows in (ROWS, ROWS + 3):  # each one adds three messages
        done = run("-m", "benchmarks.ui.window", str(data_dir), "30")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["rows"] == rows


def test_a_measurement_that_fails_ends_its_threads_and_tells_why(data_dir: Path) -> None:
    done = run("-c", FAILING, str(data_dir))
    assert done.returncode == 1, done.stderr
    assert "TimeoutError: not there" in done.stderr
    assert "QThread" not in done.stderr
