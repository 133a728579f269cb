"""Where the next synchronisation leads is known before the store is opened, and a strange file is no trouble."""

from __future__ import annotations

from pathlib import Path

import pytest

from imapdesk.mail import MailboxSettings, utc_now
from imapdesk.store import Store
from imapdesk.store.database.first_look import find_next_settings


def make_settings(name: str) -> MailboxSettings:
    return MailboxSettings(name=name, address=f"{name}@example.org", host=f"{name}.example.org")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "imapdesk.db"
    store = Store.open(path)
    newer, older, paused = (store.add_mailbox(make_settings(name)) for name in ("newer", "older", "paused"))
    store.mark_mailbox(newer.id, last_run_at=utc_now())
    store.mark_mailbox(paused.id, paused=True)
    store.remove_mailbox(store.add_mailbox(make_settings("removed")).id, keep_mail=True)
    assert older.last_run_at is None
    store.close()
    return path


@pytest.mark.parametrize(
    ("names", "host"),
    [
        (None, "older.example.org"),
        (["newer"], "newer.example.org"),
        (["paused"], "paused.example.org"),
        (["removed"], None),
        (["nobody"], None),
    ],
)
def test_the_mailbox_that_is_run_first_is_found(path: Path, names: list[str] | None, host: str | None) -> None:
    found = find_next_settings(path, names)
    assert (found and found["host"]) == host


def test_a_look_leaves_nothing_behind(path: Path) -> None:
    before = path.read_bytes()
    find_next_settings(path, None)
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["imapdesk.db"]


@pytest.mark.parametrize("content", [b"", b"no database at all" * 1000, None])
def test_a_file_that_is_no_store_says_nothing(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "imapdesk.db"
    if content is not None:
        path.write_bytes(content)
    assert find_next_settings(path, None) is None
    assert path.exists() == (content is not None)
