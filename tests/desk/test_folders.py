"""Folders are ticked, emptied here and given another try by the names that people see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.errors import NotFound
from imapdesk.mail import Fetched, FolderListing, ListedFolder, MailboxSettings, Scope, Uid
from tests.store.bench import make_raw

PATHS = ("INBOX", "Projects", "Projects/2019", "Projects/2019/May", "Projects too")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A mailbox whose folders hold a message each, and none of which is ticked."""
    with Desk.open(tmp_path / "data") as made:
        mailbox = made.store.add_mailbox(MailboxSettings("work", "anna@example.com", "imap.example.com"))
        listing = FolderListing(tuple(ListedFolder(path, path.encode(), "/") for path in PATHS), {})
        made.store.save_listing(mailbox.id, listing, revision=1, include=lambda _folder: False)
        for number, folder in enumerate(made.load_folders("work"), 1):
            made.store.save_window(folder.id, [Fetched(folder.path, Uid(1), make_raw(number))])
        yield made


def ticked(desk: Desk) -> list[str]:
    return [folder.path for folder in desk.load_folders("work") if folder.included]


def test_a_tick_takes_along_what_lies_below_and_nothing_beside(desk: Desk) -> None:
    desk.include("work", "Projects", children=True)
    assert ticked(desk) == ["Projects", "Projects/2019", "Projects/2019/May"]
    desk.include("work", ["Projects/2019"], False)
    assert ticked(desk) == ["Projects", "Projects/2019/May"]
    desk.include("work", ["inbox"])
    assert "INBOX" in ticked(desk)


def test_a_folder_that_there_is_not_is_named_and_nothing_is_ticked(desk: Desk) -> None:
    with pytest.raises(NotFound, match="“work” has no folder “Projekte”"):
        desk.include("work", ["INBOX", "Projekte"])
    assert ticked(desk) == []


@pytest.mark.parametrize("removed", [False, True])
def test_a_folders_copy_goes_and_all_other_mail_stays(desk: Desk, removed: bool) -> None:
    if removed:
        desk.remove_mailbox("work", keep_mail=True)
    desk.remove_local_copy("work", "Projects/2019")
    left = {row.folder for row in desk.load_summaries(desk.list_ids(Scope(mailbox="work")))}
    assert left == set(PATHS) - {"Projects/2019"}


def test_what_was_set_aside_is_tried_again_in_one_folder_or_in_all(desk: Desk) -> None:
    for folder in desk.load_folders("work"):
        desk.store.quarantine(folder.id, Uid(2), "NO it is odd", retry_at=None)
    assert len(desk.load_quarantine("work")) == len(PATHS)
    assert desk.release_quarantine("work", "Projects") == 1
    assert desk.release_quarantine("work") == len(PATHS) - 1
    assert desk.load_quarantine("work") == []
