"""A page's menu is that of a message, and no click on it goes anywhere by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.pace import PATIENCE_S
from tests.ui.reader.canary import Canary


def test_a_link_is_asked_about_however_it_is_clicked_and_the_menu_is_no_browsers() -> None:
    with Canary() as canary:
        env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
        command = [sys.executable, "-m", "tests.ui.reader.web_menu", canary.url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=2 * PATIENCE_S, env=env, check=False)
        assert done.returncode == 0, done.stderr
        seen = json.loads(done.stdout)
    link = f"{canary.url}/link"
    assert seen["menus"] == [
        ["Open link…", "Copy link", "Copy picture", "Save picture as…", "Copy", "Select all"],
        ["Copy", "Select all"],
    ]
    assert seen["copied"] == link
    assert seen["clicked"] == [link] * 4
    assert canary.heard == []
