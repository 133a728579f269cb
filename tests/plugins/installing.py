"""The example package, built and installed by pip as anybody's would be, into an environment of the test's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pace import PATIENCE_S

PACKAGE = "imapdesk-example-oauth"


def run_pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="session")
def wheel_dir(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The example package, built from a copy so that the checkout stays clean."""
    source = tmp_path_factory.mktemp("source") / "example_oauth"
    shutil.copytree(project / "tests/plugins/example_oauth", source, ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path_factory.mktemp("wheels")
    run_pip("wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(target), str(source))
    return target


@pytest.fixture
def installed(wheel_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The package installed by pip into an environment of its own, which Python looks into during this test."""
    environment = tmp_path / "environment"
    venv.create(environment)
    (wheel,) = wheel_dir.glob("*.whl")
    run_pip("--python", str(environment), "install", "-q", "--no-deps", "--no-index", str(wheel))
    place = sysconfig.get_path("purelib", "venv", {"base": str(environment)})
    monkeypatch.syspath_prepend(place)
    yield environment
    for name in [name for name in sys.modules if name.split(".")[0] == "example_oauth"]:
        del sys.modules[name]
