"""Opens windows for pictures, waits until all that they show is drawn, and takes their picture."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget

from imapdesk.ui.shell.app import make_app
from imapdesk.ui.shell.conductor import Conductor
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.window_state import WindowState
from tests.pace import PATIENCE_S
from tests.ui.fakes.desk import FakeDesk

SOON_MS = 1_500  # a timer that rings once and so soon is about to change what is seen
LOOK_S = 0.05  # between two looks at a picture that may still change
LOOKS = 3  # as often the same: it is done
LOOKS_AT_A_PAGE = 8  # the web engine shows the page before until its own process has painted the next one
MOVING_S = 3.0  # something that always moves is taken as it is


class Studio:
    """Takes pictures of one theme into a folder."""

    def __init__(self, folder: Path, theme: str) -> None:
        self.folder = folder
        self.theme = theme
        self.app = QApplication.instance() or make_app()
        current_theme().choose(theme)

    def wait(self, done: Callable[[], bool], what: str) -> None:
        """Let the window work until ``done``; TimeoutError names what didn't come."""
        end = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError(f"waited in vain for {what}")
            self.app.processEvents()
            time.sleep(0.005)

    def open(self, desk: FakeDesk) -> tuple[MainWindow, Conductor]:
        """A window of the usual size."""
        window = MainWindow(desk, WindowState(desk.data_dir), "alice")  # type: ignore[arg-type]
        conductor = Conductor(window, Tray(window))
        window.resize(1200, 760)
        window.show()
        conductor.start()
        self.wait(lambda: window.shelf.loaded, "the window")
        self.settle(window)
        return window, conductor

    def settle(self, widget: QWidget) -> QImage:
        """Wait until nothing is under way and the widget looks the same again and again; how it looks then."""
        self.wait(lambda: not _is_busy(), "the end of all work")
        ends = time.monotonic() + MOVING_S
        looks = LOOKS_AT_A_PAGE if _pages_of(widget) else LOOKS
        seen, same = _look(widget), 1
        while same < looks and time.monotonic() < ends:
            rest = time.monotonic() + LOOK_S
            self.wait(lambda rest=rest: time.monotonic() > rest and not _is_busy(), "the end of all work")  # type: ignore[misc]
            now = _look(widget)
            same = same + 1 if now == seen and not _has_blank_page(widget) else 1
            seen = now
        return seen

    def take(self, widget: QWidget, name: str) -> None:
        """Save a picture as soon as all is drawn."""
        self.save(self.settle(widget), name)

    def save(self, picture: QImage, name: str) -> None:
        path = self.folder / f"{name}-{self.theme}.png"
        picture.save(str(path))
        print(path)  # noqa: T201


def _look(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _is_busy() -> bool:
    """Whether a thread works, a page loads, or a timer is about to ring, in any window."""
    return any(
        any(each.busy for each in window.findChildren(Background))
        or any(view.page().isLoading() for view in window.findChildren(QWebEngineView))
        or any(_rings_soon(timer) for timer in window.findChildren(QTimer))
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
    )


def _rings_soon(timer: QTimer) -> bool:
    return timer.isSingleShot() and timer.isActive() and timer.remainingTime() <= SOON_MS


def _has_blank_page(widget: QWidget) -> bool:
    """Whether a page that has loaded isn't painted yet: the web engine's first frame comes later."""
    return any(_is_blank(_look(view)) for view in _pages_of(widget))


def _pages_of(widget: QWidget) -> list[QWebEngineView]:
    return [view for view in widget.findChildren(QWebEngineView) if view.isVisible()]


def _is_blank(picture: QImage) -> bool:
    small = picture.convertToFormat(QImage.Format.Format_RGB32)
    return len(set(memoryview(small.constBits()).cast("I"))) < 2
