"""Start with the computer: the one file or registry value by which each desktop begins a program at log-in."""

from __future__ import annotations

import os
import plistlib
import re
import subprocess
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path

from imapdesk.errors import SettingsRefused

NAME = "imapdesk"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_RESERVED = re.compile(r'(["`$\\])')


class Autostart:
    """The entry of this person's desktop for one command. ``registry`` stands for Windows' Run key in tests."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        platform: str = sys.platform,
        environ: Mapping[str, str] = os.environ,
        registry: MutableMapping[str, str] | None = None,
    ) -> None:
        self._command = list(command)
        self._platform = platform
        self._environ = environ
        self._registry = registry

    @property
    def on(self) -> bool:
        """Whether the program starts with the computer; somebody may have switched it off in the system's settings."""
        if self._platform == "win32":
            return NAME in self._open_registry()
        try:
            content = self._path.read_bytes()
        except OSError:
            return False
        return b"\nHidden=true" not in content and b"X-GNOME-Autostart-enabled=false" not in content

    def switch(self, on: bool) -> None:
        """Write the entry or take it away.

        Raises:
            SettingsRefused: the system doesn't let us.
        """
        try:
            if self._platform == "win32":
                self._switch_registry(on)
            elif on:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_bytes(self._make_entry())
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            raise SettingsRefused(
                "The system didn't accept the entry for starting with the computer.", details=str(error)
            ) from error

    @property
    def _path(self) -> Path:
        home = Path(self._environ.get("HOME") or Path.home())
        if self._platform == "darwin":
            return home / "Library" / "LaunchAgents" / f"{NAME}.plist"
        chosen = self._environ.get("XDG_CONFIG_HOME", "")
        # Relative paths are to be ignored, says the XDG base directory specification.
        return (Path(chosen) if chosen.startswith("/") else home / ".config") / "autostart" / f"{NAME}.desktop"

    def _make_entry(self) -> bytes:
        if self._platform == "darwin":
            return make_launch_agent(self._command)
        return make_desktop_entry(self._command).encode()

    def _switch_registry(self, on: bool) -> None:
        registry = self._open_registry()
        if on:
            registry[NAME] = subprocess.list2cmdline(self._command)
        else:
            registry.pop(NAME, None)

    def _open_registry(self) -> MutableMapping[str, str]:
        if self._registry is None:
            from imapdesk.desk.computer.windows_run_key import RunKey

            self._registry = RunKey(RUN_KEY)
        return self._registry


def make_desktop_entry(command: Sequence[str]) -> str:
    """A file for XDG's autostart folder (desktop entry specification 1.5, autostart specification 0.5)."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=imapdesk",
        f"Exec={' '.join(map(_quote, command))}",
        f"Icon={NAME}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    ]
    return "\n".join(lines) + "\n"


def _quote(word: str) -> str:
    """Exec's own quoting, and once more that of a string value: a backslash is doubled in both."""
    quoted = '"' + _RESERVED.sub(r"\\\1", word) + '"'
    return quoted.replace("\\", "\\\\").replace("%", "%%")


def make_launch_agent(command: Sequence[str]) -> bytes:
    """A property list for macOS' LaunchAgents (launchd.plist(5))."""
    return plistlib.dumps({"Label": NAME, "ProgramArguments": list(command), "RunAtLoad": True})


def make_start_command(data_dir: Path | None) -> list[str]:
    """How this installation's window is started in the background; with the data directory if it isn't the usual."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [_find_interpreter(), "-m", NAME]
    place = ["--data-dir", str(data_dir)] if data_dir else []
    return [*program, *place, "--minimised"]


def _find_interpreter() -> str:
    """The interpreter that opens no console, where there is one (Windows)."""
    silent = Path(sys.executable).with_name("pythonw.exe")
    return str(silent) if sys.platform == "win32" and silent.exists() else sys.executable
