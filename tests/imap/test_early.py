"""A line begun early is the first connection's, once; whatever went wrong with it is told, once."""

from __future__ import annotations

import time

import pytest

from imapdesk.errors import Unproven, Unreachable
from imapdesk.imap.config import ImapConfig
from imapdesk.imap.line import early
from imapdesk.imap.session import ImapSession
from tests.fakes.scripted_server import ScriptedServer
from tests.imap.signing import USER, Start, fail_to_open, make_config
from tests.pace import PATIENCE_S
from tests.servers.certificates import TestAuthority
from tests.servers.ports import free_ports


def wait_for(server: ScriptedServer, connections: int) -> None:
    ends = time.monotonic() + PATIENCE_S
    while server.connections < connections and time.monotonic() < ends:
        time.sleep(0.01)
    assert server.connections == connections


@pytest.mark.parametrize("security", ["ssl", "starttls", "none"])
def test_the_first_connection_takes_it_and_the_second_is_made_anew(
    scripted_server: Start, authority: TestAuthority, security: str
) -> None:
    server = scripted_server(security=security)
    config = make_config(server, security, ca_file=str(authority.ca_file))
    early.begin(config)
    wait_for(server, 1)
    with ImapSession.open(config) as taken:
        assert taken.list_folders().complete
        assert server.connections == 1
    with ImapSession.open(config) as anew:
        assert anew.list_folders().complete
        assert server.connections == 2
    assert taken.stats.round_trips == anew.stats.round_trips  # a turn is counted whoever waited for it


def test_a_line_of_another_place_is_left_alone(scripted_server: Start) -> None:
    server, other = scripted_server(), scripted_server()
    early.begin(make_config(other, "none"))
    ImapSession.open(make_config(server, "none")).close()
    wait_for(other, 1)
    early.drop_all()
    assert (server.connections, other.connections) == (1, 1)


def test_a_line_that_waited_too_long_is_not_used(scripted_server: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    server = scripted_server()
    monkeypatch.setattr(early, "FRESH_S", 0.0)
    early.begin(make_config(server, "none"))
    wait_for(server, 1)
    ImapSession.open(make_config(server, "none")).close()
    assert server.connections == 2


def test_a_closed_port_is_unreachable() -> None:
    config = ImapConfig("127.0.0.1", *free_ports(1), None, USER, "secret")
    early.begin(config)
    assert type(fail_to_open(config)) is Unreachable


def test_a_certificate_for_somebody_else_is_refused_at_the_one_try(
    scripted_server: Start, authority: TestAuthority
) -> None:
    server = scripted_server(security="ssl", certificate_for=["other.example"])
    config = make_config(server, "ssl", ca_file=str(authority.ca_file))
    early.begin(config)
    assert type(fail_to_open(config)) is Unproven
    assert server.connections == 1


def test_what_nobody_takes_is_closed(scripted_server: Start) -> None:
    server = scripted_server()
    early.begin(make_config(server, "none"))
    wait_for(server, 1)
    line = early.take(make_config(server, "none"))
    assert line is not None
    line.drop()
    assert line._done.wait(5)
    assert line.sock is None or line.sock.fileno() < 0
