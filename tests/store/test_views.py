"""A view by what folders are for: the inboxes of all mailboxes, whatever they are called."""

from __future__ import annotations

from pathlib import Path

from imapdesk.mail import Fetched, FolderListing, FolderRole, ListedFolder, MailboxSettings, Scope, Uid
from imapdesk.store import Store


def test_the_inboxes_of_all_mailboxes_are_listed_together(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store.sqlite3")
    ids: dict[tuple[str, str], int] = {}
    for name in ("a", "b"):
        mailbox = store.add_mailbox(MailboxSettings(name, f"{name}@example.org", "imap.example.org"))
        places = (("INBOX", FolderRole.INBOX), ("Sent", FolderRole.SENT), ("Work/Inbox", FolderRole.OTHER))
        listing = FolderListing(tuple(ListedFolder(path, path.encode(), "/", role=role) for path, role in places), {})
        store.save_listing(mailbox.id, listing, revision=1, include=lambda _folder: True)
        for folder in store.load_folders(mailbox.id):
            raw = f"Subject: {name} {folder.path}\r\n\r\nx".encode()
            change = store.save_window(folder.id, [Fetched(folder.path, Uid(1), raw)])
            ids[name, folder.path] = next(iter(change.message_ids))
    inboxes = Scope(role=FolderRole.INBOX)
    assert set(store.list_ids(inboxes)) == {ids["a", "INBOX"], ids["b", "INBOX"]}
    assert set(store.list_ids(Scope(mailbox="a", role=FolderRole.INBOX))) == {ids["a", "INBOX"]}
    assert set(store.search_ids("subject:INBOX", inboxes)) == {ids["a", "INBOX"], ids["b", "INBOX"]}
    store.close()
