"""Nothing but a person's own flag changes is ever written: the line itself refuses to carry anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imapdesk.errors import ServerRefused
from imapdesk.imap.config import ImapConfig
from imapdesk.imap.line.allowlist import ForbiddenCommand, check_command
from imapdesk.imap.line.command import Command
from imapdesk.imap.session import ImapSession
from imapdesk.mail import ListedFolder, Uid
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import edit, no
from tests.fakes.scripted_server import ScriptedServer

Start = Callable[..., ScriptedServer]
INBOX = ListedFolder("INBOX", b"INBOX", "/")

WRITING = [
    b"SELECT INBOX",
    b"select INBOX",
    b"UID STORE 1 +FLAGS (\\Seen)",
    b"STORE 1 +FLAGS (\\Seen)",
    b"UID COPY 1 Trash",
    b"UID MOVE 1 Trash",
    b"UID EXPUNGE 1",
    b"EXPUNGE",
    b"CLOSE",
    b"DELETE INBOX",
    b"RENAME INBOX Old",
    b"CREATE New",
    b"SUBSCRIBE INBOX",
    b"APPEND INBOX {3}",
    b"SETACL INBOX ada lrs",
    b"SETMETADATA INBOX (/private/comment x)",
    b"UID FETCH 1 (BODY[])",
    b"UID FETCH 1 (UID BODY.PEEK[HEADER] body[text])",
    b"UID FETCH 1 RFC822",
    b"UID FETCH 1 (RFC822.TEXT)",
    b"UID FETCH 1 BINARY[1]",
    b"UID",
    b"",
    b"NONSENSE",
]


@pytest.mark.parametrize("line", WRITING)
def test_what_could_change_something_is_not_sent(line: bytes) -> None:
    with pytest.raises(ForbiddenCommand):
        check_command(line)


@pytest.mark.parametrize(
    "line",
    [
        b"EXAMINE INBOX (QRESYNC (1 2 1:3))",
        b"UID FETCH 1:* (UID FLAGS RFC822.SIZE BODY.PEEK[] BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])",
        b"UID FETCH 1 (RFC822.HEADER BINARY.PEEK[1])",
        b'UID SEARCH RETURN (ALL) SUBJECT "BODY[]"',
        b'LIST "" "*" RETURN (STATUS (MESSAGES))',
    ],
)
def test_reading_is_let_through(line: bytes) -> None:
    check_command(line)


@pytest.mark.parametrize(
    "line",
    [
        b"UID STORE 1 FLAGS (\\Seen)",
        b"UID STORE 1 +FLAGS (\\Deleted)",
        b"UID EXPUNGE 1",
        b"UID STORE 1:* +FLAGS (\\Seen)",
        b"UID STORE 1 +FLAGS (\\Seen)\r\nx EXPUNGE",
        b"EXPUNGE",
    ],
)
def test_even_a_persons_change_opens_only_a_narrow_door(line: bytes) -> None:
    with pytest.raises(ForbiddenCommand):
        check_command(line, flag_changes=True)


@pytest.mark.parametrize("line", [b"UID STORE 1 +FLAGS (\\Seen)", b"SELECT INBOX\r\nx EXPUNGE", b"EXPUNGE"])
def test_a_server_whose_folders_are_opened_with_select_gets_no_other_command(line: bytes) -> None:
    check_command(b"SELECT INBOX", select=True)
    with pytest.raises(ForbiddenCommand):
        check_command(line, select=True)


@pytest.fixture
def mailbox() -> FakeMailbox:
    mailbox = FakeMailbox()
    for number in range(1, 4):
        mailbox.deliver("INBOX", b"Subject: %d\r\n\r\nText\r\n" % number)
    return mailbox


def open_session(server: ScriptedServer) -> ImapSession:
    return ImapSession.open(ImapConfig(server.host, server.port, None, "ada@example.org", "secret"))


def test_a_pipeline_refuses_to_carry_a_writing_command(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox)
    with open_session(server) as session, pytest.raises(ForbiddenCommand):
        session.connection.pipeline.run(Command(b"EXPUNGE\r\n"))
    assert server.count("EXPUNGE") == 0


def test_the_door_closes_after_a_change(scripted_server: Start, mailbox: FakeMailbox) -> None:
    with open_session(scripted_server(mailbox)) as session:
        assert session.change_flags(INBOX, None, {"\\Seen": [Uid(1)]}, {}) == {1: {"\\Seen"}}
        with pytest.raises(ForbiddenCommand):
            session.connection.pipeline.run(Command(b"SELECT INBOX\r\n"))


def test_deleting_by_flag_is_impossible(scripted_server: Start, mailbox: FakeMailbox) -> None:
    with open_session(scripted_server(mailbox)) as session, pytest.raises(ValueError, match="not a flag"):
        session.change_flags(INBOX, None, {"\\Deleted": [Uid(1)]}, {})
    assert all("\\Deleted" not in message.flags for message in mailbox.folders["INBOX"].messages)


def test_nothing_is_written_in_a_renumbered_folder(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox)
    with open_session(server) as session, pytest.raises(ServerRefused) as caught:
        session.change_flags(INBOX, 99, {"\\Seen": [Uid(1)]}, {})
    assert caught.value.code == "UIDVALIDITY"
    assert server.count("UID STORE") == 0


def test_a_folder_that_can_only_be_read_says_so(scripted_server: Start, mailbox: FakeMailbox) -> None:
    only = edit(lambda answer: answer.replace(b"[READ-WRITE]", b"[READ-ONLY]"))
    server = scripted_server(mailbox, on={"SELECT": only})
    with open_session(server) as session, pytest.raises(ServerRefused) as caught:
        session.change_flags(INBOX, None, {"\\Seen": [Uid(1)]}, {})
    assert caught.value.code == "READ-ONLY"
    assert server.count("UID STORE") == 0


def test_a_refused_change_is_told(scripted_server: Start, mailbox: FakeMailbox) -> None:
    server = scripted_server(mailbox, on={"UID STORE": no("[NOPERM] Not allowed")})
    with open_session(server) as session, pytest.raises(ServerRefused) as caught:
        session.change_flags(INBOX, None, {}, {"\\Flagged": [Uid(2)]})
    assert caught.value.code == "NOPERM"
