"""Settings, greetings and the way to the sign-in: each trouble is one clear error, in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from imapdesk.errors import (
    Busy,
    Cancelled,
    ImapdeskError,
    ProtocolError,
    SettingsRefused,
    Unreachable,
)
from imapdesk.imap.config import ImapConfig, Limits
from imapdesk.imap.session import ImapSession
from tests.fakes.imap_reactions import stall
from tests.imap.signing import QUICK, USER, Start, fail_to_open, make_config
from tests.pace import Stopwatch
from tests.servers.certificates import TestAuthority
from tests.servers.ports import free_ports


def test_a_ca_file_that_is_missing_names_its_field(scripted_server: Start, tmp_path: Path) -> None:
    error = fail_to_open(make_config(scripted_server(), "ssl", ca_file=str(tmp_path / "none.pem")))
    assert isinstance(error, SettingsRefused)
    assert error.field == "ca_file"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"host": ""}, "host"),
        ({"host": "a b"}, "host"),
        ({"port": 0}, "port"),
        ({"port": 70000}, "port"),
        ({"security": "maybe"}, "security"),
        ({"password": "a\x00b"}, "password"),
        ({"user": "a\x00b"}, "user"),
    ],
)
def test_settings_that_cannot_be_right_name_their_field(fields: dict[str, object], field: str) -> None:
    values: dict[str, object] = {"host": "mail.example.org", "port": 993, "security": "ssl", "user": "u"} | fields
    with pytest.raises(SettingsRefused) as caught:
        ImapConfig(**values)  # type: ignore[arg-type]
    assert caught.value.field == field


def test_a_configuration_never_shows_its_secrets() -> None:
    config = ImapConfig("mail.example.org", 993, "tls", "ada", "secret", "token")
    assert "secret" not in repr(config)
    assert "token" not in repr(config)


def test_a_closed_port_is_unreachable() -> None:
    (port,) = free_ports(1)
    assert type(fail_to_open(ImapConfig("127.0.0.1", port, None, USER, "secret"))) is Unreachable


def test_an_unknown_host_is_unreachable() -> None:
    assert type(fail_to_open(ImapConfig("no-such-host.invalid", 143, None, USER, "secret"), Limits())) is Unreachable


@pytest.mark.parametrize(
    ("greeting", "kind"),
    [
        (b"* BYE Too many connections\r\n", Busy),
        (b"* BYE\r\n", Unreachable),
        (b"220 smtp.example.org ESMTP\r\n", ProtocolError),
        (b"HTTP/1.1 400 Bad Request\r\n", ProtocolError),
        (b"+OK POP3\r\n", ProtocolError),
        (b"\r\n", ProtocolError),
    ],
)
def test_an_odd_greeting_ends_with_the_error_that_tells_why(
    scripted_server: Start, greeting: bytes, kind: type[ImapdeskError]
) -> None:
    assert type(fail_to_open(make_config(scripted_server(greeting=greeting)))) is kind


def test_a_server_that_says_nothing_is_given_up(scripted_server: Start) -> None:
    from tests.fakes.imap_wire import LineFault

    server = scripted_server(line=[LineFault(stall_at=0)])
    clock = Stopwatch()
    assert type(fail_to_open(make_config(server), QUICK)) is Unreachable
    assert clock.seconds < 10


def test_a_crawling_server_is_given_up(scripted_server: Start) -> None:
    from tests.fakes.imap_wire import LineFault

    server = scripted_server(line=[LineFault(bytes_per_s=5)])
    clock = Stopwatch()
    assert type(fail_to_open(make_config(server), QUICK)) is Unreachable
    assert clock.seconds < 10


def test_preauth_needs_no_sign_in(scripted_server: Start) -> None:
    server = scripted_server(greeting=b"* PREAUTH [CAPABILITY IMAP4rev1 LIST-STATUS] welcome\r\n")
    with ImapSession.open(make_config(server)) as session:
        assert session.list_folders().folders
    assert server.logins == 0


def test_stopping_is_heard_while_signing_in(scripted_server: Start) -> None:
    server = scripted_server(on={"AUTHENTICATE": stall()})
    clock, began = Stopwatch(), time.monotonic()
    with pytest.raises(Cancelled):
        ImapSession.open(make_config(server), should_stop=lambda: time.monotonic() - began > 0.3)
    assert clock.seconds < 10


def test_the_steps_are_told(scripted_server: Start, authority: TestAuthority) -> None:
    steps: list[str] = []
    server = scripted_server(security="ssl")
    config = make_config(server, "ssl", ca_file=str(authority.ca_file))
    ImapSession.open(config, on_step=steps.append).close()
    assert steps == ["connecting", "securing", "signing_in", "ready"]
