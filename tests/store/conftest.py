"""A store in a temporary folder, with one mailbox of two folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imapdesk.mail import MailboxSettings
from imapdesk.store import Store
from tests.store.bench import Bench, make_listing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imapdesk.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def bench(store: Store) -> Bench:
    mailbox = store.add_mailbox(MailboxSettings("work", "me@example.com", "imap.example.com", user="me"))
    store.save_listing(mailbox.id, make_listing("INBOX", "Archive"), revision=1, include=lambda folder: True)
    known = store.load_known(mailbox.id)
    return Bench(store, mailbox, known["INBOX"].folder.id, known["Archive"].folder.id)
