"""Import: mail of files into a mailbox that has no server. Doing it again adds only what is missing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from imapdesk.desk.computer.places import make_absolute
from imapdesk.desk.core import DeskCore, ShouldStop, never
from imapdesk.errors import SettingsRefused

OnProgress = Callable[[int, int, int], None]  # messages found, bytes done, bytes in all


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: ``saved`` are new, ``known`` were there before, ``refused`` could not be read."""

    mailbox: str
    saved: int
    known: int
    refused: int


class ImportDesk(DeskCore):
    """The import's part of `Desk`."""

    def import_mail(
        self,
        source: Path | str,
        name: str = "",
        *,
        on_progress: OnProgress | None = None,
        should_stop: ShouldStop = never,
    ) -> Imported:
        """Read mbox files, Maildirs and .eml files (a file, a folder of them, or a .zip) into "Imported: ``name``".

        The mailbox is searched and exported like any other and never synchronised. What is saved stays when it is
        stopped, and the next import of the same goes on behind it.

        Raises:
            SettingsRefused: the source can't be read, holds no mail, or the name is taken.
            StoreError, Cancelled: as the words say.
        """
        from imapdesk.accounts.people import current_login
        from imapdesk.desk.importing.importer import Import
        from imapdesk.desk.importing.sources import open_source

        source = make_absolute(source)
        mailbox = make_mailbox_name(name or source.stem)
        with open_source(source) as files:
            mailbox_id = self.store.ensure_local_mailbox(mailbox, current_login())
            try:
                work = Import(self.store, mailbox_id, sum(file.size for file in files), on_progress, should_stop)
                work.run(files)
            finally:
                self.store.drop_empty_mailboxes([mailbox_id])
        if not (work.saved or work.known):
            raise SettingsRefused(f"There is no mail in {source.name}.", field="source")
        return Imported(mailbox, work.saved, work.known, work.refused)


def make_mailbox_name(name: str) -> str:
    """The name of the mailbox that an import goes to; a file's may hold what no mailbox's may."""
    from imapdesk.accounts.settings import UNPRINTABLE

    name = "".join("�" if unicodedata.category(one) in UNPRINTABLE else one for one in name)
    return name if name.startswith("Imported: ") else f"Imported: {name}"
