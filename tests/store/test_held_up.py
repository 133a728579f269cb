"""Another program that keeps the store is waited for once, not at each write of a run that must end."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from imapdesk.errors import StoreError
from imapdesk.store import Store
from imapdesk.store.database import connection

WAIT_S = 1.5


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    pragmas = dict(connection.WRITER_PRAGMAS) | {"busy_timeout": round(WAIT_S * 1000)}
    monkeypatch.setattr(connection, "WRITER_PRAGMAS", tuple(pragmas.items()))
    monkeypatch.setattr(connection, "HELD_UP_MS", 10)
    with closing(Store.open(tmp_path / "imapdesk.db")) as opened:
        yield opened


def seconds_of_a_write(store: Store) -> float:
    began = time.monotonic()
    with pytest.raises(StoreError, match="keeps the store busy"):
        store.set_setting("colour", "red")
    return time.monotonic() - began


def test_a_store_that_stays_locked_is_waited_for_once(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "imapdesk.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        first = seconds_of_a_write(store)
        later = min(seconds_of_a_write(store) for _ in range(5))
        assert first >= WAIT_S > 2 * later
        other.execute("ROLLBACK")
    store.set_setting("colour", "red")
    assert store.get_setting("colour", None) == "red"


def test_once_it_is_free_another_lock_is_waited_for_again(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "imapdesk.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        seconds_of_a_write(store)
        other.execute("ROLLBACK")
        store.set_setting("colour", "red")
        other.execute("BEGIN IMMEDIATE")
        assert seconds_of_a_write(store) >= WAIT_S
