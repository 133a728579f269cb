"""Resources are found in a checkout and in an installation alike."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from xml.etree import ElementTree

import pytest

from imapdesk.resources import find, read_text
from tests.pace import PATIENCE_S


def test_the_programs_icon_is_a_drawing_and_is_found() -> None:
    assert ElementTree.fromstring(read_text("icons/imapdesk.svg")).tag.endswith("svg")


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-file"):
        find("no-such-file")


def test_the_desktop_entry_starts_the_window_and_names_the_icon() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(read_text("desktop/imapdesk.desktop"))
    assert entry["Desktop Entry"]["Exec"] == "imapdesk-desktop"
    assert entry["Desktop Entry"]["Icon"] == "imapdesk"


def test_every_drawing_is_well_formed(project: Path) -> None:
    for path in (project / "resources").rglob("*.svg"):
        ElementTree.parse(path)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The program as ``pip install .`` lays it out, built from a copy so that the checkout stays clean."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in ("imapdesk", "resources"):
        shutil.copytree(project / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(project / name, source)
    words = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    words += ["--ignore-installed"]  # or pip takes the program out of the environment that runs the tests
    before = find_own_installation()
    done = subprocess.run(
        [*words, "--prefix", str(target), str(source)], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert find_own_installation() == before
    return target


def find_own_installation() -> set[Path]:
    """What `make` put into the environment that runs the tests."""
    places = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib", "scripts")}
    return {path for place in places for path in place.glob("*imapdesk*")}


def test_an_installation_has_the_commands_the_desktop_entry_and_the_icon(installed: Path) -> None:
    assert {"imapdesk", "imapdesk-desktop"} <= {path.name for path in (installed / "bin").iterdir()}
    assert (installed / "share/applications/imapdesk.desktop").is_file()
    assert (installed / "share/icons/hicolor/scalable/apps/imapdesk.svg").is_file()


def test_an_installed_program_finds_the_resources_that_came_with_it(installed: Path, tmp_path: Path) -> None:
    package = next(installed.glob("lib*/python*/site-packages"))
    code = "import imapdesk.resources as r; print(r.__file__); print(r.find('desktop/imapdesk.desktop'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    assert all(line.startswith(str(package)) for line in done.stdout.splitlines())


def test_an_installation_has_every_resource(installed: Path, project: Path) -> None:
    package = next(installed.glob("lib*/python*/site-packages")) / "imapdesk/resources"
    here, there = ({path.relative_to(top) for path in top.rglob("*")} for top in (project / "resources", package))
    assert here == there


def test_an_installation_tells_type_checkers_that_it_has_types(installed: Path) -> None:
    package = next(installed.glob("lib*/python*/site-packages")) / "imapdesk"
    assert (package / "py.typed").is_file()  # PEP 561
