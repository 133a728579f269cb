"""The suite itself is strict: what nobody expected fails a test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.pace import PATIENCE_S

LOGS = "import logging\ndef test_it(): logging.getLogger('imapdesk.sync').error('lost')\n"
LOGS_AS_EXPECTED = "import logging\ndef test_it(expected_errors):\n    expected_errors.allow('lost')\n    " + (
    "logging.getLogger('imapdesk.sync').error('lost')\n"
)
MARKED = "import logging, pytest\n@pytest.mark.expected_error('lost')\ndef test_it(): logging.error('lost')\n"
WARNS = "import warnings\ndef test_it(): warnings.warn('careful')\n"
LEAKS = "import socket, gc\ndef test_it():\n    socket.socket()\n    gc.collect()\n"
QT_WARNS = "from PySide6.QtCore import qWarning\ndef test_it(): qWarning('careful')\n"
THREAD_FAILS = (
    "import threading\ndef fail(): raise ValueError('lost')\n"
    "def test_it():\n    thread = threading.Thread(target=fail)\n    thread.start()\n    thread.join()\n"
)
CALM = "def test_it(): pass\n"


@pytest.mark.parametrize(
    ("code", "passes"),
    [
        (CALM, True),
        (LOGS_AS_EXPECTED, True),
        (MARKED, True),
        (LOGS, False),
        (WARNS, False),
        (LEAKS, False),
        (QT_WARNS, False),
        (THREAD_FAILS, False),
    ],
    ids=["calm", "expected", "marked", "logged error", "warning", "socket left open", "qt message", "thread"],
)
def test_what_nobody_expected_fails_a_test(code: str, passes: bool, tmp_path: Path, project: Path) -> None:
    (tmp_path / "test_inner.py").write_text(code)
    words = ["-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-p", "tests.unexpected"]
    done = subprocess.run(
        [sys.executable, *words, "-c", str(project / "pyproject.toml"), "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode == 0) is passes, done.stdout + done.stderr
