"""from:me and to:me are the addresses of the mailboxes; a folder is found by its path whatever parts it."""

from __future__ import annotations

import pytest

from imapdesk.mail import Fetched, FolderListing, FolderRole, FolderState, ListedFolder, MailboxSettings, Uid
from imapdesk.store.search.folder_names import list_names
from tests.store.bench import START, Bench

MAILS = {
    "sent": "From: Me Myself <me@example.com>\r\nTo: ann@example.org",
    "from work": "From: work@example.net\r\nTo: ann@example.org",
    "received": "From: Ann <ann@example.org>\r\nTo: me@example.com",
    "copied": "From: Ann <ann@example.org>\r\nTo: bob@example.org\r\nCc: WORK@example.net",
    "another": "From: Melanie <melanie@example.org>\r\nTo: bob@example.org",
}


@pytest.fixture
def own(bench: Bench) -> Bench:
    """Two mailboxes, with mail of oneself and of others."""
    for place in bench.store.load_mailboxes():
        bench.store.remove_mailbox(place.id, keep_mail=False)
    for name, address in (("home", "me@example.com"), ("work", "work@example.net"), ("odd", "")):
        bench.store.add_mailbox(MailboxSettings(name, address, "imap.example.com"))
    home = bench.store.load_mailboxes()[0]
    listing = FolderListing((ListedFolder("INBOX", b"INBOX", "/"),), {"INBOX": FolderState(messages=5)})
    bench.store.save_listing(home.id, listing, revision=1, include=lambda folder: True)
    inbox = bench.store.load_known(home.id)["INBOX"].folder.id
    raws = [f"{people}\r\nSubject: {subject}\r\n\r\nx\r\n".encode() for subject, people in MAILS.items()]
    bench.store.save_window(inbox, [Fetched("INBOX", Uid(n), raw, frozenset(), START) for n, raw in enumerate(raws, 1)])
    bench.store.describe_pending(lambda: False, 60)
    return bench


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from:me", {"sent", "from work"}),
        ("FROM:ME ", {"sent", "from work"}),
        ("-from:me", {"received", "copied", "another"}),
        ("to:me", {"received"}),
        ("cc:me", {"copied"}),
        ("from:me OR to:me", {"sent", "from work", "received"}),
        ("from:(me OR ann)", {"sent", "from work", "received", "copied"}),
        ('from:"me"', {"sent"}),
        ("from:me*", {"sent", "another"}),
        ("me ", {"sent", "received"}),
    ],
)
def test_me_is_whoever_has_the_mailboxes(own: Bench, query: str, found: set[str]) -> None:
    assert set(own.find(query)) == found


def test_it_is_said_who_that_is(own: Bench) -> None:
    assert own.store.explain("from:me") == "Messages from “me@example.com”, also “work@example.net”"
    assert own.store.find_terms("from:me") == ("me@example.com", "work@example.net")


def test_without_an_address_me_is_a_word(bench: Bench) -> None:
    for place in bench.store.load_mailboxes():
        bench.store.remove_mailbox(place.id, keep_mail=False)
    assert bench.store.explain("from:me ") == "Messages from “me”"


@pytest.mark.parametrize("path", ["Projects.2019", "Projects/2019", "2019", "archive", "Archiv"])
def test_a_folder_has_several_names(path: str) -> None:
    assert path.casefold() in list_names("Projects.2019", ".", "archive")


@pytest.mark.parametrize("role", [role for role in FolderRole if role])
def test_a_folder_is_found_by_the_name_that_the_window_gives_it(role: FolderRole) -> None:
    """In German, too: "Gesendet" is what stands in the tree, whatever the server calls it."""
    german = {"sent": "Gesendet", "drafts": "Entwürfe", "trash": "Papierkorb", "inbox": "Posteingang"}
    assert german.get(role, role).casefold() in list_names("Box 7", "/", role)
    assert "gesendet" not in list_names("Box 7", "/", "")


def test_a_place_that_there_is_not_is_said_to_be_unknown(own: Bench) -> None:
    """Instead of nothing found, and no word of why."""
    assert own.store.explain("in:inbox mailbox:HOME ") == "Messages in folder “inbox”, in mailbox “HOME”"
    assert own.store.explain("-in:projcts x ") == "Messages not in an unknown folder “projcts”, containing “x”"
    assert own.store.explain("mailbox:away OR in:INBOX") == "Messages in an unknown mailbox “away” or in folder “INBOX”"
