"""What the window's tests share: a window over a desk in memory, closed cleanly at the end."""

from __future__ import annotations

import atexit
import gc
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imapdesk.ui.shell.conductor import Conductor
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.languages import install_language
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.window_state import WindowState
from tests.oauth.conftest import oidc  # noqa: F401
from tests.plugins.installing import installed, wheel_dir  # noqa: F401
from tests.ui.fakes.adding import make_listing
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import make_desk

# A screen on which a window with letters of twice the size fits: Qt's own invention has 800 pixels.
_SCREEN = {"name": "desk", "x": 0, "y": 0, "width": 2560, "height": 1440, "dpr": 1} | {
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
}
_PLACE = Path(tempfile.gettempdir()) / f"imapdesk-screen-{os.getpid()}.json"
_PLACE.write_text(json.dumps({"screens": [_SCREEN]}))
atexit.register(_PLACE.unlink, missing_ok=True)
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_PLACE}"


# What fits is measured with one wide font, whatever fonts the machine has; scripts/system-packages brings it.
WIDE_FONT = "DejaVu Sans"
USUAL_POINTS = 9.0  # Qt's own choice where no desktop says otherwise

_REST_S = 5.0  # some tests have work that goes on until they let it end
PATIENCE_MS = 60_000  # on a busy machine what takes a moment takes many; what never comes is noticed all the same


class PatientBot(QtBot):
    """Waits for things, not for a time."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **options: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In place of pytest-qt's own, which gives up after five seconds."""
    return PatientBot(request)


class OpenWindow:
    """A window with its conductor; ``wait`` waits for what it shows."""

    def __init__(self, qtbot: QtBot, desk: Any) -> None:
        self.desk = desk
        current_theme().choose("light")
        self.window = MainWindow(desk, WindowState(desk.data_dir), "alice")
        self.tray = Tray(self.window)
        self.conductor = Conductor(self.window, self.tray)
        self._qtbot = qtbot
        self.stopped = False

    def start(self) -> OpenWindow:
        """Show it and wait until it has loaded."""
        self.window.show()
        self.conductor.start()
        self.wait(lambda: self.window.shelf.loaded)
        return self

    def wait(self, condition: Callable[[], bool], ms: int = PATIENCE_MS) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(condition, timeout=ms)

    def rest(self, ms: int = 20) -> None:
        """Let it draw and answer for a moment, and for longer while its threads, on a busy machine, still work."""
        self._qtbot.wait(ms)
        ends = time.monotonic() + _REST_S
        while time.monotonic() < ends and any(each.busy for each in self.window.findChildren(Background)):
            self._qtbot.wait(ms)

    def stop(self) -> bool:
        """End it as quitting does."""
        self.stopped = True
        return self.conductor.stop()


def show_first(opened: OpenWindow, row: int = 1) -> None:
    """Open a message of the list."""
    opened.wait(lambda: opened.window.pane.model.rowCount() > row)
    opened.window.pane.list.select_row(row)
    opened.wait(lambda: opened.window.pane.reader.opened is not None)


@pytest.fixture(autouse=True)
def _collected_here(qapp: QApplication) -> Iterator[None]:
    """As in the program, a widget's garbage is collected in the GUI thread only."""
    gc.disable()
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()  # thousands of tests and their modules: to look at them all again takes longer than many a test
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _same_letters_everywhere(qapp: QApplication) -> None:
    """The wide font in place of the machine's choice."""
    font = QFont(WIDE_FONT)
    font.setPointSizeF(USUAL_POINTS)
    qapp.setFont(font)


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    """English words, numbers and dates as in Britain, whatever the machine has."""
    before = QLocale()
    if qapp.property("language") != "en":
        install_language(qapp, "en")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    """A desk in memory with sample mail."""
    made = make_desk(tmp_path)
    made.listing = make_listing()
    return made


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[[Any], OpenWindow]]:
    """Open windows over desks: ``open_window(desk)``."""
    opened: list[OpenWindow] = []

    def make(desk: Any) -> OpenWindow:
        opened.append(OpenWindow(qtbot, desk))
        return opened[-1].start()

    yield make
    for each in opened:
        if not each.stopped:
            assert each.stop(), "the window did not stop in time"
        each.window.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def opened(open_window: Callable[[Any], OpenWindow], desk: FakeDesk) -> OpenWindow:
    """A window over the sample mail."""
    return open_window(desk)
