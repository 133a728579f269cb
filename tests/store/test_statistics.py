"""Sums over saved mail, through the desk's eyes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from imapdesk.desk.shown.statistics import make_statistics
from imapdesk.mail import Fetched, Listed, Plan, Scope, Uid
from tests.store.bench import Bench

MAILS = [
    ("Anna <anna@example.com>", "2026-03-02T10:15", "INBOX", "report.pdf"),
    ("anna@example.com", "2026-03-09T10:45", "INBOX", ""),
    ("Bob <bob@example.org>", "2026-05-03T23:05", "INBOX", "photo.jpeg"),
    ("Bob <bob@example.org>", "2026-05-03T23:06", "Archive", ""),
]


def put(bench: Bench) -> None:
    folders = {"INBOX": bench.inbox, "Archive": bench.other}
    for number, (from_, moment, path, name) in enumerate(MAILS, 1):
        sent = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        raw = f"From: {from_}\r\nSubject: n{number}\r\nDate: {sent:%a, %d %b %Y %H:%M:%S +0000}\r\n"
        raw += "MIME-Version: 1.0\r\n"
        if name:
            raw += (
                'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\ntext\r\n--b\r\n'
                f'Content-Disposition: attachment; filename="{name}"\r\n\r\nxyz\r\n--b--\r\n'
            )
        else:
            raw += "\r\ntext\r\n"
        listed = Listed(Uid(number), frozenset(), size=len(raw), internal_date=sent)
        bench.store.apply_plan(folders[path], Plan(fetch=(listed,)))
        bench.store.save_window(
            folders[path], [Fetched(path, Uid(number), raw.encode(), frozenset(), internal_date=sent)]
        )
    bench.store.describe_pending(lambda: False, 60)


@pytest.fixture(autouse=True)
def _utc() -> Iterator[None]:
    """Later tests of this process have the machine's time zone again, C's own functions included."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def test_mail_is_counted_by_month_weekday_and_hour_with_empty_months_between(bench: Bench) -> None:
    put(bench)
    found = make_statistics(bench.store, Scope())
    assert [(one.year, one.month, one.messages) for one in found.months] == [(2026, 3, 2), (2026, 4, 0), (2026, 5, 2)]
    assert found.week[0][10] == 2  # two Mondays
    assert found.week[6][23] == 2  # a Sunday night
    assert sum(map(sum, found.week)) == 4


def test_a_sender_is_one_whatever_the_name_beside_the_address(bench: Bench) -> None:
    put(bench)
    found = make_statistics(bench.store, Scope())
    assert {(one.name, one.messages) for one in found.busiest} == {
        ("Anna <anna@example.com>", 2),
        ("Bob <bob@example.org>", 2),
    }


def test_storage_is_summed_by_folder_and_kind_of_file(bench: Bench) -> None:
    put(bench)
    found = make_statistics(bench.store, Scope())
    assert {one.name: one.messages for one in found.folders} == {"work: INBOX": 3, "work: Archive": 1}
    assert found.octets == sum(one.octets for one in found.largest) > 0
    assert {one.name: one.messages for one in found.kinds} == {"pdf": 1, "pictures": 1}
    assert found.with_attachments.messages == 2


def test_a_folder_or_a_search_bounds_every_sum(bench: Bench) -> None:
    put(bench)
    folder = make_statistics(bench.store, Scope(mailbox="work", folder="Archive"))
    assert (folder.messages, len(folder.busiest), folder.kinds) == (1, 1, ())
    search = make_statistics(bench.store, Scope(), "from:anna")
    assert search.messages == 2
    assert [one.name for one in search.kinds] == ["pdf"]
    assert sum(map(sum, search.week)) == 2


def test_an_empty_scope_has_no_months(bench: Bench) -> None:
    found = make_statistics(bench.store, Scope(folder="Nowhere"))
    assert (found.messages, found.months, found.busiest) == (0, (), ())
