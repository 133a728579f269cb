"""Signing in: one attempt, never in clear by accident, and a clear word on who can act when it fails."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from imapdesk.errors import (
    Busy,
    ImapdeskError,
    Insecure,
    NotConnected,
    ProtocolError,
    SettingsRefused,
    SignInRequired,
    Unreachable,
)
from imapdesk.imap.config import ImapConfig, Limits
from imapdesk.imap.session import ImapSession
from tests.fakes.imap_reactions import Reaction, after, bad, bye, drop, no, say, stall
from tests.fakes.scripted_server import GMAIL, MINIMAL, PLAIN
from tests.imap.signing import QUICK, USER, Start, fail_to_open, make_config
from tests.servers.certificates import TestAuthority
from tests.servers.mail_user import MailUser


@pytest.mark.parametrize("capabilities", [MINIMAL, PLAIN, GMAIL, "IMAP4rev1 AUTH=PLAIN", "IMAP4rev1 LITERAL-"])
@pytest.mark.parametrize(
    ("user", "password"),
    [("ada@example.org", "secret"), ("Jürgen", "Grüße ☺"), ('a "b" \\c', 'p\\"w'), ("line", "a\r\nb"), ("x", "")],
)
def test_any_name_and_password_gets_in(scripted_server: Start, capabilities: str, user: str, password: str) -> None:
    server = scripted_server(capabilities=capabilities, users={user: password})
    with ImapSession.open(make_config(server, user=user, password=password)) as session:
        session.list_folders()
    assert server.logins == 1


def test_a_name_with_a_backslash_signs_in_by_login(scripted_server: Start) -> None:
    server = scripted_server(users={"user\\shared": "secret"})
    ImapSession.open(make_config(server, user="user\\shared")).close()
    assert server.count("LOGIN") == 1
    assert server.count("AUTHENTICATE") == 0


def test_non_ascii_credentials_against_a_real_server(dovecot) -> None:  # type: ignore[no-untyped-def]
    user: MailUser = dovecot.add_user("jürgen@example.org", 'Grüße, "Welt" \\ ☺')
    config = ImapConfig(dovecot.host, dovecot.port_tls, "ssl", user.name, user.password, ca_file=str(dovecot.ca_file))
    ImapSession.open(config).close()


def test_a_wrong_password_is_tried_once(scripted_server: Start) -> None:
    server = scripted_server()
    error = fail_to_open(make_config(server, password="wrong"))
    assert isinstance(error, SignInRequired)
    assert error.reason == "refused"
    assert "wrong" not in f"{error} {error.details}".replace("wrong user or password", "")
    assert server.logins == 1


def test_a_wrong_password_against_a_real_server(config: ImapConfig) -> None:
    wrong = ImapConfig(config.host, config.port, "ssl", config.user, "wrong", ca_file=config.ca_file)
    assert isinstance(fail_to_open(wrong, Limits()), SignInRequired)


REFUSALS = [
    ("[AUTHENTICATIONFAILED] Authentication failed.", SignInRequired, "refused"),
    ("LOGIN failed.", SignInRequired, "refused"),
    ("[ALERT] Application-specific password required: https://example.com (Failure)", SignInRequired, "app_password"),
    ("[WEBALERT https://example.com] Please log in via your web browser", SignInRequired, "web_login"),
    ("[AUTHENTICATIONFAILED] Your account is not enabled for IMAP use", SignInRequired, "imap_disabled"),
    ("[EXPIRED] That password isn't any good any more", SignInRequired, "password_expired"),
    ("AUTHENTICATE failed. LogonDenied-BasicAuthBlocked", SignInRequired, "oauth_required"),
    ("[CONTACTADMIN] Account is locked", SignInRequired, "locked"),
    ("[REFERRAL imap://ada@other.example/] Look there", SettingsRefused, None),
    ("[PRIVACYREQUIRED] Encryption first", Insecure, None),
    ("[UNAVAILABLE] Temporary authentication failure.", Busy, None),
    ("[INUSE] Mailbox in use", Busy, None),
    ("[LIMIT] Too many connections", Busy, None),
    ("Too many simultaneous connections. (Failure)", Busy, None),
    ("Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)", Busy, None),
    ("[ALERT] Account exceeded command or bandwidth limits. (Failure)", Busy, None),
    ("User is authenticated but not connected.", NotConnected, None),
    ("[SERVERBUG] Internal error occurred", Busy, None),
]


@pytest.mark.parametrize(("text", "kind", "reason"), REFUSALS)
def test_a_refusal_says_who_can_act(
    scripted_server: Start, text: str, kind: type[ImapdeskError], reason: str | None
) -> None:
    error = fail_to_open(make_config(scripted_server(on={"AUTHENTICATE": no(text)})))
    assert type(error) is kind
    assert getattr(error, "reason", None) == reason


def test_a_suggested_wait_is_told(scripted_server: Start) -> None:
    text = "Request is throttled. Suggested Backoff Time: 92415 milliseconds"
    error = fail_to_open(make_config(scripted_server(on={"AUTHENTICATE": no(text)})))
    assert isinstance(error, Busy)
    assert error.retry_after_s == pytest.approx(92.415)


@pytest.mark.parametrize(
    ("reaction", "kind"),
    [
        (drop(), Unreachable),
        (bye("Server shutting down"), Busy),
        (bye("Good bye"), Unreachable),
        (say(b"* BYE Good bye\r\n{tag} NO\r\n"), Unreachable),
        (say(b"what is this\r\n"), ProtocolError),
    ],
)
def test_a_dropped_connection_is_not_a_wrong_password(
    scripted_server: Start, reaction: Reaction, kind: type[ImapdeskError]
) -> None:
    server = scripted_server(on={"AUTHENTICATE": reaction})
    assert type(fail_to_open(make_config(server))) is kind


def test_silence_is_not_a_wrong_password(scripted_server: Start) -> None:
    server = scripted_server(on={"AUTHENTICATE": stall()})
    assert type(fail_to_open(make_config(server), QUICK)) is Unreachable


def test_plain_that_is_not_understood_leaves_login(scripted_server: Start) -> None:
    server = scripted_server(on={"AUTHENTICATE": bad("unknown")})
    ImapSession.open(make_config(server)).close()
    assert server.logins == 1


@pytest.mark.parametrize("words", ["Unsupported authentication mechanism", "mechanism not supported"])
def test_plain_that_is_refused_for_itself_leaves_login(scripted_server: Start, words: str) -> None:
    server = scripted_server(on={"AUTHENTICATE": no(words)})
    ImapSession.open(make_config(server)).close()
    assert server.logins == 1


@pytest.mark.parametrize("words", ["[AUTHENTICATIONFAILED] not supported for you", "Authentication failed."])
def test_plain_whose_password_is_refused_is_the_one_attempt(scripted_server: Start, words: str) -> None:
    server = scripted_server(on={"AUTHENTICATE": no(words)})
    assert type(fail_to_open(make_config(server))) is SignInRequired
    assert server.count("LOGIN") == 0


# tokens


@pytest.mark.parametrize("mechanism", ["XOAUTH2", "OAUTHBEARER"])
@pytest.mark.parametrize("at_once", ["SASL-IR", ""])
def test_a_token_gets_in(scripted_server: Start, mechanism: str, at_once: str) -> None:
    server = scripted_server(capabilities=f"IMAP4rev1 {at_once} AUTH={mechanism}", tokens={USER: "token"})
    ImapSession.open(make_config(server, password=None, access_token="token")).close()
    assert server.logins == 1


@pytest.mark.parametrize("mechanism", ["XOAUTH2", "OAUTHBEARER"])
@pytest.mark.parametrize("at_once", ["SASL-IR", ""])
def test_a_refused_token_is_explained_by_its_challenge(scripted_server: Start, mechanism: str, at_once: str) -> None:
    server = scripted_server(capabilities=f"IMAP4rev1 {at_once} AUTH={mechanism}", tokens={USER: "token"})
    error = fail_to_open(make_config(server, password=None, access_token="old token"))
    assert isinstance(error, SignInRequired)
    assert error.reason == "token_expired"
    assert "old token" not in error.details
    assert server.logins == 1


def test_a_missing_permission_is_told_apart(scripted_server: Start) -> None:
    challenge = base64.b64encode(b'{"status":"insufficient_scope","scope":"https://mail.example.com/"}')
    server = scripted_server(
        on={"AUTHENTICATE": say(b"+ " + challenge + b"\r\n{tag} NO SASL authentication failed\r\n")}
    )
    error = fail_to_open(make_config(server, password=None, access_token="token"))
    assert isinstance(error, SignInRequired)
    assert error.reason == "consent"


def test_a_server_without_oauth_says_so(scripted_server: Start) -> None:
    error = fail_to_open(make_config(scripted_server(capabilities=MINIMAL), password=None, access_token="token"))
    assert isinstance(error, SignInRequired)


# security


def test_logindisabled_is_respected(scripted_server: Start) -> None:
    server = scripted_server(capabilities="IMAP4rev1 LOGINDISABLED AUTH=PLAIN")
    assert isinstance(fail_to_open(make_config(server)), Insecure)
    assert server.logins == 0
    assert b"secret" not in server.received


@pytest.mark.parametrize("security", ["ssl", "starttls"])
def test_a_good_certificate_is_accepted(scripted_server: Start, authority: TestAuthority, security: str) -> None:
    server = scripted_server(security=security)
    with ImapSession.open(make_config(server, security, ca_file=str(authority.ca_file))) as session:
        assert session.list_folders().folders
    assert b"secret" not in server.received_in_clear
    assert USER.encode() not in server.received_in_clear


@pytest.mark.parametrize("security", ["ssl", "starttls"])
@pytest.mark.parametrize("problem", ["unknown authority", "another host"])
def test_a_bad_certificate_is_refused(
    scripted_server: Start, authority: TestAuthority, security: str, problem: str
) -> None:
    names = ["other.example"] if problem == "another host" else []
    server = scripted_server(security=security, certificate_for=names)
    ca_file = str(authority.ca_file) if problem == "another host" else None
    error = fail_to_open(make_config(server, security, ca_file=ca_file))
    assert isinstance(error, Insecure)
    assert server.logins == 0


def test_starttls_that_is_not_offered_is_no_reason_to_go_on(scripted_server: Start, authority: TestAuthority) -> None:
    server = scripted_server(capabilities=PLAIN)
    assert isinstance(fail_to_open(make_config(server, "starttls", ca_file=str(authority.ca_file))), Insecure)
    assert server.logins == 0


@pytest.mark.parametrize("reaction", [no("not now"), bad("what?")])
def test_starttls_that_is_refused_is_no_reason_to_go_on(
    scripted_server: Start, authority: TestAuthority, reaction: Reaction
) -> None:
    server = scripted_server(security="starttls", on={"STARTTLS": reaction})
    assert isinstance(fail_to_open(make_config(server, "starttls", ca_file=str(authority.ca_file))), Insecure)
    assert server.logins == 0


def test_what_is_slipped_in_before_tls_is_not_believed(scripted_server: Start, authority: TestAuthority) -> None:
    injected = after(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n* OK [ALERT] hello\r\n")
    server = scripted_server(security="starttls", on={"STARTTLS": injected})
    error = fail_to_open(make_config(server, "starttls", ca_file=str(authority.ca_file)))
    assert isinstance(error, Insecure)
    assert server.logins == 0


def test_a_server_that_is_signed_in_before_starttls_is_refused(
    scripted_server: Start, authority: TestAuthority
) -> None:
    server = scripted_server(security="starttls", greeting=b"* PREAUTH welcome\r\n")
    assert isinstance(fail_to_open(make_config(server, "starttls", ca_file=str(authority.ca_file))), Insecure)


def test_capabilities_are_asked_again_after_starttls(scripted_server: Start, authority: TestAuthority) -> None:
    server = scripted_server(security="starttls")
    ImapSession.open(make_config(server, "starttls", ca_file=str(authority.ca_file))).close()
    names = [command.split()[1] for command in server.commands]
    assert names.index(b"CAPABILITY") > names.index(b"STARTTLS")


def test_tls_on_a_plain_port_is_one_clear_sentence(scripted_server: Start) -> None:
    error = fail_to_open(make_config(scripted_server(), "ssl"))
    assert isinstance(error, Insecure)
    assert "TLS" in str(error)


def test_outdated_tls_is_refused(authority: TestAuthority) -> None:
    context = authority.server_context()
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with serve_once(lambda sock: context.wrap_socket(sock, server_side=True)) as port:
        config = ImapConfig("localhost", port, "ssl", USER, "secret", ca_file=str(authority.ca_file))
        assert isinstance(fail_to_open(config), Insecure)


def test_an_expired_certificate_is_named(tmp_path: Path) -> None:
    import datetime as dt

    ca = trustme.CA()
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    certificate = ca.issue_cert(
        "localhost", not_before=dt.datetime(2020, 1, 1, tzinfo=dt.UTC), not_after=dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with serve_once(lambda sock: context.wrap_socket(sock, server_side=True)) as port:
        config = ImapConfig("localhost", port, "ssl", USER, "secret", ca_file=str(tmp_path / "ca.pem"))
        error = fail_to_open(config)
    assert isinstance(error, Insecure)
    assert "expired" in str(error)


class serve_once:
    """A server of one connection, for what TLS libraries do by themselves."""

    def __init__(self, act: Callable[[socket.socket], object]) -> None:
        self._act = act
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        with connection:
            try:
                self._act(connection)
            except OSError:
                return

    def __enter__(self) -> int:
        self._thread.start()
        port: int = self._listener.getsockname()[1]
        return port

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self._thread.join(5)
