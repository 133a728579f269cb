"""Makes a store with one folder of very many messages: rows only, since a list needs no texts."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from imapdesk.desk import Desk
from imapdesk.mail import FolderListing, FolderRole, ListedFolder, MailboxSettings
from imapdesk.store.indexing.renewing import DESCRIBED

FIRST_SECOND = 1_600_000_000
STEP_S = 150
BATCH = 20_000
NAME = "bench"


def fill(data_dir: Path, rows: int) -> None:
    """A mailbox that is never due, with ``rows`` messages in its inbox; every fifth one belongs to a conversation."""
    with Desk.open(data_dir) as desk:
        store = desk.store
        settings = MailboxSettings(NAME, "me@example.com", "imap.example.com", every_minutes=0)
        mailbox = store.add_mailbox(settings)
        listing = FolderListing((ListedFolder("INBOX", b"INBOX", "/", role=FolderRole.INBOX),), {})
        store.save_listing(mailbox.id, listing, revision=1, include=lambda folder: True)
        store.mark_mailbox(mailbox.id, listed_revision=mailbox.settings_revision, paused=True)
        folder_id = store.load_known(mailbox.id)["INBOX"].folder.id
        rng = random.Random(1)
        for start in range(1, rows + 1, BATCH):
            with store._writer.transaction() as cursor:
                add_rows(cursor, folder_id, range(start, min(start + BATCH, rows + 1)), rng)


def add_rows(cursor: sqlite3.Cursor, folder_id: int, numbers: range, rng: random.Random) -> None:
    """Messages as if they had been saved and described."""
    cursor.executemany(
        "INSERT INTO content(id, digest_key, digest, size, codec, data) VALUES (?, ?, ?, 30, 0, ?)",
        [(n, rng.getrandbits(62), n.to_bytes(32), b"Subject: x\r\n\r\ntext of this one") for n in numbers],
    )
    cursor.executemany(
        "INSERT INTO message(id, described, subject, from_, to_, cc, sent_at, message_id, refs, has_attachments, "
        f"preview, rank, conversation) VALUES (?, {DESCRIBED}, ?, ?, 'Me <me@example.com>', '', ?, ?, ?, ?, '', ?, ?)",
        [
            (
                n,
                f"Subject number {n} of something",
                f"Person {n % 5000} <person{n % 5000}@example.org>",
                FIRST_SECOND + n * STEP_S,
                f"{n}@example.org",
                "" if n % 5 else f"{n - 5}@example.org",
                n % 7 == 0,
                FIRST_SECOND + n * STEP_S,
                n if n % 5 else n // 50,
            )
            for n in numbers
        ],
    )
    cursor.executemany(
        "INSERT INTO location(folder_id, uid, state, flags, shown, size, internal_date, sort_date, content_id, "
        "identity) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
        [
            (folder_id, n, n % 9 > 0, n % 9 > 0, 20_000 + n % 90_000, at, at, n, at << 30)
            for n in numbers
            for at in (FIRST_SECOND + n * STEP_S,)
        ],
    )
