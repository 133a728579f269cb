"""The web engine starts inside a window that is on the screen."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pace import PATIENCE_S
from tests.servers.desktop import DesktopSession


@pytest.mark.desktop
def test_the_first_html_message_leaves_the_window_where_it_is(
    start_desktop: Callable[..., DesktopSession], tmp_path: Path, project: Path
) -> None:
    """No other X window in its place, never unmapped, and drawn as before: the page has a window inside of it."""
    desktop = start_desktop(keyring=False, tray=False)
    words = [sys.executable, "-m", "tests.ui.reader.drive", str(tmp_path), str(project / "build" / "screenshots")]
    done = desktop.run(words, timeout=PATIENCE_S)
    assert done.returncode == 0, done.stdout + done.stderr
    seen = json.loads(done.stdout)
    assert seen.pop("colours") > 1, "the page is blank"
    assert seen == {
        "shown": [True, False, True],
        "same": True,
        "surface": "RasterSurface",
        "mapped": 1,
        "unmapped": 0,
        "destroyed": 0,
    }
