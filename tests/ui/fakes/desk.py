"""A desk in memory for the parts of the window that need no store: it follows `Desk`'s signatures and keeps values."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from time import sleep
from typing import Any

from imapdesk.desk.diagnostics import ReportCard
from imapdesk.mail import (
    Folder,
    FolderListing,
    Mailbox,
    MailboxSettings,
    QuarantinedMessage,
    RunResult,
    StoreChange,
    utc_now,
)
from imapdesk.outcome import Outcome
from imapdesk.sync.proof import Proof
from imapdesk.sync.watchers import Watchers
from tests.ui.fakes.adding import FakeAdding
from tests.ui.fakes.keeping import FakeKeeping
from tests.ui.fakes.notices import FakeNotices
from tests.ui.fakes.reading import FakeReading


class FakeDesk(FakeReading, FakeNotices, FakeAdding, FakeKeeping):
    """Every part of it, and what it answers about mailboxes, folders, runs and the log."""

    def load_mailboxes(self) -> list[Mailbox]:
        self._note("load_mailboxes")
        return list(self.mailboxes)

    def load_my_removed_mailboxes(self) -> list[Mailbox]:
        return list(self.removed)

    def load_proof(self, name: str) -> Proof | None:
        return self.proofs.get(name)

    def verify(self, name: str, *, should_stop: Callable[[], bool]) -> Proof:
        """The proof that a test has laid ready."""
        self._note("verify")
        self.proofs[name] = self.next_proof or Proof(name, utc_now(), False, ())
        return self.proofs[name]

    def make_watchers(self, on_change: Callable[[str], None]) -> Watchers:
        """Watchers that watch nothing; ``ring`` is what a change would call."""
        self.ring = on_change

        def watch(mailbox: Mailbox, tell: Callable[[], None], should_stop: Callable[[], bool]) -> None:
            self.watched.append(mailbox.name)
            while not should_stop():
                sleep(0.01)

        return Watchers(watch, on_change)

    def load_folders(self, name: str) -> list[Folder]:
        self._note("load_folders")
        return list(self.folders.get(name, ()))

    def include(
        self, name: str, paths: Collection[str], included: bool = True, *, children: bool = False
    ) -> StoreChange:
        self._note("include")
        self.folders[name] = [replace(f, included=included) if f.path in paths else f for f in self.folders[name]]
        return StoreChange(folder_ids=frozenset(f.id for f in self.folders[name] if f.path in paths))

    def remove_local_copy(self, name: str, path: str) -> StoreChange:
        self.folders[name] = [replace(f, messages_saved=0) if f.path == path else f for f in self.folders[name]]
        return StoreChange()

    def add_mailbox(
        self,
        settings: MailboxSettings,
        password: str | None = None,
        *,
        listing: FolderListing | None = None,
        included: Collection[str] | None = None,
    ) -> Mailbox:
        self._note("add_mailbox")
        mailbox = self.put_mailbox(settings.name, settings=settings, last_outcome=None, last_success_at=None)
        for listed in listing.folders if listing else ():
            chosen = included is None or listed.path in included
            self.put_folder(settings.name, listed.path, listed.role, included=chosen, last_sync=None)
        return mailbox

    def change_mailbox(self, name: str, /, *, password: str | None = None, **changes: Any) -> Mailbox:
        self._note("change_mailbox")
        old = self.get_mailbox(name)
        new = replace(old, settings=replace(old.settings, **changes), settings_revision=old.settings_revision + 1)
        self.mailboxes[self.mailboxes.index(old)] = new
        self.folders[new.name] = self.folders.pop(name)
        return new

    def remove_mailbox(self, name: str, *, keep_mail: bool = False) -> StoreChange:
        kept = [mailbox for mailbox in self.removed if mailbox.name == name]
        if kept:
            self.removed.remove(kept[0])
        else:
            self.mailboxes.remove(self.get_mailbox(name))
        return StoreChange()

    def skip_folder(self, name: str, path: str) -> bool:
        self.skipped.append((name, path))
        return True

    def pause(self, name: str, paused: bool) -> Mailbox:
        old = self.get_mailbox(name)
        self.mailboxes[self.mailboxes.index(old)] = new = replace(old, paused=paused)
        return new

    def load_my_mailboxes(self) -> list[Mailbox]:
        return self.load_mailboxes()

    def load_at_most(self) -> int:
        return 2

    def due(self, now: object = None) -> list[str]:
        self._note("due")
        return []

    def load_unfinished(self) -> list[str]:
        self._note("load_unfinished")
        return list(self.unfinished)

    def refresh_due(self) -> list[str]:
        return [m.name for m in self.mailboxes if m.listed_revision < m.settings_revision]

    def refresh_folders(self, name: str, *, should_stop: Callable[[], bool] = lambda: False) -> list[Folder]:
        self._note("refresh_folders")
        self.refreshed.append(name)
        old = self.get_mailbox(name)
        self.mailboxes[self.mailboxes.index(old)] = replace(old, listed_revision=old.settings_revision)
        return self.folders[name]

    def sync(
        self,
        names: Collection[str] | None = None,
        *,
        on_event: Callable[[Any], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> list[RunResult]:
        self._note("sync")
        results = []
        for name in names or ():
            self.synced.append(name)
            made = (
                self.run(name, on_event or (lambda _e: None), should_stop) if self.run else RunResult(name, Outcome.OK)
            )
            results.append(made)
        return results

    def load_runs(self, name: str, limit: int = 50) -> list[RunResult]:
        return self.runs.get(name, [])[:limit]

    def load_quarantine(self, name: str) -> list[QuarantinedMessage]:
        return self.quarantine

    def release_quarantine(self, name: str, path: str | None = None) -> int:
        released, self.quarantine = self.quarantine, []
        return len(released)

    def load_log_lines(self, limit: int = 200) -> list[str]:
        return ["2026-11-21 10:41:58,120 INFO imapdesk.sync.run: 14 messages saved", "10:42:01 INFO done"]

    def load_protocol_lines(self, limit: int = 200) -> list[str]:
        return ["C: A1 LOGIN [hidden]", "S: A1 OK [hidden]"] if self.settings.get("protocol_log") else []

    def load_protocol_log(self) -> bool:
        return bool(self.settings.get("protocol_log"))

    def save_protocol_log(self, on: bool) -> None:
        self.settings["protocol_log"] = on

    def load_report_cards(self) -> list[ReportCard]:
        able = ("CONDSTORE", "IDLE", "LIST-STATUS", "QRESYNC", "SPECIAL-USE")
        return [
            ReportCard("imap.example.com", "Dovecot 2.4", able, 8_400_000.0),
            ReportCard("mail.example.org", "Example mail", able[:2], 310_000.0, 300.0, ("QRESYNC",)),
        ]

    def make_diagnostic_report(self) -> str:
        return "imapdesk, a report"

    def close(self) -> None:
        """Nothing to close."""
