"""Knowing the types costs nothing: vendors' libraries are loaded when somebody signs in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.pace import PATIENCE_S

HEAVY = ("msal", "google", "google_auth_oauthlib", "requests", "cryptography", "keyring", "PySide6", "jwt", "peewee")


def test_loading_every_type_and_its_forms_loads_no_vendors_library(project: Path) -> None:
    code = (
        "import sys\n"
        "import imapdesk.oauth.service\n"
        "from imapdesk.oauth.registry import load_registry\n"
        "for manager in load_registry().managers.values(): manager.get_settings_fields()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=project, timeout=PATIENCE_S
    )
    assert shown.stdout.strip() == "[]", shown.stdout + shown.stderr
