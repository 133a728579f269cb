"""Odd servers: what they break is done without, what they claim is doubted."""

from __future__ import annotations

import resource
from collections.abc import Callable

import pytest

from imapdesk.errors import Busy, ProtocolError
from imapdesk.imap.line.quirks import HostMemory
from imapdesk.mail import (
    FolderState,
    Survey,
    SurveyKind,
    SurveyRequest,
)
from tests.fakes.imap_fetch import FetchStyle
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import (
    Reaction,
    bad,
    before,
    call,
    drop,
    no,
    say,
    when,
)
from tests.fakes.scripted_server import CONDSTORE, FULL, GMAIL, MINIMAL, PLAIN
from tests.imap.looking import (
    Start,
    folder,
    look,
    make_raw,
    make_windows,
    open_session,
    take,
)


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
    for words in ("[THROTTLED] Slow down", "[UNAVAILABLE] Too many requests", "[LIMIT] Enough"):
        throttling = scripted_server(mailbox, on={"EXAMINE": no(words)})
        with open_session(throttling) as session, pytest.raises(Busy):
            look(session)


@pytest.mark.parametrize("words", ["[SERVERBUG] Internal error", "[INUSE] Locked", "[UNAVAILABLE] Server error"])
@pytest.mark.parametrize("refuse", [no, bad])
def test_a_trouble_that_may_be_one_folders_alone_ends_nothing(
    scripted_server: Start, mailbox: FakeMailbox, words: str, refuse: Callable[[str], Reaction]
) -> None:
    server = scripted_server(mailbox, on={"EXAMINE": refuse(words)})
    with open_session(server) as session:
        observed = look(session)
        assert (observed.refused, observed.passing) == (words.split("] ")[1], True)
        assert session.connection.has("QRESYNC")


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
