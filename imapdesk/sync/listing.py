"""Taking over the server's folder list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from imapdesk.accounts.defaults import make_default
from imapdesk.mail import FolderListing, ListedFolder, Mailbox, NewFolders, StoreChange
from imapdesk.sync.new_folders import ask_about
from imapdesk.sync.ports import Session
from imapdesk.sync.run import to_listed

if TYPE_CHECKING:
    from imapdesk.store import Store


def fetch_listing(store: Store, mailbox: Mailbox, session: Session) -> FolderListing:
    """Ask for the folder list and the folders' state, in one flight where the names are known."""
    known = [to_listed(folder) for folder in store.load_folders(mailbox.id) if folder.on_server]
    return session.list_folders(known)


def save_listing(store: Store, mailbox: Mailbox, listing: FolderListing, *, gmail: bool = False) -> StoreChange:
    """Save it: new folders are ticked as the settings say, what the server no longer has goes or is marked."""
    before = {folder.path for folder in store.load_folders(mailbox.id)}
    include = choose_included(mailbox, listing, first=not before, gmail=gmail)
    change = store.save_listing(mailbox.id, listing, revision=mailbox.settings_revision, include=include)
    if before and mailbox.settings.new_folders is NewFolders.ASK:
        ask_about(store, mailbox.id, before)
    return change


def choose_included(
    mailbox: Mailbox, listing: FolderListing, *, first: bool, gmail: bool = False
) -> Callable[[ListedFolder], bool]:
    """Which new folders are ticked: the usual ones at first, later as the settings say."""
    if not first and mailbox.settings.new_folders is not NewFolders.INCLUDE:
        return lambda folder: False
    return make_default(listing.folders, gmail)


def refresh_folders(store: Store, mailbox: Mailbox, session: Session) -> StoreChange:
    """Synchronise a mailbox's folder list alone; its mail waits for the timer or "Sync now"."""
    listing = fetch_listing(store, mailbox, session)
    return save_listing(store, mailbox, listing, gmail="X-GM-EXT-1" in session.capabilities)
