"""What the desk in memory holds, and how a test puts it there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event, get_ident
from typing import Any

from imapdesk.desk.servers.waiting import Allowance
from imapdesk.errors import NotFound
from imapdesk.mail import (
    Folder,
    FolderId,
    FolderListing,
    FolderRole,
    Mailbox,
    MailboxId,
    MailboxSettings,
    QuarantinedMessage,
    RunResult,
    Summary,
    utc_now,
)
from imapdesk.notify.values import Notice, NoticeKey
from imapdesk.outcome import Outcome
from imapdesk.sync.deletions import DeletionQuestion
from imapdesk.sync.proof import Proof


class FakeWorld:
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
        self.allowances: list[Allowance | None] = []  # as the looks and tries were given them
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
        self.skipped: list[tuple[str, str]] = []  # mailbox, folder
        self.unfinished: list[str] = []
        self.removed: list[Mailbox] = []
        self.proofs: dict[str, Proof] = {}
        self.next_proof: Proof | None = None
        self.counted = Event()  # the statistics of a slow search are exact then
        self.ring: Callable[[str], None] = lambda name: None

    def _note(self, name: str) -> None:
        self.threads.setdefault(name, set()).add(get_ident())

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

    def get_mailbox(self, name: str) -> Mailbox:
        for mailbox in self.mailboxes:
            if mailbox.name == name:
                return mailbox
        raise NotFound(f"There is no mailbox named “{name}”.")

    def get_setting(self, key: str, default: object = None) -> object:
        return self.settings.get(key, default)

    def set_setting(self, key: str, value: object) -> None:
        self.settings[key] = value
