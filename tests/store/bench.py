"""Values and shortcuts for the tests of the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from imapdesk.mail import (
    Checkpoint,
    Fetched,
    FolderId,
    FolderListing,
    FolderState,
    KnownFolder,
    Listed,
    ListedFolder,
    Mailbox,
    MailboxSettings,
    MessageId,
    Plan,
    Scope,
    Uid,
    mark_header,
)
from imapdesk.store import Store
from imapdesk.store.indexing.renewing import OUTDATED

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make_raw(number: int, body: str = "hello", headers: str = "") -> bytes:
    """A small message that differs from every other number's."""
    return (
        f"From: Person {number} <p{number}@example.org>\r\nTo: me@example.com\r\nSubject: message {number}\r\n"
        f"Message-ID: <{number}@example.org>\r\nDate: Sun, 01 Mar 2026 12:00:00 +0000\r\n"
        f"{headers}Content-Type: text/plain; charset=utf-8\r\n\r\n{body} {number}\r\n"
    ).encode()


def listed(uid: int, number: int | None = None, *flags: str, **more: object) -> Listed:
    """What a server says of the message with that number."""
    number = uid if number is None else number
    values: dict[str, object] = {
        "flags": frozenset(flags),
        "modseq": 1,
        "size": len(make_raw(number)),
        "internal_date": START + timedelta(minutes=number),
        "message_id": f"<{number}@example.org>",
        "header": mark_header(make_raw(number).partition(b"\r\n\r\n")[0]),
    }
    return Listed(Uid(uid), **{**values, **more})  # type: ignore[arg-type]


def fetched(uid: int, number: int | None = None, *flags: str, raw: bytes | Path | None = None) -> Fetched:
    """The message with that number as it came from the server."""
    number = uid if number is None else number
    arrived = START + timedelta(minutes=number)
    return Fetched("INBOX", Uid(uid), make_raw(number) if raw is None else raw, frozenset(flags), arrived)


@dataclass
class Bench:
    """A store with shortcuts for what nearly every test does."""

    store: Store
    mailbox: Mailbox
    inbox: FolderId
    other: FolderId

    def plan(self, *messages: Listed, folder: FolderId | None = None, **parts: object) -> None:
        """Apply a plan that fetches these messages."""
        plan = Plan(fetch=tuple(messages), checkpoint=Checkpoint(uidvalidity=1), **parts)  # type: ignore[arg-type]
        self.store.apply_plan(folder or self.inbox, plan)

    def save(self, *uids: int, folder: FolderId | None = None) -> list[MessageId]:
        """Save messages whose numbers are their UIDs; the store's numbers in the same order."""
        change = self.store.save_window(folder or self.inbox, [fetched(uid) for uid in uids])
        return sorted(change.message_ids)

    def subjects(self, scope: Scope | None = None) -> list[str]:
        """The subjects of a list."""
        return [row.subject for row in self.store.load_summaries(self.store.list_ids(scope or Scope()))]

    def find(self, text: str, scope: Scope | None = None) -> list[str]:
        """The subjects that a search finds."""
        return [row.subject for row in self.store.load_summaries(self.store.search_ids(text, scope or Scope()))]

    def folder(self, path: str = "INBOX") -> KnownFolder:
        """The known folder of that path."""
        return self.store.load_known(self.mailbox.id)[path]


def make_bench(store: Store) -> Bench:
    """A new store's bench: one mailbox of two folders."""
    mailbox = store.add_mailbox(MailboxSettings("work", "me@example.com", "imap.example.com", user="me"))
    store.save_listing(mailbox.id, make_listing("INBOX", "Archive"), revision=1, include=lambda folder: True)
    known = store.load_known(mailbox.id)
    return Bench(store, mailbox, known["INBOX"].folder.id, known["Archive"].folder.id)


def count_outdated(store: Store) -> int:
    """How many messages an older version of the program described."""
    row = store._readers.row(f"SELECT count(*) FROM message WHERE {OUTDATED}")
    assert row is not None
    return int(row[0])


def make_listing(*paths: str, complete: bool = True) -> FolderListing:
    """A server's listing of these folders."""
    folders = tuple(ListedFolder(path, path.encode(), "/") for path in paths)
    return FolderListing(folders, {path: FolderState(messages=3) for path in paths}, complete)
