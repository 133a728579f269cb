"""While the index of words is waited for, that of a sample tells what is to be expected."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from threading import Event

import pytest

from imapdesk.desk.shown.statistics import MailStatistics, make_statistics
from imapdesk.errors import Cancelled
from imapdesk.mail import Fetched, Scope, Uid
from imapdesk.store.indexing import sampled
from imapdesk.store.search import broad_words, first_figures, listing_ranks, looking_into, summing
from imapdesk.store.search.first_figures import FirstFigures
from imapdesk.store.search.listing_ranks import RankLists
from imapdesk.store.search.matching import Match
from tests.store.bench import START, Bench
from tests.store.test_tallying import assert_same

MANY = 800
LETTERS = "abcdefghijklm"
QUERIES = (
    "one-pre",
    "-one-pre",
    "mailbox:work one-pre",
    "one-pre* after:2026-05-01",
    "is:unread one-pre",
    "one-pre* OR larger:1g",
    "one-pre* -(two-prea OR subject:n1)",
    "one-pre* header:x-kind=odd",
    "one-pre* header:received=mx",
    "header:received=mx OR one-pre",
    "pre*",
    "-pre* OR from:p2",
    "pre* two*",
)


@pytest.fixture
def many(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Messages of eight months, a quarter of them in the archive; one in eight is in the sample."""
    for module, name, value in (
        (sampled, "ONE_OF", 8),
        (first_figures, "FEW_HITS", 1),
        (first_figures, "MOST_S", 1_000.0),
        (broad_words, "MOST_HITS", 0.1),
        (broad_words, "_MOST_FIRST", 5),
    ):
        monkeypatch.setattr(module, name, value)
    for folder, path, rest in ((bench.inbox, "INBOX", (0, 1, 2)), (bench.other, "Archive", (3,))):
        numbers = [number for number in range(1, MANY + 1) if number % 4 in rest]
        flags = [frozenset({"\\Seen"} if number % 5 else ()) for number in numbers]
        window = [
            Fetched(path, Uid(n), make_raw(n), flag, START + timedelta(hours=n * 7))
            for n, flag in zip(numbers, flags, strict=True)
        ]
        bench.store.save_window(folder, window)
    assert bench.store.describe_pending(lambda: False, 60) == MANY
    return bench


def make_raw(number: int) -> bytes:
    """A message with one of 169 words that begin with "pre", behind "one" or "two"."""
    word = f"pre{LETTERS[number % 13]}{LETTERS[number // 13 % 13]}"
    text = "none of them" if number % 11 == 0 else f"{'two' if number % 3 else 'one'} {word} more"
    head = (
        f"Received: from {'mx' if number % 2 else 'relay'}.example.org\r\nX-Kind: {'odd' if number % 2 else 'even'}\r\n"
    )
    return f"{head}From: p{number % 7} <p{number % 7}@example.org>\r\nSubject: n{number}\r\n\r\n{text}\r\n".encode()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """No list is there before the sample was asked."""
    asked, listing, telling = Event(), RankLists._list, FirstFigures.tell

    def list_later(self: RankLists, match: Match, dropped: Event) -> set[int]:
        assert type(self) is not RankLists or asked.wait(60), "the sample is not asked"
        return listing(self, match, dropped)

    def tell(self: FirstFigures, should_stop: object) -> bool:
        try:
            return telling(self, should_stop)  # type: ignore[arg-type]
        finally:
            asked.set()

    monkeypatch.setattr(RankLists, "_list", list_later)
    monkeypatch.setattr(FirstFigures, "tell", tell)
    monkeypatch.setattr(listing_ranks, "PATIENCE_S", 0.0)
    yield asked
    asked.set()


@pytest.fixture
def rare(many: Bench, monkeypatch: pytest.MonkeyPatch, slow: Event) -> Bench:
    """All but the phrase is there at once, as if "one" were a rare word."""
    assert not slow.is_set()
    waiting, rows = RankLists.list, many.store._readers.rows

    def list_rare(self: RankLists, match: Match) -> set[int]:
        if "one-pre" in match.text:
            return waiting(self, match)
        self.drop(match)
        found = match.as_rows()
        return {rank for (rank,) in rows(found.sql, found.values)}

    monkeypatch.setattr(RankLists, "list", list_rare)
    monkeypatch.setattr(summing, "MOST_LOOKED", 0)
    return many


def estimate(bench: Bench, query: str, scope: Scope | None = None) -> tuple[list[MailStatistics], MailStatistics]:
    told: list[MailStatistics] = []
    return told, make_statistics(bench.store, scope or Scope(), query, on_estimate=told.append)


def list_sampled(bench: Bench) -> set[int]:
    """The places whose messages are in the sample."""
    rows = bench.store._readers.rows("SELECT l.id, m.rank FROM location l JOIN message m ON m.id = l.content_id")
    return {id_ for id_, rank in rows if sampled.is_sampled(rank)}


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("scope", [Scope(), Scope(folder="Archive")], ids=["everywhere", "archive"])
@pytest.mark.parametrize("query", QUERIES)
def test_the_first_figures_are_those_of_the_sample(many: Bench, query: str, scope: Scope) -> None:
    (about, *_), found = estimate(many, query, scope)
    within, drawn = set(many.store.list_ids(scope)), list_sampled(many)
    ids = set(many.store.search_ids(query, scope))
    assert about.share == len(within & drawn) / len(within)
    assert 0.08 < about.share < 0.2
    assert about.messages == round(len(ids & drawn) / about.share)
    assert (found.messages, found.share) == (len(ids), 1)
    assert_same(many, query, scope)


@pytest.mark.parametrize("scope", [Scope(), Scope(folder="Archive")], ids=["everywhere", "archive"])
@pytest.mark.parametrize(
    "query", ["one-pre", "is:unread one-pre", "one-pre* -two after:2026-03-01", "one-pre* from:p2"]
)
def test_of_a_rare_word_all_that_have_it_are_looked_into_if_they_are_few(rare: Bench, query: str, scope: Scope) -> None:
    (about, *_), found = estimate(rare, query, scope)
    assert (about.share, about.messages) == (1, found.messages)
    assert found.messages == len(rare.store.search_ids(query, scope)) > 0


@pytest.mark.parametrize("query", ["one-pre", "is:read one-pre", "one-pre* (none OR more)"])
def test_of_many_with_a_rare_word_some_are_drawn(rare: Bench, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_figures, "MOST_DRAWN", 100)
    (about, *_), found = estimate(rare, query)
    assert about.share == 100 / len(rare.store.search_ids('"one"', Scope()))
    assert about.messages == pytest.approx(found.messages, rel=0.2)


def test_looking_into_messages_with_a_rare_word_ends_in_time(rare: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_figures, "MOST_S", 0.0)
    assert estimate(rare, "one-pre")[0] == []


@pytest.mark.parametrize("query", ["one-pre* -header:x-kind=odd", "one-pre* (is:unread OR two)"])
def test_beside_conditions_that_must_be_looked_up_the_sample_is_asked(rare: Bench, query: str) -> None:
    (about, *_), _ = estimate(rare, query)
    assert 0.08 < about.share < 0.2


def test_messages_that_are_not_looked_into_are_not_estimated(rare: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_into, "_MOST_BYTES", 0)
    told, found = estimate(rare, "one-pre")
    assert (told, found.messages) == ([], len(rare.store.search_ids("one-pre", Scope())))


@pytest.mark.usefixtures("slow")
def test_few_hits_in_the_sample_tell_nothing(many: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(estimate(many, "one-pre")[0]) == 1
    monkeypatch.setattr(first_figures, "FEW_HITS", MANY)
    told, found = estimate(many, "one-pre")
    assert (told, found.messages) == ([], len(many.store.search_ids("one-pre", Scope())))


@pytest.mark.parametrize(
    "spoil", ["INSERT INTO unsampled SELECT min(id) FROM message", "UPDATE message SET described = 1 WHERE id = 1"]
)
def test_a_sample_that_is_not_whole_is_not_asked(many: Bench, slow: Event, spoil: str) -> None:
    with many.store._writer.transaction() as cursor:
        cursor.execute(spoil)
    slow.set()
    assert estimate(many, "one-pre")[0] == []


def test_what_is_there_in_time_is_not_estimated(many: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_ranks, "PATIENCE_S", 1_000.0)
    for query in QUERIES[:8]:
        assert estimate(many, query)[0] == []


@pytest.mark.usefixtures("slow")
def test_nothing_is_told_once_everything_is_there(many: Bench, slow: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    asking, asked = FirstFigures._ask, []

    def ask(self: FirstFigures) -> object:
        found = asking(self)
        slow.set()
        while not asked[-1]():
            time.sleep(0.001)
        return found

    telling = FirstFigures.tell

    def tell(self: FirstFigures, should_stop: object) -> bool:
        asked.append(should_stop)
        return telling(self, should_stop)  # type: ignore[arg-type]

    monkeypatch.setattr(FirstFigures, "_ask", ask)
    monkeypatch.setattr(FirstFigures, "tell", tell)
    told, found = estimate(many, "two")
    assert told == []
    assert found.messages == len(many.store.search_ids("two", Scope()))


@pytest.mark.usefixtures("slow")
def test_who_leaves_after_the_first_figures_is_not_counted_for(many: Bench) -> None:
    told: list[MailStatistics] = []
    with pytest.raises(Cancelled):
        make_statistics(many.store, Scope(), "one-pre", on_estimate=told.append, should_stop=lambda: bool(told))
    assert len(told) == 1
    assert many.store.list_ids(Scope(), 1), "the connection goes on"
