"""The real desk with a vault of its own, and the page opened from the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from imapdesk.desk import Desk
from tests.oauth.person import MASTER
from tests.ui.conftest import OpenWindow
from tests.ui.integrations.page import Page


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name, value in MASTER.items():
        monkeypatch.setenv(name, value)
    with Desk.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def page(desk: Desk, open_window: Callable[[Any], OpenWindow]) -> Iterator[Page]:
    made = Page(open_window(desk))
    yield made
    made.dialog.reject()
