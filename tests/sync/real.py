"""A mailbox on a real Dovecot: run it, and compare what is stored with what the server holds."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from imapdesk.imap.session import ImapConfig, ImapSession, Limits
from imapdesk.mail import Mailbox, MailboxSettings, MessageId, Period, PeriodKind, RunResult
from imapdesk.store import Store
from imapdesk.sync.events import Event
from imapdesk.sync.ports import ShouldStop, never
from imapdesk.sync.processor import ImapEmailSynchronizationProcessor
from tests.servers.imap_user import ImapUser

Held = dict[str, dict[int, tuple[str, frozenset[str]]]]


@dataclass
class Real:
    """One mailbox, its store, and the account behind it."""

    store: Store
    user: ImapUser
    mailbox: Mailbox
    spool: Path
    events: list[Event] = field(default_factory=list)
    should_stop: ShouldStop = never

    @classmethod
    def make(cls, store: Store, user: ImapUser, spool: Path, **changes: object) -> Real:
        values: dict[str, object] = {
            "name": "anna",
            "address": user.name,
            "host": user.server.host,
            "port": user.server.port_tls,
            "ca_file": str(user.server.ca_file),
            "period": Period(PeriodKind.EVERYTHING),
        }
        return cls(store, user, store.add_mailbox(MailboxSettings(**values | changes)), spool)  # type: ignore[arg-type]

    def open_session(self, mailbox: Mailbox) -> ImapSession:
        settings = mailbox.settings
        config = ImapConfig(
            settings.host, settings.port, settings.security, self.user.name, self.user.password, None, settings.ca_file
        )
        return ImapSession.open(config, limits=Limits(spool_dir=self.spool), should_stop=self.should_stop)

    def sync(self, **options: object) -> RunResult:
        self.mailbox = self.store.find_mailbox("anna") or self.mailbox
        self.events.clear()
        values: dict[str, object] = {"on_event": self.events.append, "should_stop": self.should_stop} | options
        return ImapEmailSynchronizationProcessor(
            self.store,
            self.open_session,
            self.mailbox,
            **values,  # type: ignore[arg-type]
        ).run()

    def include_all(self) -> None:
        paths = {folder.path for folder in self.store.load_folders(self.mailbox.id) if folder.selectable}
        self.store.mark_included(self.mailbox.id, paths, True)

    def held(self) -> Held:
        """Digest and flags of what is saved and not gone, by folder and UID."""
        return {self.user.folder_of(path): held for path, held in load_held(self.store, self.mailbox).items()}

    def held_dates(self) -> dict[str, dict[int, datetime]]:
        """The internal dates of what is saved and not gone, by folder and UID."""
        found: dict[str, dict[int, datetime]] = {}
        with closing(sqlite3.connect(self.store.path)) as database:
            rows = database.execute(
                "SELECT f.path, l.uid, l.internal_date FROM location l JOIN folder f ON f.id = l.folder_id "
                "WHERE l.state = 1 AND l.gone_at IS NULL"
            )
            for path, uid, seconds in rows:
                found.setdefault(self.user.folder_of(path), {})[uid] = datetime.fromtimestamp(seconds, UTC)
        return found

    def truth(self, *folders: str) -> Held:
        """The same of what the server holds."""
        return load_truth(self.user, folders)


def load_held(store: Store, mailbox: Mailbox) -> Held:
    found: Held = {}
    with closing(sqlite3.connect(store.path)) as database:
        for folder in store.load_folders(mailbox.id):
            known = store.load_known_messages(folder.id)
            places = database.execute(
                "SELECT id, uid FROM location WHERE folder_id = ? AND state = 1 AND gone_at IS NULL", (folder.id,)
            )
            for id_, uid in places.fetchall():
                flags = known[uid].flags - {"\\Recent"}
                found.setdefault(folder.path, {})[uid] = (digest(store.get_raw(MessageId(id_))), flags)
    return found


def load_truth(user: ImapUser, folders: tuple[str, ...]) -> Held:
    found: Held = {}
    for folder in folders:
        flags = user.flags(folder)
        there = {uid: (digest(raw), flags[uid]) for uid, raw in user.raw_messages(folder).items()}
        if there:
            found[folder] = there
    return found


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
