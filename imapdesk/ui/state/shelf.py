"""What the tree, the mailbox page and the status bar show: mailboxes with their folders, loaded off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from imapdesk.mail import Folder, FolderRole, Mailbox
from imapdesk.ui.state.saved_searches import SavedSearch, load_searches
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk
    from imapdesk.desk.verifying import Proof


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All mailboxes and folders at one moment."""

    mailboxes: tuple[Mailbox, ...] = ()
    folders: Mapping[str, tuple[Folder, ...]] = field(default_factory=dict)
    searches: tuple[SavedSearch, ...] = ()
    removed: tuple[Mailbox, ...] = ()  # their mail was kept; their folders are among ``folders``
    proofs: Mapping[str, Proof] = field(default_factory=dict)  # the latest checks of completeness, by mailbox

    def find_mailbox(self, name: str | None) -> Mailbox | None:
        """The mailbox of that name."""
        return next((mailbox for mailbox in self.mailboxes if mailbox.name == name), None)

    def find_folder(self, mailbox: str | None, path: str | None) -> Folder | None:
        """The folder of that path."""
        return next((f for f in self.folders.get(mailbox or "", ()) if f.path == path), None)

    def find_inbox(self, mailbox: str) -> Folder | None:
        """The mailbox's inbox, else its first folder that can hold mail."""
        folders = [f for f in self.folders.get(mailbox, ()) if f.selectable]
        inbox = next((f for f in folders if f.role is FolderRole.INBOX or f.path.upper() == "INBOX"), None)
        return inbox or next(iter(folders), None)

    def count_saved(self, mailbox: str | None = None) -> int:
        """Saved messages of one mailbox, or of all."""
        names = [mailbox] if mailbox else list(self.folders)
        return sum(folder.messages_saved for name in names for folder in self.folders.get(name, ()))


class Shelf(QObject):
    """Keeps the latest snapshot; several wishes to reload within a moment are one."""

    changed = Signal(object)  # Snapshot

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self.snapshot = Snapshot()
        self.loaded = False
        self._loading = False
        self._again = False
        self._soon = QTimer(self, singleShot=True, interval=300)
        self._soon.timeout.connect(self.reload)

    @Slot()
    def reload_soon(self) -> None:
        """Reload a moment from now."""
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def reload(self) -> None:
        """Reload now; a reload that is under way is followed by one more."""
        if self._loading:
            self._again = True
            return
        self._loading = True
        self._background.ask(self._load, self._on_loaded, self._on_failed)

    def _load(self) -> Snapshot:
        mailboxes = tuple(self._desk.load_my_mailboxes())
        removed = tuple(self._desk.load_my_removed_mailboxes())
        folders = {m.name: tuple(self._desk.load_folders(m.name)) for m in mailboxes}
        folders |= {m.name: tuple(f for f in self._desk.load_folders(m.name) if f.messages_saved) for m in removed}
        proofs = {m.name: proof for m in mailboxes if (proof := self._desk.load_proof(m.name)) is not None}
        return Snapshot(mailboxes, folders, load_searches(self._desk), removed, proofs)

    def _on_loaded(self, snapshot: Snapshot) -> None:
        self._loading = False
        self.loaded = True
        if snapshot != self.snapshot or not self.snapshot.mailboxes:
            self.snapshot = snapshot
            self.changed.emit(snapshot)
        if self._again:
            self._again = False
            self.reload()

    def _on_failed(self, error: BaseException) -> None:
        self._loading = False
        self._again = False
        self._background.failed.emit(error)
