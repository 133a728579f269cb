"""The index of a sample has what the index of words has of its messages, and these are as good as drawn by chance."""

from __future__ import annotations

import pytest

from imapdesk.mail import Scope
from imapdesk.store.indexing import sampled
from imapdesk.store.indexing.sampled import ONE_OF, is_sampled
from tests.store.bench import Bench, fetched, make_raw

RANKS = 64_000
START = 1_700_000_000
HOUR, DAY = 3600, 86_400


def never() -> bool:
    return False


@pytest.mark.parametrize("step", [1, 2, 7, 60, 64, 300, 1024, HOUR, DAY, 7 * DAY, 1 << 20, -DAY])
def test_what_comes_in_turns_is_in_the_sample_as_often_as_anything_else(step: int) -> None:
    drawn = [is_sampled(START + number * step) for number in range(RANKS)]
    assert sum(drawn) == pytest.approx(RANKS / ONE_OF, abs=4 * (RANKS / ONE_OF) ** 0.5)
    size = 10 * ONE_OF
    counts = [sum(drawn[at : at + size]) for at in range(0, RANKS, size)]
    # by chance the squares of what each is off ten amount to ten on an average, off by a seventh of it
    assert 0.5 < sum((count - 10) ** 2 for count in counts) / len(counts) / 10 < 1.5


def test_messages_of_one_weekday_hour_are_drawn_by_chance_in_all_of_them() -> None:
    for hour in range(7 * 24):
        drawn = sum(
            is_sampled(START + hour * HOUR + week * 7 * DAY + late) for week in range(100) for late in range(64)
        )
        assert drawn == pytest.approx(100, abs=45)


def list_ranks(bench: Bench, index: str) -> list[int]:
    rows = bench.store._readers.rows(f"SELECT rowid FROM {index} WHERE {index} MATCH 'hello OR zebra' ORDER BY rowid")
    return [row[0] for row in rows]


def test_the_sample_has_some_of_what_is_described(bench: Bench) -> None:
    bench.save(*range(1, 301))
    assert bench.store.describe_pending(never, 60) == 300
    ranks = list_ranks(bench, "words")
    assert list_ranks(bench, "sampled") == [rank for rank in ranks if is_sampled(rank)] != []


def test_the_sample_is_renewed_with_the_other_indices(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampled, "ONE_OF", 1)
    bench.store.most_hands = 0
    bench.save(*range(1, 6))
    bench.store.describe_pending(never, 60)
    with bench.store._writer.transaction() as cursor:
        cursor.execute("UPDATE message SET described = 1")
    bench.store.save_window(bench.inbox, [fetched(50, raw=make_raw(50, "zebra"))])
    assert bench.store.describe_pending(never, 61) == 6
    assert list_ranks(bench, "sampled") == list_ranks(bench, "words")
    assert len(list_ranks(bench, "sampled")) == 6


def test_a_message_of_an_older_version_that_lacks_the_sample_as_well_gets_there_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampled, "ONE_OF", 1)
    bench.store.most_hands = 0
    bench.save(1, 2, 3)
    bench.store.describe_pending(never, 60)
    with bench.store._writer.transaction() as cursor:
        cursor.execute("UPDATE message SET described = 1")
        cursor.execute("INSERT INTO unsampled SELECT id FROM message")
    assert bench.store.describe_pending(never, 61) == 3
    assert bench.store.describe_pending(never, 61) == 0
    assert list_ranks(bench, "sampled") == list_ranks(bench, "words")


def test_a_rebuild_makes_the_sample_anew(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampled, "ONE_OF", 1)
    ids = bench.save(1, 2, 3)
    bench.store.describe_pending(never, 60)
    with bench.store._writer.transaction() as cursor:
        cursor.execute("INSERT INTO unsampled SELECT id FROM message")
    bench.store.rebuild_derived()
    assert list_ranks(bench, "sampled") == []
    assert bench.store.describe_pending(never, 60) == len(ids)
    assert list_ranks(bench, "sampled") == list_ranks(bench, "words")


def test_a_message_that_goes_needs_no_place_in_the_sample(bench: Bench) -> None:
    bench.save(1, 2)
    bench.store.describe_pending(never, 60)
    with bench.store._writer.transaction() as cursor:
        cursor.execute("INSERT INTO unsampled SELECT id FROM message")
    bench.store.remove_local_copy(bench.inbox)
    assert bench.store._readers.rows("SELECT id FROM unsampled") == []
    assert bench.store.check() == []
    assert list(bench.store.list_ids(Scope())) == []
