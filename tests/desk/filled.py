"""A data directory with some mail in it, without a server."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from imapdesk.desk import Desk
from imapdesk.mail import Fetched, FolderListing, FolderState, ListedFolder, MailboxSettings, Uid
from tests.store.bench import make_raw

_WINDOW = 100
_ARRIVED = datetime(2026, 3, 1, tzinfo=UTC)


def fill_data_dir(place: Path, messages: int) -> Path:
    """Make the mailbox "work" with so many undescribed messages in its INBOX; the place again."""
    with Desk.open(place) as desk:
        mailbox = desk.store.add_mailbox(MailboxSettings("work", "me@example.com", "imap.example.com"))
        listing = FolderListing((ListedFolder("INBOX", b"INBOX", "/"),), {"INBOX": FolderState(messages=messages)})
        desk.store.save_listing(mailbox.id, listing, revision=1, include=lambda folder: True)
        inbox = desk.store.load_known(mailbox.id)["INBOX"].folder.id
        for start in range(1, messages + 1, _WINDOW):
            numbers = range(start, min(start + _WINDOW, messages + 1))
            desk.store.save_window(
                inbox, [Fetched("INBOX", Uid(n), make_raw(n), frozenset(), _ARRIVED) for n in numbers]
            )
    return place
