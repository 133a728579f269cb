"""Setting up: versions are locked with hashes, and what can't be installed is said in one command."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.pace import PATIENCE_S


def locked(path: Path) -> dict[str, list[str]]:
    """Names in a lock file, each with its lines."""
    names: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text().splitlines():
        if found := re.match(r"([A-Za-z0-9._-]+)==", line):
            name = found[1].lower().replace("_", "-")
        names.setdefault(name, []).append(line)
    return names


def wanted(words: list[str]) -> set[str]:
    return {re.split(r"[<>=!~;\[ ]", word, maxsplit=1)[0].lower().replace("_", "-") for word in words}


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_locked_version_has_hashes_and_names_no_place(project: Path, name: str) -> None:
    lock = locked(project / "requirements" / f"{name}.txt")
    for package, lines in lock.items():
        assert any("--hash=sha256:" in line for line in lines), package
    text = (project / "requirements" / f"{name}.txt").read_text()
    assert not re.search(r"https?://|file:|--index|--extra-index|--find-links|--trusted-host| @ ", text)


def test_every_dependency_is_locked(project: Path) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text())["project"]
    run, test = (set(locked(project / "requirements" / f"{name}.txt")) for name in ("run", "test"))
    assert wanted(settings["dependencies"]) <= run
    assert wanted(settings["optional-dependencies"]["test"]) <= test
    assert run <= test


def test_the_tests_run_with_the_versions_that_people_run(project: Path) -> None:
    run, test = (locked(project / "requirements" / f"{name}.txt") for name in ("run", "test"))
    for package, lines in run.items():
        assert lines[0] == test[package][0]


@pytest.fixture
def bare_machine(tmp_path: Path) -> dict[str, str]:
    """Debian for a person who isn't root and has none of the packages."""
    programs = {
        "id": "echo 1000",
        "dpkg-query": "exit 1",
        "apt-get": "exit 99",
        "apt-cache": """echo "Candidate: $([ "$2" = libasound2 ] && echo '(none)' || echo 1.0)" """,
    }
    for name, body in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / name).chmod(0o755)
    return {"PATH": f"{tmp_path}:/usr/bin:/bin"}


def test_without_root_the_one_command_is_printed(project: Path, bare_machine: dict[str, str]) -> None:
    words = [str(project / "scripts/system-packages"), "test"]
    done = subprocess.run(words, env=bare_machine, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 1
    command = next(line for line in done.stderr.splitlines() if line.startswith("  sudo apt-get install"))
    assert "dovecot-imapd" in command
    assert "libxcb-cursor0" in command


def test_a_renamed_package_is_asked_for_by_the_name_this_release_has(
    project: Path, bare_machine: dict[str, str]
) -> None:
    words = [str(project / "scripts/system-packages"), "run"]
    done = subprocess.run(words, env=bare_machine, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert " libasound2t64 " in done.stderr
    assert " libasound2 " not in done.stderr


def test_an_old_python_is_refused_in_one_sentence(project: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\ncase "$1" in -V) echo "Python 3.9.2";; *) exit 1;; esac\n')
    old.chmod(0o755)
    words = [str(project / "scripts/check-python"), str(old)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "3.9.2" in done.stderr
