"""Searching by header: rows tell what they show, of large messages the header alone is read, and it can be stopped."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.errors import Cancelled
from imapdesk.mail import Fetched, Scope, Uid
from imapdesk.store.content import headers
from imapdesk.store.content.packing import pack, pack_tightly
from imapdesk.store.database import connection
from imapdesk.store.held.describing import PEOPLE_CHARS
from imapdesk.store.search import header_conditions
from imapdesk.store.search.drivers import find_driver
from imapdesk.store.search.matching import Condition
from imapdesk.store.search.query import Header
from imapdesk.store.search.vocabulary import StoredVocabulary
from tests.store.bench import START, Bench

_MANY = ", ".join(f"p{number}@example.org" for number in range(PEOPLE_CHARS // 10))
_MAIL = (
    "From: =?utf-8?q?Zo=C3=AB?= <zoe@example.org>\r\nTo: Stra\u00dfe <me@example.com>\r\n"
    "Subject: =?utf-8?q?f=C3=BCr?= Bob",
    "From: Bob <bob@example.org>\r\nCc: carol@example.net\r\nSubject: for Zo\u00eb\r\nMessage-Id: <Ab.1@example.org>",
    f"From: Bob <bob@example.org>\r\nTo: {_MANY}, last@example.net\r\nMessage-ID:\r\n <b.2@example.org>",
)


@pytest.fixture
def saved(bench: Bench) -> Bench:
    raws = [f"{head}\r\n\r\nhello\r\n".encode() for head in _MAIL]
    window = [Fetched("INBOX", Uid(number), raw, frozenset(), START) for number, raw in enumerate(raws, 1)]
    bench.store.save_window(bench.inbox, window)
    bench.store.describe_pending(lambda: False, 60)
    return bench


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("header:from=zoë", [1]),
        ("header:from=BOB", [3, 2]),
        ("header:From:example.org", [3, 2, 1]),
        ("header:to=strasse", [1]),
        ("header:to=last@example.net", [3]),
        ("header:to=nobody", []),
        ("header:to", [3, 1]),
        ("header:cc", [2]),
        ("-header:cc", [3, 1]),
        ("header:cc=carol", [2]),
        ("header:subject=für", [1]),
        ("header:subject=ZOË", [2]),
        ("header:subject", [2, 1]),
        ("header:message-id=<Ab.1@example.org>", [2]),
        ("header:message-id=ab.1@example.org", [2]),
        ("header:message-id=<ab.1@example.org>", []),
        ("header:message-id=<b.2@example.org", [3]),
        ("header:message-id=<b.1@example.org>", []),
        ("header:message-id=b.2@example", [3]),
        ('header:message-id:"<b.2@example.org>"', [3]),
    ],
)
def test_what_rows_show_is_found_as_a_person_reads_it(saved: Bench, query: str, found: list[int]) -> None:
    assert sorted(saved.store.search_ids(query, Scope())) == sorted(found)
    assert sorted(saved.store.search_ids(query, Scope(), 50)) == sorted(found)


_TEXT = st.text(st.sampled_from("aAbBkKsSiI%_\\'\0\t \u017f\u212a\u0130\u00df\ufb01\u00e9"), max_size=8)


@given(subject=_TEXT, text=_TEXT)
def test_what_the_database_compares_by_itself_is_what_a_person_would(subject: str, text: str) -> None:
    condition = header_conditions._ask_row(Header("Subject", text or "a"), Condition("0", ()))
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.create_function("holds_text", 2, headers.holds_text)
        sql = f"SELECT {condition.sql} FROM (SELECT ? AS subject) m"
        ((found,),) = database.execute(sql, (*condition.values, subject))
    assert bool(found) == headers.holds_text(subject, text or "a")


def test_a_whole_identifier_is_looked_up_and_found_before_its_message_is_described(saved: Bench) -> None:
    header = Header("Message-ID", "<b.2@example.org>")
    driver = find_driver(header, StoredVocabulary(saved.store._readers, complete=True), lambda _place: [])
    assert driver is not None
    plan = saved.store._readers.rows(f"EXPLAIN QUERY PLAN {driver.ways[0].places.sql}", driver.ways[0].places.values)
    assert any("message_own_key" in row[3] for row in plan)
    raw = b"From: x@example.org\r\nMessage-ID: <new@example.org>\r\n\r\nx\r\n"
    saved.store.save_window(saved.inbox, [Fetched("INBOX", Uid(9), raw, frozenset(), START)])
    assert len(saved.store.search_ids("header:message-id=<new@example.org>", Scope(), 50)) == 1
    assert len(saved.store.search_ids("header:message-id=<new@example.org>", Scope())) == 1


def test_no_message_is_read_for_what_rows_show(saved: Bench) -> None:
    with saved.store._writer.transaction() as cursor:
        cursor.execute("UPDATE content SET codec = 99")  # nobody could unpack it
    assert list(saved.store.search_ids("header:subject=für", Scope())) == [1]
    assert list(saved.store.search_ids("header:received=x", Scope())) == []


@pytest.mark.parametrize("lines", [1, 900, 4000])
def test_a_large_message_is_read_as_far_as_its_header(lines: int) -> None:
    filler = b"".join(b"X-Filler-%d: %s\r\n" % (number, b"f" * 40) for number in range(lines))
    raw = filler + b"X-Wanted: here\r\n\r\n" + b"X-Body: no\r\n" * 10_000
    quick = pack(raw)
    for packed in (quick, pack_tightly(raw, quick)):
        ask = (packed.codec, packed.size, packed.data)
        assert headers.has_packed_header(*ask, "x-wanted", "HERE")
        assert not headers.has_packed_header(*ask, "x-body", "no")
    assert not headers.has_packed_header(quick.codec, quick.size, quick.data[:40], "x-wanted", "here")


def test_a_search_that_nobody_waits_for_any_more_ends(saved: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_STEPS", 1)
    asked: list[int] = []

    def should_stop() -> bool:
        asked.append(1)
        return len(asked) > 5

    with pytest.raises(Cancelled):
        saved.store.search_ids("header:received=x", Scope(), should_stop=should_stop)
    assert len(asked) == 6
    assert list(saved.store.search_ids("header:cc", Scope(), should_stop=lambda: False)) == [2]
    assert list(saved.store.search_ids("header:cc", Scope())) == [2]
