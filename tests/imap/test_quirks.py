"""Servers with habits of their own get what they can take, and are not asked for what they break."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imapdesk.imap.config import ImapConfig
from imapdesk.imap.line import quirks
from imapdesk.imap.line.quirks import HostMemory, asks_size, find_unreliable, pipeline_depth
from imapdesk.imap.line.refusals import find_retry_after
from imapdesk.imap.session import ImapSession
from imapdesk.mail import ListedFolder, Survey, SurveyKind, SurveyRequest
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.scripted_server import FULL, GMAIL, ScriptedServer

Start = Callable[..., ScriptedServer]


def open_session(server: ScriptedServer) -> ImapSession:
    return ImapSession.open(ImapConfig(server.host, server.port, None, "ada@example.org", "secret"))


def look(session: ImapSession, **fields: object) -> None:
    inbox = ListedFolder("INBOX", b"INBOX", "/")
    list(session.survey([SurveyRequest(inbox, Survey(SurveyKind.EVERYTHING, **fields))]))  # type: ignore[arg-type]


def test_extensions_that_a_host_breaks_are_not_used() -> None:
    assert "QRESYNC" in find_unreliable("p01-imap.mail.me.com", {})
    assert "ESEARCH" in find_unreliable("imap.mail.yahoo.com", {})
    assert "LIST-STATUS" in find_unreliable("mail.example.org", {"name": "Cyrus IMAP", "version": "2.5.10-Debian"})
    assert find_unreliable("mail.example.org", {"name": "Cyrus IMAP", "version": "3.6.1"}) == frozenset()
    assert find_unreliable("mail.example.org", {"name": "Cyrus IMAP"}) == frozenset()


def test_unknown_servers_get_fewer_commands_at_once() -> None:
    assert pipeline_depth({"name": "Dovecot"}, b"") > pipeline_depth(
        {}, b"* OK The Microsoft Exchange service is ready."
    )
    assert pipeline_depth({}, b"* OK [CAPABILITY IMAP4rev1] Dovecot ready.") == quirks.GENEROUS_DEPTH


def test_davmail_is_not_asked_for_sizes(scripted_server: Start) -> None:
    assert not asks_size({"name": "DavMail"})
    mailbox = FakeMailbox()
    mailbox.deliver("INBOX", b"Subject: x\r\n\r\n")
    server = scripted_server(mailbox, identity={"name": "DavMail"})
    with open_session(server) as session:
        session.list_folders()
        look(session)
    assert not any(b"RFC822.SIZE" in command for command in server.commands)


def test_id_is_sent_before_any_folder_is_opened(scripted_server: Start) -> None:
    server = scripted_server()
    with open_session(server) as session:
        look(session)
    names = [command.split()[1] for command in server.commands]
    assert names.index(b"ID") < names.index(b"EXAMINE")
    assert any(b'("name" "imapdesk"' in command for command in server.commands)


def test_gmail_is_asked_for_its_own_numbers_and_labels(scripted_server: Start) -> None:
    server = scripted_server(capabilities=GMAIL)
    with open_session(server) as session:
        look(session)
    assert any(b"X-GM-MSGID X-GM-THRID X-GM-LABELS" in command for command in server.commands)
    assert not any(b"HEADER.FIELDS" in command for command in server.commands)


def test_message_ids_are_asked_where_nothing_better_identifies_a_message(scripted_server: Start) -> None:
    server = scripted_server(capabilities=FULL.replace("OBJECTID", ""))
    with open_session(server) as session:
        look(session)
        assert not any(b"HEADER.FIELDS" in command for command in server.commands)
        look(session, identify=True)
        assert any(b"HEADER.FIELDS (MESSAGE-ID)" in command for command in server.commands)


def test_uid_sets_of_commands_stay_short(scripted_server: Start) -> None:
    mailbox = FakeMailbox()
    for _ in range(4000):
        mailbox.deliver("INBOX", b"Subject: x\r\n\r\nText\r\n")
    server = scripted_server(mailbox)
    from imapdesk.mail import Fetched, Uid, Window

    odd = tuple(Uid(uid) for uid in range(3999, 0, -2))
    with open_session(server) as session:
        window = Window(ListedFolder("INBOX", b"INBOX", "/"), None, odd, 1000)
        got = [one.uid for one in session.fetch([window]) if isinstance(one, Fetched)]
    assert sorted(got) == sorted(odd)
    assert max(len(command) for command in server.commands) < 8000


def test_what_hosts_broke_is_remembered_as_plain_data() -> None:
    memory = HostMemory()
    memory.distrust("Mail.Example.org", "qresync")
    again = HostMemory(memory.snapshot())
    assert again.distrusted("mail.example.ORG") == {"QRESYNC"}
    assert again.distrusted("other.example.org") == frozenset()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Suggested Backoff Time: 299961 milliseconds", 299.961),
        ("Suggested Backoff Time: 900000 milliseconds", 300.0),
        ("Too many login attempts, try again in 5 minutes", 300.0),
        ("Please wait 30 seconds", 30.0),
        ("Try again later", None),
    ],
)
def test_a_wait_that_a_server_suggests_is_read(text: str, seconds: float | None) -> None:
    assert find_retry_after(text) == seconds
