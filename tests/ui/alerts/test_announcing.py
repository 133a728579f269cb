"""A screen reader hears what changes: troubles, what the status bar says for a moment, and how a sync ended."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.mail import RunResult
from imapdesk.outcome import Outcome
from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.widgets import announcing
from imapdesk.ui.widgets.announcing import SpokenLabel
from tests.ui.conftest import OpenWindow


@pytest.mark.parametrize("reads_rows", [True, False])
def test_orca_gets_a_notification_in_the_window_other_readers_an_announcement(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, reads_rows: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inside = QLabel("inside", window)
    announced: list[str] = []
    notified: list[tuple[QWidget, str]] = []
    hears = SimpleNamespace(updateAccessibility=lambda event: announced.append(event.message()))
    monkeypatch.setattr(announcing, "READS_ROWS", reads_rows)
    monkeypatch.setattr(announcing, "QAccessible", hears)
    monkeypatch.setattr(announcing, "notify", lambda place, text: notified.append((place, text)))
    announcing.announce(inside, "Sync finished")
    announcing.announce(inside, "")
    assert (announced, notified) == (([], [(window, "Sync finished")]) if reads_rows else (["Sync finished"], []))


def test_what_a_dialog_says_comes_into_the_window_behind_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    # Orca 43 reads all texts of a dialog before a notification that comes into it.
    window = QWidget()
    qtbot.addWidget(window)
    above = QDialog(QDialog(window))
    alone = QDialog()
    qtbot.addWidget(alone)
    places: list[QWidget] = []
    monkeypatch.setattr(announcing, "READS_ROWS", True)
    monkeypatch.setattr(announcing, "notify", lambda place, _text: places.append(place))
    announcing.announce(QLabel(above), "The server refused the user name or the password.")
    announcing.announce(alone, "Wrong master password.")
    assert places == [window, alone]


@pytest.mark.parametrize("goes_there", [True, False])
def test_a_failure_that_the_field_with_the_focus_tells_of_is_not_said_twice(
    qtbot: QtBot, heard: list[str], goes_there: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    problem, field, other = SpokenLabel(), QLineEdit(), QLineEdit()
    for each in (problem, field, other):
        layout.addWidget(each)
    window.show()
    (other if goes_there else field).setFocus()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    problem.setText("Wrong password.")
    field.setAccessibleDescription("Wrong password.")
    field.setFocus()
    problem._soon.timeout.emit()
    assert heard == ([] if goes_there else ["Wrong password."])


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
