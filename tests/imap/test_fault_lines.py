"""Bad lines: every wait ends, and nothing that was whole is lost."""

from __future__ import annotations

import random
import time

import pytest

from imapdesk.errors import Cancelled, ImapdeskError, NeedsTime, Unreachable
from imapdesk.imap.config import Limits
from imapdesk.mail import (
    Fetched,
)
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import (
    hang,
    say,
    stall,
)
from tests.fakes.imap_wire import LineFault
from tests.fakes.scripted_server import ScriptedServer
from tests.imap.looking import (
    QUICK,
    Start,
    list_and_look,
    look,
    make_raw,
    make_windows,
    open_session,
    take,
)
from tests.pace import PATIENCE_S, Stopwatch


def test_a_drop_at_any_byte_loses_nothing_that_was_whole(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox)
    with open_session(server) as session:
        session.list_folders()
        whole = take(session, make_windows(range(1, 13)))[0]
    total = server.records[0].sent
    places = sorted(random.Random(1).sample(range(total), 60))
    bad_lines = [LineFault(drop_at=at, reset=bool(at % 2)) for at in places]
    broken = scripted_server(mailbox, line=bad_lines)
    for _ in places:
        got, error = run_through(broken)
        assert error is None or type(error) is Unreachable
        assert got.items() <= whole.items()


def run_through(server: ScriptedServer) -> tuple[dict[int, bytes], Exception | None]:
    """Everything once, on a fresh connection: what came, and what ended it."""
    try:
        with open_session(server) as session:
            session.list_folders()
            got, _, error = take(session, make_windows(range(1, 13)))
            return got, error
    except ImapdeskError as error:
        return {}, error


@pytest.mark.parametrize("chunk", [1, 3, 1000])
def test_lines_in_crumbs_are_read_like_whole_ones(scripted_server: Start, mailbox: FakeMailbox, chunk: int) -> None:
    with open_session(scripted_server(mailbox, line=lambda _: LineFault(chunk=chunk))) as session:
        assert len(session.list_folders().folders) == 2
        assert len(look(session).listed) == 12
        got, _, error = take(session, make_windows(range(1, 13)))
    assert error is None
    assert got == {uid: make_raw(uid) for uid in range(1, 13)}


@pytest.mark.parametrize("place", ["LIST", "EXAMINE", "UID FETCH"])
def test_a_stall_is_noticed(scripted_server: Start, mailbox: FakeMailbox, place: str) -> None:
    server, clock = scripted_server(mailbox, on={place: stall()}), Stopwatch()
    with open_session(server, limits=QUICK) as session, pytest.raises(Unreachable):
        list_and_look(session)
    assert clock.seconds < 10


def test_a_crawl_is_noticed(scripted_server: Start, mailbox: FakeMailbox) -> None:
    crawling = scripted_server(mailbox, on={"UID FETCH": say(b"* OK still here\r\n" * 400)}, line=lambda _: LineFault())
    with open_session(crawling, limits=QUICK) as session:
        crawling.records.clear()
        session.connection.transport.limits = Limits(command_s=0.6, min_bytes_per_s=1_000_000)
        assert type(take(session, make_windows([1]))[2]) is Unreachable


def test_stopping_is_heard_at_once(scripted_server: Start, mailbox: FakeMailbox) -> None:
    clock, stop_at = Stopwatch(), time.monotonic() + 0.4
    server = scripted_server(mailbox, on={"UID FETCH": hang(200)})
    with open_session(server, limits=Limits(), should_stop=lambda: time.monotonic() > stop_at) as session:
        assert type(take(session, make_windows(range(1, 13)))[2]) is Cancelled
    assert clock.seconds < 10


def test_a_reader_who_takes_long_is_not_a_server_that_stalls(
    scripted_server: Start, mailbox: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the reader takes is put into the clock; what comes then is waited for, a quarter of a second each time."""
    clock, read_s = time.monotonic, list[float]()
    monkeypatch.setattr(time, "monotonic", lambda: clock() + sum(read_s))
    for number in range(13, 17):
        mailbox.deliver("INBOX", make_raw(number, 100_000))
    server = scripted_server(mailbox, line=lambda _: LineFault(bytes_per_s=200_000, chunk=50_000))
    with open_session(server, limits=Limits(command_s=PATIENCE_S, windows_in_flight=16)) as session:
        got = 0
        for one in session.fetch(make_windows(range(1, 17), count=1)):
            if isinstance(one, Fetched):
                got += 1
                read_s.append(2 * PATIENCE_S if one.uid == 15 else 0)
    assert got == 16


def test_stopping_by_cutting_the_line_is_no_outage(scripted_server: Start, mailbox: FakeMailbox) -> None:
    import threading

    stopped = threading.Event()
    server = scripted_server(mailbox, on={"LIST": stall()})
    with open_session(server, limits=Limits(), should_stop=stopped.is_set) as session:
        threading.Timer(0.2, lambda: (stopped.set(), session.abort())).start()
        with pytest.raises(Cancelled):
            session.list_folders()


def test_a_session_is_aborted_from_another_thread(scripted_server: Start, mailbox: FakeMailbox) -> None:
    import threading

    with open_session(scripted_server(mailbox, on={"LIST": stall()}), limits=Limits()) as session:
        threading.Timer(0.2, session.abort).start()
        clock = Stopwatch()
        with pytest.raises(NeedsTime):
            session.list_folders()
    assert clock.seconds < 10
