"""What the index knows of header fields is what reading the messages finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.errors import DiskFull
from imapdesk.mail import Fetched, Scope, Uid
from imapdesk.store import Store
from imapdesk.store.content.headers import COMMON, COMMON_NAMES, UNREADABLE, find_fields, has_header, to_sign
from imapdesk.store.indexing import header_values, renewing
from imapdesk.store.search.vocabulary import StoredVocabulary
from tests.store.bench import START, Bench

_NAMES = ("X-A", "x-a", "X_A", "Subject", "one")
_SIGNS = (":", " :", ": ", "\r\n", "\n", "\r", "\r\n ", "\n\t", "Two", "é", "=?", "\0")
_heads = st.lists(st.sampled_from(_NAMES + _SIGNS), max_size=25).map("".join).map(str.encode)
_texts = st.sampled_from(["", "o", "TWO", "é", "e t", ":"])


def never() -> bool:
    return False


@given(
    head=_heads, name=st.sampled_from(["x-a", "X_A", "one"]), text=st.sampled_from(["", "o", "TWO", "é", "e t", ":"])
)
def test_a_header_is_there_exactly_when_it_is_among_the_fields(head: bytes, name: str, text: str) -> None:
    values = [value for field, value in find_fields(head) if field == name.lower()]
    known = any(value is not None and text.casefold() in value for value in values)
    if to_sign(name) not in COMMON_NAMES and None not in values:
        assert has_header(head, name, text) == known
        assert has_header(head, name, "") == bool(values)


@given(_heads)
def test_fields_in_nearly_every_message_are_named_together(head: bytes) -> None:
    *others, (name, value) = find_fields(head)
    assert name == COMMON
    assert not {to_sign(name) for name, _ in others} & COMMON_NAMES
    for name in ("one", "received", "re-ceived"):
        assert not value or to_sign(name) not in COMMON_NAMES or has_header(head, name, "") == (f" {name} " in value)


def test_values_that_are_long_or_encoded_are_left_to_whoever_reads_the_message() -> None:
    raw = b"X-Long: " + b"a" * 500 + b"\r\nX-Coded: =?utf-8?q?a?=\r\nX-Short:  A\r\n b \r\n\r\nX-Body: no\r\n"
    assert find_fields(raw) == (("x-long", None), ("x-coded", None), ("x-short", "a b"), (COMMON, ""))
    assert find_fields(b"".join(b"X-%d: a\r\n" % number for number in range(1000))) == UNREADABLE


def save(bench: Bench, first: int, *headers: str) -> None:
    raws = [f"Subject: n{first + n}\r\n{header}\r\n\r\nhello\r\n".encode() for n, header in enumerate(headers)]
    window = [Fetched("INBOX", Uid(first + n), raw, frozenset(), START) for n, raw in enumerate(raws)]
    bench.store.save_window(bench.inbox, window)
    bench.store.most_hands = 0
    bench.store.describe_pending(never, 60)


def count_values(store: Store) -> int:
    return int(store._readers.rows("SELECT count(*) FROM header_value WHERE name NOT IN ('', ':')")[0][0])


def test_messages_with_values_beyond_the_bound_are_found_by_reading(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(header_values, "_MOST_OF_A_NAME", 2)
    save(bench, 1, *(f"X-Mailer: program {n}" for n in range(6)))
    assert count_values(bench.store) == 2
    for number in range(6):
        assert bench.find(f"header:x-mailer={number}") == [f"n{number + 1}"]
    monkeypatch.setattr(header_values, "_MOST", 2)
    save(bench, 10, "X-Other: program 9")
    assert count_values(bench.store) == 2
    assert bench.find("header:x-other=9") == ["n10"]


def test_no_message_is_read_for_a_value_that_none_has(bench: Bench) -> None:
    save(bench, 1, "X-Mailer: program", "X-Mailer: another")
    with bench.store._writer.transaction() as cursor:
        cursor.execute("UPDATE content SET data = x'00'")
    assert bench.find("header:x-mailer=nobody") == []
    assert bench.store.check() != []


def test_what_a_failed_transaction_added_is_added_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(cursor: object) -> None:
        raise DiskFull("There is no space left.")

    with monkeypatch.context() as patch:
        patch.setattr(renewing, "finish", fail)
        with pytest.raises(DiskFull):
            save(bench, 1, "X-Mailer: program")
    assert count_values(bench.store) == 0
    bench.store.describe_pending(never, 60)
    assert bench.find("header:x-mailer=program") == bench.find("hel") == ["n1"]
    assert count_values(bench.store) == 1


def test_two_programs_give_a_value_one_number(bench: Bench, path: Path) -> None:
    save(bench, 1, "X-Mailer: first")
    with Store.open(path) as other:
        beside = Bench(other, bench.mailbox, bench.inbox, bench.other)
        save(beside, 2, "X-Mailer: second")
        save(bench, 3, "X-Mailer: second", "X-Mailer: third")
        save(beside, 5, "X-Mailer: third")
        assert count_values(other) == 3
        assert sorted(beside.find("header:x-mailer=second")) == ["n2", "n3"]
        assert sorted(bench.find("header:x-mailer=third")) == ["n4", "n5"]


def test_numbers_outlive_a_rebuild_by_another_program(bench: Bench, path: Path) -> None:
    save(bench, 1, "X-Mailer: first", "X-Mailer: second")
    with Store.open(path) as other:
        other.rebuild_derived()
    save(bench, 3, "X-Mailer: second")
    assert sorted(bench.find("header:x-mailer=second")) == ["n2", "n3"]
    assert len(bench.store.search_ids("-header:x-mailer=first", Scope())) == 2


def test_many_names_are_not_all_remembered(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(header_values, "_MOST_NAMES", 1)
    save(bench, 1, "X-A: one\r\nX-B: two", "X-B: two\r\nX-A: one")
    assert len(bench.find("header:x-a=one")) == len(bench.find("header:x-b=two")) == 2
    assert count_values(bench.store) == 2


def make_unreadable(bench: Bench) -> None:
    with bench.store._writer.transaction() as cursor:
        cursor.execute("UPDATE content SET codec = 99")  # nobody could unpack it


def test_no_message_is_read_where_the_index_is_certain(bench: Bench) -> None:
    long = "a" * 500
    save(bench, 1, f"List-Unsubscribe: {long}", "X-Mailer: one", "X-Mailer: two", "X-Other: =?utf-8?q?a?=")
    make_unreadable(bench)
    assert bench.find("header:list-unsubscribe") == ["n1"]
    assert bench.find("-header:list-unsubscribe") == ["n4", "n3", "n2"]
    assert sorted(bench.find("header:x-mailer")) == ["n2", "n3"]
    assert bench.find("header:x-mailer=tw") == ["n3"]
    assert bench.find("header:x-other") == ["n4"]
    assert bench.find("header:x-other=a") == []  # only the message knows
    sums = bench.store.sum_up(Scope(), "header:list-unsubscribe OR header:x-mailer=tw", {})
    assert sum(row[2] for row in sums.folders) == 2


def test_names_that_look_alike_are_told_apart_by_reading(bench: Bench) -> None:
    save(bench, 1, f"X-Mailer: {'a' * 500}", "X-Mailer: one", f"XMailer: {'a' * 500}", f"12: {'a' * 500}")
    assert sorted(bench.find("header:x-mailer")) == ["n1", "n2"]
    assert bench.find("header:xmailer") == ["n3"]
    assert bench.find("header:12") == ["n4"]
    make_unreadable(bench)
    assert bench.find("header:x-mailer") == ["n2"]  # whose value has a number
    assert bench.find("header:x_mailer") == []


def test_an_index_that_an_older_program_began_is_not_believed_to_know_all_names(bench: Bench, path: Path) -> None:
    save(bench, 1, f"XMailer: {'a' * 500}")
    with bench.store._writer.transaction() as cursor:
        cursor.execute("DELETE FROM header_value WHERE name = ''")
    with Store.open(path) as other:
        beside = Bench(other, bench.mailbox, bench.inbox, bench.other)
        save(beside, 2, f"X-Mailer: {'a' * 500}")
        assert beside.find("header:x-mailer") == ["n2"]
        make_unreadable(beside)
        assert beside.find("header:x-mailer") == []
        with other._writer.transaction() as cursor:
            cursor.execute("UPDATE content SET codec = 1")
        other.rebuild_derived()
        other.describe_pending(never, 60)
        assert beside.find("header:x-mailer") == ["n2"]
        assert StoredVocabulary(other._readers, complete=True).find_names("xmailer") == frozenset(
            {"x-mailer", "xmailer"}
        )


def test_an_index_made_anew_knows_all_names(bench: Bench) -> None:
    save(bench, 1, f"X-Mailer: {'a' * 500}", "X-Mailer: one")
    with bench.store._writer.transaction() as cursor:
        cursor.execute("DELETE FROM header_value WHERE name = ''")
        cursor.execute("UPDATE message SET described = 1")
    bench.store._header_values.forget()
    bench.store.describe_pending(never, 60)
    assert StoredVocabulary(bench.store._readers, complete=True).find_names("xmailer") == frozenset({"x-mailer"})
    make_unreadable(bench)
    assert sorted(bench.find("header:x-mailer")) == ["n1", "n2"]


def test_where_there_are_too_many_names_messages_are_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(header_values, "_MOST_NAMES_KEPT", 2)
    save(bench, 1, f"X-A: {'a' * 500}", f"X-B: {'a' * 500}", f"X_A: {'a' * 500}")
    assert StoredVocabulary(bench.store._readers, complete=True).find_names("xa") is None
    assert bench.find("header:x-a") == ["n1"]
    assert bench.find("header:x_a") == ["n3"]


def count(bench: Bench, query: str) -> int:
    return sum(row[2] for row in bench.store.sum_up(Scope(), query, {}).folders)


def test_fields_that_nearly_every_message_has_are_counted_without_reading_one(bench: Bench) -> None:
    save(bench, 1, "Received: x", "Re-Ceived: x", "x: received", "DATE : x\r\nReceived:")
    found = {
        "header:received": ["n1", "n4"],
        "header:re-ceived": ["n2"],
        "-header:received": ["n2", "n3"],
        "header:date header:received": ["n4"],
        "header:received OR header:date": ["n1", "n4"],
        "header:return-path": [],
    }
    assert {query: sorted(bench.find(query)) for query in found} == found
    assert bench.find("header:received=x") == ["n1"]
    make_unreadable(bench)
    assert {query: count(bench, query) for query in found} == {query: len(names) for query, names in found.items()}
    assert count(bench, "header:received=x") == 0  # only the message knows


def test_where_messages_have_those_in_too_many_ways_they_are_read(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(header_values, "_MOST_OF_A_NAME", 2)
    odd = "".join(f"{'-' * n}received: x\r\n" for n in range(60))
    save(bench, 1, "Received: x", "Date: x", "Date: x\r\nReceived: x", f"X: x\r\n{odd}Date: x")
    assert sorted(bench.find("header:received")) == ["n1", "n3", "n4"]
    assert sorted(bench.find("header:date")) == ["n2", "n3", "n4"]
    assert bench.find("header:---received") == ["n4"]
    assert (count(bench, "header:date"), count(bench, "-header:received")) == (3, 1)
    make_unreadable(bench)
    assert count(bench, "header:date") == 1  # n3, whose names have a number together


def test_an_index_of_an_older_version_is_not_believed_to_know_those(bench: Bench) -> None:
    save(bench, 1, "Received: x", "Date: x")
    with bench.store._writer.transaction() as cursor:
        cursor.execute("DELETE FROM header_value WHERE name = ?", (COMMON,))
    assert bench.find("header:received") == ["n1"]
    assert count(bench, "header:received") == 1
