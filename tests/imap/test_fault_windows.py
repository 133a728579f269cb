"""Windows that go wrong: what could be had is handed on, nothing twice, in bounded memory."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from imapdesk.errors import Busy, ProtocolError, SignInRequired, Unreachable
from imapdesk.imap.config import Limits
from imapdesk.mail import (
    Fetched,
    Uid,
    Window,
    WindowDone,
)
from tests.fakes.imap_fetch import FetchStyle
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import (
    Reaction,
    bye,
    cut,
    edit,
    no,
    normal,
    say,
)
from tests.imap.looking import (
    MEGABYTE,
    Start,
    folder,
    list_and_look,
    look,
    make_raw,
    make_windows,
    open_session,
    take,
)


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


@pytest.mark.parametrize("behind", [100, 20 * MEGABYTE])
def test_no_other_folder_is_opened_before_a_large_message_is_whole(
    scripted_server: Start, mailbox: FakeMailbox, tmp_path: Path, behind: int
) -> None:
    """Else its last pieces are those of the message that has its UID there, and nothing tells the difference."""
    for uid in range(2, 14):
        mailbox.deliver("Work", make_raw(50 + uid, behind if uid == 13 else 100))
    mailbox.deliver("INBOX", make_raw(13, 20 * MEGABYTE))
    windows = [
        Window(folder("INBOX"), None, (Uid(13),), 20 * MEGABYTE),
        *make_windows([12, 11]),
        *make_windows(range(1, 13), name="Work"),
    ]
    with open_session(scripted_server(mailbox), limits=Limits(spool_dir=tmp_path)) as session:
        answers = list(session.fetch(windows))
    large = next(one for one in answers if isinstance(one, Fetched) and one.uid == 13)
    assert isinstance(large.raw, Path)
    assert large.raw.read_bytes() == make_raw(13, 20 * MEGABYTE)
    assert [one.refused for one in answers if isinstance(one, WindowDone)] == [None] * 5
    assert list(tmp_path.iterdir()) == [large.raw]


def test_a_large_message_that_is_refused_in_its_middle_leaves_no_file(
    scripted_server: Start, mailbox: FakeMailbox, tmp_path: Path
) -> None:
    mailbox.deliver("INBOX", make_raw(13, 30 * MEGABYTE))
    refusing = {"UID FETCH": [normal(), no("[SERVERBUG] gone"), normal()]}
    with open_session(scripted_server(mailbox, on=refusing), limits=Limits(spool_dir=tmp_path)) as session:
        _got, done, _error = take(session, [Window(folder("INBOX"), None, (Uid(13),), 30 * MEGABYTE)])
    assert done[0].missing == (13,)
    assert list(tmp_path.iterdir()) == []


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
    assert (done[0].code, done[0].window.uids, done[0].missing) == ("OVERSIZED", (11,), (11,))
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
