"""A person at the screen, for `tests.ui.first_run.drive`: moves the mouse and types through the X server, and looks."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget


class Person:
    """Counts what they had to do: ``typed`` fields and ``clicks``."""

    def __init__(self, app: QApplication, pictures: Path) -> None:
        self.app = app
        self.pictures = pictures
        self.typed = 0
        self.clicks = 0

    def wait(self, condition: Callable[[], bool], what: str, seconds: float = 120) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not condition():
            self.app.processEvents()
            time.sleep(0.005)
            if time.monotonic() > end:
                self.look("failed")
                raise TimeoutError(f"waited in vain for {what}")

    def rest(self, seconds: float) -> None:
        """Let the program work."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)

    def click(self, widget: QWidget, area: QRect | None = None) -> None:
        """Click in the middle of a widget, or of a part of it."""
        self.wait(lambda: widget.isVisible() and widget.isEnabled(), f"{widget.accessibleName()} to click on")
        place: QPoint = widget.mapToGlobal((area or widget.rect()).center())
        self._do("mousemove", str(place.x()), str(place.y()), "click", "1")
        self.clicks += 1

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self._do("type", "--delay", "4", text)
        self.typed += 1

    def press(self, key: str) -> None:
        """Press a key."""
        self._do("key", key)

    def look(self, name: str) -> None:
        """Keep a picture of the screen."""
        self.rest(0.3)
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.app.primaryScreen().grabWindow(0).save(str(self.pictures / f"{name}.png"))

    def _do(self, *words: str) -> None:
        done = subprocess.Popen(["xdotool", *words])
        while done.poll() is None:
            self.app.processEvents()
            time.sleep(0.005)
        assert done.returncode == 0, words
        self.rest(0.1)
