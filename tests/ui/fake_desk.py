"""A desk in memory for the parts of the window that need no store: it follows `Desk`'s signatures and keeps values."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import get_ident
from time import sleep
from typing import Any

from imapdesk.accounts.discovery import FoundSettings, Source
from imapdesk.accounts.people import CAPABILITIES
from imapdesk.desk.diagnostics import ReportCard
from imapdesk.desk.opening import Acquaintance, OpenMessage, open_raw
from imapdesk.desk.reading import TRUSTED
from imapdesk.errors import Cancelled, NotFound
from imapdesk.mail import (
    Conversations,
    Folder,
    FolderId,
    FolderListing,
    FolderRole,
    FolderState,
    ListedFolder,
    Mailbox,
    MailboxId,
    MailboxSettings,
    MessageId,
    Person,
    QuarantinedMessage,
    RunResult,
    Scope,
    Security,
    StoreChange,
    Summary,
    utc_now,
)
from imapdesk.mime import describe_message
from imapdesk.notify.preferences import NotificationSettings
from imapdesk.notify.values import Banner, Cause, Notice, NoticeKey, TrayMessage
from imapdesk.outcome import Outcome
from imapdesk.store.grouping import Row, base_subject, group_rows
from imapdesk.sync.deletions import DeletionQuestion
from imapdesk.sync.proof import Proof
from imapdesk.sync.watchers import Watchers
from tests.ui.fake_keeping import FakeKeeping
from tests.ui.sample_statistics import make_sample_statistics


class FakeDesk(FakeKeeping):
    """Mailboxes, folders and messages in lists. ``threads`` holds the thread of every call by its name."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.mailboxes: list[Mailbox] = []
        self.folders: dict[str, list[Folder]] = {}
        self.summaries: dict[int, Summary] = {}
        self.raws: dict[int, bytes] = {}
        self.runs: dict[str, list[RunResult]] = {}
        self.listing = FolderListing((), {})
        self.check_error: BaseException | None = None
        self.notices: list[Notice] = []
        self.untold: list[Notice] = []
        self.seen: list[NoticeKey] = []
        self.folded: frozenset[NoticeKey] = frozenset()
        self.find_error: BaseException | None = None
        self.found_host = ""
        self.run: Callable[[str, Callable[[Any], None], Callable[[], bool]], RunResult] | None = None
        self.refreshed: list[str] = []
        self.synced: list[str] = []
        self.threads: dict[str, set[int]] = {}
        self.settings: dict[str, object] = {}
        self.quarantine: list[QuarantinedMessage] = []
        self.deletions: list[DeletionQuestion] = []
        self.new_folders: list[tuple[str, str]] = []
        self.answers: list[tuple[str, str, bool]] = []
        self.watched: list[str] = []
        self.removed: list[Mailbox] = []
        self.proofs: dict[str, Proof] = {}
        self.next_proof: Proof | None = None
        self.ring: Callable[[str], None] = lambda name: None

    def _note(self, name: str) -> None:
        self.threads.setdefault(name, set()).add(get_ident())

    # building the world

    def put_mailbox(self, name: str, **fields: Any) -> Mailbox:
        """Add a mailbox."""
        settings = fields.pop("settings", None) or MailboxSettings(name, name, "imap.example.com", user=name)
        now = utc_now()
        fields.setdefault("next_run_at", now + timedelta(minutes=31))
        fields.setdefault("last_outcome", Outcome.OK)
        fields.setdefault("last_success_at", now)
        fields.setdefault("last_run_at", now)
        fields.setdefault("listed_revision", 1)
        mailbox = Mailbox(MailboxId(len(self.mailboxes) + 1), settings, **fields)
        self.mailboxes.append(mailbox)
        self.folders.setdefault(name, [])
        return mailbox

    def put_folder(self, mailbox: str, path: str, role: FolderRole = FolderRole.OTHER, **fields: Any) -> Folder:
        """Add a folder."""
        owner = self.get_mailbox(mailbox)
        number = sum(len(folders) for folders in self.folders.values()) + 1
        values: dict[str, Any] = {
            "included": True,
            "selectable": True,
            "on_server": True,
            "last_sync": utc_now(),
            "messages_on_server": fields.get("messages_saved", 0),
        }
        folder = Folder(FolderId(number), owner.id, path, path.encode(), "/", role, **(values | fields))
        self.folders[mailbox].append(folder)
        return folder

    def put_message(self, summary: Summary, raw: bytes) -> None:
        """Add a message."""
        self.summaries[summary.id] = summary
        self.raws[summary.id] = raw

    # what Desk answers

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

    def get_mailbox(self, name: str) -> Mailbox:
        for mailbox in self.mailboxes:
            if mailbox.name == name:
                return mailbox
        raise NotFound(f"There is no mailbox named “{name}”.")

    def load_folders(self, name: str) -> list[Folder]:
        self._note("load_folders")
        return list(self.folders.get(name, ()))

    def list_ids(self, scope: Scope, limit: int | None = None) -> array[int]:
        self._note("list_ids")
        roles = {(name, folder.path): folder.role for name, folders in self.folders.items() for folder in folders}
        within = (s for s in self.summaries.values() if _within(s, scope))
        chosen = [s for s in within if scope.role in (None, roles.get((s.mailbox, s.folder)))]
        chosen.sort(key=lambda s: s.received_at or utc_now(), reverse=scope.descending)
        return array("q", [s.id for s in chosen[:limit]])

    def list_conversations(self, scope: Scope, limit: int | None = None) -> Conversations:
        """Messages with the same subject, whatever stands before it."""
        self._note("list_conversations")
        rows = [self.summaries[number] for number in self.list_ids(scope)]
        return group_rows(
            Row(s.id, int((s.received_at or utc_now()).timestamp()), not s.unread, base_subject(s.subject), None, None)
            for s in rows
        )

    def load_conversation(self, message_id: int) -> array[int]:
        wanted = base_subject(self.summaries[message_id].subject)
        found = [s for s in self.summaries.values() if base_subject(s.subject) == wanted]
        return array("q", [s.id for s in sorted(found, key=lambda s: s.received_at or utc_now())])

    def find_search_terms(self, text: str) -> tuple[str, ...]:
        return tuple(text.split())

    def search_ids(
        self, text: str, scope: Scope, limit: int | None = None, *, by_relevance: bool = False
    ) -> array[int]:
        self._note("search_ids")
        words = text.lower().split()
        found = (self.summaries[number] for number in self.list_ids(scope))
        hits = [s.id for s in found if all(word in f"{s.subject} {s.from_}".lower() for word in words)]
        return array("q", hits[:limit])

    def explain_search(self, text: str) -> str:
        return f"words: {text}"

    def get_setting(self, key: str, default: object = None) -> object:
        return self.settings.get(key, default)

    def set_setting(self, key: str, value: object) -> None:
        self.settings[key] = value

    def load_summaries(self, ids: Sequence[int]) -> list[Summary]:
        self._note("load_summaries")
        return [self.summaries[number] for number in ids if number in self.summaries]

    def get_summary(self, message_id: int) -> Summary:
        if message_id not in self.summaries:
            raise NotFound("There is no such message.")
        return self.summaries[message_id]

    def get_raw(self, message_id: int) -> bytes:
        self._note("get_raw")
        return self.raws[message_id]

    def get_message(self, message_id: int) -> Any:
        return describe_message(self.get_raw(message_id))

    def open_message(self, message_id: int) -> OpenMessage:
        summary, trusted = self.get_summary(message_id), self.settings.get(TRUSTED, [])
        known = Acquaintance(frozenset({"alice@example.com"}))
        return open_raw(message_id, summary, self.get_raw(message_id), trusted=frozenset(trusted), known=known)  # type: ignore[call-overload]

    def trust_sender(self, address: str, trusted: bool = True) -> None:
        self.settings[TRUSTED] = [address]

    def load_thread(self, message_id: int, most: int = 200) -> list[Summary]:
        return self.load_summaries(self.load_conversation(message_id))

    def safe_html(self, message_id: int, *, allow_images: bool = False) -> str:
        from imapdesk.mime import safe_html

        return safe_html(self.get_message(message_id), allow_images=allow_images)

    def mark(
        self, message_ids: Collection[int], *, seen: bool | None = None, flagged: bool | None = None
    ) -> StoreChange:
        self._note("mark")
        for number in message_ids:
            flags = set(self.summaries[number].flags)
            for flag, wish in (("\\Seen", seen), ("\\Flagged", flagged)):
                if wish is not None:
                    flags = flags | {flag} if wish else flags - {flag}
            self.summaries[number] = replace(self.summaries[number], flags=frozenset(flags))
        return StoreChange(message_ids=frozenset(MessageId(number) for number in message_ids))

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

    def pause(self, name: str, paused: bool) -> Mailbox:
        old = self.get_mailbox(name)
        self.mailboxes[self.mailboxes.index(old)] = new = replace(old, paused=paused)
        return new

    def check_connection(
        self,
        settings: MailboxSettings,
        password: str | None,
        *,
        on_step: Callable[[str], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
        measure: bool = False,
    ) -> FolderListing:
        self._note("check_connection")
        for step in ("connecting", "securing", "signing_in", "folders"):
            if on_step:
                on_step(step)
            if should_stop():
                raise Cancelled("Stopped.")
            if self.check_error is not None and step == "signing_in":
                raise self.check_error
        return self.listing

    def load_banners(self) -> tuple[Banner, ...]:
        self._note("load_banners")
        return tuple(Banner(notice, notice.key in self.folded) for notice in self.notices)

    def load_my_mailboxes(self) -> list[Mailbox]:
        return self.load_mailboxes()

    def load_at_most(self) -> int:
        return 2

    def deliver_emails(self) -> int:
        self._note("deliver_emails")
        return 0

    def find_me(self) -> Person:
        return Person("alice", "Alice", "alice@example.com", ("Administrator",), frozenset(CAPABILITIES))

    def load_people(self) -> list[Person]:
        return [self.find_me(), Person("bob", "Bob")]

    def load_roles(self) -> dict[str, frozenset[str]]:
        return {"Administrator": frozenset(CAPABILITIES)}

    def load_capabilities(self) -> tuple[str, ...]:
        return CAPABILITIES

    def may_manage_people(self) -> bool:
        return True

    def load_notification_settings(self) -> NotificationSettings:
        return NotificationSettings()

    def load_smtp(self) -> None:
        return None

    def fold_notice(self, key: NoticeKey, folded: bool = True) -> None:
        self.folded = self.folded | {key} if folded else self.folded - {key}

    def choose_news(self, results: object, message_ids: object, **_around: object) -> tuple[object, object]:
        return None, None

    def take_tray_message(self, *, window_active: bool = False) -> TrayMessage | None:
        if window_active:
            return None
        taken, self.untold = self.untold, []
        return TrayMessage(tuple(taken)) if taken else None

    def mark_notice_seen(self, key: NoticeKey) -> None:
        self.seen.append(key)

    def put_notice(self, mailbox: str, cause: Cause = Cause.CREDENTIALS) -> Notice:
        """Open a notice about a mailbox."""
        found = self.get_mailbox(mailbox)
        settings = found.settings
        sentence = "The server refused the user name or the password."
        key = NoticeKey(found.id, cause)
        made = Notice(
            key, mailbox, settings.address, settings.host, utc_now(), sentence, details="[AUTHENTICATIONFAILED]"
        )
        self.notices.append(made)
        self.untold.append(made)
        return made

    def describe_provider(self, address: str) -> str:
        return "Example wants an app password here." if address.endswith("@example.com") else ""

    def find_settings(self, address: str, *, should_stop: Callable[[], bool] = lambda: False) -> FoundSettings:
        self._note("find_settings")
        if self.find_error is not None:
            raise self.find_error
        domain = address.rpartition("@")[2]
        host = self.found_host or f"imap.{domain}"
        strange = not host.endswith(domain)
        return FoundSettings(Source.AUTOCONFIG, host, 993, Security.SSL, address, needs_confirmation=strange)

    def load_account_types(self) -> list[Any]:
        return []

    def find_enabled_type(self, word: str) -> str:
        return ""

    def find_account_type(self, address: str) -> str:
        return ""

    def load_integration_forms(self) -> list[Any]:
        return []

    def load_plugin_problems(self) -> tuple[Any, ...]:
        return ()

    def choose_included(self, listing: FolderListing) -> frozenset[str]:
        return frozenset(f.path for f in listing.folders if f.role not in (FolderRole.SPAM, FolderRole.TRASH))

    def due(self, now: object = None) -> list[str]:
        self._note("due")
        return []

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

    def describe_pending(self, should_stop: Callable[[], bool] = lambda: False, budget_s: float | None = None) -> int:
        return 0

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

    def load_new_folders(self) -> list[tuple[str, str]]:
        return list(self.new_folders)

    def answer_new_folder(self, name: str, path: str, *, keep: bool) -> None:
        self.answers.append((name, path, keep))
        self.new_folders.remove((name, path))

    def load_statistics(self, scope: Scope, search: str = "") -> Any:
        return make_sample_statistics()

    def load_deletions(self, name: str | None = None) -> list[DeletionQuestion]:
        return [one for one in self.deletions if name in (None, one.mailbox)]

    def answer_deletion(self, name: str, path: str, *, deleted: bool) -> None:
        self.answers.append((name, path, deleted))
        self.deletions = [one for one in self.deletions if (one.mailbox, one.folder) != (name, path)]

    def check(self) -> list[str]:
        return []

    def close(self) -> None:
        """Nothing to close."""


def _within(summary: Summary, scope: Scope) -> bool:
    return (
        scope.mailbox in (None, summary.mailbox)
        and scope.folder in (None, summary.folder)
        and (not scope.unread or summary.unread)
        and (not scope.starred or summary.starred)
        and (not scope.attachments or summary.has_attachments)
    )


def make_listing() -> FolderListing:
    """The folders of a usual server, with counts."""
    rows = [
        ("INBOX", FolderRole.INBOX, 1240),
        ("Sent", FolderRole.SENT, 310),
        ("Drafts", FolderRole.DRAFTS, 4),
        ("Archive", FolderRole.ARCHIVE, 8210),
        ("Projects", FolderRole.OTHER, 12),
        ("Projects/2026", FolderRole.OTHER, 640),
        ("Projects/2019", FolderRole.OTHER, 4100),
        ("Spam", FolderRole.SPAM, 77),
        ("Trash", FolderRole.TRASH, 19),
    ]
    folders = tuple(ListedFolder(path, path.encode(), "/", role=role) for path, role, _count in rows)
    return FolderListing(folders, {path: FolderState(messages=count) for path, _role, count in rows})
