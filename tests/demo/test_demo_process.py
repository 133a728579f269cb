"""The demo as a person starts it: a program of its own, with mail on its screen, and nothing left when it ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from imapdesk.ui.shell.demo import start_demo
from tests.pace import PATIENCE_S


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def count_saved(place: Path) -> int:
    """Messages in the demo's throw-away store, as another process sees them."""
    for store in place.rglob("imapdesk.db"):
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True, timeout=10)) as database:
            try:
                return int(database.execute("SELECT count(*) FROM location WHERE state = 1").fetchone()[0])
            except sqlite3.Error:
                return 0
    return 0


def test_the_command_shows_mail_and_leaves_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "imapdesk", "demo"]
    program = subprocess.Popen(words, env=os.environ | {"TMPDIR": str(tmp_path)}, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: count_saved(tmp_path) > 200 or program.poll() is not None)
    program.send_signal(signal.SIGTERM)
    _out, err = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 0, err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_the_welcome_pages_button_starts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert start_demo()
    wait_for(lambda: count_saved(tmp_path) > 200)
    (lock,) = tmp_path.rglob("window.lock")
    os.kill(int(lock.read_text().split()[0]), signal.SIGTERM)
    wait_for(lambda: not list(tmp_path.iterdir()))
