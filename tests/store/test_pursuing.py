"""Whichever way a search takes to its first page, it finds the same."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from imapdesk.mail import Fetched, MessageId, Plan, Scope, SortBy, Uid
from imapdesk.store.database.connection import Readers
from imapdesk.store.indexing import header_values
from imapdesk.store.search import pursuing
from imapdesk.store.search.asking import Needs, has_words
from imapdesk.store.search.drivers import find_driver
from imapdesk.store.search.excluding import find_apart, find_without, list_excluded
from imapdesk.store.search.matching import Match
from imapdesk.store.search.parsing import parse_query
from imapdesk.store.search.pursuing import Pursuit
from imapdesk.store.search.query import Dates, Mark, Node, Size
from imapdesk.store.search.vocabulary import StoredVocabulary
from tests.store.bench import START, Bench

FLAGS: tuple[set[str], ...] = (
    set(),
    {"\\Seen"},
    {"\\Seen", "\\Flagged"},
    {"\\Flagged"},
    {"\\Seen", "\\Answered"},
    {"\\Draft"},
)
WORDS = ("apple", "apple pear", "pear", "plum", "apple plum")
QUERIES = (
    "apple",
    "ap",
    "apple-pe",
    "is:unread",
    "is:read",
    "is:starred",
    "is:answered",
    "is:draft",
    "is:gone",
    "has:attachment",
    "in:INBOX",
    "in:Archive",
    "in:Nowhere",
    "larger:2k",
    "smaller:2k",
    "larger:1g",
    "before:2026-03-20",
    "after:2026-03-20",
    "from:p7",
    "-apple",
    "-(apple OR pear)",
    "-is:read",
    "-is:unread",
    "apple OR is:draft",
    "is:draft OR larger:2k OR is:gone",
    "-(is:read apple)",
    "is:read is:unread",
    "is:read from:p1",
)
SIZES = {
    "all by itself": (2_000, 30_000, 8_000, 4),
    "in small steps": (3, 4, 4, 0),
    "in spans": (3, 4, 4, 100),
    "nothing is few": (0, 4, 4, 4),
}


@pytest.fixture
def mixed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Forty messages in two folders, of every kind; some gone, one that is not described yet.

    Of the five programs that wrote them the index of headers knows three by a number.
    """
    monkeypatch.setattr(header_values, "_MOST_OF_A_NAME", 3)
    for folder, path, first in ((bench.inbox, "INBOX", 1), (bench.other, "Archive", 31)):
        window = [
            Fetched(path, Uid(n), make(n), frozenset(FLAGS[n % 6]), START + timedelta(days=n % 30, seconds=n))
            for n in range(first, first + (30 if first == 1 else 10))
        ]
        bench.store.save_window(folder, window)
    bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(6), Uid(7)})))
    assert bench.store.describe_pending(lambda: False, 60) == 40
    bench.store.save_window(
        bench.other, [Fetched("Archive", Uid(90), make(90), frozenset(), START + timedelta(days=9))]
    )
    return bench


def make(number: int) -> bytes:
    head = f"From: p{number} <p{number}@example.org>\r\nSubject: n{number}\r\nMIME-Version: 1.0\r\n"
    if number % 3:
        head += f"X-Mailer: Program {number % 5}\r\n"
    head += "".join(f"{name}: x\r\n" for n, name in enumerate(("Received", "Re-ceived", "Date")) if number >> n & 1)
    text = f"{WORDS[number % 5]} {'x' * 3000 if number % 4 == 0 else ''}"
    if number % 7:
        return f"{head}\r\n{text}\r\n".encode()
    return (
        f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{text}\r\n"
        "--b\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES.keys())
@pytest.mark.parametrize("scope", [Scope(), Scope(folder="INBOX"), Scope(starred=True), Scope(descending=False)])
def test_the_first_page_is_the_beginning_of_all_hits(
    mixed: Bench, monkeypatch: pytest.MonkeyPatch, scope: Scope, sizes: tuple[int, int, int, int]
) -> None:
    plain = {query: find_plainly(mixed, query, scope) for query in (*pairs(), *HEADED, *LED)}
    assert {len(found) for found in plain.values()} > {0, 1, 5}
    few, rows, hits, dense = sizes
    monkeypatch.setattr(pursuing, "FEW", few)
    monkeypatch.setattr(pursuing, "_BY_HEADS", few * 2)
    monkeypatch.setattr(pursuing, "_FIRST_ROWS", rows)
    monkeypatch.setattr(pursuing, "_FIRST_ROWS_WITHOUT", rows)
    monkeypatch.setattr(pursuing, "_FIRST_HITS", (hits, 2 * hits))
    monkeypatch.setattr(pursuing, "_DENSE", dense)
    for query, found in plain.items():
        assert list(mixed.store.search_ids(query, scope, 5)) == found[:5], query
        assert list(mixed.store.search_ids(query, scope)) == found, query


def test_rows_that_hardly_any_others_lie_between_are_asked_about_in_one_go(
    mixed: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def ask(readers: Readers, needs: Needs, rank: int) -> bool:
        asked.append(rank)
        return has_words(readers, needs, rank)

    monkeypatch.setattr(pursuing, "FEW", 12)
    monkeypatch.setattr(pursuing, "has_words", ask)
    dense, sparse = "apple after:2026-03-22", "apple is:draft"
    for query in (dense, sparse):
        assert list(mixed.store.search_ids(query, Scope(), 5)) == find_plainly(mixed, query, Scope())[:5] != []
        assert bool(asked) == (query == sparse)


def test_hits_in_another_order_are_the_same(mixed: Bench) -> None:
    for query, sort in product(pairs(), (SortBy.SIZE, SortBy.FROM)):
        found = mixed.store.search_ids(query, Scope(sort=sort))
        assert sorted(found) == sorted(find_plainly(mixed, query, Scope())), query
        best = mixed.store.search_ids(query, Scope(), 50, by_relevance=True)
        assert sorted(best) == sorted(found), query


def test_every_condition_that_can_lead_is_answered_by_its_index(mixed: Bench) -> None:
    """An index that SQLite couldn't use for its statement would be an error."""
    store = mixed.store
    vocabulary = StoredVocabulary(store._readers, complete=True)
    nodes: list[Node] = [
        Mark(name) for name in ("unread", "read", "starred", "answered", "draft", "gone", "attachment")
    ]
    for node in [
        *nodes,
        Dates(),
        *(Size(size, larger) for size in (0, 1023, 1024, 1 << 40) for larger in (True, False)),
    ]:
        driver = find_driver(node, vocabulary, lambda place: [])
        assert driver is not None
        for way in driver.ways:
            plan = store._readers.rows(f"EXPLAIN QUERY PLAN {way.places.sql}", way.places.values)
            assert any("INDEX" in row[3] for row in plan)


def test_deleted_messages_do_not_disturb_a_search_for_what_is_without_a_word(mixed: Bench) -> None:
    mixed.store.remove_local_copy(mixed.other)
    found = find_plainly(mixed, "-apple", Scope())
    assert list(mixed.store.search_ids("-apple", Scope(), 50)) == found
    assert found


@pytest.mark.parametrize("most", [0, 3, 1000])
def test_messages_without_a_word_are_listed_unless_they_are_many(mixed: Bench, most: int) -> None:
    for _ in range(2):
        for text, table in product(('"example"', '"apple"', '"p7"', '"nowhere"'), ("words", "heads")):
            match = Match(text, table)
            hits = match.as_rows()
            missing = f"SELECT rank FROM message WHERE rank IS NOT NULL AND rank NOT IN ({hits.sql})"
            plain = mixed.store._readers.rows(missing, hits.values)
            found = find_without(mixed.store._readers, match, most)
            assert found == (sorted(rank for (rank,) in plain) if len(plain) <= most else None), match
        mixed.store.remove_local_copy(mixed.other)


@pytest.mark.parametrize("query", ["-p* ", "-from:p* ", "-(p* OR apple) ", "-apple-pe* ", "-(plum OR pear OR apple) "])
@pytest.mark.parametrize("most", [0, 3, 1000])
def test_messages_without_a_beginning_are_the_same_whether_its_first_words_or_all_are_counted(
    mixed: Bench, query: str, most: int
) -> None:
    readers = mixed.store._readers
    vocabulary = StoredVocabulary(readers, complete=False)
    excluded = list_excluded([parse_query(query, START.date())], vocabulary)
    assert excluded is not None
    assert find_apart(readers, excluded, most) == find_without(readers, excluded.match, most)


def pairs() -> list[str]:
    """Each query alone and beside each other one."""
    return [*QUERIES, *(f"{one} {other}" for one, other in product(QUERIES, QUERIES) if one != other)]


def find_plainly(bench: Bench, query: str, scope: Scope) -> list[MessageId]:
    """By looking at everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pursuit, "find", look_at_everything)
        return [MessageId(id_) for id_ in bench.store.search_ids(query, scope)]


def look_at_everything(pursuit: Pursuit) -> object:
    question = pursuit._question
    return pursuit._run(question.walk() if question.split.match is None else question.ask_words())


HEADED = ("from:p7", "from:p", "from:example pear", "to:me", "to:zebra", "cc:me", "subject:n1", "subject:n1 apple")
LED = (
    "filename:a",
    "filename:pdf apple",
    "-from:p7",
    "-from:p*",
    "-ap*",
    "-(p* OR apple)",
    "-apple-pe*",
    "-to:me",
    "from:p7 OR subject:n8",
    "from:p7 OR is:draft",
    "-(from:p7 OR apple)",
    "from:p1 -subject:n12",
    "from:p apple -subject:n1",
    "header:x-rare",
    "header:X-Rare=yes",
    "header:x-rare=no",
    "header:x-nowhere=y",
    "header:subject=n1",
    "header:x-rare apple",
    "header:x-mailer",
    "header:x-mailer=program",
    "header:x-mailer=nobody",
    "header:x-mailer=1",
    "header:x-mailer=4 apple",
    "-header:x-mailer=2",
    "header:x-mailer=3 OR header:x-rare",
    "-header:x-rare",
    "header:received",
    "-header:mime-version apple",
    "header:mime-version=1",
    "header:re-ceived",
    "from:apple",
    "apple from:nobody",
)


@pytest.mark.parametrize("limit", [3, 1000])
def test_the_small_indices_find_what_the_large_one_does(mixed: Bench, limit: int) -> None:
    add_odd_headers(mixed)
    small = {query: list(mixed.store.search_ids(query, Scope(), limit)) for query in (*HEADED, *LED)}
    assert {len(found) for found in small.values()} > {0, 1, 3}
    with mixed.store._writer.transaction() as cursor:  # one message of an older version: the small ones don't tell
        cursor.execute("UPDATE message SET described = 1 WHERE id = (SELECT max(id) FROM message)")
    large = {query: list(mixed.store.search_ids(query, Scope(), limit)) for query in (*HEADED, *LED)}
    assert small == large


def test_headers_are_found_in_mail_that_nobody_could_describe(mixed: Bench) -> None:
    add_odd_headers(mixed)
    items = [mixed.store._describe_by_headers(id_) for (id_,) in mixed.store._readers.rows("SELECT id FROM message")]
    mixed.store.rebuild_derived()
    mixed.store._write(items)
    assert len(mixed.store.search_ids("header:x-rare=yes", Scope())) == 1


def add_odd_headers(bench: Bench) -> None:
    raw = b"From: q <q@example.org>\r\nX-Rare : yes\r\nx-rare: =?utf-8?q?n=C3=B6?=\r\n\r\napple\r\n"
    bench.store.save_window(bench.other, [Fetched("Archive", Uid(95), raw, frozenset(), START)])
    assert bench.store.describe_pending(lambda: False, 61) == 2
