"""The window's title says what is looked at, for the bar of tasks; its name for screen readers stays."""

from __future__ import annotations

from imapdesk.ui.state.place import Place
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.sample import ALICE


def test_the_title_follows_the_person(opened: OpenWindow) -> None:
    window = opened.window
    titles = []
    for place in (Place(mailbox=ALICE, folder="Projects/2026"), Place(view="unread"), Place(mailbox=ALICE)):
        window.tree.select(place)
        titles.append(window.windowTitle())
    assert titles == [f"2026 - {ALICE}", "Unread", ALICE]
    window.menu_actions["statistics"].trigger()
    assert window.windowTitle() == "Statistics"
    opened.conductor.side_pages.leave()
    assert window.windowTitle() == ALICE
    assert window.accessibleName() == "imapdesk"


def test_a_search_is_in_the_title_until_it_is_left(opened: OpenWindow) -> None:
    window = opened.window
    window.tree.select(Place(mailbox=ALICE, folder="INBOX"))
    window.search.field.setText("invoice")
    opened.wait(lambda: window.windowTitle() == "Search: invoice")
    window.search.field.clear()
    opened.wait(lambda: window.windowTitle() == f"Inbox - {ALICE}")


def test_views_in_another_language_have_a_title_too(opened: OpenWindow) -> None:
    window = opened.window
    opened.conductor.make_views_anew()
    window.tree.select(Place(mailbox=ALICE, folder="Sent"))
    assert window.windowTitle() == f"Sent - {ALICE}"
