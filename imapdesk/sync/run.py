"""What the parts of one run share: the mailbox, the store, the line, what happened so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imapdesk.mail import Folder, ListedFolder, Mailbox, StoreChange, Uid
from imapdesk.sync.events import Event, Notice, OnEvent, PhaseChanged, Quarantined, StoreChanged
from imapdesk.sync.lease import Lease
from imapdesk.sync.line import Line
from imapdesk.sync.skipping import Skips

if TYPE_CHECKING:
    from imapdesk.store import Store


@dataclass(slots=True)
class Tally:
    """What a run did so far; `troubles` are sentences about what could not be had."""

    folders: int = 0
    stored: int = 0
    flags_changed: int = 0
    gone: int = 0
    troubles: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """One mailbox's run."""

    mailbox: Mailbox
    store: Store
    line: Line
    lease: Lease
    on_event: OnEvent
    skips: Skips = field(default_factory=Skips)
    tally: Tally = field(default_factory=Tally)

    def check(self) -> None:
        """Raise Cancelled when asked to stop, AlreadyRunning when another run took the mailbox over."""
        self.lease.check()
        self.line.check_stop()

    def skips_folder(self, path: str) -> bool:
        """Whether the rest of a folder is left for the next run."""
        return self.skips.is_skipped(self.mailbox.name, path)

    def tell(self, make: Callable[..., Event], *values: object) -> None:
        """Send an event about this mailbox."""
        self.on_event(make(self.mailbox.name, *values))

    def enter(self, phase: str) -> None:
        """Say what the run is at."""
        self.tell(PhaseChanged, phase)

    def notice(self, sentence: str) -> None:
        """Say something worth knowing."""
        self.tell(Notice, sentence)

    def tell_alerts(self) -> None:
        """Hand on what the server wants the person to read (RFC 9051 7.1 asks for that)."""
        for text in self.line.take_alerts():
            self.notice(f"The server says: {text}")

    def changed(self, change: StoreChange) -> None:
        """Say what was written."""
        if change != StoreChange():
            self.on_event(StoreChanged(change))

    def quarantined(self, folder: str, uid: Uid, reason: str) -> None:
        """Say that a message could not be had."""
        self.tell(Quarantined, folder, uid, reason)

    def missed(self, sentence: str, details: str = "") -> None:
        """Note what could not be had; the run's outcome is then partial at best."""
        self.tally.troubles.append(sentence)
        if details:
            self.tally.details.append(details)


def to_listed(folder: Folder) -> ListedFolder:
    """The name of a folder the store knows, as a session wants it."""
    return ListedFolder(
        path=folder.path,
        wire_name=folder.wire_name,
        delimiter=folder.delimiter,
        role=folder.role,
        selectable=folder.selectable,
    )
