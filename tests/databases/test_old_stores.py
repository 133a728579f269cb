"""Stores that earlier versions wrote still open, with all that was in them.

``store_N.sql`` is the dump of a small store of version N, made by the program of that time; it is never changed.
``half_renewed_12.sql`` is one that was left while it described two of five messages of version 11 anew.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from imapdesk.mail import Scope, Uid
from imapdesk.store import Store
from imapdesk.store.database.opening import find_newest_version
from imapdesk.store.indexing import background, sampled
from tests.store.bench import count_outdated, make_raw

HERE = Path(__file__).parent
DUMPS = sorted(HERE.glob("store_*.sql"))
CURRENT = HERE / "store_12.sql"  # what it described is as it would be described now
OUTDATED = [dump for dump in DUMPS if dump.stem not in {"store_1", CURRENT.stem}]  # the first one described nothing
HALF = HERE / "half_renewed_12.sql"


def restore(dump: Path, folder: Path) -> Path:
    """The store that a dump was made of."""
    path = folder / "imapdesk.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(dump.read_text())
    connection.close()
    return path


@pytest.fixture
def all_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index of a sample has every message."""
    monkeypatch.setattr(sampled, "ONE_OF", 1)


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
        left = store.count_undescribed() + count_outdated(store)
        assert store.describe_pending(lambda: False, 60) == left
        assert len(store.search_ids("hello", Scope())) == 5
        assert len(store.search_ids("from:p3 header:content-language", Scope())) == 0
        assert len(store.search_ids("from:p3 header:message-id=3@example", Scope())) == 1
        assert (store.count_undescribed(), count_outdated(store)) == (0, 0)
        assert store.check() == []


@pytest.mark.parametrize("dump", OUTDATED, ids=lambda dump: dump.stem)
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


@pytest.mark.usefixtures("all_sampled")
def test_the_sample_of_an_old_store_is_filled_without_describing_everything_anew(tmp_path: Path) -> None:
    with Store.open(restore(CURRENT, tmp_path)) as store:
        assert (store.count_undescribed(), count_outdated(store)) == (0, 0)
        assert list_found(store, "sampled") == []
        assert store.describe_pending(lambda: False, 60) == 5
        assert list_found(store, "sampled") == list_found(store, "words")
        assert (len(list_found(store, "words")), list_left(store)) == (5, [])
        assert store.describe_pending(lambda: False, 60) == 0
        assert store.check() == []


def test_of_an_old_store_a_sample_alone_is_described_once_more(tmp_path: Path) -> None:
    with Store.open(restore(CURRENT, tmp_path)) as store:
        ranks = [row[0] for row in store._readers.rows("SELECT rank FROM message ORDER BY rank")]
        assert list_left(store) == [n for n, rank in enumerate(ranks, 1) if sampled.is_sampled(rank)]
        assert len(list_left(store)) < 5


@pytest.mark.usefixtures("all_sampled")
@pytest.mark.parametrize("at_once", [2, 5])
def test_a_second_set_of_indices_that_was_begun_gets_a_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(background, "BATCH_HERE", at_once)
    with Store.open(restore(HALF, tmp_path)) as store:
        store.most_hands = 0
        assert count_outdated(store) == 3
        while store.describe_pending(lambda: False, 61):
            assert len(store.search_ids("hello", Scope())) == 5
        assert list_found(store, "sampled") == list_found(store, "words")
        assert (len(list_found(store, "words")), list_left(store)) == (5, [])
        names = {row[0] for row in store._readers.rows("SELECT name FROM sqlite_master")}
        assert not any(name.startswith(("sampled_next", "words_next", "words_old")) for name in names)


@pytest.mark.parametrize("dump", [CURRENT, HALF], ids=lambda dump: dump.stem)
def test_messages_that_an_older_version_left_out_of_its_indices_are_found_again(dump: Path, tmp_path: Path) -> None:
    path = restore(dump, tmp_path)
    with sqlite3.connect(path) as connection:
        name = "words_next" if dump == HALF else "words"
        connection.execute(f"INSERT INTO {name}({name}) VALUES ('delete-all')")
    connection.close()
    with Store.open(path) as store:
        store.most_hands = 0
        assert store.describe_pending(lambda: False, 61) == 5
        assert len(store.search_ids("hello", Scope())) == 5


def list_found(store: Store, index: str) -> list[int]:
    """The ranks of the messages with a word that all have."""
    rows = store._readers.rows(f"SELECT rowid FROM {index} WHERE {index} MATCH 'hello' ORDER BY rowid")
    return [row[0] for row in rows]


def list_left(store: Store) -> list[int]:
    """The messages that are still to be put into the sample."""
    return [row[0] for row in store._readers.rows("SELECT id FROM unsampled ORDER BY id")]
