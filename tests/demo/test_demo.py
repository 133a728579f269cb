"""The demo mailbox: a whole profile on a server inside the program, and nothing left of it afterwards."""

from __future__ import annotations

import imaplib
import re
from datetime import UTC, datetime

import pytest

from imapdesk.demo.commands import Unreadable, read_set, read_words
from imapdesk.demo.profile import MAILBOX, open_demo
from imapdesk.demo.server import DemoServer
from imapdesk.demo.world import make_folders
from imapdesk.mail import Scope
from imapdesk.outcome import Outcome

NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)


@pytest.fixture
def server():
    started = DemoServer(make_folders(NOW)).start()
    yield started
    started.stop()


def test_the_demo_is_synchronised_by_the_program_itself_and_leaves_nothing_behind() -> None:
    with open_demo() as desk:
        place = desk.data_dir
        (result,) = desk.sync()
        assert result.outcome is Outcome.OK
        assert result.quarantined == 0
        saved = {folder.path: folder.messages_saved for folder in desk.load_folders(MAILBOX)}
        assert saved["INBOX"] == 13
        assert saved["Archive"] == 240
        assert saved["Spam"] == saved["Projects/Old projects"] == 0
        assert not desk.sync()[0].stored
    assert not place.exists()


def test_stars_and_reading_marks_reach_the_demos_server() -> None:
    with open_demo() as desk:
        desk.sync()
        newest = desk.list_ids(Scope(folder="INBOX"))[0]
        desk.mark([newest], seen=True, flagged=True)
        desk.sync()
        assert desk.get_summary(newest).flags == {"\\Seen", "\\Flagged"}


def test_the_demo_shows_what_the_program_can(server: DemoServer) -> None:
    inbox = server.folders[0]
    everything = b"\n".join(message.raw for message in inbox.messages)
    for part in (b"https://images.example.org", b"text/calendar", b"application/pdf", b"=?utf-8?", b"In-Reply-To:"):
        assert part in everything
    assert any(not message.seen for message in inbox.messages)
    assert all(message.received <= NOW for message in inbox.messages)


def test_all_people_of_the_demo_are_invented(server: DemoServer) -> None:
    for folder in server.folders:
        for message in folder.messages:
            head = message.raw.split(b"\r\n\r\n", 1)[0]
            for domain in re.findall(rb"@([\w.-]+)", head):
                assert domain.decode().endswith(("example.com", "example.org", "example.net")), domain


def test_another_client_can_read_it_as_well(server: DemoServer) -> None:
    with imaplib.IMAP4(server.host, server.port) as client:
        client.login(server.user, server.password)
        assert client.select("INBOX", readonly=True) == ("OK", [b"13"])
        assert len(client.uid("SEARCH", "UNSEEN")[1][0].split()) == 5
        assert len(client.uid("SEARCH", "SINCE", "20-Nov-2026")[1][0].split()) == 8
        answer = client.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
        assert len([part for part in answer if isinstance(part, tuple)]) == 13
        status, data = client.status('"Projects/Library"', "(MESSAGES UNSEEN SIZE)")
        assert status == "OK"
        assert b"MESSAGES 8 UNSEEN 1 SIZE" in data[0]


def test_a_wrong_password_opens_nothing(server: DemoServer) -> None:
    with imaplib.IMAP4(server.host, server.port) as client:
        with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
            client.login(server.user, "guess")
        client.send(b'x LIST "" "*"\r\n')
        assert client.readline().startswith(b"x BAD")


def test_commands_are_read_with_their_literals_and_brackets() -> None:
    assert read_words(b'a LOGIN {3+}\r\na b "c\\"d"\r\n') == ["a", "LOGIN", "a b", 'c"d']
    assert read_words(b"a UID FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (A B)]<0.9>)")[-1] == [
        "UID",
        "BODY.PEEK[HEADER.FIELDS (A B)]<0.9>",
    ]
    assert read_set("5:3,9:*", 12) == [range(3, 6), range(9, 13)]
    for nonsense in (b"a (b", b"a b)", b'a "b'):
        with pytest.raises(Unreadable):
            read_words(nonsense)
