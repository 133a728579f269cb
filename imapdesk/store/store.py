"""`Store`: the one door of this room."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from imapdesk.store.database.copying import Copying
from imapdesk.store.database.health import Health
from imapdesk.store.database.leasing import Leasing
from imapdesk.store.database.opening import open_writer
from imapdesk.store.folders import Folders
from imapdesk.store.held.holding import Holding
from imapdesk.store.held.knowing import Knowing
from imapdesk.store.held.planning import Planning
from imapdesk.store.held.proving import Proving
from imapdesk.store.held.quarantining import Quarantining
from imapdesk.store.held.saving import Saving
from imapdesk.store.held.wishing import Wishing
from imapdesk.store.importing import Importing
from imapdesk.store.indexing.background import Indexing
from imapdesk.store.indexing.conversing import Conversing
from imapdesk.store.lists.grouping import Grouping
from imapdesk.store.lists.reading import Reading
from imapdesk.store.mailboxes import Mailboxes
from imapdesk.store.people import People
from imapdesk.store.runs import Runs
from imapdesk.store.settings import Settings
from imapdesk.store.statistics import Statistics


class Store(
    Importing,
    Mailboxes,
    Folders,
    Knowing,
    Holding,
    Planning,
    Saving,
    Quarantining,
    Wishing,
    Leasing,
    Runs,
    Indexing,
    Statistics,
    Grouping,
    Conversing,
    Reading,
    Health,
    Proving,
    Copying,
    People,
    Settings,
):
    """Mailboxes, folders, messages, people and settings in one SQLite file. Any thread may call any method.

    Methods that write do so in one transaction each; methods that read see what was committed last.
    """

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open the store at ``path``, made if it is missing and brought up to date if it is old.

        Raises StoreTooNew, StoreDamaged, DiskFull, StoreError.
        """
        return cls(path, open_writer(path))

    def check_in_place(self) -> None:
        """Make sure that what is written still goes to the file that was opened. Raises StoreError."""
        self._writer.check_in_place()

    def close(self) -> None:
        """Close every connection; the store can't be used afterwards."""
        self.dismiss_crew()
        self._readers.close()
        self._writer.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
