"""Tokens of the provider against a real mail server that asks the provider about each of them."""

from __future__ import annotations

import base64
import imaplib
import json
from collections.abc import Iterator

import pytest

from imapdesk.accounts.credentials import AccessToken
from imapdesk.errors import SignInRequired
from imapdesk.imap.config import ImapConfig
from imapdesk.imap.session import ImapSession
from tests.oauth.person import ALICE, World
from tests.servers.dovecot import DovecotServer
from tests.servers.dovecot_oauth import accept_tokens_of


@pytest.fixture
def server(world: World) -> Iterator[DovecotServer]:
    """A Dovecot of this test's own, since it trusts this test's provider."""
    server = DovecotServer(world.oidc.authority)
    accept_tokens_of(server, world.oidc)
    try:
        server.start().add_user(ALICE)
        yield server
    finally:
        server.stop()


def make_response(mechanism: str, credential: AccessToken, server: DovecotServer) -> bytes:
    """The client's first message (Google's XOAUTH2 page; RFC 7628 3.1)."""
    if mechanism == "XOAUTH2":
        return f"user={credential.user}\x01auth=Bearer {credential.token}\x01\x01".encode()
    head = f"n,a={credential.user},\x01host={server.host}\x01port={server.port_tls}\x01"
    return f"{head}auth=Bearer {credential.token}\x01\x01".encode()


def log_in(server: DovecotServer, mechanism: str, credential: AccessToken) -> dict[str, str]:
    """Log in; what the server's error challenge says, empty when it let us in."""
    challenges: list[bytes] = []
    responses = iter([make_response(mechanism, credential, server), b"\x01"])

    def answer(challenge: bytes) -> bytes:
        challenges.append(challenge)
        return next(responses)

    with imaplib.IMAP4_SSL(server.host, server.port_tls, ssl_context=server.authority.client_context()) as client:
        try:
            client.authenticate(mechanism, answer)
        except imaplib.IMAP4.error:
            explanation: dict[str, str] = json.loads(challenges[1])
            return explanation
        assert client.select("INBOX")[0] == "OK"
    return {}


@pytest.mark.parametrize("mechanism", ["XOAUTH2", "OAUTHBEARER"])
def test_tokens_open_the_mailbox_until_they_end_and_renewed_ones_open_it_again(
    world: World, server: DovecotServer, mechanism: str
) -> None:
    world.sign_in()
    credential = world.signins.get_access_token(world.mailbox)
    assert log_in(server, mechanism, credential) == {}

    world.oidc.state.expire_access_tokens()
    refusal = log_in(server, mechanism, credential)
    assert refusal["status"] in ("400", "401", "invalid_token")

    renewed = world.signins.get_access_token(world.mailbox, rejected=credential.token)
    assert log_in(server, mechanism, renewed) == {}

    world.oidc.state.revoke_all(ALICE)
    assert log_in(server, mechanism, renewed)["status"] in ("400", "401", "invalid_token")


def test_somebody_elses_token_does_not_open_the_mailbox(world: World, server: DovecotServer) -> None:
    world.sign_in(user="bob@example.org")
    credential = world.signins.get_access_token(world.mailbox)
    assert credential.user == ALICE
    assert log_in(server, "XOAUTH2", credential)
    assert credential.token not in server.read_log()
    assert base64.b64encode(credential.token.encode()).decode() not in server.read_log()


def test_our_own_connection_signs_in_is_told_that_its_token_ended_and_goes_on_with_a_new_one(
    world: World, server: DovecotServer
) -> None:
    world.sign_in()

    def connect(credential: AccessToken) -> None:
        config = ImapConfig(
            server.host,
            server.port_tls,
            "ssl",
            credential.user,
            access_token=credential.token,
            ca_file=str(server.ca_file),
        )
        ImapSession.open(config).close()

    first = world.signins.get_access_token(world.mailbox)
    connect(first)
    world.oidc.state.expire_access_tokens()
    with pytest.raises(SignInRequired) as caught:
        connect(first)
    assert caught.value.reason == "token_expired"
    assert first.token not in str(caught.value) + caught.value.details
    connect(world.signins.get_access_token(world.mailbox, rejected=first.token))
