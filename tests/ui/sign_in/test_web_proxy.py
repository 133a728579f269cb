"""A proxy that asks for a password lets a provider's page through, in the real web engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.pace import PATIENCE_S

HOST = "login.provider.example"


def drive(known: str, tmp_path: Path, project: Path) -> dict[str, Any]:
    """What a try of `drive_proxy` saw."""
    env = os.environ | {"IMAPDESK_MASTER_PASSWORD": "of the vault", "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-m", "tests.ui.sign_in.drive_proxy", known, str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S, env=env, check=False, cwd=project)
    assert done.returncode == 0, done.stderr
    assert "right word" not in done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_kept_password_opens_the_page_and_what_it_shows(tmp_path: Path, project: Path) -> None:
    seen = drive("right", tmp_path, project)
    assert seen["title"] == "The provider's page"
    assert seen["asked"] == ["/", "/picture"]
    assert {host for host, _port in seen["goals"]} == {HOST}
    assert seen["refusals"] == 1, "it is asked once, and told once"
    assert (seen["refused"], seen["unreachable"]) == ([], [])


@pytest.mark.parametrize("known", ["wrong", "none"])
def test_a_proxy_that_refuses_is_named_and_not_tried_again_and_again(tmp_path: Path, project: Path, known: str) -> None:
    seen = drive(known, tmp_path, project)
    assert seen["refused"] == ["127.0.0.1"]
    assert (seen["title"], seen["asked"]) == ("", [])
    assert seen["refusals"] < 8
