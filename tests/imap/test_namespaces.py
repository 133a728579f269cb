"""Other people's folders: found without another turn where that can be, told apart from one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imapdesk.accounts.defaults import make_default
from imapdesk.imap.config import ImapConfig
from imapdesk.imap.line.namespaces import Namespaces
from imapdesk.imap.line.quirks import HostMemory
from imapdesk.imap.session import ImapSession
from imapdesk.mail import FolderListing
from tests.fakes import imap_reactions as react
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.scripted_server import FULL, PLAIN, ScriptedServer
from tests.servers.mail_user import MailUser

Start = Callable[..., ScriptedServer]
COURIER = b'(("INBOX." ".")) NIL (("#shared." ".")("shared." "."))'
CYRUS = b'(("INBOX." ".")) (("user." ".")) (("" "."))'


def read(answer: bytes) -> Namespaces:
    spaces = Namespaces()
    spaces.take([b"* NAMESPACE " + answer])
    return spaces


@pytest.mark.parametrize(
    ("answer", "name", "shared"),
    [
        (b'(("" "/")) (("Other Users/" "/")) (("Shared/" "/"))', b"Work", False),
        (b'(("" "/")) (("Other Users/" "/")) (("Shared/" "/"))', b"Other Users/bob/INBOX", True),
        (b'(("" "/")) (("Other Users/" "/")) (("Shared/" "/"))', b"Shared", True),
        (b'(("" "/")) (("Other Users/" "/")) (("Shared/" "/"))', b"Sharedness", False),
        (COURIER, b"INBOX.Sent", False),
        (COURIER, b"#shared.team", True),
        (CYRUS, b"INBOX", False),
        (CYRUS, b"INBOX.Sent", False),
        (CYRUS, b"user.bob", True),
        (CYRUS, b"announcements", True),
        (b'(("" "/")) NIL (("" "/"))', b"Work", False),
        (b'(("" NIL)) NIL NIL', b"Work", False),
        (b"NIL NIL NIL", b"Work", False),
        (b"nonsense ((", b"Work", False),
        (b'((("" "/"))) 7 (("x"))', b"x", False),
        (b'(("" "/" "X-PARAM" ("a" "b"))) (("~" "/")) NIL', b"~bob/mail", True),
    ],
)
def test_a_folder_of_others_is_told_from_ones_own(answer: bytes, name: bytes, shared: bool) -> None:
    assert read(answer).is_shared(name) is shared


def test_what_the_list_leaves_out_is_asked_for_except_where_no_mail_is() -> None:
    assert read(COURIER).find_unlisted([b"INBOX", b"INBOX.Sent"]) == [b"#shared.", b"shared."]
    assert read(COURIER).find_unlisted([b"INBOX", b"#shared.team"]) == [b"shared."]
    assert read(CYRUS).find_unlisted([b"INBOX", b"user.bob"]) == []
    assert read(b'(("" "/")) (("~" "/")) (("#news." ".")("#ftp/" "/"))').find_unlisted([b"INBOX"]) == []


def listing_of(server: ScriptedServer, memory: HostMemory | None = None) -> tuple[FolderListing, int]:
    """A listing, and the turns that it took."""
    config = ImapConfig(server.host, server.port, None, "ada@example.org", "secret")
    with ImapSession.open(config, quirks=memory) as session:
        before = session.stats.round_trips
        return session.list_folders(), session.stats.round_trips - before


def with_shared() -> FakeMailbox:
    mailbox = FakeMailbox("INBOX", "INBOX.Sent", delimiter=".")
    mailbox.add_folder("#shared.team").listed_apart = True
    mailbox.add_folder("#shared.team.Trash").listed_apart = True
    return mailbox


@pytest.mark.parametrize("capabilities", [PLAIN, FULL])
def test_shared_folders_that_are_not_in_the_list_are_found_and_not_ticked(
    scripted_server: Start, capabilities: str
) -> None:
    server = scripted_server(with_shared(), capabilities=capabilities, namespaces=COURIER)
    memory = HostMemory()
    listing, _ = listing_of(server, memory)
    shared = {folder.path: folder.shared for folder in listing.folders}
    assert shared == {"INBOX": False, "INBOX.Sent": False, "#shared.team": True, "#shared.team.Trash": True}
    assert listing.states.keys() == shared.keys()
    included = make_default(listing.folders)
    assert [folder.path for folder in listing.folders if included(folder)] == ["INBOX", "INBOX.Sent"]
    again = HostMemory(memory.snapshot())
    second, turns = listing_of(server, again)
    assert second.folders == listing.folders
    if capabilities == FULL:
        assert turns == 1  # what was learnt of the host goes with the first flight


def test_a_server_without_shared_folders_costs_no_further_turn(scripted_server: Start) -> None:
    server = scripted_server()
    memory = HostMemory()
    _, turns = listing_of(server, memory)
    assert turns == 1
    assert server.count("NAMESPACE") == 1
    assert memory.snapshot() == {}


@pytest.mark.parametrize(
    "reaction", [react.no("not now"), react.bad("what"), react.say(b"* NAMESPACE ((\r\n{tag} OK\r\n")]
)
def test_a_namespace_that_breaks_costs_no_folder(scripted_server: Start, reaction: react.Reaction) -> None:
    listing, _ = listing_of(scripted_server(on={"NAMESPACE": reaction}))
    assert [folder.path for folder in listing.folders] == ["INBOX"]
    assert listing.complete


def test_a_namespace_that_may_not_be_listed_costs_no_folder(scripted_server: Start) -> None:
    refuse = react.when(b"#shared", react.no("[NOPERM] not you"))
    server = scripted_server(with_shared(), namespaces=COURIER, on={"LIST": refuse})
    listing, _ = listing_of(server)
    assert [folder.path for folder in listing.folders] == ["INBOX", "INBOX.Sent"]
    assert listing.complete


def test_a_real_server_says_that_its_folders_are_ones_own(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.create_folder("Work")
    assert not any(folder.shared for folder in session.list_folders().folders)
    assert session.connection.namespaces.known
