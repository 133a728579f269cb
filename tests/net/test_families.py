"""IPv4 and IPv6: a server that says over one that it lacks the mailbox is asked over the other."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from imapdesk.errors import NotConnected
from imapdesk.imap.session import ImapSession
from imapdesk.net import connecting
from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import ScriptedServer
from tests.imap.signing import make_config


class Beginning(Exception):
    """Raised in place of a connection."""


def find_first_family(monkeypatch: pytest.MonkeyPatch, host: str) -> int:
    """The family of the address that a connection to a host with two of each begins with."""
    both = (socket.AF_INET, socket.AF_INET6)
    addresses = [(family, socket.SOCK_STREAM, 0, "", ("address", number)) for number in (1, 2) for family in both]
    begun: list[int] = []

    def begin(address: connecting.AddressInfo, *_: object) -> None:
        begun.append(address[0])
        raise Beginning

    with monkeypatch.context() as patches:
        patches.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)
        patches.setattr(connecting, "_start", begin)
        with pytest.raises(Beginning):
            connecting.connect(host, 993, connecting.Patience(lambda: False, float("inf"), "too late"))
    return begun[0]


def test_the_other_family_is_asked_first_once_one_led_to_no_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_first_family(monkeypatch, "mail.example.org") == socket.AF_INET
    connecting.turn_from("mail.example.org", socket.AF_INET)
    assert find_first_family(monkeypatch, "mail.example.org") == socket.AF_INET6
    assert find_first_family(monkeypatch, "mail.example.com") == socket.AF_INET
    connecting.turn_from("mail.example.org", socket.AF_INET6)
    assert find_first_family(monkeypatch, "mail.example.org") == socket.AF_INET


@pytest.mark.parametrize("verb", ["AUTHENTICATE", "LIST"])
@pytest.mark.parametrize("answer", [react.no, react.bye])
def test_a_server_without_the_mailbox_turns_us_from_its_family(
    scripted_server: Callable[..., ScriptedServer],
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
    answer: Callable[[str], react.Reaction],
) -> None:
    server = scripted_server(on={verb: answer("User is authenticated but not connected.")})
    with pytest.raises(NotConnected), ImapSession.open(make_config(server)) as session:
        session.list_folders()
    assert find_first_family(monkeypatch, server.host) == socket.AF_INET6  # the test's server has IPv4 alone
