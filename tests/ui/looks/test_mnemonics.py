"""A letter with Alt does one thing: those of a page are never those of the menu bar, in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.languages import install_language
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    install_language(qapp, request.param)
    yield request.param
    install_language(qapp, "en")


def letters(widget: QWidget) -> list[str]:
    """The letters that work with Alt while this widget is shown."""
    texts = [label.text() for label in widget.findChildren(QLabel) if label.buddy() and label.isVisible()]
    texts += [button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible()]
    return [key for text in texts if (key := QKeySequence.mnemonic(text).toString())]


def test_every_letter_of_the_mailbox_page_and_the_menu_bar_means_one_thing(
    language: str, desk: FakeDesk, open_window: Callable[[Any], OpenWindow]
) -> None:
    opened = open_window(desk)
    window = opened.window
    window.tree.select(Place(mailbox=ALICE))
    opened.wait(lambda: window.mailbox_page.form.name.text() == ALICE)
    menus = [QKeySequence.mnemonic(action.text()).toString() for action in window.menuBar().actions()]
    page = letters(window)
    assert len(page) >= 7, f"the form has its letters in {language}"
    found = sorted(menus + page)
    assert found == sorted(set(found))
