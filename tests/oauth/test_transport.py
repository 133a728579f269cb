"""HTTPS to providers: whom it trusts, what it never sends, and how long it waits."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import requests

from imapdesk.errors import Insecure, ProtocolError, SettingsRefused, Unreachable
from imapdesk.oauth import transport
from imapdesk.oauth.transport import find_token_fault, make_session, read_json, translated
from tests.servers.oidc import OidcServer


def discover(oidc: OidcServer, ca_file: str | None) -> object:
    with make_session(ca_file) as session, translated("Example"):
        return read_json(session.get(oidc.url(".well-known/openid-configuration")), "Example")["issuer"]


def test_the_systems_authorities_are_trusted(oidc: OidcServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", oidc.ca_file)
    assert discover(oidc, None) == oidc.issuer


def test_a_file_of_authorities_stands_in_their_place(oidc: OidcServer) -> None:
    assert discover(oidc, oidc.ca_file) == oidc.issuer


def test_others_are_not(oidc: OidcServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", oidc.ca_file)
    with pytest.raises(Insecure, match="Example can't prove its identity"):
        discover(oidc, None)


def test_a_file_that_cannot_be_read_is_a_setting_to_correct(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    for name in ("nowhere.pem", "empty.pem"):
        with pytest.raises(SettingsRefused) as caught:
            make_session(str(tmp_path / name))
        assert caught.value.field == "ca_file"


def test_a_password_in_netrc_goes_nowhere(oidc: OidcServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine localhost login alice password from-netrc\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with make_session(oidc.ca_file) as session:
        response = session.post(oidc.url("token"), data={"grant_type": "refresh_token"})
        assert "Authorization" not in response.request.headers


@pytest.mark.parametrize(("size", "fits"), [(transport.MAX_ANSWER, True), (transport.MAX_ANSWER + 1, False)])
def test_an_answer_that_is_far_too_long_is_not_read(size: int, fits: bool) -> None:
    answer = requests.Response()
    answer.status_code = 200
    answer._content = b'{"a": "' + b"x" * (size - 9) + b'"}'
    if fits:
        assert read_json(answer, "Example").keys() == {"a"}
    else:
        with pytest.raises(ProtocolError):
            read_json(answer, "Example")


def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch, oidc: OidcServer) -> None:
    monkeypatch.setattr(transport, "CONNECT_S", 0.3)
    monkeypatch.setattr(transport, "READ_S", 0.3)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        make_session(oidc.ca_file) as session,
        pytest.raises(Unreachable),
        translated("Example"),
    ):
        session.get(f"https://127.0.0.1:{silent.getsockname()[1]}/")


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"access_token": "a", "expires_in": 3600, "refresh_token": "r"}, ""),
        ({"access_token": "a", "expires_in": "3600"}, ""),
        ({"access_token": "a"}, ""),
        ({"error": "invalid_grant"}, ""),
        ({"device_code": "d", "expires_in": 600}, ""),
        ({"access_token": "a", "scope": "", "refresh_token": ""}, ""),
        ({}, "neither"),
        ({"error": None}, "error is no text"),
        ({"error": ""}, "error is no text"),
        ({"access_token": 7}, "access_token is no text"),
        ({"access_token": "a", "refresh_token": ["r"]}, "refresh_token is no text"),
        ({"access_token": "a", "expires_in": "soon"}, "expires_in is no number"),
        ({"access_token": "a", "expires_in": None}, "expires_in is no number"),
        ({"access_token": "a", "expires_in": True}, "expires_in is no number"),
        ({"access_token": "a", "expires_in": 2147483647}, ""),
        ({"access_token": "a", "expires_in": 10**30}, "expires_in is no number"),
        ({"access_token": "a", "expires_in": "9" * 400}, "expires_in is no number"),
        ({"access_token": "a", "expires_in": "\u00b2"}, "expires_in is no number"),
        ({"access_token": "a", "expires_in": 3600.5}, "expires_in is no number"),
    ],
)
def test_the_shape_of_a_token_answer_is_checked(answer: dict[str, object], fault: str) -> None:
    found = find_token_fault(answer)
    assert fault in found
    assert bool(found) == bool(fault)
