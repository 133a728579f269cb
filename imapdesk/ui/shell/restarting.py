"""Starting again with a restored store: only who doesn't have the store open can put another in its place."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment

from imapdesk.errors import StoreError

ASKED = "IMAPDESK_FINISH_RESTORE"
PATIENCE_S = 20.0  # until the program that asked has ended


def start_again(data_dir: Path) -> bool:
    """Start the program that finishes a prepared restore; False when the system could not start it."""
    process = QProcess()
    program = [] if getattr(sys, "frozen", False) else ["-m", "imapdesk"]
    process.setProgram(sys.executable)
    process.setArguments([*program, "--data-dir", str(data_dir)])
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert(ASKED, "1")
    process.setProcessEnvironment(environment)
    started = process.startDetached()
    return bool(started[0] if isinstance(started, tuple) else started)  # a pair says the stub, a bool says PySide6 6.12


def finish_restore_if_asked(data_dir: Path | str | None) -> None:
    """Put the prepared backup in the store's place, once the former program has let go of it.

    Raises:
        StoreError: another program still has the store open; then everything is as it was.
    """
    if not os.environ.pop(ASKED, ""):
        return
    from imapdesk.desk.backup import RESTORED_NAME, finish_restore
    from imapdesk.desk.computer.places import choose_data_dir

    place = choose_data_dir(data_dir)
    end = time.monotonic() + PATIENCE_S
    while (place / RESTORED_NAME).exists():
        try:
            finish_restore(place)
        except StoreError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
