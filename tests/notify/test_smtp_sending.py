import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from imapdesk.accounts.credentials import AccessToken, Credential, Password
from imapdesk.errors import Busy, ImapdeskError, Insecure, SettingsRefused, SignInRequired, Unreachable
from imapdesk.mail import Security
from imapdesk.notify.message import make_test_message
from imapdesk.notify.smtp import SmtpSender, SmtpSettings
from tests.notify.mail_server import MailServer
from tests.pace import PATIENCE_S
from tests.servers.certificates import TestAuthority
from tests.servers.ports import listen

ALICE = Password("alice@example.com", "pässwörd ✓")
USERS = {ALICE.user: ALICE.secret}


def message(to: str = "bob@example.org") -> EmailMessage:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return make_test_message(id="abc", sender="imapdesk@example.com", to=to, now=now)


def sender(
    authority: TestAuthority, server: MailServer, security: Security, credential: Credential | None = ALICE
) -> SmtpSender:
    settings = SmtpSettings("localhost", server.port, security, ca_file=str(authority.ca_file))
    return SmtpSender(settings, credential, timeout_s=PATIENCE_S)


def sending(through: SmtpSender) -> Callable[[], None]:
    return lambda: through.send(message())


def error_of(act: Callable[[], None], kind: type[ImapdeskError]) -> ImapdeskError:
    with pytest.raises(kind) as caught:
        act()
    assert ALICE.secret not in f"{caught.value} {caught.value!r} {caught.value.details} {caught.value.__cause__!r}"
    return caught.value


@pytest.mark.parametrize("mechanisms", [{"PLAIN"}, {"LOGIN"}, {"PLAIN", "LOGIN"}])
def test_a_message_goes_out_over_tls_after_signing_in(authority: TestAuthority, mechanisms: set[str]) -> None:
    with MailServer(tls=authority.server_context(), users=USERS, mechanisms=mechanisms) as server:
        sender(authority, server, Security.SSL).send(message())
        assert [each["Subject"] for each in server.received] == ["A test message from imapdesk"]


def test_a_message_goes_out_over_starttls(authority: TestAuthority) -> None:
    with MailServer(starttls=authority.server_context(), users=USERS) as server:
        sender(authority, server, Security.STARTTLS).send(message())
        assert len(server.received) == 1


def test_an_access_token_signs_in(authority: TestAuthority) -> None:
    with MailServer(tls=authority.server_context(), tokens={"alice@example.com": "ya29"}) as server:
        good = sender(authority, server, Security.SSL, AccessToken("alice@example.com", "ya29"))
        good.send(message())
        bad = sender(authority, server, Security.SSL, AccessToken("alice@example.com", "expired"))
        error_of(sending(bad), SignInRequired)
        assert len(server.received) == 1


def test_a_wrong_password_is_shown_once_and_sends_nothing(authority: TestAuthority) -> None:
    with MailServer(tls=authority.server_context(), users=USERS) as server:
        wrong = sender(authority, server, Security.SSL, Password("alice@example.com", "no"))
        error = error_of(sending(wrong), SignInRequired)
        assert "did not accept the user name or the password" in str(error)
        assert len(server.attempts) == 1
        assert server.received == []


def test_a_server_that_cannot_prove_who_it_is_gets_no_password(authority: TestAuthority) -> None:
    with MailServer(tls=authority.server_context("mail.example.net"), users=USERS) as server:
        error_of(sending(sender(authority, server, Security.SSL)), Insecure)
        assert server.attempts == []


def test_a_server_without_starttls_gets_no_password_in_clear_text(authority: TestAuthority) -> None:
    with MailServer() as server:
        error = error_of(sending(sender(authority, server, Security.STARTTLS)), Insecure)
        assert "offers no encryption" in str(error)


def test_a_port_without_tls_is_not_taken_for_a_secure_one(authority: TestAuthority) -> None:
    with MailServer() as server:
        error_of(sending(sender(authority, server, Security.SSL)), Insecure)


def test_a_server_that_needs_no_sign_in_is_not_asked_for_one(authority: TestAuthority) -> None:
    with MailServer() as server:
        sender(authority, server, Security.NONE, None).send(message())
        assert len(server.received) == 1


def test_a_refused_recipient_names_the_field(authority: TestAuthority) -> None:
    with MailServer() as server:
        server.refuse_recipient = "550 5.1.1 no such user"
        error = error_of(lambda: sender(authority, server, Security.NONE, None).send(message()), SettingsRefused)
        assert isinstance(error, SettingsRefused)
        assert (error.field, error.details) == ("smtp_to", "550 5.1.1 no such user")


def test_a_full_server_is_busy_and_not_wrong(authority: TestAuthority) -> None:
    with MailServer() as server:
        server.refuse = "452 4.3.1 out of space"
        error_of(lambda: sender(authority, server, Security.NONE, None).send(message()), Busy)


def test_an_international_address_is_written_to(authority: TestAuthority) -> None:
    with MailServer() as server:
        sender(authority, server, Security.NONE, None).send(message("jürgen@exämple.org"))
        assert len(server.received) == 1


def test_a_closed_port_and_a_dropped_connection_are_unreachable_and_no_wrong_password(authority: TestAuthority) -> None:
    listener = listen()
    settings = SmtpSettings("localhost", listener.getsockname()[1], Security.NONE)

    def hang_up() -> None:
        connection, _ = listener.accept()
        connection.sendall(b"220 hello\r\n")
        connection.recv(1000)
        connection.close()

    thread = threading.Thread(target=hang_up)
    thread.start()
    error_of(sending(SmtpSender(settings, ALICE, timeout_s=PATIENCE_S)), Unreachable)
    thread.join()
    listener.close()
    error_of(sending(SmtpSender(settings, ALICE, timeout_s=PATIENCE_S)), Unreachable)


def test_a_given_context_is_used(authority: TestAuthority) -> None:
    with MailServer(tls=authority.server_context(), users=USERS) as server:
        settings = SmtpSettings("localhost", server.port, Security.SSL)
        SmtpSender(settings, ALICE, context=authority.client_context(), timeout_s=PATIENCE_S).send(message())
        stranger = SmtpSender(settings, ALICE, context=ssl.create_default_context(), timeout_s=PATIENCE_S)
        error_of(sending(stranger), Insecure)
