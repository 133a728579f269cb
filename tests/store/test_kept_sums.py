"""The sums by sender that the database keeps are those that adding up gives, whatever happens to messages."""

from __future__ import annotations

import random

import pytest

from imapdesk.mail import Plan, Scope, Uid
from tests.store.bench import Bench, fetched, listed, make_raw

_ADDED_UP = (
    "SELECT l.folder_id, m.from_, count(*), sum(coalesce(l.size, 0)), sum(m.has_attachments), "
    "sum(m.has_attachments * coalesce(l.size, 0)) FROM location l JOIN message m ON m.id = l.content_id "
    "WHERE l.state = 1 GROUP BY 1, 2 ORDER BY 1, 2"
)
_KEPT = (
    "SELECT folder_id, from_, messages, octets, with_files, file_octets FROM sender_sum WHERE messages <> 0 "
    "ORDER BY 1, 2"
)
_FILE = "Content-Type: multipart/mixed; boundary=b\r\nX-Other: "  # says multipart/mixed, has no attachment


def is_kept(bench: Bench) -> bool:
    readers = bench.store._readers
    return bool(readers.rows(_ADDED_UP) == readers.rows(_KEPT))


def test_saving_describing_moving_and_deleting_change_the_sums(bench: Bench) -> None:
    store = bench.store
    for uid in range(1, 9):
        store.apply_plan(bench.inbox, Plan(fetch=(listed(uid),)))
        store.save_window(bench.inbox, [fetched(uid, raw=make_raw(uid % 5, headers=_FILE if uid % 2 else ""))])
    assert is_kept(bench)
    assert sum(row[1] for row in store.sum_by_sender(Scope())) == 8
    store.save_window(bench.other, [fetched(1, 3), fetched(2, 7)])
    assert is_kept(bench)
    store.describe_pending(lambda: False, 60)
    assert is_kept(bench)
    store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1), Uid(2)})))
    store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(3)})), forget_gone=True)
    assert is_kept(bench)
    store.rebuild_derived()
    store.describe_pending(lambda: False, 60)
    assert is_kept(bench)
    store.remove_local_copy(bench.other)
    assert is_kept(bench)
    store.remove_mailbox(bench.mailbox.id, keep_mail=False)
    assert is_kept(bench)
    assert store.sum_by_sender(Scope()) == []


@pytest.mark.parametrize("seed", range(20))
def test_no_order_of_changes_to_rows_breaks_the_sums(bench: Bench, seed: int) -> None:
    rng = random.Random(seed)
    folders = (bench.inbox, bench.other)
    for step in range(40):
        content, place = rng.randrange(1, 6), rng.randrange(1, 9)
        sql, values = rng.choice(
            [
                (
                    "INSERT OR IGNORE INTO content(id, digest_key, digest, size, codec, data) "
                    "VALUES (?, ?, x'00', 1, 0, x'00')",
                    (content, content),
                ),
                (
                    "INSERT OR IGNORE INTO message(id, from_, has_attachments) "
                    "SELECT id, ?, ? FROM content WHERE id = ?",
                    (rng.choice("abc"), rng.randrange(2), content),
                ),
                (
                    "INSERT OR IGNORE INTO location(id, folder_id, uid, state, size, content_id) "
                    "SELECT ?, ?, ?, ?, ?, id FROM content WHERE id = ?",
                    (place, rng.choice(folders), step, rng.randrange(3), rng.choice((None, 5, 70)), content),
                ),
                ("UPDATE message SET from_ = ?, has_attachments = ? WHERE id = ?", (rng.choice("abc"), 1, content)),
                ("UPDATE message SET has_attachments = 0 WHERE id = ?", (content,)),
                ("UPDATE location SET state = ?, size = ? WHERE id = ?", (rng.randrange(3), step, place)),
                ("UPDATE location SET folder_id = ? WHERE id = ?", (rng.choice(folders), place)),
                (
                    "UPDATE location SET content_id = ? WHERE id = ? AND EXISTS (SELECT 1 FROM content WHERE id = ?)",
                    (content, place, content),
                ),
                ("DELETE FROM location WHERE id = ?", (place,)),
            ]
        )
        with bench.store._writer.transaction() as cursor:
            cursor.execute(sql, values)
        assert is_kept(bench), (step, sql)


def test_sums_of_a_scope_that_leaves_something_out_are_added_up(bench: Bench) -> None:
    bench.store.save_window(bench.inbox, [fetched(1), fetched(2, 2, "\\Flagged")])
    bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1)})))
    assert sum(row[1] for row in bench.store.sum_by_sender(Scope())) == 2
    assert sum(row[1] for row in bench.store.sum_by_sender(Scope(include_gone=False))) == 1
    assert sum(row[2] for row in bench.store.sum_by_folder(Scope(starred=True))) == 1
