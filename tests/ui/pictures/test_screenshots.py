"""The pictures of the window can be made, each of them, light and dark."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pace import PATIENCE_S

NAMES = (
    "01-welcome",
    "02-add-address",
    "06-add-folders",
    "07-main",
    "09-mailbox-page",
    "13-sign-in-needed",
    "14-settings",
    "20-settings-sign-in-right",
    "21-account-types",
    "23-sign-in-window",
    "25-refusal-offer",
    "30-folded-quotes",
    "31-japanese",
    "32-arabic",
    "33-phishing-link",
    "34-marked-hits",
    "35-conversations",
    "36-newsletter",
    "37-unfolded",
    "40-off-line",
    "44-questions",
    "45-quarantine",
    "47-german",
    "50-right-to-left",
    "52-certificate",
)


# Nothing rests while they are made, so that their time is the machine's: 15 seconds of its work for each theme.
@pytest.mark.screenshots
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_picture_is_made(project: Path, theme: str) -> None:
    folder = project / "build" / "screenshots"
    for old in folder.glob(f"[0-9]*-{theme}.png"):
        old.unlink()
    words = [sys.executable, "-m", "tests.ui.screenshots", str(folder), theme]
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=PATIENCE_S, cwd=project, env=os.environ, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in NAMES:
        assert (folder / f"{name}-{theme}.png").stat().st_size > 5_000
