"""A screen with twice as many pixels (QT_SCALE_FACTOR=2): the walk again, in another process, and sharp pictures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from imapdesk.ui.widgets.icons import icon
from tests.pace import PATIENCE_S
from tests.ui.looks.stations import STATIONS

FACTOR = float(os.environ.get("QT_SCALE_FACTOR", "1"))


# The screen of these tests has 2560x1440 pixels: at this factor it is as large as a laptop's of 1280x720.
@pytest.mark.parametrize("way", ["en-light-100-ltr", "en-dark-100-rtl", "de-light-100-rtl", "de-dark-100-ltr"])
def test_nothing_is_wrong_with_any_window_at_200_percent(project: Path, way: str) -> None:
    words = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"]
    words += [
        "tests/ui/looks/test_walk.py",
        "tests/ui/looks/test_scale.py",
        "-k",
        f"{way} and not at_200 or screen_and_pictures",
    ]
    scaled = {**os.environ, "QT_SCALE_FACTOR": "2"}
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=PATIENCE_S, cwd=project, env=scaled, check=False
    )
    assert done.returncode == 0, done.stdout[-6_000:]
    assert int(done.stdout.split(" passed")[0].split()[-1]) == len(STATIONS) + 2, done.stdout[-500:]


def test_screen_and_pictures_are_as_fine_as_the_factor_says(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert widget.devicePixelRatioF() == FACTOR
    pixmap = icon("inbox").pixmap(QSize(18, 18), widget.devicePixelRatioF())
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (18 * FACTOR, FACTOR)
