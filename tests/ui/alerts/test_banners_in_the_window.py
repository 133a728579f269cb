"""What needs somebody, in the window: banners, one message of the tray, the way to the sign-in."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


def test_a_refused_password_is_a_banner_until_it_is_solved(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.put_notice(ALICE)
    opened.conductor.notices.reload()
    opened.wait(lambda: opened.window.banners.texts() == [f"Sign-in needed for {ALICE}"])
    opened.wait(lambda: opened.tray.variant == "attention")
    opened.wait(lambda: len(desk.seen) == 1)
    desk.notices.clear()
    opened.conductor.notices.reload()
    opened.wait(lambda: opened.window.banners.texts() == [])


def test_the_button_of_the_banner_asks_for_the_password(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.put_notice(ALICE)
    opened.conductor.notices.reload()
    opened.wait(lambda: bool(opened.window.banners.shown_keys()))
    next(b for b in opened.window.banners.findChildren(QPushButton) if b.text() == "Sign in").click()
    dialog = opened.window.findChild(ServerDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Sign in again"
    dialog.reject()


@pytest.mark.parametrize(("reason", "pages"), [("imap_disabled", ["https://help.example.com/mail"]), ("refused", [])])
def test_what_only_the_provider_can_switch_on_leads_to_its_page(
    opened: OpenWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, reason: str, pages: list[str]
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toString()))
    desk.put_notice(ALICE, reason=reason)
    opened.conductor.notices.reload()
    opened.wait(lambda: bool(opened.window.banners.shown_keys()))
    for each in opened.window.banners.findChildren(QPushButton):
        if each.text() == "Open provider page":
            each.click()
    assert seen == pages


def test_one_tray_message_says_what_is_needed(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.put_notice(ALICE)
    desk.put_notice("bob@work.example.org")
    with qtbot.waitSignal(opened.conductor.notices.tray_wanted) as told:
        opened.conductor.notices.ask_tray(window_active=False)
    assert told.args == ["open:", "2 mailboxes need you", f"{ALICE}, bob@work.example.org"]
    with qtbot.assertNotEmitted(opened.conductor.notices.tray_wanted, wait=100):
        opened.conductor.notices.ask_tray(window_active=False)


def test_a_banner_can_be_folded_and_not_lost(opened: OpenWindow, desk: FakeDesk) -> None:
    notice = desk.put_notice(ALICE)
    opened.conductor.notices.reload()
    opened.wait(lambda: bool(opened.window.banners.shown_keys()))
    assert "The server refused" in opened.window.banners.findChildren(QLabel)[1].text()
    opened.wait(lambda: opened.window.banners.height() > 30)
    high = opened.window.banners.height()
    next(b for b in opened.window.banners.findChildren(QPushButton) if b.text() == "Fold").click()
    opened.wait(lambda: any(b.text() == "Show more" for b in opened.window.banners.findChildren(QPushButton)))
    assert desk.folded == {notice.key}
    assert opened.window.banners.texts() == [f"Sign-in needed for {ALICE}"]
    opened.wait(lambda: 0 < opened.window.banners.height() < high)
    next(b for b in opened.window.banners.findChildren(QPushButton) if b.text() == "Show more").click()
    opened.wait(lambda: any(b.text() == "Sign in" for b in opened.window.banners.findChildren(QPushButton)))


def test_a_click_on_the_message_opens_the_sign_in_of_that_mailbox(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.put_notice(ALICE)
    opened.window.hide()
    opened.conductor.notices.ask_tray(window_active=False)
    opened.wait(lambda: not desk.untold)
    opened.tray.message_clicked.emit(f"sign_in:{ALICE}")
    assert opened.window.isVisible()
    dialog = opened.window.findChild(ServerDialog)
    assert dialog is not None
    dialog.reject()


@pytest.mark.expected_error("Something went wrong")
def test_an_error_of_ours_is_a_banner_with_details(opened: OpenWindow) -> None:
    opened.conductor.show_error(KeyError("x"))
    assert opened.window.banners.texts() == ["Something went wrong inside imapdesk."]


def test_the_list_has_the_focus_once_a_banner_was_answered(opened: OpenWindow) -> None:
    banners = opened.window.banners
    banners.show_problem(Problem("hint", "You can close this window.", closable=True, hint=True))
    close = next(b for b in banners.findChildren(QPushButton) if b.accessibleName() == "Close this message")
    opened.window.activateWindow()
    close.setFocus()
    opened.wait(close.hasFocus)
    close.click()
    opened.wait(opened.window.pane.list.table.hasFocus)
