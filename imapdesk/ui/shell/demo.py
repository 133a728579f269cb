"""The demo mailbox from the window: a second program with a profile of its own, so that nothing of it gets mixed up."""

from __future__ import annotations

import sys

from PySide6.QtCore import QProcess


def start_demo() -> bool:
    """Open ``imapdesk demo`` beside this window; False when the system could not start it."""
    program = [] if getattr(sys, "frozen", False) else ["-m", "imapdesk"]
    started, _pid = QProcess.startDetached(sys.executable, [*program, "demo"])
    return bool(started)
