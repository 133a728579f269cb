"""Signing in end to end: the real web engine, an OpenID provider over TLS, a Dovecot that asks it about tokens."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.oauth.person import ALICE, MASTER
from tests.pace import PATIENCE_S


def drive(scenario: str, tmp_path: Path, project: Path) -> dict[str, Any]:
    """Run a scenario of `tests.ui.sign_in.drive` in a process of its own; what it saw."""
    env = os.environ | MASTER | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
    command = [sys.executable, "-m", "tests.ui.sign_in.drive", scenario, str(tmp_path)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=PATIENCE_S, env=env, check=False, cwd=project
    )
    if done.returncode:
        kept = project / "build" / "screenshots"
        kept.mkdir(parents=True, exist_ok=True)
        for picture in tmp_path.glob("**/failed-*.png"):
            shutil.copy(picture, kept / f"{scenario}-{picture.name}")
    assert done.returncode == 0, done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["stopped"]
    return answer


def test_from_settings_to_synchronised_mail_through_expiry_rotation_and_a_revoked_consent(
    tmp_path: Path, project: Path
) -> None:
    seen = drive("whole", tmp_path, project)
    assert seen["enabled"]
    assert seen["verdict"] == "Google accepts the client id and secret."
    assert seen["host"].startswith("localhost:")
    assert seen["off_the_record"]
    assert "QtWebEngine/" in seen["user_agent"]  # it says what it is
    assert not seen["offer"]
    assert "INBOX" in seen["folders"]
    assert seen["mailbox"] == [ALICE, ALICE, ALICE, "google"]  # nobody typed the address
    assert (seen["outcome"], seen["saved"]) == ("ok", 5)
    # Cut in the middle, refused with the ended token, let in with the renewed one: nothing was asked of anybody.
    assert seen["after_expiry"] == ["ok", 45, 3]
    assert seen["renewals"] == 1
    assert seen["rotated"]
    assert seen["after_rotation"] == "ok"
    assert seen["banner"] == [f"Sign-in needed for {ALICE}"]
    assert seen["revoked"][0] == "sign_in_required"
    assert "no longer accepts" in seen["revoked"][1]
    assert seen["at_last"] == ["ok", 46]
    assert seen["leaks"] == []


@pytest.mark.parametrize(
    ("type_", "word"), [("microsoft", "Microsoft accepts"), ("example", "Example Mail knows this customer number.")]
)
def test_every_other_type_goes_the_same_way(tmp_path: Path, project: Path, type_: str, word: str) -> None:
    seen = drive(type_, tmp_path, project)
    assert seen["enabled"]
    assert word in seen["verdict"]
    assert seen["mailbox"] == [ALICE, ALICE, ALICE, type_]
    assert (seen["outcome"], seen["saved"]) == ("ok", 5)
    assert seen["leaks"] == []


def test_a_provider_that_refuses_embedded_views_is_signed_in_to_with_the_browser(tmp_path: Path, project: Path) -> None:
    seen = drive("refused", tmp_path, project)
    assert seen["offer"] == "Google does not allow sign-in inside programs. Continue in your web browser."
    assert seen["always_there"]
    assert seen["browser"] == [1, [200], True]
    assert seen["outcome"] == "ok"
    assert seen["leaks"] == []


def test_what_goes_wrong_is_said_and_leaves_nothing_behind(tmp_path: Path, project: Path) -> None:
    seen = drive("trouble", tmp_path, project)
    assert seen["declined"] == "The sign-in at Google was declined."
    assert seen["somebody_else"] == [
        "You signed in as bob@example.org",
        f"The mailbox is {ALICE}. Is the other address right?",
        "Use bob@example.org",
    ]
    assert seen["permission"] == "denied 1"
    assert seen["downloads"] == []
    assert seen["blocked"] == ["127.0.0.1"]
    assert seen["clear_text"] == "The sign-in leads to example.org without encryption. It was stopped there."
    assert seen["stray"] == "The sign-in answer came to another address than agreed."
    assert seen["wrong_state"] == "The sign-in answer belongs to another sign-in."
    assert seen["windows"] == 0
    assert seen["stored"] == []
    assert seen["mailboxes"] == 0


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, project: Path) -> None:
    seen = drive("untrusted", tmp_path, project)
    assert seen["untrusted"] == "localhost can't prove its identity. Nothing was sent."
    assert seen["seen_by_provider"] == 0


def test_without_a_web_engine_the_browser_is_used_at_once(tmp_path: Path, project: Path) -> None:
    seen = drive("no_engine", tmp_path, project)
    assert (seen["outcome"], seen["browser"]) == ("ok", 1)
