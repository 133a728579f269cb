"""The three real servers: what the tests that run on each of them rely on."""

from __future__ import annotations

import imaplib
from datetime import UTC, datetime

import pytest

from tests.servers.courier import CourierServer
from tests.servers.cyrus import CyrusServer
from tests.servers.dovecot import DovecotServer
from tests.servers.imap_user import ImapUser
from tests.servers.ports import answers

RAW = b"From: ada@example.org\r\nSubject: hello\r\n\r\nLine one\r\n.\r\nL\xe4st\r\n"
RECEIVED = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_each_says_who_it_is(dovecot: DovecotServer, cyrus: CyrusServer, courier: CourierServer) -> None:
    for server, name in ((dovecot, b"Dovecot"), (cyrus, b"Cyrus"), (courier, b"Courier")):
        client = imaplib.IMAP4("localhost", server.port_plain)
        assert name in client.welcome
        client.starttls(server.authority.client_context())
        client.shutdown()


def test_mail_comes_back_as_it_was_given(user_anywhere: ImapUser) -> None:
    user = user_anywhere
    user.deliver("INBOX", [RAW, RAW + b"two\r\n"], flags=["\\Seen", "\\Flagged"], received=RECEIVED)
    user.deliver("Work/Müller & Söhne", [RAW], received=RECEIVED)
    first, second = user.uids("INBOX")
    assert user.raw_messages("INBOX") == {first: RAW, second: RAW + b"two\r\n"}
    assert user.flags("INBOX") == dict.fromkeys((first, second), frozenset({"\\Seen", "\\Flagged"}))
    assert list(user.dates("Work/Müller & Söhne").values()) == [RECEIVED]


def test_another_client_can_change_everything(user_anywhere: ImapUser) -> None:
    user = user_anywhere
    user.create_folder("Lists")
    user.deliver("INBOX", [RAW] * 4)
    one, two, three, four = user.uids("INBOX")
    assert user.append("INBOX", RAW, flags=["\\Answered"]) > four
    user.change_flags("INBOX", [one], add=["\\Seen", "$Work"])
    user.move("INBOX", [two], "Lists")
    user.copy("INBOX", [one], "Lists")
    user.expunge("INBOX", [three])
    assert len(user.uids("INBOX")) == 3
    assert user.flags("INBOX")[one] == {"\\Seen", "$Work"}
    assert sorted(user.flags("Lists").values(), key=len) == [frozenset(), {"\\Seen", "$Work"}]
    user.rename_folder("Lists", "Old/Lists")
    assert len(user.uids("Old/Lists")) == 2
    user.delete_folder("Old/Lists")
    with pytest.raises(AssertionError):
        user.uids("Old/Lists")


def test_a_wrong_password_is_refused(user_anywhere: ImapUser) -> None:
    server = user_anywhere.server
    client = imaplib.IMAP4_SSL(server.host, server.port_tls, ssl_context=server.authority.client_context())
    with pytest.raises(imaplib.IMAP4.error):
        client.login(user_anywhere.name, "wrong")
    client.shutdown()


@pytest.mark.parametrize("kind", [CyrusServer, CourierServer])
def test_it_can_be_cut_and_brought_back_and_leaves_nothing_behind(
    kind: type[CyrusServer] | type[CourierServer], dovecot: DovecotServer
) -> None:
    server = kind(dovecot.authority).start()
    try:
        user = server.add_user()
        user.deliver("INBOX", [RAW])
        server.interrupt()
        assert not answers(server.port_plain)
        server.resume()
        assert len(user.uids("INBOX")) == 1
    finally:
        server.stop()
    assert not answers(server.port_plain)
    assert not server.root.exists()
