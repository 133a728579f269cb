"""Synchronising and exporting: what the timer, the button, the command line and a script call alike."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.desk.backup import BackupDesk
from imapdesk.desk.computer.places import make_absolute
from imapdesk.desk.computer.run_log import RunLog
from imapdesk.desk.core import ShouldStop, never
from imapdesk.desk.instant import InstantDesk
from imapdesk.desk.servers.lines import LINE, make_patience
from imapdesk.desk.shown.export import ExportFormat, export_messages
from imapdesk.errors import DiskFailed, DiskFull, ImapdeskError, NotFound, StoreError
from imapdesk.mail import Mailbox, RunResult
from imapdesk.outcome import Outcome

if TYPE_CHECKING:
    from imapdesk.imap.session import ImapSession
    from imapdesk.sync.deletions import DeletionQuestion
    from imapdesk.sync.events import Event
    from imapdesk.sync.skipping import Skips
    from imapdesk.sync.synchronizer import ImapEmailSynchronizer


_LOOK_EVERY_S = 1.0
_INDEX_SLICE_S = 2.0
_BACK_UP_AGAIN_S = 600.0
_NO_ROOM_S = 10.0
_STEP_S = 0.05
_AT_MOST = "sync.at_most"
AT_A_TIME = 2
_CUT_OFF = (Outcome.CANCELLED, Outcome.STORE)
MOST_AT_A_TIME = 8

_log = logging.getLogger(__name__)


class SyncDesk(InstantDesk, BackupDesk):
    """The synchroniser's part of `Desk`."""

    _all_skips: Skips | None = None
    _making_skips = threading.Lock()

    def sync(
        self,
        names: str | Collection[str] | None = None,
        *,
        on_event: Callable[[Event], None] | None = None,
        should_stop: ShouldStop = never,
    ) -> list[RunResult]:
        """Synchronise one mailbox, several, or all that aren't paused; one result each, whatever went wrong.

        Raises:
            NotFound: a name is not that of a mailbox.
        """
        if isinstance(names, str):
            names = [names]
        before = self.load_mailboxes()
        results = self._synchronizer(should_stop, RunLog(before, on_event).take).sync(names)
        try:
            self.note_runs(results, before)
            self.keep_host_memory()
        except StoreError as error:
            # A full disk or a damaged store: the results tell it; what can't be kept must not hide them.
            _log.warning("What came of a synchronisation could not be noted: %s", error)
        return results

    def skip_folder(self, name: str, path: str) -> bool:
        """Leave the rest of a folder for the next run, while a mailbox is being synchronised; False when it isn't.

        The folder stays ticked, the others go on within two seconds.
        """
        return self._skips.skip(name, path)

    @property
    def _skips(self) -> Skips:
        with self._making_skips:
            if self._all_skips is None:
                from imapdesk.sync.skipping import Skips

                self._all_skips = Skips()
            return self._all_skips

    def load_deletions(self, name: str | None = None) -> list[DeletionQuestion]:
        """Folders that lost most of their mail on the server at once; somebody is to say whether that is so."""
        from imapdesk.sync.deletions import load_questions

        mailbox_id = None if name is None else self.get_mailbox(name).id
        return [question for question in load_questions(self.store, mailbox_id).values() if question.answer is None]

    def answer_deletion(self, name: str, path: str, *, deleted: bool) -> None:
        """Say whether a folder's mail was really deleted on the server: then the next run marks it, else it stays.

        Raises:
            NotFound: that folder has no such question.
        """
        from imapdesk.sync.deletions import answer_question, load_questions

        for folder_id, question in load_questions(self.store, self.get_mailbox(name).id).items():
            if question.folder == path:
                answer_question(self.store, folder_id, "mark" if deleted else "keep")
                return
        raise NotFound(f"There is no question about the folder “{path}”.")

    def due(self, now: datetime | None = None) -> list[str]:
        """The mailboxes that the schedule would synchronise now, longest waiting first."""
        return self._synchronizer(never, None).due(now)

    def load_unfinished(self) -> list[str]:
        """The mailboxes whose last run was cut off, and that the schedule runs at all.

        By the program's end or worse, or by a disk without space. Whoever begins to run the schedule, or sees that
        there is space again, goes on with them at once: the rest of a first load can't wait half an hour.
        """
        from imapdesk.sync.schedule import find_next_run

        cut_off = self.store.load_cut_off()
        return [
            mailbox.name
            for mailbox in self.load_mailboxes()
            if (mailbox.id in cut_off or mailbox.last_outcome in _CUT_OFF) and find_next_run(mailbox) is not None
        ]

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
        """Run the schedule until asked to stop: mailboxes, folder lists, e-mails, planned backups, the index.

        Mailboxes with the instant setting are watched: what changes on their server is fetched at once.

        ``on_round`` gets the results of the runs that have just ended, in the thread that called.
        """
        from imapdesk.desk.servers.rounds import Jobs, News, Pace

        def run(name: str) -> list[RunResult]:
            try:
                return self.sync([name], on_event=on_event, should_stop=should_stop)
            except NotFound:
                return []  # removed since it was found due

        news = News()
        backups = Pace(_BACK_UP_AGAIN_S)
        with (
            Jobs[list[RunResult]](self.load_at_most()) as runs,
            Jobs[object](2) as others,
            closing(self.make_watchers(news.add)) as watchers,
        ):
            unfinished = self.load_unfinished()
            while not should_stop():
                watchers.keep(self.load_mailboxes())
                for name in self.refresh_due():
                    others.start(name, partial(self._refresh_what_changed, name, should_stop))
                for name in {*unfinished, *self.due(), *news.take_all(but=runs.keys)}:
                    runs.start(name, partial(run, name))
                unfinished = []
                others.start("e-mails", self.deliver_emails)
                if backups.is_time():
                    others.start("backup", partial(self._back_up, should_stop))
                others.collect()
                _tell(on_round, runs.collect())
                if not self._describe_a_little(lambda: should_stop() or news.waits_beside(runs.keys)):
                    _wait(lambda: should_stop() or news.waits_beside(runs.keys), _LOOK_EVERY_S)
            _tell(on_round, runs.finish())

    def _describe_a_little(self, should_stop: ShouldStop) -> bool:
        """Whether anything was described; a full disk ends no watching, since it may have room again."""
        try:
            return self.describe_pending(should_stop, _INDEX_SLICE_S) > 0
        except (DiskFull, DiskFailed) as error:
            _log.warning("Messages can't be described now: %s", error)
            _wait(should_stop, _NO_ROOM_S)
            return False

    def load_at_most(self) -> int:
        """How many mailboxes are synchronised at the same time."""
        wanted = self.store.get_setting(_AT_MOST, None)
        return wanted if isinstance(wanted, int) and 1 <= wanted <= MOST_AT_A_TIME else AT_A_TIME

    def save_at_most(self, count: int) -> None:
        """Change how many mailboxes are synchronised at the same time; the next run heeds it."""
        self.store.set_setting(_AT_MOST, max(1, min(count, MOST_AT_A_TIME)))

    def _back_up(self, should_stop: ShouldStop) -> None:
        try:
            if made := self.back_up_when_due(should_stop=should_stop):
                _log.info("The planned backup was written: %d messages", made.messages)
        except ImapdeskError as error:
            # A disk that is unplugged, or full: mail is fetched all the same, and the next look tries again.
            _log.warning("The planned backup could not be written: %s", error)

    def _refresh_what_changed(self, name: str, should_stop: ShouldStop) -> None:
        try:
            self.refresh_folders(name, should_stop=should_stop)
        except ImapdeskError as error:
            # The next run of the mailbox asks for the list anyway, and tells what is wrong.
            _log.info("The folder list of a mailbox could not be refreshed: %s", error)
            with suppress(NotFound):  # it may have been removed meanwhile
                mailbox = self.get_mailbox(name)
                self.store.mark_mailbox(mailbox.id, listed_revision=mailbox.settings_revision)

    def export(
        self,
        dest: Path | str,
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
        chosen = self.get_saved_mailbox(mailbox).id if mailbox else None
        folders = [found.id for found in self.find_saved_folders(mailbox, folder)] if folder else [None]
        items = chain.from_iterable(self.store.iter_export(chosen, folder_id) for folder_id in folders)
        return export_messages(items, make_absolute(dest), ExportFormat(layout), on_progress)

    def _synchronizer(self, should_stop: ShouldStop, on_event: Callable[[Event], None] | None) -> ImapEmailSynchronizer:
        from imapdesk.sync.synchronizer import ImapEmailSynchronizer

        skips = self._skips

        def open_session(mailbox: Mailbox) -> ImapSession:
            return self.open_session(mailbox, lambda: should_stop() or skips.wants_cut(mailbox.name))

        return ImapEmailSynchronizer(
            self.store,
            open_session,
            on_event=on_event,
            should_stop=should_stop,
            renew=self.renew,
            at_most=self.load_at_most(),
            patience=make_patience(self.store.get_setting(LINE, None)),
            skips=skips,
        )


def _tell(on_round: Callable[[list[RunResult]], None], ended: list[list[RunResult]]) -> None:
    results = [result for each in ended for result in each]
    if results:
        on_round(results)


def _wait(should_stop: ShouldStop, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not should_stop() and time.monotonic() < ends:
        time.sleep(_STEP_S)
