"""The test server itself: what other tests rely on."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.servers.dovecot import DovecotServer
from tests.servers.mail_user import MailUser

RAW = b"From: ada@example.org\r\nSubject: hello\r\n\r\nLine one\r\n.\r\nL\xe4st\r\n"


def test_it_greets_on_tls_with_a_certificate_that_the_test_authority_signed(dovecot: DovecotServer) -> None:
    client = imaplib.IMAP4_SSL("localhost", dovecot.port_tls, ssl_context=dovecot.authority.client_context())
    assert client.welcome.startswith(b"* OK")
    client.logout()


def test_its_certificate_is_not_trusted_without_the_test_authority(dovecot: DovecotServer) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        imaplib.IMAP4_SSL("localhost", dovecot.port_tls, ssl_context=ssl.create_default_context())


def test_the_plain_port_offers_starttls(dovecot: DovecotServer, mail_user: MailUser) -> None:
    client = imaplib.IMAP4("localhost", dovecot.port_plain)
    assert "STARTTLS" in client.capabilities
    client.starttls(dovecot.authority.client_context())
    assert client.login(mail_user.name, mail_user.password)[0] == "OK"
    client.logout()


def test_names_and_passwords_can_hold_any_letter(dovecot: DovecotServer) -> None:
    user = dovecot.add_user("jörg æøå@example.org", 'pass"wört\\ 密码')
    user.create_folder("Entwürfe & mehr")
    user.append("Entwürfe & mehr", RAW)
    assert list(user.raw_messages("Entwürfe & mehr").values()) == [RAW]


def test_a_wrong_password_is_refused_at_once(dovecot: DovecotServer, mail_user: MailUser) -> None:
    client = imaplib.IMAP4("localhost", dovecot.port_plain)
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        client.login(mail_user.name, "wrong")
    client.logout()


def test_delivered_messages_come_back_byte_for_byte_in_order(mail_user: MailUser) -> None:
    received = datetime(2024, 2, 29, 12, 0, tzinfo=UTC)
    mail_user.deliver("Projekte/Süd", [RAW + b"%d\r\n" % n for n in range(50)], flags=["\\Seen"], received=received)
    raw = mail_user.raw_messages("Projekte/Süd")
    assert list(raw.values()) == [RAW + b"%d\r\n" % n for n in range(50)]
    assert mail_user.uids("Projekte/Süd") == list(range(1, 51))
    assert set(mail_user.flags("Projekte/Süd").values()) == {frozenset({"\\Seen"})}


def test_another_client_can_flag_move_expunge_and_renumber(mail_user: MailUser) -> None:
    mail_user.create_folder("Other")
    mail_user.deliver("INBOX", [RAW] * 4)
    mail_user.change_flags("INBOX", [1], add=["\\Flagged", "$Work"])
    assert mail_user.flags("INBOX")[1] == {"\\Flagged", "$Work"}
    mail_user.expunge("INBOX", [2])
    mail_user.move("INBOX", [3], "Other")
    assert mail_user.uids("INBOX") == [1, 4]
    mail_user.renumber("INBOX")
    assert mail_user.uids("INBOX") == [1, 2]


def test_a_server_with_settings_of_its_own_offers_what_it_is_told(start_dovecot: Callable[..., DovecotServer]) -> None:
    server = start_dovecot("imap_capability = IMAP4rev1 IDLE")
    client = imaplib.IMAP4("localhost", server.port_plain)
    assert "CONDSTORE" not in client.capabilities
    client.logout()


def test_an_interrupted_server_comes_back_with_its_mail(start_dovecot: Callable[..., DovecotServer]) -> None:
    server = start_dovecot()
    user = server.add_user()
    user.append("INBOX", RAW)
    server.interrupt()
    with pytest.raises(OSError, match="refused"):
        imaplib.IMAP4("localhost", server.port_plain)
    server.resume()
    assert list(user.raw_messages("INBOX").values()) == [RAW]
