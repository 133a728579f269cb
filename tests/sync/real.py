"""A mailbox on a real Dovecot: run it, and compare what is stored with what the server holds."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from imapdesk.imap.session import ImapConfig, ImapSession, Limits
from imapdesk.mail import Mailbox, MailboxSettings, MessageId, Period, PeriodKind, RunResult
from imapdesk.store import Store
from imapdesk.sync.events import Event
from imapdesk.sync.ports import ShouldStop, never
from imapdesk.sync.processor import ImapEmailSynchronizationProcessor
from tests.servers.mail_user import MailUser

Held = dict[str, dict[int, tuple[str, frozenset[str]]]]


@dataclass
class Real:
    """One mailbox, its store, and the account behind it."""

    store: Store
    user: MailUser
    mailbox: Mailbox
    spool: Path
    events: list[Event] = field(default_factory=list)
    should_stop: ShouldStop = never

    @classmethod
    def make(cls, store: Store, user: MailUser, spool: Path, **changes: object) -> Real:
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
        return load_held(self.store, self.mailbox)

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


def load_truth(user: MailUser, folders: tuple[str, ...]) -> Held:
    found: Held = {}
    for folder in folders:
        flags = user.flags(folder)
        there = {uid: (digest(raw), flags[uid]) for uid, raw in user.raw_messages(folder).items()}
        if there:
            found[folder] = there
    return found


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
