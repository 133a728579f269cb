"""Where very many messages must be read, some of them say beforehand what is to be expected of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import chain

import pytest

from imapdesk.desk.shown.statistics import MailStatistics, make_statistics
from imapdesk.errors import Cancelled
from imapdesk.mail import Fetched, Scope, Uid
from imapdesk.store.content.headers import has_packed_header
from imapdesk.store.database import connection
from imapdesk.store.search import listing_ranks, sampling
from tests.store.bench import START, Bench
from tests.store.test_tallying import assert_same

MANY = 1_600
SEEDS = 60


@pytest.fixture
def many(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Messages of sixteen months, a quarter of them in the archive; two of three came by the host "mx"."""
    for folder, path, rest in ((bench.inbox, "INBOX", (0, 1, 2)), (bench.other, "Archive", (3,))):
        numbers = [number for number in range(1, MANY + 1) if number % 4 in rest]
        window = [Fetched(path, Uid(n), make_raw(n), frozenset(), START + timedelta(hours=n * 7)) for n in numbers]
        bench.store.save_window(folder, window)
    assert bench.store.describe_pending(lambda: False, 60) == MANY
    for name, value in (("FEW_READS", 200), ("MOST_S", 0.0), ("FEW_HITS", 1)):
        monkeypatch.setattr(sampling, name, value)
    monkeypatch.setattr(listing_ranks, "PATIENCE_S", 1e6)  # the index of a sample is not asked
    return bench


def make_raw(number: int) -> bytes:
    host = "mx" if number % 3 else "rare" if number % 300 == 0 else "relay"
    head = f"Received: from {host}.example.org\r\nFrom: p{number % 7} <p{number % 7}@example.org>\r\n"
    return f"{head}Subject: n{number}\r\n\r\nhello\r\n".encode()


def estimate(bench: Bench, query: str, scope: Scope | None = None) -> tuple[list[MailStatistics], MailStatistics]:
    told: list[MailStatistics] = []
    return told, make_statistics(bench.store, scope or Scope(), query, on_estimate=told.append)


def list_figures(found: MailStatistics) -> dict[object, int]:
    """All that can be told apart by a name."""
    named = chain(found.busiest, found.folders)
    figures: dict[object, int] = {one.name: one.messages for one in named}
    figures |= {(one.year, one.month): one.messages for one in found.months}
    return {**figures, "all": found.messages, "octets": found.octets}


@pytest.mark.parametrize("query", ["header:received=mx", "-header:received=relay", "header:received=mx OR from:p1"])
def test_estimates_are_right_on_an_average(many: Bench, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    sums: Counter[object] = Counter()
    for seed in range(SEEDS):
        monkeypatch.setattr(sampling, "_SEED", seed)
        (about,), found = estimate(many, query)
        assert 0.03 < about.share < 0.1
        assert found.share == 1
        sums.update(list_figures(about))
    exact = list_figures(found)
    assert {name: sums[name] / SEEDS for name in exact} == pytest.approx(exact, rel=0.25)
    assert sums["all"] / SEEDS == pytest.approx(found.messages, rel=0.03)
    assert sums["octets"] / SEEDS == pytest.approx(found.octets, rel=0.03)


def test_what_follows_an_estimate_is_exact(many: Bench) -> None:
    for query in ("header:received=mx", "-header:received=mx from:p1", "header:received=relay OR larger:1k"):
        assert_same(many, query, Scope())
        assert_same(many, query, Scope(folder="INBOX"))


def test_few_hits_and_few_messages_are_counted_and_not_estimated(many: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "FEW_HITS", 10)
    told, found = estimate(many, "header:received=rare")
    assert (told, found.messages) == ([], 5)
    told, found = estimate(many, "header:received=mx from:p1 in:INBOX")
    assert (told, found.messages) == ([], sum(n % 7 == 1 and n % 3 > 0 and n % 4 < 3 for n in range(1, MANY + 1)))
    assert estimate(many, "from:p1")[0] == []


def test_what_can_be_read_at_once_is_not_estimated(many: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "MOST_S", 1_000.0)
    assert estimate(many, "header:received=mx")[0] == []


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many messages were read for their headers."""
    done: list[object] = []

    def read(*values: object) -> bool:
        done.append(values)
        return has_packed_header(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(connection, "has_packed_header", read)
    return lambda: len(done)


def test_only_messages_are_read_that_the_rest_of_the_query_leaves(many: Bench, reads: Callable[[], int]) -> None:
    left = sum(n % 7 == 1 for n in range(1, MANY + 1))
    assert estimate(many, "header:received=mx from:p1")[1].messages < left
    assert reads() == left
    in_archive = sum(n % 7 == 1 and n % 4 == 3 for n in range(1, MANY + 1))
    estimate(many, "header:received=mx from:p1", Scope(folder="Archive"))
    assert reads() == left + in_archive


def test_no_message_of_a_sample_is_read_twice(many: Bench, reads: Callable[[], int]) -> None:
    assert len(estimate(many, "header:received=mx in:INBOX larger:1")[0]) == 1
    assert reads() == MANY * 3 // 4
    assert len(estimate(many, "header:received=mx")[0]) == 1
    assert reads() == MANY * 3 // 4 + MANY


def test_who_leaves_after_the_estimate_is_not_counted_for(
    many: Bench, reads: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_STEPS", 100)
    told: list[MailStatistics] = []
    with pytest.raises(Cancelled):
        make_statistics(
            many.store, Scope(), "header:received=mx", on_estimate=told.append, should_stop=lambda: bool(told)
        )
    assert len(told) == 1
    assert reads() < MANY // 2
    assert many.store.list_ids(Scope(), 1), "the connection goes on"
