"""Asking a server while a person waits: quick drops are borne with, silence and refusals aren't."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from imapdesk.desk.servers.trying import TRIES, try_shortly
from imapdesk.errors import Busy, Cancelled, ImapdeskError, Insecure, SignInRequired, Unreachable
from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import ScriptedServer
from tests.faults.rows import Row, start

Start = Callable[..., ScriptedServer]


class Clock:
    """Time passes by sleeping and by `cost` per try."""

    def __init__(self, cost: float) -> None:
        self.now, self.cost, self.slept = 0.0, cost, 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds


def count_tries(error: ImapdeskError, cost: float = 0.0) -> tuple[int, Clock]:
    clock, tries = Clock(cost), 0

    def action(_: bool) -> None:
        nonlocal tries
        tries += 1
        clock.now += cost
        raise error

    with pytest.raises(type(error)):
        try_shortly(action, lambda: False, clock=clock, sleep=clock.sleep)
    return tries, clock


def test_what_drops_at_once_is_tried_three_times() -> None:
    assert count_tries(Unreachable("lost"))[0] == TRIES


def test_what_is_silent_for_long_is_tried_once() -> None:
    assert count_tries(Unreachable("silent"), cost=15.0)[0] == 1


@pytest.mark.parametrize("error", [SignInRequired("no"), Insecure("no"), Busy("later"), Busy("l", retry_after_s=60)])
def test_what_another_try_would_not_help_is_not_tried_again(error: ImapdeskError) -> None:
    assert count_tries(error)[0] == 1


def test_a_short_hint_is_waited_for() -> None:
    tries, clock = count_tries(Busy("later", retry_after_s=2.0))
    assert (tries, round(clock.slept)) == (TRIES, 4)


def test_it_stops_when_asked() -> None:
    def action(_: bool) -> None:
        raise Unreachable("lost")

    with pytest.raises(Cancelled):
        try_shortly(action, lambda: True)


def test_an_expired_token_is_renewed_once() -> None:
    renewed: list[bool] = []

    def action(_: bool) -> None:
        raise SignInRequired("old", reason="token_expired")

    with pytest.raises(SignInRequired):
        try_shortly(action, lambda: False, renew=lambda: renewed.append(True))
    assert renewed == [True]


def test_adding_a_mailbox_survives_a_drop(scripted_server: Start, tmp_path: Path) -> None:
    scene = start(Row("drop", server={"on": {"LIST": [react.drop()]}}), scripted_server, tmp_path)
    assert scene.add(check=True).document["folders"] == 3


def test_choosing_folders_survives_a_drop_and_a_short_hint(scripted_server: Start, tmp_path: Path) -> None:
    hint = react.no("Request is throttled. Suggested Backoff Time: 200 milliseconds")
    scene = start(Row("drop", server={"on": {"LIST": [react.drop(), hint]}}), scripted_server, tmp_path)
    scene.add()
    assert scene.include_all().code == 0
