"""From the start of the process to a window that can be used: `python -m benchmarks.ui.starting DATA_DIR BEGAN`.

``BEGAN`` is the wall clock's time (seconds) at which the process was started; prints the seconds until the newest
messages are painted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def time_start(data_dir: Path) -> float:
    """Start the window in a process of its own; seconds until its first rows are painted."""
    words = [sys.executable, "-m", "benchmarks.ui.starting", str(data_dir), repr(time.time())]
    env = os.environ | {"IMAPDESK_MASTER_PASSWORD": "bench"}
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=True, env=env)
    return float(done.stdout.split()[-1])


def main() -> None:
    """What `imapdesk` does, up to the first picture."""
    began = float(sys.argv[2])
    from benchmarks.ui.window import Stage

    stage = Stage(Path(sys.argv[1]))
    stage.conductor.start()
    stage.wait(lambda: stage.model.rowCount() > 0 and stage.model.summary(0) is not None)
    stage.table.viewport().repaint()
    print(time.time() - began, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
