"""Starting with the computer: what each desktop reads, in a home of its own."""

from __future__ import annotations

import plistlib
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.desk import Desk
from imapdesk.desk.computer.autostart import Autostart, make_desktop_entry, make_start_command
from imapdesk.desk.computer.windows_run_key import RunKey
from imapdesk.errors import SettingsRefused
from tests.pace import PATIENCE_S

COMMAND = ["/opt/my programs/python", "-m", "imapdesk", "--minimised"]


def read_exec(entry: str) -> list[str]:
    """The words of Exec as a desktop reads them: first the string's escapes, then the quotes, then the per cents."""
    value = re.search(r"^Exec=(.*)$", entry, re.MULTILINE)[1]  # type: ignore[index]
    string = re.sub(r"\\(.)", lambda found: {"s": " ", "n": "\n"}.get(found[1], found[1]), value)
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', string)
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in words]


def test_a_linux_desktop_finds_an_entry_and_loses_it_again(tmp_path: Path) -> None:
    entry = Autostart(COMMAND, platform="linux", environ={"HOME": str(tmp_path)})
    assert not entry.on
    entry.switch(True)
    path = tmp_path / ".config" / "autostart" / "imapdesk.desktop"
    assert read_exec(path.read_text()) == COMMAND
    assert entry.on
    entry.switch(False)
    assert not entry.on
    assert not path.exists()
    entry.switch(False)


def test_the_configuration_folder_of_the_desktop_is_heeded(tmp_path: Path) -> None:
    Autostart(COMMAND, platform="linux", environ={"HOME": "/nowhere", "XDG_CONFIG_HOME": str(tmp_path)}).switch(True)
    assert (tmp_path / "autostart" / "imapdesk.desktop").exists()


def test_an_entry_that_the_desktop_switched_off_is_off(tmp_path: Path) -> None:
    entry = Autostart(COMMAND, platform="linux", environ={"HOME": str(tmp_path)})
    entry.switch(True)
    path = tmp_path / ".config" / "autostart" / "imapdesk.desktop"
    path.write_text(path.read_text().replace("enabled=true", "enabled=false"))
    assert not entry.on


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), min_size=1))
def test_no_path_is_misread_by_a_desktop(command: list[str]) -> None:
    assert read_exec(make_desktop_entry(command)) == command


def test_a_mac_finds_a_launch_agent(tmp_path: Path) -> None:
    entry = Autostart(COMMAND, platform="darwin", environ={"HOME": str(tmp_path)})
    entry.switch(True)
    agent = plistlib.loads((tmp_path / "Library" / "LaunchAgents" / "imapdesk.plist").read_bytes())
    assert agent == {"Label": "imapdesk", "ProgramArguments": COMMAND, "RunAtLoad": True}
    assert entry.on
    entry.switch(False)
    assert not entry.on


def test_windows_finds_a_value_of_its_run_key() -> None:
    registry: dict[str, str] = {"other": "x"}
    entry = Autostart([r"C:\my programs\pythonw.exe", "-m", "imapdesk"], platform="win32", registry=registry)
    entry.switch(True)
    assert registry["imapdesk"] == r'"C:\my programs\pythonw.exe" -m imapdesk'
    assert entry.on
    entry.switch(False)
    assert registry == {"other": "x"}


class _Key:
    def __enter__(self) -> _Key:
        return self

    def __exit__(self, *_: object) -> None: ...


def test_the_run_key_speaks_to_windows_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    values: dict[str, str] = {}

    def delete(_key: object, name: str) -> None:
        if name not in values:
            raise FileNotFoundError(name)
        del values[name]

    def query(_key: object, name: str) -> tuple[str, int]:
        if name not in values:
            raise FileNotFoundError(name)
        return values[name], 1

    opened: list[Any] = []
    winreg = SimpleNamespace(
        HKEY_CURRENT_USER="HKCU", KEY_READ=1, KEY_WRITE=2, REG_SZ=1,
        CreateKeyEx=lambda *words: opened.append(words) or _Key(),
        SetValueEx=lambda _key, name, _zero, _kind, value: values.update({name: value}),
        QueryValueEx=query, DeleteValue=delete,
        QueryInfoKey=lambda _key: (0, len(values), 0), EnumValue=lambda _key, at: (list(values)[at], "", 1),
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    entry = Autostart(COMMAND, platform="win32")
    assert not entry.on
    entry.switch(True)
    assert entry.on
    assert list(RunKey("any")) == ["imapdesk"]
    entry.switch(False)
    entry.switch(False)
    assert values == {}
    assert opened[0][:2] == ("HKCU", r"Software\Microsoft\Windows\CurrentVersion\Run")


def test_a_system_that_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("a file")
    with pytest.raises(SettingsRefused):
        Autostart(COMMAND, platform="linux", environ={"HOME": str(tmp_path)}).switch(True)


def test_the_command_starts_this_program_with_this_data_directory(tmp_path: Path) -> None:
    words = [*make_start_command(tmp_path / "my data"), "--version"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    assert done.stdout.startswith("imapdesk")
    assert str(tmp_path / "my data") in words


def test_the_desk_names_its_data_directory_only_when_it_is_not_the_usual_one(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "data") as desk:
        assert not desk.starts_with_computer()
        desk.start_with_computer(True)
        assert desk.starts_with_computer()
        assert str(desk.data_dir) in desk.make_start_command()
    with Desk.open() as usual:
        assert usual.starts_with_computer()
        assert "--data-dir" not in usual.make_start_command()
        usual.start_with_computer(False)
        assert not usual.starts_with_computer()
