"""Copies of attachments for other programs, to open or to take where they were dropped."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from pathlib import Path

KEPT_S = 86_400  # seconds; whoever reads one longer than a day has it open already


class Copies:
    """Each has a folder of its own, so that the other program sees the attachment's own name."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def choose_path(self, name: str) -> Path:
        """Where to write one; the copies of days before are removed.

        Raises:
            OSError: there is no such place, or no room in it.
        """
        self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._drop_old()
        return Path(tempfile.mkdtemp(dir=self._place)) / name

    def _drop_old(self) -> None:
        for copy in self._place.iterdir():
            with contextlib.suppress(OSError):  # another program holds it, or was quicker
                if copy.stat().st_mtime < time.time() - KEPT_S:
                    shutil.rmtree(copy) if copy.is_dir() else copy.unlink()
