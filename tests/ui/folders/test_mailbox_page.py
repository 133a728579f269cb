"""The page of a mailbox as one walks about: it begins at its top, and a button that goes takes no focus astray."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QMessageBox

from imapdesk.mail import QuarantinedMessage, RunResult, Uid
from imapdesk.outcome import Outcome
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.languages import install_language
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE, NOW


def test_the_page_of_another_mailbox_begins_at_its_top(opened: OpenWindow) -> None:
    window, page = opened.window, opened.window.mailbox_page
    window.tree.select(Place(mailbox=ALICE))
    opened.wait(lambda: page.verticalScrollBar().maximum() > 0)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    window.shelf.reload()
    opened.rest()
    assert page.verticalScrollBar().value() > 0, "the same page again stays where it is"
    window.tree.select(Place(mailbox="bob@work.example.org"))
    opened.wait(lambda: page.title.text() == "bob@work.example.org")
    assert page.verticalScrollBar().value() == 0


def test_after_try_again_the_focus_is_not_on_the_button_that_removes_the_mailbox(opened: OpenWindow) -> None:
    opened.desk.quarantine = [QuarantinedMessage("INBOX", Uid(5), "Internal error", NOW, 1, NOW)]
    window, folders = opened.window, opened.window.mailbox_page.folders
    window.tree.select(Place(mailbox=ALICE))
    opened.wait(folders.again.isVisible)
    window.activateWindow()
    folders.again.setFocus()
    opened.wait(folders.again.hasFocus)
    folders.show_quarantine([])
    assert folders.check.hasFocus()


def test_what_removes_the_mailbox_stands_apart_from_what_tries_again(opened: OpenWindow) -> None:
    opened.desk.quarantine = [QuarantinedMessage("INBOX", Uid(5), "Internal error", NOW, 1, NOW)]
    window, page = opened.window, opened.window.mailbox_page
    window.resize(800, 600)
    window.tree.select(Place(mailbox=ALICE))
    opened.wait(page.folders.again.isVisible)
    opened.rest()
    origin, inner = QPoint(0, 0), page.widget()
    again = QRect(page.folders.again.mapTo(inner, origin), page.folders.again.size())
    remove = QRect(page.remove.mapTo(inner, origin), page.remove.size())
    assert remove.top() - again.bottom() >= 40
    assert remove.left() > again.right(), "a click that misses one doesn't meet the other"


def test_a_mark_that_the_server_refused_is_told_of(opened: OpenWindow) -> None:
    refused = "The server refused to change flags in “Projects”."
    window = opened.window
    window.status.end(RunResult(ALICE, Outcome.PARTIAL, refused))
    assert window.status.activity.text().endswith(refused)
    opened.desk.mailboxes[0] = replace(opened.desk.mailboxes[0], last_outcome=Outcome.PARTIAL, last_error=refused)
    window.shelf.reload()
    window.tree.select(Place(mailbox=ALICE))
    card = window.mailbox_page.card
    opened.wait(lambda: card.text.text() == refused)
    assert card.title.text() == "Not everything could be synced"


def test_whoever_removes_a_mailbox_is_told_what_becomes_of_its_mail(opened: OpenWindow) -> None:
    window = opened.window
    opened.wait(lambda: bool(window.shelf.snapshot.mailboxes))
    window.mailbox_actions.remove(ALICE)
    (box,) = window.findChildren(QMessageBox)
    assert "saved on this computer are deleted, unless they are kept" in box.informativeText()
    remove = next(each for each in box.buttons() if each.text() == "Remove")
    assert box.defaultButton() is not remove
    remove.click()
    opened.wait(lambda: window.status.activity.text() == f"{ALICE} was removed.")


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_fits_into_the_smallest_window(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk, qapp: QApplication, language: str
) -> None:
    install_language(qapp, language)
    opened = open_window(desk)
    opened.window.resize(opened.window.minimumSize())
    opened.window.tree.select(Place(mailbox=ALICE))
    opened.wait(lambda: opened.window.mailbox_page.isVisible())
    opened.rest()
    assert opened.window.width() == 760
    assert opened.window.mailbox_page.horizontalScrollBar().maximum() == 0
