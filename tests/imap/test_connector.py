"""The documented API on a server that doesn't keep to the documentation: a line that breaks, sizes that aren't told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from imapdesk.errors import ImapdeskError, SettingsRefused, Unreachable
from imapdesk.imap import ImapConfig, ImapConnectorFactory, ImapEmailFolderManager, ImapEmailManager
from imapdesk.imap.connector import ImapConnector
from imapdesk.mail import Security
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import Reaction, before, bye, cut, drop, edit, no, say
from tests.fakes.scripted_server import ScriptedServer

RAW = b"Subject: one\r\n\r\ntext\r\n"


@pytest.fixture
def server(scripted_server: Callable[..., ScriptedServer]) -> ScriptedServer:
    mailbox = FakeMailbox("INBOX", "Sent")
    for _ in range(3):
        mailbox.deliver("INBOX", RAW)
    return scripted_server(mailbox, security="none")


@pytest.fixture
def connector(server: ScriptedServer) -> Iterator[ImapConnector]:
    config = ImapConfig(server.host, server.port, None, "ada@example.org", "secret")
    with ImapConnectorFactory().create_imap_connector(config) as made:
        yield made


@pytest.mark.parametrize(
    "trouble", [drop(), bye("idle for too long"), cut(20), say(b"* 1 FETCH (((\r\n{tag} WHAT\r\n")]
)
@pytest.mark.parametrize("command", ["EXAMINE", "UID SEARCH", "UID FETCH"])
def test_the_use_after_a_broken_line_connects_again(
    server: ScriptedServer, connector: ImapConnector, command: str, trouble: Reaction
) -> None:
    manager = ImapEmailManager(connector)
    manager.select_folder("INBOX")
    server.react(command, [trouble])
    with pytest.raises(ImapdeskError):
        manager.find_items()
    assert not connector.connected
    assert [email.raw for email in manager.find_items()] == [RAW] * 3
    assert [one.full_name for one in ImapEmailFolderManager(connector).get_folders()] == ["INBOX", "Sent"]
    assert server.connections == 2


def test_a_server_that_hung_up_meanwhile_costs_one_error(server: ScriptedServer, connector: ImapConnector) -> None:
    manager = ImapEmailManager(connector)
    manager.select_folder("INBOX")
    connector.session.abort()
    with pytest.raises(Unreachable):
        manager.find_items()
    assert len(manager.find_items()) == 3


def test_a_refusal_breaks_no_line(server: ScriptedServer, connector: ImapConnector) -> None:
    manager = ImapEmailManager(connector)
    manager.select_folder("INBOX")
    server.react("UID SEARCH", [no("[CANNOT] not today")])
    with pytest.raises(ImapdeskError):
        manager.find_items()
    assert (len(manager.find_items()), server.connections) == (3, 1)


@pytest.mark.parametrize("size", [b"", b"RFC822.SIZE NIL ", b"RFC822.SIZE 99999999999999999999 "])
def test_a_message_whose_size_is_not_told_is_found(
    server: ScriptedServer, connector: ImapConnector, size: bytes
) -> None:
    server.react("UID FETCH", edit(lambda answer: answer.replace(b"RFC822.SIZE %d " % len(RAW), size)))
    manager = ImapEmailManager(connector)
    manager.select_folder("INBOX")
    assert [(email.raw, email.size) for email in manager.find_items()] == [(RAW, len(RAW))] * 3


def test_news_of_flags_that_nobody_asked_for_takes_nothing_from_what_is_found(
    server: ScriptedServer, connector: ImapConnector
) -> None:
    news = b"* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n"
    server.react("UID FETCH", edit(lambda answer: answer.replace(b"* 2 FETCH", news + b"* 2 FETCH")))
    manager = ImapEmailManager(connector)
    manager.select_folder("INBOX")
    assert all(email.received_at is not None for email in manager.find_items())


def test_folders_of_thousands_of_levels_make_a_tree(server: ScriptedServer, connector: ImapConnector) -> None:
    deep = b"/".join([b"d"] * 3000)
    server.react("LIST", before(b'* LIST () "/" "%b"\r\n' % deep))
    manager = ImapEmailFolderManager(connector)
    tree, levels = manager.get_folders(None, True), 0
    level = next(one for one in tree if one.name == "d")
    while level.children:
        (level,) = level.children
        levels += 1
    assert (levels, level.full_name) == (2999, deep.decode())
    assert manager.get_folders(deep.decode()) == []
    assert [one.name for one in manager.get_folders(deep.decode()[:-2])] == ["d"]


def test_a_name_that_no_command_could_carry_hides_no_other(server: ScriptedServer, connector: ImapConnector) -> None:
    server.react("LIST", before(b'* LIST () "/" "%b"\r\n' % (b"n" * 1_000_000)))
    assert [one.full_name for one in ImapEmailFolderManager(connector).get_folders()] == ["INBOX", "Sent"]


@pytest.mark.parametrize("word", ["", " ", "clear"])
def test_only_a_choice_made_on_purpose_means_no_encryption(word: str) -> None:
    with pytest.raises(SettingsRefused):
        ImapConfig("imap.example.com", 143, word, "ada@example.org", "secret")
    assert ImapConfig("imap.example.com", 143, None, "ada@example.org", "secret").security is Security.NONE


def test_a_builder_is_no_query(connector: ImapConnector) -> None:
    manager = ImapEmailManager(connector)
    manager.select_folder("INBOX")
    with pytest.raises(TypeError, match="get\\(\\)"):
        manager.find_items(manager.get_search_query_builder().seen())  # type: ignore[arg-type]
