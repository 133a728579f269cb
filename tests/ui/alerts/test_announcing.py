"""A screen reader hears what changes: troubles, what the status bar says for a moment, and how a sync ended."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QAccessibleAnnouncementEvent

from imapdesk.mail import RunResult
from imapdesk.outcome import Outcome
from imapdesk.ui.alerts import banner
from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.widgets import announcing
from tests.ui.conftest import OpenWindow


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was announced; nothing else in Qt tells it without a screen reader."""
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    for module in (announcing, banner):
        monkeypatch.setattr(module, "QAccessible", SimpleNamespace(updateAccessibility=hear))
    return said


def test_a_trouble_is_announced_once(opened: OpenWindow, heard: list[str]) -> None:
    problem = Problem("key", "Sign-in needed for alice@example.com")
    opened.window.banners.show_problem(problem)
    opened.window.banners.show_problem(problem)
    assert heard == ["Sign-in needed for alice@example.com"]


def test_what_the_status_bar_says_for_a_moment_is_announced(opened: OpenWindow, heard: list[str]) -> None:
    opened.window.status.say("Saved invoice.pdf")
    assert heard == ["Saved invoice.pdf"]


@pytest.mark.parametrize(("outcome", "words"), [(Outcome.OK, "nothing new"), (Outcome.UNREACHABLE, "Off-line")])
def test_how_a_sync_ended_is_announced(opened: OpenWindow, heard: list[str], outcome: Outcome, words: str) -> None:
    opened.window.status.end(RunResult("alice@example.com", outcome))
    assert len(heard) == 1
    assert words in heard[0]
