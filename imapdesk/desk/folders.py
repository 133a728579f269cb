"""Folders: the tree with its ticks, and the server's list of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import closing

from imapdesk.desk.core import ShouldStop, never
from imapdesk.desk.emails import EmailDesk
from imapdesk.desk.servers.trying import try_shortly
from imapdesk.errors import NotFound
from imapdesk.mail import Folder, StoreChange


class FolderDesk(EmailDesk):
    """The folders' part of `Desk`."""

    def load_folders(self, name: str) -> list[Folder]:
        """The folders of a mailbox as they were last listed, saved counts included; also of a removed one."""
        return self.store.load_folders(self.get_saved_mailbox(name).id)

    def refresh_folders(self, name: str, *, should_stop: ShouldStop = never) -> list[Folder]:
        """Ask the server for the folder list and save it; no mail is fetched.

        Raises:
            NeedsUser, NeedsTime, ProtocolError, Cancelled: as for a synchronisation.
        """
        from imapdesk.sync.synchronizer import refresh_folders

        mailbox = self.get_mailbox(name)

        def refresh(slowly: bool) -> None:
            with closing(self.open_session(mailbox, should_stop)) as session:
                if slowly:
                    session.go_slowly(plainly=True)
                refresh_folders(self.store, mailbox, session)

        try_shortly(refresh, should_stop, renew=lambda: self.renew(mailbox))
        return self.load_folders(name)

    def include(self, name: str, paths: Iterable[str], included: bool = True, *, children: bool = False) -> StoreChange:
        """Tick or untick folders; ``children`` takes along everything below them. Saved mail stays either way.

        A text is one path.

        Raises:
            NotFound: a path is not in the folder list.
        """
        mailbox = self.get_mailbox(name)
        folders = self.store.load_folders(mailbox.id)
        paths = (paths,) if isinstance(paths, str) else paths  # else each letter would be one
        chosen = {folder.path for path in paths for folder in _choose(folders, path, children, name)}
        return self.store.mark_included(mailbox.id, chosen, included)

    def include_all(self, name: str) -> StoreChange:
        """Tick every folder that can hold mail."""
        mailbox = self.get_mailbox(name)
        paths = {folder.path for folder in self.store.load_folders(mailbox.id) if folder.selectable}
        return self.store.mark_included(mailbox.id, paths, True)

    def find_saved_folders(self, name: str | None, path: str) -> list[Folder]:
        """The folders of that path: the mailbox's, or every mailbox's; those of removed mailboxes as well.

        Raises:
            NotFound: there is no such mailbox or folder.
        """
        everyone = [*self.load_mailboxes(), *self.load_removed_mailboxes()]
        asked = everyone if name is None else [self.get_saved_mailbox(name)]
        found = [folder for box in asked if (folder := find_folder(self.store.load_folders(box.id), path))]
        if not found:
            raise NotFound(f"The mailbox “{name}” has no folder “{path}”." if name else f"There is no folder “{path}”.")
        return found

    def load_new_folders(self) -> list[tuple[str, str]]:
        """(mailbox, path) of folders that are new on a server and that somebody is asked about."""
        from imapdesk.sync.new_folders import load_asked

        return [
            (mailbox.name, path) for mailbox in self.load_mailboxes() for path in load_asked(self.store, mailbox.id)
        ]

    def answer_new_folder(self, name: str, path: str, *, keep: bool) -> None:
        """Tick a new folder, or leave it; it isn't asked about again.

        Raises:
            NotFound: no such mailbox or folder.
        """
        from imapdesk.sync.new_folders import settle

        settle(self.store, self.get_mailbox(name).id, path)
        if keep:
            self.include(name, [path])

    def remove_local_copy(self, name: str, path: str) -> StoreChange:
        """Delete what is saved of a folder from this computer; the server is not touched.

        The mailbox may be a removed one whose mail was kept. Raises NotFound.
        """
        mailbox = self.get_saved_mailbox(name)
        (folder,) = _choose(self.store.load_folders(mailbox.id), path, False, name)
        return self.store.remove_local_copy(folder.id)


def _choose(folders: Collection[Folder], path: str, children: bool, mailbox: str) -> list[Folder]:
    wanted = find_folder(folders, path)
    if wanted is None:
        raise NotFound(f"The mailbox “{mailbox}” has no folder “{path}”.")
    if not children or not wanted.delimiter:
        return [wanted]
    below = wanted.path + wanted.delimiter
    return [wanted, *(folder for folder in folders if folder.path.startswith(below))]


def find_folder(folders: Iterable[Folder], path: str) -> Folder | None:
    """The folder of that path; INBOX in any case (RFC 9051 5.1)."""
    inbox = path.upper() == "INBOX"
    return next((f for f in folders if f.path == path or (inbox and f.path.upper() == "INBOX")), None)
