"""The scripted server: right where its script is silent, wrong exactly where it speaks."""

from __future__ import annotations

import imaplib
import re
import socket
import time
import zlib
from collections.abc import Callable

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_fetch import FetchStyle
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_wire import LineFault
from tests.fakes.scripted_server import FULL, MINIMAL, PLAIN, ScriptedServer
from tests.servers.certificates import TestAuthority

Start = Callable[..., ScriptedServer]
RAW = b"From: ada@example.org\r\nSubject: hello\r\n\r\nText\r\n"


@pytest.fixture
def mailbox() -> FakeMailbox:
    mailbox = FakeMailbox("INBOX", "Entwürfe")
    for number in range(1, 4):
        mailbox.deliver("INBOX", RAW + b"%d\r\n" % number, flags=["\\Seen"] if number == 2 else [])
    return mailbox


class Client:
    """A bare client: lines out, lines in."""

    def __init__(self, server: ScriptedServer) -> None:
        self.socket = socket.create_connection((server.host, server.port), timeout=10)
        self.file = self.socket.makefile("rb")
        self.greeting = self.file.readline()

    def ask(self, command: str) -> bytes:
        """Everything up to the tagged answer, or to the end of the connection."""
        self.socket.sendall(f"a {command}\r\n".encode())
        answer = b""
        while line := self.file.readline():
            answer += line
            if line.startswith(b"a "):
                break
        return answer

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
        self.socket.close()


def signed_in(server: ScriptedServer) -> Client:
    client = Client(server)
    assert b"a OK" in client.ask("LOGIN ada@example.org secret")
    return client


def test_it_serves_a_mailbox_to_the_standard_librarys_client(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox)
    client = imaplib.IMAP4(server.host, server.port)
    client.authenticate("PLAIN", lambda _: b"\0ada@example.org\0secret")
    assert client.list()[1] == [b'() "/" "INBOX"', b'() "/" "Entw&APw-rfe"']
    assert client.select("INBOX", readonly=True) == ("OK", [b"3"])
    assert client.uid("SEARCH", "UNSEEN")[1] == [b"1 3"]
    fetched = client.uid("FETCH", "2:*", "(FLAGS RFC822.SIZE BODY.PEEK[])")[1]
    assert [part[1] for part in fetched if isinstance(part, tuple)] == [RAW + b"2\r\n", RAW + b"3\r\n"]
    client.logout()
    assert (server.connections, server.logins) == (1, 1)


@pytest.mark.parametrize("security", ["ssl", "starttls"])
def test_it_speaks_tls(scripted_server: Start, authority: TestAuthority, security: str) -> None:
    server = scripted_server(security=security)
    if security == "ssl":
        client = imaplib.IMAP4_SSL(server.host, server.port, ssl_context=authority.client_context())
    else:
        client = imaplib.IMAP4(server.host, server.port)
        client.starttls(authority.client_context())
    client.login("ada@example.org", "secret")
    client.logout()
    assert b"secret" in server.received
    assert b"secret" not in server.received_in_clear


def test_a_list_with_status_answers_all_folders_in_one_flight(scripted_server: Start, mailbox: FakeMailbox) -> None:
    with signed_in(scripted_server(mailbox)) as client:
        answer = client.ask('LIST "" "*" RETURN (SPECIAL-USE STATUS (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ))')
    assert b'* STATUS "INBOX" (MESSAGES 3 UIDNEXT 4 UIDVALIDITY 1700000000 HIGHESTMODSEQ 4)' in answer
    assert b'* STATUS "Entw&APw-rfe" (MESSAGES 0' in answer


def test_a_quick_resync_tells_changes_and_what_vanished(scripted_server: Start, mailbox: FakeMailbox) -> None:
    mailbox.change_flags("INBOX", 1, "\\Flagged")
    mailbox.expunge("INBOX", 2)
    with signed_in(scripted_server(mailbox)) as client:
        assert b"BAD" in client.ask("EXAMINE INBOX (QRESYNC (1700000000 4))")
        client.ask("ENABLE QRESYNC")
        answer = client.ask("EXAMINE INBOX (QRESYNC (1700000000 4))")
    assert b"* VANISHED (EARLIER) 2\r\n" in answer
    assert b"* 1 FETCH (UID 1 FLAGS (\\Flagged) MODSEQ (5))" in answer


def test_what_a_server_does_not_offer_it_refuses(scripted_server: Start) -> None:
    with signed_in(scripted_server(capabilities=MINIMAL)) as client:
        for command in ("ENABLE CONDSTORE", "NAMESPACE", "ID NIL", 'LIST "" "*" RETURN (CHILDREN)', "IDLE"):
            assert b"a BAD" in client.ask(command)


def test_a_lie_is_offered_and_refused(scripted_server: Start) -> None:
    server = scripted_server(capabilities=FULL, lies=frozenset({"QRESYNC"}))
    with signed_in(server) as client:
        assert b"QRESYNC" in client.greeting
        assert b"ENABLED \r\n" in client.ask("ENABLE QRESYNC")


def test_a_token_can_sign_in_and_a_wrong_one_gets_the_challenge(scripted_server: Start) -> None:
    server = scripted_server(capabilities=PLAIN, tokens={"ada@example.org": "good"})
    for token, outcome in (("good", "OK"), ("stale", "NO")):
        response = f"user=ada@example.org\x01auth=Bearer {token}\x01\x01".encode()
        client = imaplib.IMAP4(server.host, server.port)
        asked = iter([response, b""])
        if outcome == "OK":
            assert client.authenticate("XOAUTH2", lambda _, asked=asked: next(asked))[0] == "OK"
        else:
            with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
                client.authenticate("XOAUTH2", lambda _, asked=asked: next(asked))
        client.logout()


def test_reactions_in_a_list_are_used_up_one_by_one(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(
        mailbox, on={"NOOP": [react.no("[UNAVAILABLE] later"), react.normal(), react.bye("enough")]}
    )
    with Client(server) as client:
        assert client.ask("NOOP") == b"a NO [UNAVAILABLE] later\r\n"
        assert client.ask("NOOP") == b"a OK done\r\n"
        assert client.ask("NOOP") == b"* BYE enough\r\n"
    with Client(server) as client:
        assert client.ask("NOOP") == b"a OK done\r\n"


def test_a_connection_ends_at_exactly_the_told_byte(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox, line=[LineFault(drop_at=40)])
    with socket.create_connection((server.host, server.port), timeout=10) as connection:
        received = b"".join(iter(lambda: connection.recv(1000), b""))
    assert len(received) == 40
    signed_in(server).__exit__()


def test_a_stalled_line_keeps_the_connection_and_says_nothing(scripted_server: Start) -> None:
    server = scripted_server(line=[LineFault(stall_at=10)])
    with socket.create_connection((server.host, server.port), timeout=0.3) as connection:
        assert len(connection.recv(1000)) == 10
        with pytest.raises(TimeoutError):
            connection.recv(1000)


def test_a_slow_line_takes_its_time(scripted_server: Start) -> None:
    server = scripted_server(greeting=b"* OK hello there\r\n", line=[LineFault(bytes_per_s=60)])
    began = time.monotonic()
    with Client(server) as client:
        assert client.greeting == b"* OK hello there\r\n"
    assert time.monotonic() - began > 0.2


def test_an_answer_can_be_cut_edited_or_preceded(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(
        mailbox,
        on={
            "EXAMINE": react.when(b"INBOX", react.before(b"* 7 EXPUNGE\r\n")),
            "UID FETCH": [react.edit(lambda answer: answer.replace(b"FLAGS", b"FLUGS")), react.cut(20)],
        },
    )
    with signed_in(server) as client:
        assert client.ask("EXAMINE INBOX").startswith(b"* 7 EXPUNGE\r\n* FLAGS")
        assert b"FLUGS" in client.ask("UID FETCH 1 (FLAGS)")
        assert len(client.ask("UID FETCH 1 (FLAGS)")) == 20


def test_it_gives_odd_fetch_answers_as_told(scripted_server: Start, mailbox: FakeMailbox) -> None:
    style = FetchStyle(
        uid_last=True, literal_off=5, backwards=True, leave_out=frozenset({2}), between=b"* 9 EXISTS\r\n"
    )
    with signed_in(scripted_server(mailbox, style=style, omit=frozenset({"RFC822.SIZE"}))) as client:
        client.ask("EXAMINE INBOX")
        answer = client.ask("UID FETCH 1:* (UID RFC822.SIZE BODY.PEEK[])")
    assert re.findall(rb" UID (\d)\)", answer) == [b"3", b"1"]
    assert b"{%d}" % (len(RAW) + 3 + 5) in answer
    assert b"SIZE" not in answer
    assert answer.count(b"* 9 EXISTS") == 1


def test_bytes_injected_after_starttls_come_before_tls(scripted_server: Start) -> None:
    server = scripted_server(security="starttls", on={"STARTTLS": react.after(b"* CAPABILITY IMAP4rev1 EVIL\r\n")})
    with Client(server) as client:
        client.ask("STARTTLS")
        assert client.file.readline() == b"* CAPABILITY IMAP4rev1 EVIL\r\n"


def test_compressed_lines_work_both_ways(scripted_server: Start) -> None:
    with signed_in(scripted_server(capabilities=f"{FULL} COMPRESS=DEFLATE")) as client:
        client.ask("COMPRESS DEFLATE")
        deflate, inflate = zlib.compressobj(6, zlib.DEFLATED, -15), zlib.decompressobj(-15)
        client.socket.sendall(deflate.compress(b"b NOOP\r\n") + deflate.flush(zlib.Z_SYNC_FLUSH))
        assert inflate.decompress(client.socket.recv(1000)) == b"b OK done\r\n"


def test_nothing_is_left_when_a_server_stops_while_a_client_waits() -> None:
    with ScriptedServer(on={"NOOP": react.stall()}) as server:
        client = Client(server)
        client.socket.sendall(b"a NOOP\r\n")
    with client:
        assert client.file.readline() == b""
    assert not any(thread.is_alive() for thread in server._threads)
