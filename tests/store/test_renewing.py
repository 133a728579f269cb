"""What an older version of the program described is described anew, and found all the while."""

from __future__ import annotations

from pathlib import Path

import pytest

from imapdesk.mail import Scope
from imapdesk.store import Store
from imapdesk.store.indexing import background as indexing
from imapdesk.store.indexing import renewing
from tests.store.bench import Bench, count_outdated, fetched, make_raw

NUMBERS = range(1, 10)


def never() -> bool:
    return False


@pytest.fixture
def aged(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Nine messages as an older version left them: it knew each by an old subject and none of its words."""
    monkeypatch.setattr(indexing, "BATCH_HERE", 2)
    bench.store.most_hands = 0
    bench.save(*NUMBERS)
    assert bench.store.describe_pending(never, 60) == len(NUMBERS)
    with bench.store._writer.transaction() as cursor:
        rows = cursor.execute("SELECT id, rank FROM message ORDER BY rank").fetchall()
        cursor.execute("UPDATE message SET described = 1, subject = 'ancient ' || id")
        for name in renewing.INDICES:
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('delete-all')")
        cursor.executemany("INSERT INTO words(rowid, subject) VALUES (?, ?)", [(row[1], "ancient") for row in rows])
        cursor.execute("DELETE FROM head_word")
    return bench


def describe_once(bench: Bench) -> int:
    return bench.store.describe_pending(never, 0)


def test_old_descriptions_are_replaced_newest_first_and_stay_found_until_then(aged: Bench) -> None:
    assert count_outdated(aged.store) == len(NUMBERS)
    assert describe_once(aged) == 2
    assert count_outdated(aged.store) == len(NUMBERS) - 2
    assert aged.subjects()[:3] == ["message 9", "message 8", "ancient 7"]
    assert len(aged.find("ancient")) == len(NUMBERS)
    assert aged.store.count_undescribed() == 0
    while describe_once(aged):
        pass
    assert count_outdated(aged.store) == 0
    assert aged.find("ancient") == []
    assert len(aged.find("hello")) == len(NUMBERS)
    assert aged.find("from:p3") == ["message 3"]
    assert aged.store.check() == []


def test_it_goes_on_where_another_program_stopped(aged: Bench, path: Path) -> None:
    describe_once(aged)
    with Store.open(path) as store:
        store.most_hands = 0
        assert store.describe_pending(never, 61) == len(NUMBERS) - 2
        assert len(store.search_ids("hello", Scope())) == len(NUMBERS)
        assert list(store.search_ids("ancient", Scope())) == []


def test_new_mail_comes_first_and_is_found_before_and_after_the_change(aged: Bench) -> None:
    describe_once(aged)
    aged.store.save_window(aged.inbox, [fetched(50, raw=make_raw(50, "zebra"))])
    assert describe_once(aged) == 2
    assert aged.find("zebra") == ["message 50"]
    while describe_once(aged):
        pass
    assert aged.find("zebra") == aged.find("from:p50") == ["message 50"]


def test_what_arrives_before_the_first_old_description_is_replaced_is_found_afterwards(aged: Bench) -> None:
    aged.save(50, 51, 52)
    assert describe_once(aged) == 2, "new mail alone"
    while describe_once(aged):
        pass
    assert aged.find("hello") == [f"message {number}" for number in (52, 51, 50, *reversed(NUMBERS))]
    assert aged.find("from:p52") == ["message 52"]


def test_who_waits_for_new_mail_does_not_wait_for_the_old(aged: Bench) -> None:
    assert aged.store.describe_pending(never, 3, hurry=True) == 0
    assert count_outdated(aged.store) == len(NUMBERS)
    assert aged.store.describe_pending(never, 1e9, hurry=True) == len(NUMBERS)


def test_what_is_left_of_the_old_indices_is_taken_away(aged: Bench) -> None:
    assert aged.store.describe_pending(never, 1e9) == len(NUMBERS)
    assert aged.store.describe_pending(never, 1e9) == 0
    names = {row[0] for row in aged.store._readers.rows("SELECT name FROM sqlite_master")}
    assert not any(name.startswith(f"{index}_old") or "_next" in name for index in renewing.INDICES for name in names)
    assert aged.store.check() == []


def test_the_change_is_made_though_the_rest_was_deleted(aged: Bench) -> None:
    describe_once(aged)
    aged.store.remove_local_copy(aged.inbox)
    aged.save(60)
    while describe_once(aged):
        pass
    assert aged.find("hello") == ["message 60"]
    assert aged.find("ancient") == []


def test_what_the_old_index_knows_is_found_when_the_rest_that_was_to_be_replaced_was_deleted(aged: Bench) -> None:
    with aged.store._writer.transaction() as cursor:
        kept = "(SELECT id FROM message ORDER BY id DESC LIMIT 2)"
        cursor.execute(f"UPDATE location SET folder_id = ? WHERE content_id IN {kept}", (aged.other,))
        cursor.execute("INSERT INTO words(words) VALUES ('delete-all')")
        cursor.execute(f"INSERT INTO words(rowid, from_) SELECT rank, from_ FROM message WHERE id IN {kept}")
    describe_once(aged)
    aged.store.remove_local_copy(aged.inbox)
    assert count_outdated(aged.store) == 0
    assert aged.find("from:p9 ") == ["message 9"]
    describe_once(aged)
    assert aged.find("from:p9 ") == ["message 9"]


def test_a_rebuild_meanwhile_makes_one_set_of_indices(aged: Bench) -> None:
    describe_once(aged)
    aged.store.rebuild_derived()
    assert aged.store.describe_pending(never, 61) == len(NUMBERS)
    assert len(aged.find("hello")) == len(NUMBERS)
    assert aged.find("ancient") == []


def test_indices_made_anew_are_made_like_the_first(store: Store) -> None:
    with store._writer.transaction() as cursor:
        renewing.begin(cursor)
    tables = dict(store._readers.rows("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"))
    for name in renewing.INDICES:
        assert tables[f"{name}_next"].replace("_next", "") == tables[name]
        settings = [store._readers.rows(f"SELECT k, v FROM {name}{end}_config") for end in ("", "_next")]
        assert settings[0] == settings[1]


def test_the_index_of_old_descriptions_is_for_this_version(store: Store) -> None:
    for order in ("", " ORDER BY id DESC"):
        plan = store._readers.rows(f"EXPLAIN QUERY PLAN SELECT id FROM message WHERE {renewing.OUTDATED}{order}")
        assert any("message_outdated" in row[3] for row in plan)
