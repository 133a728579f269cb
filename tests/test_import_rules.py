"""Who may import whom: the rules hold, they bite, and what is pure stays light."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pace import PATIENCE_S

HEAVY = ["PySide6", "peewee", "keyring", "imapclient", "msal", "google_auth_oauthlib", "sqlite3"]

BREAKING_LINES = {
    "mail/numbers.py": ("import imapdesk.store", "Rooms import only"),
    "ui/state/__init__.py": ("import imapdesk.ui.shell.shortcuts", "The window's rooms"),
    "imap/grammar/tokens.py": ("import imapdesk.imap.line.tls", "What reads knows nothing"),
    "store/content/packing.py": ("import imapdesk.store.database.base", "The store's door sees"),
    "mime/headers/dates.py": ("import imapdesk.mime.structure.tree", "Bytes, charsets, headers"),
    "sync/plan.py": ("import threading", "What decides is pure"),
    "__init__.py": ("import imapdesk.store", "The package root"),
    "cli/__init__.py": ("import imapdesk.sync.plan", "The window and the command line"),
    "desk/__init__.py": ("import PySide6.QtCore", "Qt lives"),
    "store/__init__.py": ("import imapclient", "The IMAP libraries"),
    "mime/__init__.py": ("import peewee", "peewee and SQLite"),
    "oauth/__init__.py": ("import keyring", "keyring lives"),
    "accounts/__init__.py": ("import msal", "The providers' OAuth"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return subprocess.run(
        [*words, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


def test_the_rooms_keep_the_import_rules(project: Path) -> None:
    done = lint_imports(project)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_rule_bites(project: Path, tmp_path: Path) -> None:
    shutil.copy(project / "pyproject.toml", tmp_path)
    shutil.copytree(project / "imapdesk", tmp_path / "imapdesk", ignore=shutil.ignore_patterns("__pycache__"))
    for name, (line, _) in BREAKING_LINES.items():
        with (tmp_path / "imapdesk" / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    verdicts = re.sub(r"\s+", " ", lint_imports(tmp_path).stdout)
    for _, rule in BREAKING_LINES.values():
        verdict = re.search(re.escape(rule) + r".*?(KEPT|BROKEN)", verdicts)
        assert verdict is not None, verdicts
        assert verdict[1] == "BROKEN", rule


@pytest.mark.parametrize("module", ["imapdesk", "imapdesk.mail", "imapdesk.sync.plan", "imapdesk.imap.config"])
def test_importing_what_is_light_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    assert done.stdout.strip() == "[]"
