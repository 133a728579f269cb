"""A throw-away desktop session: a screen, a session bus, an unlocked keyring and a tray, all private to one test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.servers.ports import wait_until
from tests.servers.processes import end, find_program, start

START_SECONDS = 120

# No service folders: only what the session starts itself can answer, nothing is started behind its back.
_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={root}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv[:1])
sys.exit(0 if app.primaryScreen().grabWindow(0).save(sys.argv[1]) else 1)
"""

_SECRETS = DBusAddress("/org/freedesktop/secrets", "org.freedesktop.secrets", "org.freedesktop.Secret.Service")
_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


class DesktopSession:
    """Programs started with ``env`` see only this session. ``keyring`` and ``tray`` can be left out, or ended later."""

    def __init__(self, *, keyring: bool = True, tray: bool = True, size: str = "1280x800") -> None:
        self.root = Path(tempfile.mkdtemp(prefix="imapdesk-desktop-"))
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._wants_keyring, self._wants_tray, self._size = keyring, tray, size
        self.env = self._make_env()

    def begin(self) -> DesktopSession:
        """Start all parts and wait until each answers."""
        self._start_screen()
        self._start_bus()
        if self._wants_keyring:
            self.start_keyring()
        if self._wants_tray:
            self.start_tray()
        return self

    def finish(self) -> None:
        """End all that was started, last first, and remove its folder."""
        for name in reversed(list(self._processes)):
            end(self._processes.pop(name), seconds=5)
        shutil.rmtree(self.root, ignore_errors=True)

    def spawn(self, words: Sequence[str], *, name: str | None = None) -> subprocess.Popen[bytes]:
        """Start a program in the session; ``finish`` ends it. Its output is in ``output(name)``."""
        name = name or f"program{len(self._processes)}"
        self._processes[name] = start(words, output=self._output_file(name), env=self.env)
        return self._processes[name]

    def run(self, words: Sequence[str], *, timeout: float = 60, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program in the session to its end."""
        return subprocess.run(
            [find_program(words[0]), *words[1:]],
            env=self.env,
            input=stdin,
            text=True,
            capture_output=True,
            timeout=timeout,
            check=False,
        )

    def run_python(self, code: str, *arguments: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """Run Python code in the session with the tests' interpreter."""
        return self.run([sys.executable, "-c", code, *arguments], timeout=timeout)

    def output(self, name: str) -> str:
        """What a program that was started here has printed so far."""
        return self._output_file(name).read_text(errors="replace")

    def screenshot(self, path: Path) -> Path:
        """Save a picture of the whole screen (PNG)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        done = self.run_python(_GRAB, str(path))
        assert done.returncode == 0, done.stderr
        return path

    def xdotool(self, *words: str, timeout: float = 20) -> str:
        """Mouse and keyboard from outside: ``xdotool("type", "hello")``, ``xdotool("key", "Return")``."""
        done = self.run(["xdotool", *words], timeout=timeout)
        if done.returncode != 0:
            raise LookupError(f"xdotool {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def wait_for_window(self, title: str, *, seconds: float = 30) -> str:
        """Wait for a visible window whose title matches; returns its X id."""
        found: list[str] = []

        def appeared() -> bool:
            done = self.run(["xdotool", "search", "--onlyvisible", "--name", title])
            found[:] = done.stdout.split()
            return bool(found)

        wait_until(appeared, seconds=seconds, what=f"a window named {title!r}", pause=0.1)
        return found[-1]

    def start_keyring(self, password: str = "keyring password") -> None:
        """Start gnome-keyring with an unlocked default collection."""
        words = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
        process = start(
            [*words, f"--control-directory={self.root}/keyring"],
            output=self._output_file("keyring"),
            env=self.env,
            stdin=subprocess.PIPE,
        )
        assert process.stdin is not None
        process.stdin.write(password.encode())
        process.stdin.close()
        self._processes["keyring"] = process
        wait_until(self._keyring_answers, seconds=START_SECONDS, what="the keyring's answer")

    def lock_keyring(self) -> None:
        """Lock every collection, as after a screen lock; nobody is there to answer the password prompt."""
        with open_dbus_connection(bus=self.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            answer = bus.send_and_get_reply(Properties(_SECRETS).get("Collections"))
            collections = answer.body[0][1]
            bus.send_and_get_reply(new_method_call(_SECRETS, "Lock", "ao", (collections,)))

    def start_tray(self) -> None:
        """Start a panel that holds tray icons."""
        self.spawn(["trayer", "--edge", "top", "--align", "right", "--width", "10", "--height", "24"], name="tray")
        self.xdotool("search", "--sync", "--onlyvisible", "--class", "trayer")

    def _make_env(self) -> dict[str, str]:
        env = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("XDG_", "DBUS_", "QT_QPA_", "WAYLAND"))
        }
        env.pop("PYTHON_KEYRING_BACKEND", None)
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
            place = self.root / name.lower()
            place.mkdir(mode=0o700)
            env[name] = str(place)
        # Qt complains of a locale that knows ASCII alone, and the windows that tests look at are English.
        speech = {"LC_ALL": "C.UTF-8"}
        return env | speech | {"QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11", "NO_AT_BRIDGE": "1"}

    def _start_screen(self) -> None:
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{self._size}x24", "-nolisten", "tcp", "-noreset"]
        self._processes["screen"] = start(words, output=self._output_file("screen"), env=self.env, pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading, "rb") as numbers:
            number = numbers.readline().decode().strip()  # written once the screen is ready; nothing when it ended
        if not number:
            raise RuntimeError(f"Xvfb did not start: {self.output('screen')}")
        self.env["DISPLAY"] = f":{number}"

    def _start_bus(self) -> None:
        config = self.root / "bus.conf"
        config.write_text(_BUS_CONFIG.format(root=self.root))
        reading, writing = os.pipe()
        words = ["dbus-daemon", f"--config-file={config}", "--nofork", f"--print-address={writing}"]
        self._processes["bus"] = start(words, output=self._output_file("bus"), env=self.env, pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading, "rb") as addresses:
            address = addresses.readline().decode().strip()
        if not address:
            raise RuntimeError(f"the session bus did not start: {self.output('bus')}")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address

    def _keyring_answers(self) -> bool:
        if self._processes["keyring"].poll() is not None:
            raise RuntimeError(f"the keyring ended: {self.output('keyring')}")
        with open_dbus_connection(bus=self.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            question = new_method_call(_BUS, "NameHasOwner", "s", ("org.freedesktop.secrets",))
            return bool(bus.send_and_get_reply(question).body[0])

    def _output_file(self, name: str) -> Path:
        return self.root / f"{name}.out"
