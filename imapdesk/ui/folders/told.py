"""What the rows of the tree tell of: the folders and mailboxes of now, by place, and whose of them changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from imapdesk.mail import Folder, FolderRole, Mailbox
from imapdesk.ui.folders.tips import Checked, sort_proof
from imapdesk.ui.state.place import REMOVED, Place
from imapdesk.ui.state.shelf import Snapshot


class Told:
    """The values of the latest snapshot."""

    def __init__(self) -> None:
        self._mailboxes: dict[Place, Mailbox] = {}
        self._folders: dict[str, dict[str, Folder]] = {}
        self._checked: dict[str, dict[str, Checked]] = {}
        self._included: dict[str, frozenset[str]] = {}
        self._unread: dict[Place, int] = {}
        self._last = Snapshot()
        self.fullest: Place | None = None  # the folder with the most unread messages

    def take(self, snapshot: Snapshot) -> Iterator[Place]:
        """Tell of these values; the places of which something else is told now."""
        before, self._last = self._last, snapshot
        yield from self._take_mailboxes(snapshot)
        for name in self._folders.keys() - snapshot.folders.keys():
            del self._folders[name]
            self._included.pop(name, None)
        for name, folders in snapshot.folders.items():
            known = self._folders.get(name, {})
            old, new = before.proofs.get(name), snapshot.proofs.get(name)
            if before.folders.get(name) == folders and old == new and len(known) == len(folders):
                continue
            checked, was = sort_proof(new), self._checked.get(name, {})
            self._folders[name], self._checked[name] = {folder.path: folder for folder in folders}, checked
            if name not in self._included:
                self._included[name] = frozenset(folder.path for folder in folders if folder.included)
            if not known:
                continue  # nobody has seen any of them
            for path in {**known, **self._folders[name]}:  # of those that went there may be rows for others below
                if known.get(path) != self._folders[name].get(path) or checked.get(path) != was.get(path):
                    yield Place(mailbox=name, folder=path)
        yield from self._take_counts()

    def _take_mailboxes(self, snapshot: Snapshot) -> Iterator[Place]:
        before = self._mailboxes
        self._mailboxes = {Place(mailbox=mailbox.name): mailbox for mailbox in snapshot.mailboxes}
        self._mailboxes |= {Place(REMOVED, mailbox.name): mailbox for mailbox in snapshot.removed}
        for place, mailbox in self._mailboxes.items():
            if before.get(place) != mailbox:
                yield place

    def _take_counts(self) -> Iterator[Place]:
        counts = ((f.unread, name, path) for name, each in self._folders.items() for path, f in each.items())
        _unread, mailbox, path = max(counts, default=(0, "", ""))
        self.fullest = Place(mailbox=mailbox, folder=path) if path else None
        folders = [folder for each in self._folders.values() for folder in each.values()]
        inboxes = [folder for folder in folders if folder.role is FolderRole.INBOX]
        for view, shown in (("unread", folders), ("inboxes", inboxes)):
            unread = sum(folder.unread for folder in shown)
            if self._unread.get(Place(view=view)) != unread:
                self._unread[Place(view=view)] = unread
                yield Place(view=view)

    def find_kept(self, name: str) -> Mailbox | None:
        """The mailbox that is kept in step."""
        return self._mailboxes.get(Place(mailbox=name))

    def find_removed(self, name: str) -> Mailbox | None:
        """The mailbox of which only the mail is here."""
        return self._mailboxes.get(Place(REMOVED, name))

    def find_folder(self, place: Place) -> Folder | None:
        """The folder of a row; None where the server lists only what is below it."""
        return self._folders.get(place.mailbox or "", {}).get(place.folder or "")

    def find_checked(self, place: Place) -> Checked | None:
        """What the latest check found of a folder."""
        return self._checked.get(place.mailbox or "", {}).get(place.folder or "")

    def count_unread(self, place: Place) -> int:
        """The unread messages of a view."""
        return self._unread.get(place, 0)

    def list_saved_ticks(self) -> Mapping[str, frozenset[str]]:
        """By mailbox that is kept in step: the paths of the folders that are ticked."""
        return {
            place.mailbox: frozenset(path for path, f in self._folders.get(place.mailbox, {}).items() if f.included)
            for place in self._mailboxes
            if place.is_mailbox and place.mailbox is not None
        }

    def get_included(self, mailbox: str) -> frozenset[str]:
        """The paths that are shown with a tick: as saved, or as a person has ticked just now."""
        return self._included.get(mailbox, frozenset())

    def include(self, mailbox: str, included: Collection[str]) -> Iterator[Place]:
        """Show these ticks; the places of the folders whose ticks change."""
        before, self._included[mailbox] = self.get_included(mailbox), frozenset(included)
        return (Place(mailbox=mailbox, folder=path) for path in before ^ self._included[mailbox])
