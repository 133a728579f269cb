"""A server that asked for patience: wherever one could ask again it says so, and one may insist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from imapdesk.mail import Mailbox, utc_now
from imapdesk.outcome import Outcome
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.waiting import describe_wait, find_common_wait, find_wait
from imapdesk.ui.widgets import formats
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE

WHY = "Gmail asks us to wait."


def make_wait(opened: OpenWindow, *, only: str = "", minutes: float = 12) -> datetime:
    """All mailboxes wait, or one of them; until when."""
    until = utc_now() + timedelta(minutes=minutes)
    waiting = {"last_outcome": Outcome.BUSY, "last_error": WHY, "failures": 1, "next_run_at": until}
    desk = opened.desk
    desk.mailboxes = [replace(m, **waiting) if only in ("", m.name) else m for m in desk.mailboxes]  # type: ignore[arg-type]
    opened.window.shelf.reload()
    opened.wait(lambda: opened.window.shelf.snapshot.mailboxes == tuple(desk.mailboxes))
    return until


def test_button_menu_tray_and_page_say_that_all_wait(opened: OpenWindow) -> None:
    window, tray = opened.window, opened.conductor.tray
    opened.wait(lambda: window.tree.select(Place(mailbox=ALICE)))
    card = window.mailbox_page.card
    assert (card.sync.text(), bool(card.sync.property("primary"))) == ("Sync now", True)
    time = formats.clock(make_wait(opened))
    for action in (window.menu_actions["sync"], window.menu_actions["sync_all"], tray.sync):
        assert action.text().endswith(f"(waiting until {time})")
        assert action.isEnabled()
    assert f"{ALICE}: {WHY} Syncing goes on at {time}." in window.sync_button.toolTip()
    assert WHY in window.sync_button.accessibleDescription()
    assert tray.status.text() == f"Waiting until {time}"
    assert (card.sync.text(), bool(card.sync.property("primary"))) == ("Try anyway", False)
    assert card.sync.toolTip() == f"{WHY} Syncing goes on at {time}."


def test_who_asks_is_told_first_and_may_insist(opened: OpenWindow, desk: FakeDesk) -> None:
    window = opened.window
    time = formats.clock(make_wait(opened))
    window.tree.select(Place(mailbox=ALICE))
    for name in ("sync", "sync_all"):
        window.status.sync.hide()
        window.menu_actions[name].trigger()
        assert window.status.activity.text() == f"{ALICE}: {WHY} Syncing goes on at {time}."
        assert (window.status.sync.isVisible(), window.status.sync.text()) == (True, "Try anyway")
        opened.rest(50)
        assert desk.synced == []
    window.menu_actions["sync"].trigger()
    window.status.sync.click()
    opened.wait(lambda: desk.synced == [ALICE])


def test_the_page_beside_whose_button_it_stands_asks_at_once(opened: OpenWindow, desk: FakeDesk) -> None:
    make_wait(opened)
    opened.window.tree.select(Place(mailbox=ALICE))
    opened.window.mailbox_page.card.sync.click()
    opened.wait(lambda: desk.synced == [ALICE])


def test_who_asks_for_all_has_those_synchronised_that_may_be(opened: OpenWindow, desk: FakeDesk) -> None:
    make_wait(opened, only=ALICE)
    assert opened.window.sync_button.toolTip() == "Sync all mailboxes now (Shift+F5)"
    assert "waiting" not in opened.window.menu_actions["sync_all"].text()
    opened.window.menu_actions["sync_all"].trigger()
    others = sorted(m.name for m in desk.mailboxes if m.name != ALICE)
    opened.wait(lambda: sorted(desk.synced) == others)
    assert opened.window.status.sync.text() != "Try anyway"


def test_the_menu_speaks_of_the_mailbox_that_is_chosen(opened: OpenWindow, desk: FakeDesk) -> None:
    make_wait(opened, only=ALICE)
    other = next(m.name for m in desk.mailboxes if m.name != ALICE)
    said = []
    for name in (ALICE, other):
        opened.window.tree.select(Place(mailbox=name))
        said.append("waiting until" in opened.window.menu_actions["sync"].text())
    assert said == [True, False]


def test_it_is_said_no_longer_when_the_time_is_over(opened: OpenWindow) -> None:
    make_wait(opened, minutes=1 / 60)
    button = opened.window.sync_button
    opened.wait(lambda: button.toolTip() == "Sync all mailboxes now (Shift+F5)")
    assert button.accessibleDescription() == ""


@pytest.fixture
def busy(desk: FakeDesk) -> Callable[..., Mailbox]:
    until = utc_now() + timedelta(minutes=12)

    def make(name: str, **fields: Any) -> Mailbox:
        usual: dict[str, Any] = {"last_outcome": Outcome.BUSY, "last_error": WHY, "next_run_at": until}
        return desk.put_mailbox(name, **{**usual, **fields})

    return make


def test_a_mailbox_waits_while_its_server_asked_it_to_and_it_is_not_paused(busy: Callable[..., Mailbox]) -> None:
    assert find_wait(busy("a")) is not None
    assert find_wait(busy("b", paused=True)) is None
    assert find_wait(busy("c", last_outcome=Outcome.UNREACHABLE)) is None
    assert find_wait(busy("d", next_run_at=utc_now() - timedelta(seconds=1))) is None
    assert describe_wait(busy("e", next_run_at=None)) == ""


def test_all_wait_when_none_may_be_asked_and_none_runs(busy: Callable[..., Mailbox]) -> None:
    waiting, off, free = busy("a"), busy("b", paused=True), busy("c", last_outcome=Outcome.OK)
    assert find_common_wait([waiting, off], []) == find_wait(waiting)
    assert find_common_wait([waiting, free], []) is None
    assert find_common_wait([waiting], ["a"]) is None
    assert find_common_wait([off], []) is None


def test_where_nothing_runs_by_itself_nothing_is_said_to_go_on(busy: Callable[..., Mailbox]) -> None:
    mailbox = busy("a")
    by_hand = replace(mailbox, settings=replace(mailbox.settings, every_minutes=0))
    assert describe_wait(by_hand).startswith(f"{WHY} Ask again after ")
