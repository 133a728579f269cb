"""Bad lines and odd servers: everything that could be had is handed on, nothing twice, and every wait ends."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from imapdesk.errors import Busy, Cancelled, ImapdeskError, NeedsTime, ProtocolError, SignInRequired, Unreachable
from imapdesk.imap.config import ImapConfig, Limits
from imapdesk.imap.quirks import HostMemory
from imapdesk.imap.session import ImapSession
from imapdesk.mail import (
    Fetched,
    FolderState,
    ListedFolder,
    Observed,
    Survey,
    SurveyKind,
    SurveyRequest,
    Uid,
    Window,
    WindowDone,
)
from tests.fakes.imap_fetch import FetchStyle
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import (
    Reaction,
    bad,
    before,
    bye,
    call,
    cut,
    drop,
    edit,
    hang,
    no,
    normal,
    say,
    stall,
    when,
)
from tests.fakes.imap_wire import LineFault
from tests.fakes.scripted_server import CONDSTORE, FULL, GMAIL, MINIMAL, PLAIN, ScriptedServer

QUICK = Limits(connect_s=2.0, sign_in_s=3.0, command_s=0.6)
MEGABYTE = 1024 * 1024
Start = Callable[..., ScriptedServer]


def make_raw(number: int, size: int = 300) -> bytes:
    head = b"Subject: %d\r\nMessage-ID: <%d@example.org>\r\n\r\n" % (number, number)
    return head + random.Random(number).randbytes(size // 2).hex().encode() + b"\r\n"


@pytest.fixture
def mailbox() -> FakeMailbox:
    mailbox = FakeMailbox("INBOX", "Work")
    for number in range(1, 13):
        mailbox.deliver("INBOX", make_raw(number))
    mailbox.deliver("Work", make_raw(50))
    return mailbox


def open_session(server: ScriptedServer, **options: object) -> ImapSession:
    config = ImapConfig(server.host, server.port, None, "ada@example.org", "secret")
    options.setdefault("limits", QUICK)
    return ImapSession.open(config, **options)  # type: ignore[arg-type]


def folder(name: str) -> ListedFolder:
    return ListedFolder(name, name.encode(), "/")


def look(
    session: ImapSession, kind: SurveyKind = SurveyKind.EVERYTHING, name: str = "INBOX", **fields: object
) -> Observed:
    return next(session.survey([SurveyRequest(folder(name), Survey(kind, **fields))]))  # type: ignore[arg-type]


def list_and_look(session: ImapSession) -> None:
    session.list_folders()
    look(session)


def make_windows(uids: Iterable[int], *, count: int = 4, size: int = 300, name: str = "INBOX") -> list[Window]:
    ordered = sorted(uids, reverse=True)
    chunks = [tuple(Uid(uid) for uid in ordered[i : i + count]) for i in range(0, len(ordered), count)]
    return [Window(folder(name), None, chunk, size * len(chunk)) for chunk in chunks]


def take(
    session: ImapSession, windows: Iterable[Window]
) -> tuple[dict[int, bytes], list[WindowDone], Exception | None]:
    """What came, how the windows ended, and what ended it all."""
    got: dict[int, bytes] = {}
    done: list[WindowDone] = []
    try:
        for one in session.fetch(windows):
            if isinstance(one, Fetched):
                assert one.uid not in got
                got[one.uid] = one.raw if isinstance(one.raw, bytes) else one.raw.read_bytes()
            else:
                done.append(one)
    except ImapdeskError as error:
        return got, done, error
    return got, done, None


# lines


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
    began = time.monotonic()
    with open_session(scripted_server(mailbox, on={place: stall()})) as session, pytest.raises(Unreachable):
        list_and_look(session)
    assert time.monotonic() - began < 3


def test_a_crawl_is_noticed(scripted_server: Start, mailbox: FakeMailbox) -> None:
    crawling = scripted_server(mailbox, on={"UID FETCH": say(b"* OK still here\r\n" * 400)}, line=lambda _: LineFault())
    with open_session(crawling) as session:
        crawling.records.clear()
        session.connection.transport.limits = Limits(command_s=0.6, min_bytes_per_s=1_000_000)
        assert type(take(session, make_windows([1]))[2]) is Unreachable


def test_stopping_is_heard_at_once(scripted_server: Start, mailbox: FakeMailbox) -> None:
    began = time.monotonic()
    stop_at = began + 0.4
    server = scripted_server(mailbox, on={"UID FETCH": hang(200)})
    with open_session(server, limits=Limits(), should_stop=lambda: time.monotonic() > stop_at) as session:
        assert type(take(session, make_windows(range(1, 13)))[2]) is Cancelled
    assert time.monotonic() - began < 1.2


def test_a_reader_who_takes_long_is_not_a_server_that_stalls(scripted_server: Start, mailbox: FakeMailbox) -> None:
    for number in range(13, 17):
        mailbox.deliver("INBOX", make_raw(number, 3 * MEGABYTE))
    server = scripted_server(mailbox, line=lambda _: LineFault(bytes_per_s=40 * MEGABYTE))
    with open_session(server, limits=Limits(command_s=0.5)) as session:
        got = 0
        for one in session.fetch(make_windows(range(1, 17), count=1)):
            if isinstance(one, Fetched):
                got += 1
                time.sleep(0.7 if one.uid == 15 else 0)
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
        began = time.monotonic()
        with pytest.raises(NeedsTime):
            session.list_folders()
    assert time.monotonic() - began < 2


# windows


def test_a_drop_in_a_window_hands_on_what_was_whole(scripted_server: Start, mailbox: FakeMailbox) -> None:
    with open_session(scripted_server(mailbox, on={"UID FETCH": [normal(), cut(1000)]})) as session:
        got, done, error = take(session, make_windows(range(1, 13)))
    assert type(error) is Unreachable
    assert {9, 10, 11, 12} <= set(got)
    assert len(got) > 4
    assert len(done) == 1


def test_a_refused_window_says_why_and_the_others_go_on(scripted_server: Start, mailbox: FakeMailbox) -> None:
    refused = [normal(), no("[UNAVAILABLE] UID FETCH Server error"), normal()]
    with open_session(scripted_server(mailbox, on={"UID FETCH": refused})) as session:
        got, done, error = take(session, make_windows(range(1, 13)))
    assert error is None
    assert [one.refused for one in done] == [None, "UID FETCH Server error", None]
    assert done[1].missing == (8, 7, 6, 5)
    assert done[1].code == "UNAVAILABLE"
    assert set(got) == {1, 2, 3, 4, 9, 10, 11, 12}


def test_a_no_after_part_of_the_answer_keeps_that_part(scripted_server: Start, mailbox: FakeMailbox) -> None:
    partly = edit(lambda answer: answer.replace(b" OK done", b" NO some of it could not be had"))
    server = scripted_server(mailbox, on={"UID FETCH": [partly]}, style=FetchStyle(leave_out=frozenset({11})))
    with open_session(server) as session:
        got, done, _ = take(session, make_windows([9, 10, 11, 12]))
    assert set(got) == {9, 10, 12}
    assert done[0].missing == (11,)
    assert done[0].refused


@pytest.mark.parametrize(
    "style",
    [
        FetchStyle(uid_last=True),
        FetchStyle(backwards=True),
        FetchStyle(repeat=True),
        FetchStyle(between=b"* 3 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* 1 EXPUNGE\r\n* OK hello {5}\r\n\r\n"),
        FetchStyle(between=b"* 7 FETCH (UID 77 BODY[] {3}\r\nabc)\r\n* VANISHED 3\r\n* LIST () NIL x\r\n* X-NEW 4\r\n"),
    ],
)
def test_odd_answers_give_the_same_messages(scripted_server: Start, mailbox: FakeMailbox, style: FetchStyle) -> None:
    with open_session(scripted_server(mailbox, style=style)) as session:
        got, done, error = take(session, make_windows(range(1, 13)))
        assert set(look(session).listed) >= set(range(1, 13)) - {3}
    assert error is None
    assert got == {uid: make_raw(uid) for uid in range(1, 13)}
    assert [one.refused for one in done] == [None] * 3


def test_nil_and_empty_bodies_are_missing(scripted_server: Start, mailbox: FakeMailbox) -> None:
    mailbox.deliver("INBOX", b"")
    with open_session(scripted_server(mailbox, style=FetchStyle(nil_bodies=frozenset({2})))) as session:
        got, done, _ = take(session, make_windows([1, 2, 3, 13]))
    assert set(got) == {1, 3}
    assert done[0].missing == (13, 2)


@pytest.mark.parametrize("lie", [-5, 7])
def test_a_literal_that_lies_about_its_length_ends_in_time(
    scripted_server: Start, mailbox: FakeMailbox, lie: int
) -> None:
    with open_session(scripted_server(mailbox, style=FetchStyle(literal_off=lie))) as session:
        got, _, error = take(session, make_windows(range(1, 13)))
    assert isinstance(error, (ProtocolError, Unreachable))
    assert got == {}


def test_sizes_that_lie_do_no_harm(scripted_server: Start, mailbox: FakeMailbox) -> None:
    with open_session(scripted_server(mailbox)) as session:
        got, _, error = take(session, make_windows(range(1, 13), size=1))
    assert error is None
    assert len(got) == 12


def test_throttling_is_told_with_its_hint(scripted_server: Start, mailbox: FakeMailbox) -> None:
    text = "[THROTTLED] Request is throttled. Suggested Backoff Time: 12000 milliseconds"
    with open_session(scripted_server(mailbox, on={"UID FETCH": [normal(), no(text)]})) as session:
        got, _, error = take(session, make_windows(range(1, 13)))
    assert isinstance(error, Busy)
    assert error.retry_after_s == 12
    assert len(got) == 4


def test_a_token_that_ends_in_mid_run_asks_for_a_new_one(scripted_server: Start, mailbox: FakeMailbox) -> None:
    ends = bye("Session invalidated - AccessTokenExpired")
    with open_session(scripted_server(mailbox, on={"UID FETCH": [normal(), ends]})) as session:
        _, _, error = take(session, make_windows(range(1, 13)))
    assert isinstance(error, SignInRequired)
    assert error.reason == "token_expired"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Autologout; idle for too long", Unreachable),
        ("Session expired, please login again.", Unreachable),
        ("Too many connections", Busy),
        ("", Unreachable),
    ],
)
@pytest.mark.parametrize("place", ["LIST", "EXAMINE", "UID FETCH"])
def test_a_bye_at_every_stage(
    scripted_server: Start, mailbox: FakeMailbox, text: str, kind: type[Exception], place: str
) -> None:
    with open_session(scripted_server(mailbox, on={place: bye(text)})) as session, pytest.raises(kind) as caught:
        list_and_look(session)
    assert caught.type is kind


def test_a_bye_while_nothing_was_asked_is_heard_later(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(
        mailbox, on={"LIST": say(b'* LIST () "/" INBOX\r\n{tag} OK done\r\n* BYE AccessTokenExpired\r\n')}
    )
    session = open_session(server)
    session.list_folders()
    server.stop()
    with pytest.raises(SignInRequired):
        look(session)
    session.close()


# large things


def test_a_large_message_goes_to_a_file_in_pieces(scripted_server: Start, mailbox: FakeMailbox, tmp_path: Path) -> None:
    for size in (9 * MEGABYTE, 16 * MEGABYTE - len(make_raw(13, 0))):
        mailbox.deliver("INBOX", make_raw(13, size))
    sizes = {uid: len(mailbox.folders["INBOX"].messages[uid - 1].raw) for uid in (13, 14)}
    server = scripted_server(mailbox)
    with open_session(server, limits=Limits(spool_dir=tmp_path)) as session:
        windows = [Window(folder("INBOX"), None, (Uid(uid),), size) for uid, size in sizes.items()]
        answers = list(session.fetch(windows))
    fetched = [one for one in answers if isinstance(one, Fetched)]
    for one in fetched:
        assert isinstance(one.raw, Path)
        assert one.raw.parent == tmp_path
        assert one.raw.read_bytes() == mailbox.folders["INBOX"].messages[one.uid - 1].raw
    assert len(fetched) == 2
    offsets = [int(line.split(b"<")[1].split(b".")[0]) for line in server.commands if b"<" in line]
    assert all(offset < max(sizes.values()) for offset in offsets)


@pytest.mark.parametrize("announced", [8.5, 40])
def test_a_large_message_whose_size_was_a_lie_is_whole(
    scripted_server: Start, mailbox: FakeMailbox, tmp_path: Path, announced: float
) -> None:
    mailbox.deliver("INBOX", make_raw(13, 20 * MEGABYTE))
    with open_session(scripted_server(mailbox), limits=Limits(spool_dir=tmp_path)) as session:
        got, done, _ = take(session, [Window(folder("INBOX"), None, (Uid(13),), int(announced * MEGABYTE))])
    assert got[13] == make_raw(13, 20 * MEGABYTE)
    assert done[0].missing == ()


def test_an_unannounced_large_message_goes_to_a_file(
    scripted_server: Start, mailbox: FakeMailbox, tmp_path: Path
) -> None:
    mailbox.deliver("INBOX", make_raw(13, 10 * MEGABYTE))
    with open_session(scripted_server(mailbox), limits=Limits(spool_dir=tmp_path)) as session:
        got, _, _ = take(session, make_windows([13, 12]))
        assert got[13] == make_raw(13, 10 * MEGABYTE)
    assert len(list(tmp_path.iterdir())) == 1


def test_no_file_stays_behind_when_the_line_drops(scripted_server: Start, mailbox: FakeMailbox, tmp_path: Path) -> None:
    mailbox.deliver("INBOX", make_raw(13, 20 * MEGABYTE))
    for reactions in ([normal(), cut(100_000)], [cut(9 * MEGABYTE)]):
        server = scripted_server(mailbox, on={"UID FETCH": reactions})
        with open_session(server, limits=Limits(spool_dir=tmp_path)) as session:
            _, _, error = take(session, [Window(folder("INBOX"), None, (Uid(13),), 20 * MEGABYTE)])
        assert isinstance(error, Unreachable)
        with open_session(
            scripted_server(mailbox, on={"UID FETCH": cut(9 * MEGABYTE)}), limits=Limits(spool_dir=tmp_path)
        ) as session:
            take(session, make_windows([13]))
    assert list(tmp_path.iterdir()) == []


def test_a_message_above_the_mailboxs_limit_is_not_asked(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox)
    with open_session(server, limits=Limits(max_message_bytes=1000)) as session:
        _, done, _ = take(session, [Window(folder("INBOX"), None, (Uid(1),), 5000)])
    assert (done[0].code, done[0].missing) == ("TOOBIG", (1,))
    assert server.count("UID FETCH") == 0


def test_an_announced_monster_names_its_message(scripted_server: Start, mailbox: FakeMailbox) -> None:
    monster = say(b"* 1 FETCH (UID 12 BODY[] {3}\r\nabc)\r\n* 2 FETCH (UID 11 BODY[] {3221225472}\r\nabc")
    with open_session(scripted_server(mailbox, on={"UID FETCH": [monster]})) as session:
        got, done, error = take(session, make_windows(range(1, 13)))
    assert got == {12: b"abc"}
    assert (done[0].code, done[0].window.uids, done[0].missing) == ("TOOBIG", (11,), (11,))
    assert isinstance(error, Unreachable)


@pytest.mark.parametrize(
    "flood",
    [
        b"* OK still here\r\n" * 1000,
        b"x" * 65536,
        b"* 1 FETCH (FLAGS (\\Seen))\r\n" * 1000,
        b"* LIST () NIL " + b"y" * 30000 + b"\r\n",
        b"* SEARCH" + b" 1234567" * 4000 + b"\r\n",
        b"\r\n" * 5000,
        b"* 1 FETCH (UID 77 BODY[] {60000}\r\n" + b"z" * 60000 + b")\r\n",
    ],
)
@pytest.mark.parametrize("place", ["LIST", "UID FETCH"])
def test_a_flood_is_dammed(scripted_server: Start, mailbox: FakeMailbox, flood: bytes, place: str) -> None:
    limits = Limits(max_waste=2 * MEGABYTE, max_memory=3 * MEGABYTE, max_line=2 * MEGABYTE, command_s=2)
    server = scripted_server(mailbox, on={place: flood_with(flood)})
    with open_session(server, limits=limits) as session, pytest.raises((ProtocolError, Unreachable)):
        list_and_look(session)


def flood_with(text: bytes) -> Reaction:
    def react(exchange):  # type: ignore[no-untyped-def]
        for _ in range(4000):
            exchange.wire.send(text)

    return react


def test_memory_stays_flat_over_many_large_windows(scripted_server: Start) -> None:
    mailbox = FakeMailbox()
    for number in range(1, 121):
        mailbox.deliver("INBOX", make_raw(number, MEGABYTE))
    with open_session(scripted_server(mailbox), limits=Limits()) as session:
        before_it = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        count = 0
        for one in session.fetch(make_windows(range(1, 121), count=4, size=MEGABYTE)):
            count += isinstance(one, Fetched)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_it
    assert count == 120
    assert grown < 60 * 1024


# extensions that are offered and broken


@pytest.mark.parametrize(
    "lie", ["LIST-STATUS", "QRESYNC", "CONDSTORE", "ESEARCH", "OBJECTID", "ENABLE", "ID", "LIST-EXTENDED"]
)
def test_an_offered_extension_that_is_refused_is_done_without(
    scripted_server: Start, mailbox: FakeMailbox, lie: str
) -> None:
    memory = HostMemory()
    server = scripted_server(mailbox, capabilities=FULL, lies=frozenset({lie}))
    with open_session(server, quirks=memory) as session:
        listing = session.list_folders()
        assert listing.states["INBOX"].messages == 12
        state = listing.states["INBOX"]
        assert set(look(session).listed) == set(range(1, 13))
        observed = look(
            session,
            SurveyKind.CHANGED_SINCE,
            uidvalidity=state.uidvalidity,
            uidnext=11,
            highestmodseq=state.highestmodseq or 5,
        )
        assert observed.complete
        assert {11, 12} <= set(observed.listed)
    with open_session(server, quirks=HostMemory(memory.snapshot())) as session:
        assert session.list_folders().states["INBOX"].messages == 12


@pytest.mark.parametrize("capabilities", [MINIMAL, PLAIN, CONDSTORE, FULL, GMAIL])
def test_every_kind_of_server_tells_the_same(scripted_server: Start, mailbox: FakeMailbox, capabilities: str) -> None:
    server = scripted_server(mailbox, capabilities=capabilities)
    with open_session(server) as session:
        listing = session.list_folders()
        assert {one.path for one in listing.folders} == {"INBOX", "Work"}
        assert listing.states["Work"].messages == 1
        everything = look(session)
        assert everything.uids == set(range(1, 13))
        assert everything.uidnext == 13
        renumbered = look(session, SurveyKind.RENUMBERED)
        assert all(one.email_id or one.message_id for one in renumbered.listed.values())
        assert set(look(session, SurveyKind.NEW_ONLY, uidnext=10).listed) == {10, 11, 12}


def test_known_folders_save_a_round_trip_without_list_status(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox, capabilities=PLAIN)
    with open_session(server) as session:
        first = session.stats.round_trips
        known = session.list_folders().folders
        second = session.stats.round_trips
        assert second - first == 2
        mailbox.add_folder("New")
        mailbox.remove_folder("Work")
        listing = session.list_folders(known)
        assert session.stats.round_trips - second == 2
        assert set(listing.states) == {"INBOX", "New"}
        after_news = session.stats.round_trips
        session.list_folders(listing.folders)
        assert session.stats.round_trips - after_news == 1


def test_no_more_than_25_commands_are_in_flight_on_an_unknown_server(scripted_server: Start) -> None:
    mailbox = FakeMailbox(*(f"Folder {number}" for number in range(200)))
    with open_session(scripted_server(mailbox, capabilities=PLAIN)) as session:
        most = 0
        pipeline = session.connection.pipeline
        step = pipeline.step

        def watch() -> None:
            nonlocal most
            most = max(most, len(pipeline.in_flight))
            step()

        pipeline.step = watch  # type: ignore[method-assign]
        folders = session.list_folders().folders
        list(session.survey(SurveyRequest(one, Survey(SurveyKind.EVERYTHING)) for one in folders))
    assert 10 < most <= 25


def test_odd_folder_names_do_not_hide_the_others(scripted_server: Start) -> None:
    mailbox = FakeMailbox("INBOX", "Good")
    names = [b"R&D", "Entwürfe".encode(), b"bad \xff bytes", b"with \r\n line", b'quo"te\\', b"NIL", b"123"]
    for number, name in enumerate(names):
        mailbox.add_folder(f"odd {number}", wire_name=name)
        mailbox.deliver(f"odd {number}", make_raw(number))
    with open_session(scripted_server(mailbox, capabilities=PLAIN)) as session:
        listing = session.list_folders()
        assert len(listing.folders) == 9
        requests = [SurveyRequest(one, Survey(SurveyKind.EVERYTHING)) for one in listing.folders]
        assert [len(one.listed) for one in session.survey(requests)] == [0, 0] + [1] * 7


def test_a_line_of_the_listing_that_cannot_be_read_makes_it_incomplete(
    scripted_server: Start, mailbox: FakeMailbox
) -> None:
    with open_session(scripted_server(mailbox, on={"LIST": before(b'* LIST (\\x "/" broken\r\n')})) as session:
        listing = session.list_folders()
    assert not listing.complete
    assert {one.path for one in listing.folders} == {"INBOX", "Work"}


def test_inbox_is_one_folder_however_it_is_spelt(scripted_server: Start, mailbox: FakeMailbox) -> None:
    twice = before(b'* LIST () "/" Inbox\r\n* STATUS inbox (MESSAGES 12)\r\n')
    with open_session(scripted_server(mailbox, on={"LIST": twice})) as session:
        assert [one.path for one in session.list_folders().folders] == ["INBOX", "Work"]


def test_a_status_without_items_is_lived_with(scripted_server: Start, mailbox: FakeMailbox) -> None:
    empty = say(b"* STATUS INBOX ()\r\n{tag} OK done\r\n")
    server = scripted_server(mailbox, capabilities=PLAIN, on={"STATUS": when(b"INBOX", empty)})
    with open_session(server) as session:
        assert session.list_folders().states["INBOX"] == FolderState()


def test_a_missing_uidnext_is_worked_out(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox, capabilities=PLAIN, omit=frozenset({"UIDNEXT"}))
    with open_session(server) as session:
        assert look(session).uidnext == 13
        assert look(session, SurveyKind.NEW_ONLY, uidnext=13).uidnext == 13


def test_a_missing_size_or_uidvalidity_is_lived_with(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox, omit=frozenset({"UIDVALIDITY", "RFC822.SIZE"}))
    with open_session(server) as session:
        observed = look(session)
        assert observed.uidvalidity is None
        assert len(observed.listed) == 12
        got, _, _ = take(session, make_windows(range(1, 13)))
    assert len(got) == 12


def test_a_cut_answer_is_never_taken_for_the_whole(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox, style=FetchStyle(leave_out=frozenset({4, 5})))
    with open_session(server) as session:
        observed = look(session)
    assert not observed.complete
    assert len(observed.listed) == 10


def test_an_examine_that_fails_gives_nothing_of_the_folder_before(scripted_server: Start, mailbox: FakeMailbox) -> None:
    mailbox.folders["Work"].refusal = "[NOPERM] Not yours"
    with open_session(scripted_server(mailbox)) as session:
        everything = Survey(SurveyKind.EVERYTHING)
        requests = [SurveyRequest(folder("INBOX"), everything), SurveyRequest(folder("Work"), everything)]
        first, second = session.survey(requests)
        windows = [*make_windows([12, 11]), *make_windows([1], name="Work"), *make_windows([3])]
        got, done, _ = take(session, windows)
    assert len(first.listed) == 12
    assert second.listed == {}
    assert second.refused == "Not yours"
    assert set(got) == {3, 11, 12}
    assert [(one.refused, one.code) for one in done] == [(None, ""), ("Not yours", "NOPERM"), (None, "")]


def test_alerts_are_kept_as_plain_text(scripted_server: Start, mailbox: FakeMailbox) -> None:
    alert = before(b"* OK [ALERT] Disk \x1b[1m<b>nearly full</b>\r\n")
    with open_session(scripted_server(mailbox, on={"LIST": alert})) as session:
        session.list_folders()
        assert session.alerts == ["Disk  [1m<b>nearly full</b>"]


def test_bad_answers_to_a_busy_server_come_back_as_busy(scripted_server: Start, mailbox: FakeMailbox) -> None:
    down = scripted_server(mailbox, on={"LIST": no("[UNAVAILABLE] Backend down")})
    with open_session(down) as session, pytest.raises(Busy):
        session.list_folders()
    broken = scripted_server(mailbox, on={"EXAMINE": bad("[SERVERBUG] Internal error")})
    with open_session(broken) as session, pytest.raises(Busy):
        look(session)


def test_messages_that_arrive_in_between_do_no_harm(scripted_server: Start, mailbox: FakeMailbox) -> None:
    arrive = call(lambda: mailbox.deliver("INBOX", make_raw(99)))
    server = scripted_server(mailbox, on={"UID FETCH": [arrive, drop()]})
    with open_session(server) as session:
        observed = look(session)
    assert set(range(1, 13)) <= set(observed.listed)
    assert observed.complete


def test_a_search_line_over_a_megabyte_is_read(scripted_server: Start, mailbox: FakeMailbox) -> None:
    long = b"* SEARCH " + b" ".join(b"%d" % uid for uid in range(1, 300_000)) + b"\r\n"
    with open_session(scripted_server(mailbox, on={"UID FETCH": [before(long)]})) as session:
        observed = look(session)
    assert set(range(1, 13)) <= set(observed.listed)


def test_a_billion_claimed_messages_are_not_believed(scripted_server: Start, mailbox: FakeMailbox) -> None:
    claims = b"".join(b"* ESEARCH UID ALL %d:%d\r\n" % (low, low + 999_999) for low in range(1, 400_000_000, 1_000_000))
    server = scripted_server(mailbox, on={"UID FETCH": [before(claims)]})
    before_it = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with open_session(server) as session, pytest.raises(ProtocolError):
        look(session)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_it < 200 * 1024
