"""Who adds a mailbox is told within twenty seconds in all, wherever a server falls silent, and stops at once."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from imapdesk.accounts import discovery
from imapdesk.desk import Desk
from imapdesk.desk.servers.lines import LINE
from imapdesk.desk.servers.waiting import ALLOWED_S, Allowance, Guard
from imapdesk.errors import Cancelled, ImapdeskError, Unreachable
from imapdesk.imap.config import LineStats
from imapdesk.mail import MailboxSettings, Security
from tests.fakes import imap_reactions as react
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.scripted_server import ScriptedServer

Start = Callable[..., ScriptedServer]


class Clock:
    """Time as a test says it is: it stands, but for an hour that goes by when ``is_late`` says so."""

    def __init__(self, is_late: Callable[[], bool] = lambda: False) -> None:
        self.now, self._is_late = 1000.0, is_late

    def __call__(self) -> float:
        return self.now + (3600 if self._is_late() else 0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def mute() -> Iterator[int]:
    """The port of somebody who takes every connection and says nothing on it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]


def check(desk: Desk, port: int, security: Security, **more: Any) -> ImapdeskError:
    settings = MailboxSettings("x", "ada@example.org", "127.0.0.1", port, security)
    with pytest.raises(ImapdeskError) as caught:
        desk.check_connection(settings, "secret", **more)
    return caught.value


def test_twenty_seconds_are_all_that_one_is_kept_waiting() -> None:
    clock = Clock()
    allowance = Allowance(clock=clock)
    clock.now += 12
    assert (ALLOWED_S, allowance.left_s) == (20.0, 8.0)
    clock.now += 30
    assert allowance.left_s == 0


def test_the_time_in_which_the_person_is_asked_does_not_count() -> None:
    clock = Clock()
    allowance = Allowance(clock=clock)
    clock.now += 5
    allowance.hold()
    clock.now += 600
    assert allowance.left_s == 15
    allowance.hold()
    allowance.go_on()
    assert allowance.left_s == 15
    clock.now += 15
    assert allowance.left_s == 0


def test_whoever_set_longer_limits_is_given_them(desk: Desk, mute: int) -> None:
    desk.set_setting(LINE, {"sign_in_s": 90, "connect_s": 0.1})
    allowance = Allowance(clock=Clock())
    check(desk, mute, Security.SSL, allowance=allowance)
    assert allowance.left_s == 90


def test_the_look_for_a_server_takes_of_the_same_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    monkeypatch.setattr(discovery, "find_settings", lambda _address, *, limit_s, should_stop: given.append(limit_s))
    clock = Clock()
    allowance = Allowance(clock=clock)
    desk.find_settings("ada@example.org", allowance=allowance)
    clock.now += 14
    desk.find_settings("ada@example.org", allowance=allowance)
    desk.find_settings("ada@example.org")
    assert given == [10.0, 6.0, 10.0]


@pytest.mark.parametrize(
    ("security", "step", "sentence"),
    [
        (Security.NONE, "connecting", "127.0.0.1 doesn't answer."),
        (Security.STARTTLS, "connecting", "127.0.0.1 doesn't answer."),
        (Security.SSL, "securing", "127.0.0.1 doesn't finish securing the connection."),
    ],
)
def test_silence_at_the_greeting_or_while_securing_is_told(
    desk: Desk, mute: int, security: Security, step: str, sentence: str
) -> None:
    steps: list[str] = []
    allowance = Allowance(clock=Clock(lambda: step in steps))
    error = check(desk, mute, security, allowance=allowance, on_step=steps.append)
    assert (type(error), error.sentence) == (Unreachable, sentence)


@pytest.mark.parametrize("word", ["CAPABILITY", "AUTHENTICATE", "LIST"])
def test_silence_at_any_command_is_told(desk: Desk, scripted_server: Start, word: str) -> None:
    server = scripted_server()
    server.arm(on={word: react.stall()})
    error = check(desk, server.port, Security.NONE, allowance=Allowance(clock=Clock(lambda: server.count(word) > 0)))
    assert (type(error), error.sentence) == (Unreachable, "127.0.0.1 takes too long to answer.")


def test_several_tries_share_the_time(desk: Desk, scripted_server: Start) -> None:
    """A line that breaks is tried again, but not past the time there is."""
    server = scripted_server()
    server.arm(on={"LIST": [react.drop(), react.stall()]})
    error = check(desk, server.port, Security.NONE, allowance=Allowance(clock=Clock(lambda: server.count("LIST") > 1)))
    assert error.sentence == "127.0.0.1 takes too long to answer."


def test_folders_that_are_listed_but_not_measured_in_time_are_listed(desk: Desk, scripted_server: Start) -> None:
    mailbox = FakeMailbox()
    mailbox.deliver("INBOX", b"Subject: one\r\n\r\nOne.\r\n")
    server = scripted_server(mailbox)
    server.arm(on={"EXAMINE": react.stall()})
    settings = MailboxSettings("x", "ada@example.org", server.host, server.port, Security.NONE)
    allowance = Allowance(clock=Clock(lambda: server.count("EXAMINE") > 0))
    listing = desk.check_connection(settings, "secret", measure=True, allowance=allowance)
    assert [folder.path for folder in listing.folders] == ["INBOX"]
    assert not allowance.left_s


def test_stop_ends_a_wait_at_once(desk: Desk, mute: int) -> None:
    asked: list[float] = []
    stop = threading.Event()

    def should_stop() -> bool:
        if asked:
            stop.set()
        asked.append(time.monotonic())
        return stop.is_set()

    assert isinstance(check(desk, mute, Security.SSL, should_stop=should_stop), Cancelled)
    assert len(asked) == 2  # the first look after it was wanted


class Line:
    """A guard over a line that is told what comes, by a clock of its own."""

    def __init__(self) -> None:
        self.clock, self.stats = Clock(), LineStats()
        self.guard = Guard("imap.example.org", Allowance(clock=self.clock), self.stats, lambda: False)

    def hear(self, octets: int, after_s: float) -> bool:
        """Whether the wait goes on when so much has come after so long."""
        self.clock.now += after_s
        self.stats.bytes_received += octets
        try:
            self.guard()
        except Unreachable:
            return False
        return True


def test_a_long_listing_on_its_way_is_waited_for_until_it_falls_silent() -> None:
    line = Line()
    assert line.hear(2_000, after_s=10)
    line.guard.note_step("folders")
    assert all(line.hear(100_000, after_s=2) for _ in range(30))
    assert line.hear(0, after_s=2)
    assert not line.hear(0, after_s=2)


def test_a_few_words_before_a_silence_are_no_listing() -> None:
    line = Line()
    line.guard.note_step("folders")
    assert line.hear(800, after_s=19)
    assert not line.hear(0, after_s=1)


def test_words_that_go_on_before_the_listing_are_not_waited_for() -> None:
    line = Line()
    line.guard.note_step("signing_in")
    assert line.hear(50_000, after_s=19)
    assert not line.hear(50_000, after_s=1)
