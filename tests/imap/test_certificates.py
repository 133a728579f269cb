"""The one certificate that a person trusts: looked at without a sign-in, then that one and no other."""

from __future__ import annotations

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from imapdesk.errors import Insecure, ProtocolError, Unproven, Unreachable, Untrusted
from imapdesk.imap.certificates import describe_certificate, fetch_certificate
from imapdesk.imap.config import ImapConfig
from imapdesk.imap.session import ImapSession
from imapdesk.net.trust import find_fingerprint
from tests.fakes.scripted_server import ScriptedServer
from tests.imap.signing import USER, Start, fail_to_open, make_config
from tests.servers.certificates import TestAuthority
from tests.servers.mail_user import MailUser
from tests.servers.ports import free_ports

SIGN_INS = (b"LOGIN", b"AUTHENTICATE")


def find_shown(user: MailUser) -> str:
    """The fingerprint of what the server really shows."""
    pem = ssl.get_server_certificate((user.server.host, user.server.port_tls))
    return find_fingerprint(ssl.PEM_cert_to_DER_cert(pem))


@pytest.mark.parametrize("security", ["ssl", "starttls"])
def test_what_a_server_shows_can_be_looked_at_and_then_trusted(mail_user: MailUser, security: str) -> None:
    server = mail_user.server
    port = server.port_tls if security == "ssl" else server.port_plain
    config = ImapConfig(server.host, port, security, mail_user.name, mail_user.password)
    with pytest.raises(Untrusted):
        ImapSession.open(config)

    certificate = fetch_certificate(config)

    assert certificate.fingerprint == find_shown(mail_user)
    assert {"localhost", "127.0.0.1"} <= set(certificate.names)
    assert "imapdesk tests" in certificate.issuer
    assert certificate.begins is not None
    assert certificate.ends is not None
    assert certificate.begins < datetime.now(UTC) < certificate.ends
    with ImapSession.open(replace(config, certificate=certificate.fingerprint)) as session:
        assert session.list_folders().complete


@pytest.mark.parametrize("security", ["ssl", "starttls"])
def test_another_certificate_than_the_trusted_one_is_given_nothing(scripted_server: Start, security: str) -> None:
    server = scripted_server(security=security)
    error = fail_to_open(make_config(server, security, certificate="ab" * 32))
    assert isinstance(error, Unproven)
    assert error.sentence == f"{server.host} shows another certificate than the one that you trust."
    assert find_fingerprint(error.shown) != "ab" * 32
    assert_nobody_signed_in(server)


def assert_nobody_signed_in(server: ScriptedServer) -> None:
    assert not any(word in command.upper() for command in server.commands for word in SIGN_INS)
    assert USER.encode() not in server.received


@pytest.mark.parametrize("security", ["ssl", "starttls"])
def test_looking_signs_in_nowhere(scripted_server: Start, security: str) -> None:
    server = scripted_server(security=security)
    assert len(fetch_certificate(make_config(server, security)).fingerprint) == 64
    assert_nobody_signed_in(server)


def test_a_trusted_authority_doesn_t_count_beside_a_trusted_certificate(
    scripted_server: Start, authority: TestAuthority
) -> None:
    server = scripted_server(security="ssl")
    config = make_config(server, "ssl", ca_file=str(authority.ca_file), certificate="ab" * 32)
    assert isinstance(fail_to_open(config), Unproven)


def test_one_that_has_expired_or_names_another_host_is_trusted_all_the_same(scripted_server: Start) -> None:
    other = trustme.CA()
    past = datetime.now(UTC) - timedelta(days=1)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    other.issue_cert("nas.example.org", not_before=past - timedelta(days=1), not_after=past).configure_cert(context)
    server = scripted_server(security="ssl", tls=context)
    config = make_config(server, "ssl")
    assert isinstance(fail_to_open(config), Unproven)
    shown = fetch_certificate(config)
    assert shown.names == ("nas.example.org",)
    with ImapSession.open(replace(config, certificate=shown.fingerprint)) as session:
        assert session.list_folders().complete


def test_where_there_is_no_certificate_it_is_told(scripted_server: Start) -> None:
    (port,) = free_ports(1)
    with pytest.raises(Unreachable):
        fetch_certificate(ImapConfig("127.0.0.1", port, "ssl"))
    plain = scripted_server()
    with pytest.raises(ProtocolError):
        fetch_certificate(make_config(plain, "none"))
    with pytest.raises(Insecure):
        fetch_certificate(make_config(plain, "starttls"))


def test_a_certificate_that_cannot_be_read_has_a_fingerprint() -> None:
    described = describe_certificate(b"no certificate")
    assert described.fingerprint == find_fingerprint(b"no certificate")
    assert (described.subject, described.names, described.ends) == ("", (), None)


def test_a_certificate_without_names_says_whose_it_is() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Example"),
                      x509.NameAttribute(x509.NameOID.COMMON_NAME, "disk\n\u202e.example.org")])  # fmt: skip
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, now, now + timedelta(days=9))
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )
    assert describe_certificate(made).subject == "disk\n\u202e.example.org, Example"
    assert describe_certificate(made).names == ()
