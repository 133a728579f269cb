"""Sums over a search by columns are those of the rows, whatever happened to the messages since they were packed."""

from __future__ import annotations

import random
import time
from itertools import product

import pytest

from imapdesk.desk.shown.statistics import KINDS, make_statistics
from imapdesk.mail import Fetched, FolderRole, MessageId, Plan, Scope, Uid
from imapdesk.store.lists import tallying
from imapdesk.store.lists.adding import Sums
from imapdesk.store.search import broad_words, vocabulary
from tests.store.bench import Bench, fetched
from tests.store.test_pursuing import HEADED, LED, QUERIES, START, add_odd_headers, make, mixed

__all__ = ["mixed"]
MORE = ("", "!?", "!? OR apple", "apple -pear", "-larger:2k", "smaller:1", "on:2026-03-05", "-before:2026-03-20", "ap*")
SCOPES = (
    Scope(),
    Scope(folder="INBOX"),
    Scope(unread=True),
    Scope(starred=True, folder="INBOX"),
    Scope(attachments=True),
    Scope(include_gone=False),
    Scope(folder="Nowhere"),
    Scope(role=FolderRole.INBOX),
)
_BY_SENDER = (
    "SELECT m.from_, count(*), sum(coalesce(l.size, 0)), sum(m.has_attachments), "
    "sum(m.has_attachments * coalesce(l.size, 0)) FROM location l JOIN message m ON m.id = l.content_id "
    "WHERE l.id IN ({}) GROUP BY 1"
)
_BY_FOLDER = (
    "SELECT b.name, f.path, count(*), sum(coalesce(l.size, 0)) FROM location l JOIN folder f ON f.id = l.folder_id "
    "JOIN mailbox b ON b.id = f.mailbox_id WHERE l.id IN ({}) GROUP BY f.id"
)
_BY_HOUR = "SELECT sort_date / 3600, count(*) FROM location WHERE id IN ({}) GROUP BY 1"


def pack(bench: Bench) -> int:
    return bench.store.tally_pending(lambda: False, time.monotonic() + 60)


def assert_same(bench: Bench, text: str, scope: Scope) -> None:
    """The sums of the numbers that the search itself gives."""
    ids = ",".join(map(str, bench.store.search_ids(text, scope)))
    rows = bench.store._readers.rows
    sums: Sums = bench.store.sum_up(scope, text, KINDS, on_estimate=lambda _estimate: None)
    assert sums.hours == dict(rows(_BY_HOUR.format(ids))), text
    assert sorted(sums.senders) == sorted(rows(_BY_SENDER.format(ids))), text
    assert sorted(sums.folders) == sorted(rows(_BY_FOLDER.format(ids))), text


@pytest.fixture
def small_pieces(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of eight places, thrown away by triggers that know of it."""
    monkeypatch.setattr(tallying, "BITS", 3)
    triggers = bench.store._readers.rows("SELECT name, sql FROM sqlite_master WHERE name LIKE 'tally_%'")
    assert len(triggers) == 3
    with bench.store._writer.transaction() as cursor:
        for name, sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(sql.replace(f">> {14}", ">> 3"))


@pytest.mark.parametrize("scope", SCOPES)
def test_every_search_adds_up_as_its_rows_do(small_pieces: None, mixed: Bench, scope: Scope) -> None:
    assert pack(mixed) == 5
    for text in (*QUERIES, *MORE):
        assert_same(mixed, text, scope)
    add_odd_headers(mixed)  # everything is described now
    for text in (*QUERIES, *MORE, *HEADED, *LED):
        assert_same(mixed, text, scope)


def test_conditions_together_add_up_too(mixed: Bench) -> None:
    add_odd_headers(mixed)
    for one, other in product(QUERIES[::2], (*QUERIES[1::2], *LED[:4])):
        assert_same(mixed, f"{one} {other}", Scope())


@pytest.mark.parametrize(
    ("most_hits", "first", "few", "following", "ask_ns", "looked"),
    [
        (-1, 1, 0, 1, 40, 0),
        (-1, 2, 0, 1, 0, 0),
        (-1, 1, 0, 2, 1 << 40, 0),
        (-1, 8, 0, 64, 40, 0),
        (-1, 8, 5, 2, 0, 0),
        (-1, 1, 0, 1, 40, 500),
        (1 << 20, 1, 0, 1, 40, 0),
    ],
)
def test_a_beginning_of_very_many_words_adds_up_too(
    bench: Bench,
    monkeypatch: pytest.MonkeyPatch,
    most_hits: int,
    first: int,
    few: int,
    following: int,
    ask_ns: int,
    looked: int,
) -> None:
    for name, value in (
        ("MOST_BEGINNINGS", 1),
        ("FEW_HITS", -1),
        ("MOST_HITS", most_hits),
        ("MOST_LOOKED", looked),
        ("_FEW", few),
        ("_MOST_FIRST", first),
        ("_NEXT", following),
        ("_ASK_NS", ask_ns),
    ):
        monkeypatch.setattr(broad_words, name, value)
    monkeypatch.setattr(vocabulary, "MOST_BEGINNINGS", 1)
    bench.save(*range(1, 13))
    for number in range(1, 13):
        words = " ".join(f"many{end}" for end in "abcdefgh"[: number % 5])
        raw = f"Subject: {words or 'none'}\r\n\r\n{'manyx' if number % 4 else 'other'} {words}\r\n"
        bench.store.save_window(bench.other, [fetched(number, raw=raw.encode())])
    bench.store.describe_pending(lambda: False, 60)
    words = ("many", "many*", "many other", "-many*", "!? many*", "many* OR oth*", "(many* OR !?) other", "oth")
    for query in (*words, "manya-many", "manyx-many", "body:manya-man*", "-manya-many other", "none-many OR -many"):
        assert_same(bench, query, Scope())
        assert_same(bench, query, Scope(folder="Archive"))
    assert make_statistics(bench.store, Scope(), "body:many").messages == 12
    assert make_statistics(bench.store, Scope(), "subject:many").messages == 10


def test_kinds_of_files_are_counted_within_a_search(mixed: Bench) -> None:
    found = make_statistics(mixed.store, Scope(), "in:INBOX")
    assert [(one.name, one.messages) for one in found.kinds] == [("pdf", 4)]
    assert found.with_attachments.messages == 4


def test_a_message_with_several_kinds_of_files_counts_in_each(bench: Bench) -> None:
    raws = [make_with_files(*names) for names in (("a.pdf", "b.jpg", "c.png"), ("a.pdf",), ("b.jpg", "c.zip"), ())]
    for number, raw in enumerate(raws, 1):
        bench.store.save_window(bench.inbox, [fetched(number, raw=raw)])
    bench.store.describe_pending(lambda: False, 60)
    sizes = [row.size for row in bench.store.load_summaries(bench.store.list_ids(Scope(descending=False)))]
    first, second, third, _ = sizes
    kinds = bench.store.sum_up(Scope(), "in:INBOX", KINDS).kinds
    assert kinds == {"pdf": (2, first + second), "pictures": (2, first + third), "archives": (1, third)}
    assert bench.store.sum_up(Scope(), "-filename:a", KINDS).kinds == {"pictures": (1, third), "archives": (1, third)}


def make_with_files(*names: str) -> bytes:
    head = f"Subject: {len(names)}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    disposition = "--b\r\nContent-Disposition: attachment; filename={}\r\n\r\nx\r\n"
    return (head + "--b\r\n\r\ntext\r\n" + "".join(map(disposition.format, names)) + "--b--\r\n").encode()


@pytest.mark.parametrize("seed", range(10))
def test_no_change_to_messages_leaves_old_columns(small_pieces: None, bench: Bench, seed: int) -> None:
    rng = random.Random(seed)
    store, next_uid = bench.store, 1
    for _ in range(12):
        window = [
            Fetched("INBOX", Uid(uid), make(uid % 30), frozenset(), START) for uid in range(next_uid, next_uid + 5)
        ]
        next_uid += 5
        store.save_window(rng.choice([bench.inbox, bench.other]), window)
        pack(bench)
        action = rng.randrange(5)
        if action == 0:
            store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(rng.randrange(1, next_uid))})), forget_gone=True)
        elif action == 1:
            store.describe_pending(lambda: False, 61)
        elif action == 2:
            store.rebuild_derived()
        elif action == 3:
            store.apply_plan(bench.other, Plan(gone=frozenset({Uid(rng.randrange(1, next_uid))})))
        else:
            with store._writer.transaction() as cursor:
                cursor.execute("UPDATE location SET folder_id = ? WHERE id = ?", (bench.other, rng.randrange(1, 30)))
                cursor.execute("UPDATE location SET size = NULL WHERE id = ?", (rng.randrange(1, 30),))
        for scope in (Scope(), Scope(folder="INBOX")):
            assert_same(bench, "", scope)
            assert_same(bench, "apple", scope)
            assert_same(bench, "smaller:1g", scope)


def test_a_damaged_piece_is_read_from_its_rows(small_pieces: None, mixed: Bench) -> None:
    pack(mixed)
    with mixed.store._writer.transaction() as cursor:
        cursor.execute("UPDATE tally SET data = ? WHERE piece = 1", (b"nonsense",))
        cursor.execute("UPDATE tally SET data = substr(data, 1, 40) WHERE piece = 2")
    assert_same(mixed, "is:read", Scope())


def test_a_piece_of_an_older_version_is_read_from_its_rows_and_packed_again(small_pieces: None, mixed: Bench) -> None:
    pack(mixed)
    with mixed.store._writer.transaction() as cursor:
        cursor.execute("UPDATE tally SET data = substr(data, 2) WHERE piece < 3")
    assert_same(mixed, "is:read", Scope())
    assert pack(mixed) == 3
    assert_same(mixed, "is:read", Scope())


def test_the_background_pass_packs_when_all_is_described(small_pieces: None, mixed: Bench) -> None:
    while mixed.store.describe_pending(lambda: False, 10):
        pass
    assert mixed.store._readers.row("SELECT count(*) FROM tally") == (5,)
    assert pack(mixed) == 0


def test_a_message_in_two_folders_counts_twice(bench: Bench) -> None:
    bench.save(1)
    (other,) = bench.store.save_window(bench.other, [fetched(1, 1)]).message_ids
    bench.store.describe_pending(lambda: False, 60)
    assert other != MessageId(1)
    assert make_statistics(bench.store, Scope(), "hello").messages == 2
