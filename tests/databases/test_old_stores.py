"""Stores that earlier versions wrote still open, with all that was in them.

``store_N.sql`` is the dump of a small store of version N, made by the program of that time; it is never changed.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from imapdesk.mail import Scope, Uid
from imapdesk.store import Store
from imapdesk.store.database.opening import find_newest_version
from tests.store.bench import count_outdated, make_raw

DUMPS = sorted(Path(__file__).parent.glob("store_*.sql"))


def restore(dump: Path, folder: Path) -> Path:
    """The store that a dump was made of."""
    path = folder / "imapdesk.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(dump.read_text())
    connection.close()
    return path


@pytest.fixture(params=DUMPS, ids=lambda dump: dump.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return restore(request.param, tmp_path)


def test_an_old_store_opens_with_everything_in_it(old: Path) -> None:
    with Store.open(old) as store:
        assert store._writer.database.pragma("user_version") == find_newest_version()
        assert store.check() == []
        (mailbox,) = store.load_mailboxes()
        known = store.load_known(mailbox.id)["INBOX"]
        assert (known.uidvalidity, known.uidnext, known.highestmodseq, known.pending) == (77, 8, 9, 2)
        rows = store.load_summaries(store.list_ids(Scope()))
        assert [store.get_raw(row.id) for row in rows] == [make_raw(number) for number in (5, 4, 3, 2, 1)]
        assert [row.subject for row in rows if row.gone_at] == ["message 2"]
        assert [row.subject for row in rows if row.starred] == ["message 3"]
        assert store.load_wishes(mailbox.id)[known.folder.id][0].uid == Uid(3)
        assert store.get_setting("x") == [1]


def test_an_old_store_becomes_searchable(old: Path) -> None:
    with Store.open(old) as store:
        assert store.describe_pending(lambda: False, 60) == 5
        assert len(store.search_ids("hello", Scope())) == 5
        assert len(store.search_ids("from:p3 header:content-language", Scope())) == 0
        assert len(store.search_ids("from:p3 header:message-id=3@example", Scope())) == 1
        assert (store.count_undescribed(), count_outdated(store)) == (0, 0)
        assert store.check() == []


@pytest.mark.parametrize("dump", DUMPS[1:], ids=lambda dump: dump.stem)  # the first version described nothing
def test_what_an_old_store_found_it_finds_until_it_is_described_anew(dump: Path, tmp_path: Path) -> None:
    with Store.open(restore(dump, tmp_path)) as store:
        assert (store.count_undescribed(), count_outdated(store)) == (0, 5)
        assert len(store.search_ids("hello", Scope())) == 5
        assert len(store.search_ids("from:p3", Scope())) == 1


def test_an_old_store_has_the_tables_and_indices_of_a_new_one(old: Path, tmp_path: Path) -> None:
    schema = "SELECT type, name, CASE type WHEN 'table' THEN '' ELSE sql END FROM sqlite_master ORDER BY 1, 2"
    with Store.open(old) as store, Store.open(tmp_path / "new.db") as new:
        assert store._readers.rows(schema) == new._readers.rows(schema)


def test_opening_an_old_store_twice_migrates_once(old: Path) -> None:
    for _ in range(2):
        with Store.open(old) as store:
            assert store.count_messages() == 5
