"""Header blocks come in bounded windows, are digested and dropped; what goes wrong with them costs no more."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from imapdesk.errors import ImapdeskError, ProtocolError, Unreachable
from imapdesk.imap.config import ImapConfig, Limits
from imapdesk.imap.grammar.fetch_parser import parse_fetch
from imapdesk.imap.session import ImapSession
from imapdesk.mail import HeaderRequest, SurveyKind, Uid, mark_header
from imapdesk.mail.header_mark import MOST_HEADER_BYTES
from tests.fakes import imap_reactions as react
from tests.fakes.imap_fetch import FetchStyle
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.scripted_server import CONDSTORE, PLAIN, ScriptedServer
from tests.imap.looking import folder, look, make_raw, open_session
from tests.servers.courier import CourierServer
from tests.servers.cyrus import CyrusServer
from tests.servers.dovecot import DovecotServer

Start = Callable[..., ScriptedServer]
Found = dict[tuple[str, int], object]


def ask(session: ImapSession, **uids: range) -> Found:
    requests = [HeaderRequest(folder(name), tuple(map(Uid, some))) for name, some in uids.items()]
    return {(path, uid): mark for path, uid, mark in session.fetch_headers(requests)}


def fill(*names: str, count: int = 20) -> FakeMailbox:
    mailbox = FakeMailbox(*names)
    for name in names:
        for number in range(count):
            mailbox.deliver(name, make_raw(number + 1000 * names.index(name)))
    return mailbox


def expected(mailbox: FakeMailbox) -> Found:
    return {
        (name, one.uid): mark_header(one.head) for name in mailbox.folders for one in mailbox.folders[name].messages
    }


@pytest.mark.parametrize(
    "style",
    [
        FetchStyle(),
        FetchStyle(uid_last=True),
        FetchStyle(backwards=True, repeat=True),
        FetchStyle(between=b"* 9 EXISTS\r\n"),
    ],
    ids=["usual", "uid last", "backwards and twice", "with noise"],
)
def test_marks_of_several_folders_come_in_one_flight(scripted_server: Start, style: FetchStyle) -> None:
    mailbox = fill("INBOX", "Sent", "Work")
    server = scripted_server(mailbox, capabilities=PLAIN, style=style)
    with open_session(server) as session:
        session.list_folders()
        before = session.stats.round_trips
        assert ask(session, INBOX=range(1, 21), Sent=range(1, 21), Work=range(1, 21)) == expected(mailbox)
        assert session.stats.round_trips == before + 1
    assert not any(mailbox.given().values())
    assert server.count("SELECT") == 0


def test_many_are_asked_in_small_windows_and_not_held(scripted_server: Start) -> None:
    mailbox = FakeMailbox("INBOX")
    for number in range(2000):
        head = b"Subject: %d\r\nX-Long: %b\r\nMessage-ID: <%d@example.org>\r\n" % (number, b"x" * 9000, number)
        mailbox.deliver("INBOX", head + b"\r\nText\r\n")
    server = scripted_server(mailbox, capabilities=PLAIN)
    with open_session(server) as session:
        session.list_folders()
        tracemalloc.start()
        try:
            assert len(ask(session, INBOX=range(1, 2001))) == 2000
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    asked = [command for command in server.commands if b"HEADER" in command]
    assert len(asked) == 8
    assert peak < 10_000_000, "of 18 MB in all; the server lies in this process, too"


@pytest.mark.parametrize("refusal", [react.no("not now"), react.no("[SERVERBUG] oops"), react.bad("what?")])
def test_what_is_refused_is_left_out(scripted_server: Start, refusal: react.Reaction) -> None:
    mailbox = fill("INBOX", "Sent")
    server = scripted_server(mailbox, capabilities=PLAIN, on={"UID FETCH": [refusal]})
    with open_session(server) as session:
        assert {path for path, _ in ask(session, INBOX=range(1, 21), Sent=range(1, 21))} == {"Sent"}
        server.react("UID FETCH", None)
        mailbox.folders["Sent"].refusal = "[NOPERM] no"
        assert {path for path, _ in ask(session, Sent=range(1, 21), INBOX=range(1, 21))} == {"INBOX"}


@pytest.mark.parametrize(
    ("reaction", "error"),
    [
        (react.drop(), Unreachable),
        (react.say(b"* 1 FETCH (UID 1 BODY[HEADER]<0> {3000000000}\r\n"), ProtocolError),
        (react.endless(b"* 1 FETCH (UID 1 BODY[HEADER]<0> {3}\r\nabc)\r\n"), ProtocolError),
        (react.stall(), Unreachable),
    ],
    ids=["a drop", "an absurd length", "no end", "silence"],
)
def test_a_line_that_breaks_ends_it(
    scripted_server: Start, reaction: react.Reaction, error: type[ImapdeskError]
) -> None:
    server = scripted_server(fill("INBOX"), capabilities=PLAIN, on={"UID FETCH": reaction})
    limits = Limits(connect_s=2.0, sign_in_s=3.0, command_s=0.6, max_memory=2_000_000)
    with open_session(server, limits=limits) as session, pytest.raises(error):
        ask(session, INBOX=range(1, 21))


def test_a_header_without_end_is_not_fetched_whole(scripted_server: Start) -> None:
    mailbox = fill("INBOX", count=1)
    mailbox.deliver("INBOX", b"X-Long: " + b"x" * (2 * MOST_HEADER_BYTES) + b"\r\n\r\n")
    server = scripted_server(mailbox, capabilities=PLAIN)
    with open_session(server) as session:
        assert ask(session, INBOX=range(1, 3)).keys() == {("INBOX", 1)}
        assert session.stats.bytes_received < MOST_HEADER_BYTES + 20_000


def test_few_new_messages_bring_their_headers_with_the_first_look(scripted_server: Start) -> None:
    mailbox = fill("INBOX")
    server = scripted_server(mailbox, capabilities=CONDSTORE)
    with open_session(server) as session:
        session.list_folders()
        seen = look(session, SurveyKind.NEW_ONLY, uidvalidity=1700000000, uidnext=11, headers=True)
        assert {("INBOX", uid): one.header for uid, one in seen.listed.items()} == {
            place: mark for place, mark in expected(mailbox).items() if place[1] > 10
        }
        assert seen.listed[Uid(12)].message_id == "<11@example.org>"
        seen = look(session, SurveyKind.NEW_ONLY, uidvalidity=1700000000, uidnext=11)
        assert {one.header for one in seen.listed.values()} == {None}
        assert seen.listed[Uid(12)].message_id == "<11@example.org>"


def test_answers_of_known_servers_are_read() -> None:
    head = b"Subject: x\r\nmessage-id:\r\n <a@b>\r\n\r\n"
    for name in (b"BODY[HEADER]", b"BODY[HEADER]<0>", b"body[header]<0>"):
        for parts in (
            [b"* 1 FETCH (UID 7 FLAGS (\\Seen) " + name + b" ", head, b")"],
            [b"* 1 FETCH (" + name + b" ", head, b" UID 7 FLAGS (\\Seen))"],
        ):
            items = parse_fetch(list(parts))
            assert items is not None
            assert (items.uid, items.message_id, items.header) == (7, "<a@b>", mark_header(head))
            assert not items.has_body
    none = parse_fetch([b"* 1 FETCH (UID 7 BODY[HEADER]<0> ", b"Subject: x\r\n\r\n", b")"])
    assert none is not None
    assert none.message_id == ""
    for empty in ([b"* 1 FETCH (UID 7 BODY[HEADER]<0> NIL)"], [b'* 1 FETCH (UID 7 BODY[HEADER]<0> "")']):
        items = parse_fetch(list(empty))
        assert items is not None
        assert items.header is None


ODD = [
    b"Subject: plain\r\nMessage-ID: <1@example.org>\r\n\r\nText\r\n",
    b"Subject: no message-id\r\n\r\nText\r\n",
    b"Subject: folded\r\n more\r\n\tand more\r\nMessage-ID:\r\n <3@example.org>\r\n\r\nText\r\n",
    "Subject: Grüße, 8 bit\r\nFrom: Jürgen <j@example.org>\r\n\r\nText\r\n".encode(),
    b"Subject: trailing blanks  \t\r\nX-Empty:\r\n\r\n\r\n\r\nText\r\n",
    b"Subject: long\r\n" + b"".join(b"X-%d: %b\r\n" % (n, b"y" * 900) for n in range(60)) + b"\r\nText\r\n",
    b"Subject: no body\r\n\r\n",
    b"From: a@example.org\r\nno colon here\r\nSubject: odd line\r\n\r\nText\r\n",
    b"Subject: latin \xe9\xff\r\n\r\nText\r\n",
]


def test_each_server_gives_the_header_that_its_messages_begin_with(
    dovecot: DovecotServer, cyrus: CyrusServer, courier: CourierServer, tmp_path: Path
) -> None:
    for server in (dovecot, cyrus, courier):
        user = server.add_user()
        odd = [raw for raw in ODD if b"no colon" not in raw or server is not cyrus]  # Cyrus refuses that one
        user.deliver("INBOX", odd)
        config = ImapConfig(server.host, server.port_tls, "ssl", user.name, user.password, ca_file=str(server.ca_file))
        raws = user.raw_messages("INBOX")
        with ImapSession.open(config) as session:
            session.list_folders()
            requests = [HeaderRequest(folder("INBOX"), tuple(Uid(uid) for uid in raws))]
            marks = {uid: mark for _, uid, mark in session.fetch_headers(requests)}
        assert marks.keys() == raws.keys()
        assert [uid for uid, mark in marks.items() if not mark.fits(raws[uid])] == [], type(server).__name__
