"""The program on a fresh data directory."""

from pathlib import Path

import pytest

from tests.cli.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A new user's ``imapdesk``."""
    return Program(tmp_path / "data")
