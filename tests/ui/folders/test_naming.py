"""Special folders have their names in the person's language; a name that somebody chose is theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from imapdesk.mail import FolderRole, ListedFolder
from imapdesk.store.search.folder_names import list_names
from imapdesk.ui.folders.naming import _translate_usual_names
from imapdesk.ui.folders.nodes import make_nodes
from imapdesk.ui.widgets.languages import install_language

LISTED = [
    ListedFolder("INBOX", b"INBOX", "/", role=FolderRole.INBOX),
    ListedFolder("[Gmail]/Sent Mail", b"[Gmail]/Sent Mail", "/", role=FolderRole.SENT),
    ListedFolder("DRAFTS", b"DRAFTS", "/", role=FolderRole.DRAFTS),
    ListedFolder("Deleted Items", b"Deleted Items", "/", role=FolderRole.TRASH),
    ListedFolder("Spam", b"Spam", "/", role=FolderRole.SPAM),
    ListedFolder("Off to Anna", b"Off to Anna", "/", role=FolderRole.ARCHIVE),
    ListedFolder("Sent", b"Sent", "/"),  # no server says what it is for
]


@pytest.fixture
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    install_language(qapp, request.param)
    yield request.param
    install_language(qapp, "en")


def show() -> dict[str, str]:
    return {node.path: node.name for root in make_nodes(LISTED) for node in root.walk()}


@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_the_usual_names_of_special_folders_are_german_in_german(language: str) -> None:
    assert show() == {
        "INBOX": "Posteingang",
        "[Gmail]": "[Gmail]",
        "[Gmail]/Sent Mail": "Gesendete E-Mails",
        "DRAFTS": "Entwürfe",
        "Deleted Items": "Gelöschte Elemente",
        "Spam": "Spam",
        "Off to Anna": "Off to Anna",
        "Sent": "Sent",
    }


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_in_english_all_but_the_inbox_are_called_as_the_server_does(language: str) -> None:
    shown = show()
    assert shown.pop("INBOX") == "Inbox"
    assert shown == {path: path.removeprefix("[Gmail]/") for path in shown}


@pytest.mark.parametrize("language", ["de", "en"], indirect=True)
def test_a_search_finds_a_folder_by_every_name_that_stands_in_the_tree(language: str) -> None:
    """``in:gesendet``, whatever the server calls it."""
    usual = _translate_usual_names()
    assert len(usual) > 20
    unknown = [shown for (role, leaf), shown in usual.items() if shown.casefold() not in list_names(leaf, "/", role)]
    assert unknown == []
