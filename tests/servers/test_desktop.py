"""The throw-away desktop session: what window tests rely on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pace import PATIENCE_S
from tests.servers.desktop import DesktopSession

pytestmark = pytest.mark.desktop

KEEP_SECRET = "import keyring; keyring.set_password('imapdesk', 'ada', 'x' * 5000)"
READ_SECRET = (
    "import keyring; print(type(keyring.get_keyring()).__module__, len(keyring.get_password('imapdesk', 'ada')))"
)
TRAY = """
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
app = QApplication([])
print(app.platformName(), QSystemTrayIcon.isSystemTrayAvailable())
"""
LOCKED = """
import secretstorage
bus = secretstorage.dbus_init()
print(secretstorage.get_default_collection(bus).is_locked())
"""
WINDOW = """
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
line = QLineEdit()
line.setWindowTitle("A line to type in")
line.returnPressed.connect(lambda: (print(line.text(), flush=True), app.quit()))
line.show()
line.activateWindow()
app.exec()
"""


def test_the_keyring_is_real_and_keeps_a_long_secret(desktop: DesktopSession) -> None:
    assert desktop.run_python(KEEP_SECRET).returncode == 0
    assert desktop.run_python(READ_SECRET).stdout.split() == ["keyring.backends.SecretService", "5000"]


def test_the_keyring_can_be_locked(desktop: DesktopSession) -> None:
    assert desktop.run_python(LOCKED).stdout.strip() == "False"
    desktop.lock_keyring()
    assert desktop.run_python(LOCKED).stdout.strip() == "True"


def test_there_is_a_screen_with_a_tray(desktop: DesktopSession) -> None:
    assert desktop.run_python(TRAY).stdout.split() == ["xcb", "True"]


def test_a_session_can_go_without_tray_and_keyring(start_desktop: Callable[..., DesktopSession]) -> None:
    bare = start_desktop(keyring=False, tray=False)
    assert bare.run_python(TRAY).stdout.split() == ["xcb", "False"]
    assert bare.run_python(KEEP_SECRET).returncode != 0


def test_keys_typed_outside_reach_a_window_and_its_picture_can_be_saved(
    desktop: DesktopSession, tmp_path: Path
) -> None:
    code = tmp_path / "window.py"
    code.write_text(WINDOW)
    program = desktop.spawn([sys.executable, str(code)], name="window")
    window = desktop.wait_for_window("A line to type in")
    desktop.xdotool("windowfocus", "--sync", window, "type", "hello there")
    picture = desktop.screenshot(tmp_path / "screen.png")
    assert picture.read_bytes().startswith(b"\x89PNG")
    desktop.xdotool("key", "Return")
    assert program.wait(timeout=PATIENCE_S) == 0
    assert desktop.output("window").strip() == "hello there"
