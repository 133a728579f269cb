"""The activity page: live progress, the log, the servers' report cards."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtGui import QGuiApplication

from imapdesk.mail import RunResult
from imapdesk.outcome import Outcome
from imapdesk.sync.events import Progress
from imapdesk.ui.pages.activity import ActivityPage
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.sample import ALICE


def open_page(opened: OpenWindow) -> ActivityPage:
    opened.window.menu_actions["activity"].trigger()
    page = opened.conductor.side_pages.activity
    assert page is not None
    opened.wait(lambda: page.cards.rowCount() == 2)
    return page


def test_each_mailbox_shows_its_progress_and_can_be_paused(opened: OpenWindow) -> None:
    page = open_page(opened)
    line = page.lines[ALICE]
    opened.window.engine.run_started.emit(ALICE)
    assert not line.bar.isHidden()
    opened.window.engine.progress.emit(Progress(ALICE, "Inbox", 1240, 5310, 31_000_000, 120_000_000, 900_000.0))
    assert line.text.text() == "Inbox: 1,240 of 5,310 messages, 31.0 MB of 120 MB - 900 kB a second"
    assert (line.bar.value(), line.bar.maximum()) == (1240, 5310)
    opened.window.engine.run_finished.emit(RunResult(ALICE, Outcome.OK))
    assert line.bar.isHidden()
    line.pause.click()
    opened.wait(lambda: opened.desk.mailboxes[0].paused)
    opened.wait(lambda: line.pause.text() == "Go on syncing")


def test_the_folder_that_is_downloaded_can_be_skipped_here_and_in_the_status_bar(opened: OpenWindow) -> None:
    engine, status = opened.window.engine, opened.window.status
    line = open_page(opened).lines[ALICE]
    assert line.skip.isHidden()
    engine.run_started.emit(ALICE)
    assert line.skip.isHidden()  # nothing is downloaded yet
    engine.progress.emit(Progress(ALICE, "Archive", 0, 90, 0, 90_000_000, 0.0))
    assert not line.skip.isHidden()
    assert status.skip.toolTip() == line.skip.toolTip() == "Leave the rest of Archive for the next sync"
    line.skip.click()
    engine.progress.emit(Progress(ALICE, "Archive", 1, 90, 1, 90_000_000, 0.0))
    assert line.skip.isHidden()  # said once
    engine.progress.emit(Progress(ALICE, "Projects", 2, 20, 2, 20_000_000, 0.0))
    assert not line.skip.isHidden()
    status.skip.click()
    assert opened.desk.skipped == [(ALICE, "Archive"), (ALICE, "Projects")]
    engine.run_finished.emit(RunResult(ALICE, Outcome.OK))
    assert line.skip.isHidden()
    assert status.skip.isHidden()


def test_the_time_left_is_told_after_twenty_seconds_only(opened: OpenWindow) -> None:
    line = open_page(opened).lines[ALICE]
    line.begin()
    line._began -= 21
    line.show_progress(Progress(ALICE, "Inbox", 1, 9, 1_000_000, 163_000_000, 900_000.0))
    assert line.text.text().endswith(" - about 3 min")


def test_the_log_the_servers_and_the_report_are_there(opened: OpenWindow) -> None:
    page = open_page(opened)
    opened.wait(lambda: "14 messages saved" in page.log.toPlainText())
    assert page.cards.item(1, 4).text() == "QRESYNC"
    page.protocol.click()
    opened.wait(lambda: opened.desk.load_protocol_log())
    opened.window.menu_actions["copy_report"].trigger()
    opened.wait(lambda: QGuiApplication.clipboard().text() == "imapdesk, a report")


def test_the_log_says_that_somebody_asked_for_a_synchronisation(
    opened: OpenWindow, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "imapdesk")
    opened.window.menu_actions["sync"].trigger()
    assert "Somebody asked for a synchronisation; mailboxes: 1" in caplog.messages
    assert ALICE not in caplog.text


def test_who_reads_further_up_in_the_log_is_left_there(opened: OpenWindow) -> None:
    opened.window.menu_actions["activity"].trigger()
    page = opened.conductor.side_pages.activity
    assert page is not None
    lines = [f"line {number}" for number in range(300)]
    page._show_lines(lines)
    bar = page.log.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    bar.setValue(40)
    page._show_lines([*lines, "one more"])
    assert bar.value() == 40
    bar.setValue(bar.maximum())
    page._show_lines([*lines, "one more", "and another"])
    assert bar.value() == bar.maximum()


def test_the_report_and_the_logs_switch_are_seen_without_scrolling(opened: OpenWindow) -> None:
    window = opened.window
    window.resize(1200, 760)
    window.menu_actions["activity"].trigger()
    page = opened.conductor.side_pages.activity
    assert page is not None
    opened.wait(lambda: len(page.lines) == 2 and page.protocol.isVisible())
    opened.rest(50)
    assert page.viewport().rect().contains(page.protocol.mapTo(page.viewport(), page.protocol.rect().bottomRight()))
    assert page.verticalScrollBar().maximum() == 0
