"""Synchronising and exporting: what the timer, the button, the command line and a script call alike."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.desk.core import ShouldStop, never
from imapdesk.desk.export import ExportFormat, export_messages
from imapdesk.desk.folders import find_folder
from imapdesk.desk.lines import LINE, make_patience
from imapdesk.desk.messages import MessageDesk
from imapdesk.errors import ImapdeskError, NotFound, StoreError
from imapdesk.mail import FolderId, Mailbox, RunResult

if TYPE_CHECKING:
    from imapdesk.imap.session import ImapSession
    from imapdesk.sync.events import Event
    from imapdesk.sync.synchronizer import ImapEmailSynchronizer


_LOOK_EVERY_S = 1.0
_INDEX_SLICE_S = 2.0

_log = logging.getLogger(__name__)


class SyncDesk(MessageDesk):
    """The synchroniser's part of `Desk`."""

    def sync(
        self,
        names: Collection[str] | None = None,
        *,
        on_event: Callable[[Event], None] | None = None,
        should_stop: ShouldStop = never,
    ) -> list[RunResult]:
        """Synchronise mailboxes (all that aren't paused when none is named); one result each, whatever went wrong.

        Raises:
            NotFound: a name is not that of a mailbox.
        """
        before = self.load_mailboxes()
        results = self._synchronizer(should_stop, on_event).sync(names)
        try:
            self.note_runs(results, before)
            self.keep_host_memory()
        except StoreError as error:
            # A full disk or a damaged store: the results tell it; what can't be kept must not hide them.
            _log.warning("What came of a synchronisation could not be noted: %s", error)
        return results

    def due(self, now: datetime | None = None) -> list[str]:
        """The mailboxes that the schedule would synchronise now, longest waiting first."""
        return self._synchronizer(never, None).due(now)

    def refresh_due(self) -> list[str]:
        """The mailboxes whose folder list is due because their settings changed."""
        return self._synchronizer(never, None).refresh_due()

    def watch(
        self,
        on_round: Callable[[list[RunResult]], None],
        *,
        on_event: Callable[[Event], None] | None = None,
        should_stop: ShouldStop = never,
    ) -> None:
        """Run the schedule until asked to stop: due mailboxes, folder lists of changed settings, e-mails, the index."""
        while not should_stop():
            self._refresh_what_changed(should_stop)
            due = self.due()
            if due:
                on_round(self.sync(due, on_event=on_event, should_stop=should_stop))
            self.deliver_emails()
            if not self.describe_pending(should_stop, _INDEX_SLICE_S):
                _wait(should_stop, _LOOK_EVERY_S)

    def _refresh_what_changed(self, should_stop: ShouldStop) -> None:
        for name in self.refresh_due():
            try:
                self.refresh_folders(name, should_stop=should_stop)
            except ImapdeskError as error:
                # The next run of the mailbox asks for the list anyway, and tells what is wrong.
                _log.info("The folder list of a mailbox could not be refreshed: %s", error)
                mailbox = self.get_mailbox(name)
                self.store.mark_mailbox(mailbox.id, listed_revision=mailbox.settings_revision)

    def export(
        self,
        dest: Path,
        layout: str = "maildir",
        *,
        mailbox: str | None = None,
        folder: str | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> int:
        """Write saved mail as Maildir, mbox or .eml files below ``dest``; how many messages.

        Raises:
            NotFound: no such mailbox or folder.
            DiskFull, SettingsRefused: the place can't take it.
        """
        chosen = self.get_mailbox(mailbox) if mailbox else None
        folder_id = self._find_folder_id(chosen, folder) if folder else None
        items = self.store.iter_export(chosen.id if chosen else None, folder_id)
        return export_messages(items, dest, ExportFormat(layout), on_progress)

    def _find_folder_id(self, mailbox: Mailbox | None, path: str) -> FolderId:
        for candidate in [mailbox] if mailbox else self.load_mailboxes():
            found = find_folder(self.store.load_folders(candidate.id), path)
            if found:
                return found.id
        raise NotFound(f"There is no folder “{path}”.")

    def _synchronizer(self, should_stop: ShouldStop, on_event: Callable[[Event], None] | None) -> ImapEmailSynchronizer:
        from imapdesk.sync.synchronizer import ImapEmailSynchronizer

        def open_session(mailbox: Mailbox) -> ImapSession:
            return self.open_session(mailbox, should_stop)

        return ImapEmailSynchronizer(
            self.store,
            open_session,
            on_event=on_event,
            should_stop=should_stop,
            renew=self.renew,
            patience=make_patience(self.store.get_setting(LINE, None)),
        )


def _wait(should_stop: ShouldStop, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not should_stop() and time.monotonic() < ends:
        time.sleep(0.1)
