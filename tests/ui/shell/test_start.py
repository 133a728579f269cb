"""Starting and ending: one window per data directory, no screen, signals, and where files go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings, Security
from imapdesk.ui.shell.single import SingleInstance
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import stall
from tests.fakes.scripted_server import ScriptedServer
from tests.pace import PATIENCE_S, Stopwatch


def test_a_second_start_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.raised):
        assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_another_data_directory_has_a_window_of_its_own(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "other").mkdir()
    first, other = SingleInstance(tmp_path), SingleInstance(tmp_path / "other")
    assert first.take()
    assert other.take()
    first.release()
    other.release()


def start(data_dir: Path) -> subprocess.Popen[str]:
    """Start the program itself and wait until its window works."""
    program = subprocess.Popen(
        [sys.executable, "-m", "imapdesk", "--data-dir", str(data_dir)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    end = time.monotonic() + PATIENCE_S
    while not (data_dir / "window.socket").exists():
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)
    time.sleep(0.2)
    return program


def test_the_program_ends_on_a_signal_within_five_seconds_and_keeps_its_files_private(tmp_path: Path) -> None:
    data = tmp_path / "d"
    before = os.umask(0)
    try:
        program = start(data)
    finally:
        os.umask(before)
    clock = Stopwatch()
    program.send_signal(signal.SIGTERM)
    _out, err = program.communicate(timeout=PATIENCE_S)
    assert clock.seconds < 5
    assert program.returncode == 0, err
    assert "Traceback" not in err
    modes = {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()}
    assert {"imapdesk.db", "window.ini"} <= set(modes)
    assert all(mode & 0o077 == 0 for mode in modes.values()), modes


def test_a_second_program_ends_at_once(tmp_path: Path) -> None:
    data = tmp_path / "d"
    program = start(data)
    words = [sys.executable, "-m", "imapdesk", "--data-dir", str(data)]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    second = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S, env=env, check=False)
    assert second.returncode == 0, second.stderr
    assert program.poll() is None
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 0


def test_starting_does_not_load_the_web_engine() -> None:
    code = "import sys, imapdesk.ui.shell.app; print(any('WebEngine' in name for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    assert done.stdout.strip() == "False"


def test_starting_loads_no_dialog_that_nobody_opened() -> None:
    code = (
        "import sys, imapdesk.ui.shell.app\n"
        "late = ('imapdesk.ui.settings.dialog', 'imapdesk.ui.mailbox.add_mailbox')\n"
        "print([name for name in late if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    assert done.stdout.strip() == "[]"


def test_quitting_ends_within_five_seconds_though_a_server_hangs(
    tmp_path: Path, scripted_server: Callable[..., ScriptedServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "open sesame")
    data = tmp_path / "d"
    server = scripted_server(FakeMailbox(), security="none", on={"LOGIN": stall(), "AUTHENTICATE": stall()})
    settings = MailboxSettings("slow", "anna@example.com", "127.0.0.1", server.port, Security.NONE)
    with Desk.open(data) as desk:
        desk.add_mailbox(settings, "secret")
    program = start(data)
    deadline = time.monotonic() + PATIENCE_S
    while not server.count("LOGIN") + server.count("AUTHENTICATE"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    clock = Stopwatch()
    program.send_signal(signal.SIGTERM)
    _out, err = program.communicate(timeout=PATIENCE_S)
    assert clock.seconds < 5
    assert "Traceback" not in err
