"""Plans, windows, relinking, tombstones, quarantine, wishes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from imapdesk.errors import NotFound
from imapdesk.mail import (
    Checkpoint,
    FolderId,
    KnownMessage,
    Listed,
    LocationState,
    MessageId,
    Plan,
    Relink,
    Scope,
    Uid,
    utc_now,
)
from tests.store.bench import Bench, fetched, listed, make_raw


def test_a_checkpoint_comes_back_as_it_went_in(bench: Bench) -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
    point = Checkpoint(2**40, 17, 2**62, 9, 4, date(2025, 11, 22), "1:5,9", moment)
    bench.store.apply_plan(bench.inbox, Plan(checkpoint=point))
    known = bench.folder()
    found = (
        known.uidvalidity, known.uidnext, known.highestmodseq, known.messages, known.unseen, known.skipped_since,
        known.skipped, known.flags_swept_at,
    )  # fmt: skip
    assert found == (2**40, 17, 2**62, 9, 4, date(2025, 11, 22), "1:5,9", moment)
    assert known.surveyed
    assert known.folder.last_sync is not None


def test_planned_messages_are_pending_until_they_are_saved(bench: Bench) -> None:
    bench.plan(listed(1), listed(3, None, "\\Seen", "$Work"), listed(2))
    assert [message.uid for message in bench.store.load_pending(bench.inbox)] == [3, 2, 1]
    assert (bench.folder().pending, bench.folder().live, bench.store.count_messages()) == (3, 3, 0)
    assert list(bench.store.list_ids(Scope())) == []
    bench.save(3)
    assert [message.uid for message in bench.store.load_pending(bench.inbox)] == [2, 1]
    known = bench.store.load_known_messages(bench.inbox)
    assert known[Uid(1)] == KnownMessage(Uid(1), LocationState.PENDING, frozenset(), 1, len(make_raw(1)))
    assert known[Uid(3)].state is LocationState.SAVED


def test_flags_of_the_plan_stay_when_the_body_brings_none(bench: Bench) -> None:
    bench.plan(listed(1, None, "\\Seen", "$Work", "\\flagged"))
    message = fetched(1)
    bench.store.save_window(bench.inbox, [type(message)("INBOX", Uid(1), message.raw)])
    flags = bench.store.load_known_messages(bench.inbox, [Uid(1)])[Uid(1)].flags
    assert flags == {"\\Seen", "$Work", "\\Flagged"}


def test_raw_bytes_come_back_exactly(bench: Bench) -> None:
    raws = [b"", b"\0\xff" * 500, make_raw(1), b"From: x\r\n\r\n" + bytes(range(256)) * 40]
    change = bench.store.save_window(bench.inbox, [fetched(n + 1, raw=raw) for n, raw in enumerate(raws)])
    assert [bench.store.get_raw(id_) for id_ in sorted(change.message_ids)] == raws
    assert bench.store.check() == []


def test_a_large_message_comes_from_its_file(bench: Bench, tmp_path: Path) -> None:
    raw = make_raw(1) + b"line of a large message\r\n" * 200_000
    (tmp_path / "spool").write_bytes(raw)
    change = bench.store.save_window(bench.inbox, [fetched(1, raw=tmp_path / "spool")])
    (id_,) = change.message_ids
    assert bench.store.get_raw(id_) == raw
    assert bench.store.get_summary(id_).subject == "message 1"


def test_saving_twice_changes_nothing(bench: Bench) -> None:
    bench.plan(listed(1), listed(2))
    first = bench.save(1, 2)
    assert bench.save(1, 2) == []
    assert len(first) == bench.store.count_messages() == 2
    window = [fetched(3), fetched(3), fetched(3)]
    assert len(bench.store.save_window(bench.inbox, window).message_ids) == 1
    assert bench.store.check() == []


def test_equal_bytes_are_stored_once_and_shown_in_each_folder(bench: Bench) -> None:
    bench.save(1)
    bench.save(1, folder=bench.other)
    assert bench.store._readers.row("SELECT count(*) FROM content") == (1,)
    rows = bench.store.load_summaries(bench.store.list_ids(Scope()))
    assert {row.folder for row in rows} == {"INBOX", "Archive"}
    assert len({row.id for row in rows}) == 2


def test_an_odd_message_is_saved_all_the_same(bench: Bench) -> None:
    odd = [
        b"\xff\xfe" * 999,
        b":" * 5000,
        b"\r\n\r\n",
        b"Subject: =?utf-8?b?/////?=\r\nDate: 99 Foo\r\n\r\n",
        b"Subject: \0\r\n\r\n",
    ]
    change = bench.store.save_window(bench.inbox, [fetched(n + 1, raw=raw) for n, raw in enumerate(odd)])
    assert len(change.message_ids) == len(odd)
    assert len(bench.store.load_summaries(change.message_ids)) == len(odd)


def test_flags_that_changed_on_the_server_change_here(bench: Bench) -> None:
    bench.plan(listed(1), listed(2))
    first, second = bench.save(1, 2)
    reflag = {Uid(1): Listed(Uid(1), frozenset({"\\Seen", "$Later"}), 9), Uid(7): Listed(Uid(7), frozenset())}
    change = bench.store.apply_plan(bench.inbox, Plan(reflag=reflag))
    assert change.message_ids == {first}
    assert bench.store.get_summary(first).flags == {"\\Seen", "$Later"}
    assert bench.folder().folder.unread == 1
    assert list(bench.store.list_ids(Scope(unread=True))) == [second]
    assert bench.store.load_known_messages(bench.inbox)[Uid(1)].modseq == 9


def test_a_message_gone_from_the_server_stays_with_a_date(bench: Bench) -> None:
    (id_,) = bench.save(1)
    change = bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1)})))
    assert change.message_ids == {id_}
    assert bench.store.get_summary(id_).gone_at is not None
    assert bench.store.get_raw(id_) == make_raw(1)
    assert bench.store.load_known_messages(bench.inbox) == {}
    known = bench.folder()
    assert (known.live, known.folder.messages_saved, known.folder.unread) == (0, 1, 0)
    assert list(bench.store.list_ids(Scope(include_gone=False))) == []
    assert list(bench.store.list_ids(Scope())) == [id_]


def test_a_mailbox_that_forgets_keeps_nothing_that_is_gone(bench: Bench) -> None:
    bench.save(1, 2)
    bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1)})), forget_gone=True)
    assert bench.subjects() == ["message 2"]
    assert bench.store._readers.row("SELECT count(*) FROM content") == (1,)
    assert bench.store.check() == []


def test_a_pending_message_that_is_gone_leaves_no_row(bench: Bench) -> None:
    bench.plan(listed(1))
    bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1)})))
    assert (bench.folder().live, bench.folder().pending) == (0, 0)


@pytest.mark.parametrize("gone_first", [True, False])
def test_a_moved_message_is_one_message_whichever_folder_is_looked_at_first(bench: Bench, gone_first: bool) -> None:
    bench.save(1)
    there = listed(40, 1, "\\Seen")
    if gone_first:
        bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1)})))
    held = bench.store.find_held(bench.mailbox.id, [there])
    bench.store.apply_plan(bench.other, Plan(relink=(Relink(there, held[Uid(40)]),)))
    if not gone_first:
        bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1)})))
    (row,) = bench.store.load_summaries(bench.store.list_ids(Scope()))
    assert (row.folder, row.gone_at, row.flags) == ("Archive", None, {"\\Seen"})
    assert bench.store.get_raw(row.id) == make_raw(1)
    assert bench.store.check() == []


def test_a_copied_message_is_in_both_folders_and_stored_once(bench: Bench) -> None:
    bench.save(1)
    held = bench.store.find_held(bench.mailbox.id, [listed(40, 1)])
    bench.store.apply_plan(bench.other, Plan(relink=(Relink(listed(40, 1), held[Uid(40)]),)))
    assert bench.store.count_messages() == 2
    assert bench.store.find_held(bench.mailbox.id, [listed(41, 1)]).keys() == {41}


def test_what_differs_in_size_date_or_id_is_not_held(bench: Bench) -> None:
    bench.save(1)
    later = listed(1).internal_date + timedelta(seconds=1)  # type: ignore[operator]
    others = [
        listed(10, 1, size=5),
        listed(11, 1, internal_date=later),
        listed(12, 2),
        listed(13, 1, message_id=None),
        listed(14, 1, internal_date=None),
    ]
    assert bench.store.find_held(bench.mailbox.id, others) == {}


def test_an_email_id_tells_more_than_all_the_rest(bench: Bench) -> None:
    bench.plan(listed(1, email_id="M1"))
    (id_,) = bench.save(1)
    asked = Listed(Uid(9), email_id="M1")
    assert bench.store.find_held(bench.mailbox.id, [asked]) == {Uid(9): id_}


def test_two_messages_of_one_identity_are_fetched_rather_than_mixed_up(bench: Bench) -> None:
    twin = make_raw(1).replace(b"hello", b"jello")
    bench.store.save_window(bench.inbox, [fetched(1, 1), fetched(2, 1, raw=twin)])
    assert bench.store.find_held(bench.mailbox.id, [listed(9, 1)]) == {}


def test_a_place_that_is_gone_is_taken_before_one_that_is_not(bench: Bench) -> None:
    bench.save(1)
    bench.store.save_window(bench.other, [fetched(7, 1)])
    (gone,) = bench.store.list_ids(Scope(folder="Archive"))
    bench.store.apply_plan(bench.other, Plan(gone=frozenset({Uid(7)})))
    assert bench.store.find_held(bench.mailbox.id, [listed(9, 1)]) == {Uid(9): gone}


def test_a_pending_message_is_not_held(bench: Bench) -> None:
    bench.plan(listed(1, email_id="M1"))
    assert bench.store.find_held(bench.mailbox.id, [listed(9, 1), Listed(Uid(8), email_id="M1")]) == {}


def test_a_size_that_a_server_does_not_tell_contradicts_no_id(bench: Bench) -> None:
    bench.plan(listed(1, email_id="M1"))
    bench.save(1)
    one = listed(9, 1, email_id="M1", header=None)
    assert not bench.store.is_contradicted(bench.mailbox.id, [replace(one, size=None)])
    assert not bench.store.is_contradicted(bench.mailbox.id, [one])
    assert bench.store.is_contradicted(bench.mailbox.id, [replace(one, size=5)])


def test_the_number_of_a_message_that_was_removed_is_not_given_again(bench: Bench) -> None:
    (first,) = bench.save(1)
    (content,) = (row[0] for row in bench.store._readers.rows("SELECT content_id FROM location"))
    bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1)})), forget_gone=True)
    assert bench.store.count_messages() == 0
    (second,) = bench.save(2)
    (other,) = (row[0] for row in bench.store._readers.rows("SELECT content_id FROM location"))
    assert other > content
    assert second != first


def test_another_mailbox_holds_nothing_for_this_one(bench: Bench) -> None:
    bench.save(1)
    other = bench.store.add_mailbox(type(bench.mailbox.settings)("two", "me@example.org", "imap.example.org"))
    assert bench.store.find_held(other.id, [listed(9, 1)]) == {}


def test_a_renumbered_folder_keeps_its_messages_under_new_uids(bench: Bench) -> None:
    bench.plan(*[listed(uid) for uid in range(1, 6)])
    ids = bench.save(1, 2, 3, 4)
    bench.store.wish_flags([ids[0]], frozenset({"\\Flagged"}), frozenset())
    again = [listed(5 - number, number) for number in (1, 2, 3)]
    held = bench.store.find_held(bench.mailbox.id, again)
    links = tuple(Relink(item, held[item.uid]) for item in again)
    bench.store.apply_plan(bench.inbox, Plan(renumbered=True, relink=links, checkpoint=Checkpoint(2)))
    rows = {row.subject: row for row in bench.store.load_summaries(ids)}
    assert [rows[f"message {number}"].gone_at is None for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert bench.store.load_known_messages(bench.inbox).keys() == {4, 3, 2}
    assert bench.folder().pending == 0
    assert rows["message 1"].starred  # and what the person wished for it is still to be sent
    assert bench.store.load_wishes(bench.mailbox.id)[bench.inbox][0].uid == 4
    assert bench.store.check() == []


def test_a_tombstone_gives_way_when_the_same_message_comes_again(bench: Bench) -> None:
    bench.save(1)
    bench.store.apply_plan(bench.inbox, Plan(gone=frozenset({Uid(1)})))
    bench.store.save_window(bench.inbox, [fetched(8, 1)])
    (row,) = bench.store.load_summaries(bench.store.list_ids(Scope()))
    assert row.gone_at is None


def test_a_relink_to_what_is_no_longer_here_becomes_pending(bench: Bench) -> None:
    bench.store.apply_plan(bench.inbox, Plan(relink=(Relink(listed(1), MessageId(999)),)))
    assert [message.uid for message in bench.store.load_pending(bench.inbox)] == [1]


def test_a_folder_that_went_meanwhile_is_not_found(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.store.apply_plan(FolderId(99), Plan())
    with pytest.raises(NotFound):
        bench.store.save_window(FolderId(99), [fetched(1)])


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**30])
def test_a_number_that_is_larger_than_any_of_the_store_is_not_found(bench: Bench, number: int) -> None:
    bench.save(1)
    (known,) = bench.store.list_ids(Scope())
    with pytest.raises(NotFound):
        bench.store.get_raw(MessageId(number))
    with pytest.raises(NotFound):
        bench.store.get_summary(MessageId(number))
    assert [row.id for row in bench.store.load_summaries([number, known])] == [known]


def test_quarantine_keeps_the_servers_words_and_comes_back_in_time(bench: Bench) -> None:
    bench.plan(listed(1), listed(2))
    bench.store.quarantine(bench.inbox, Uid(1), "NO server error", retry_at=utc_now() + timedelta(hours=1))
    bench.store.quarantine(bench.inbox, Uid(2), "too large", retry_at=utc_now() - timedelta(seconds=1))
    bench.store.quarantine(bench.inbox, Uid(2), "still too large", retry_at=utc_now() - timedelta(seconds=1))
    assert [message.uid for message in bench.store.load_pending(bench.inbox)] == [2]
    second, first = bench.store.load_quarantine(bench.mailbox.id)
    assert (first.reason, first.tries, second.reason, second.tries) == ("NO server error", 1, "still too large", 2)
    assert (bench.folder().folder.quarantined, bench.folder().pending) == (2, 0)
    bench.save(2)
    assert [item.uid for item in bench.store.load_quarantine(bench.mailbox.id)] == [1]
    assert bench.store.release_quarantine() == 1
    assert [message.uid for message in bench.store.load_pending(bench.inbox)] == [1]
    assert bench.store.check() == []


def test_a_saved_message_is_never_put_in_quarantine(bench: Bench) -> None:
    bench.save(1)
    bench.store.quarantine(bench.inbox, Uid(1), "x", retry_at=None)
    assert bench.store.load_quarantine(bench.mailbox.id) == []


def test_a_wish_shows_at_once_and_waits_for_the_server(bench: Bench) -> None:
    (id_,) = bench.save(1)
    change = bench.store.wish_flags([id_], frozenset({"\\Seen"}), frozenset())
    assert change.folder_ids == {bench.inbox}
    assert not bench.store.get_summary(id_).unread
    assert bench.folder().folder.unread == 0
    assert bench.store.load_known_messages(bench.inbox)[Uid(1)].flags == frozenset()
    (wish,) = bench.store.load_wishes(bench.mailbox.id)[bench.inbox]
    assert (wish.uid, wish.add, wish.remove) == (1, {"\\Seen"}, frozenset())
    bench.store.settle_wishes([wish.id], ok=True)
    assert bench.store.load_wishes(bench.mailbox.id) == {}
    assert bench.store.load_known_messages(bench.inbox)[Uid(1)].flags == {"\\Seen"}


def test_a_refused_wish_is_rolled_back(bench: Bench) -> None:
    (id_,) = bench.save(1)
    bench.store.wish_flags([id_], frozenset({"\\Flagged"}), frozenset())
    (wish,) = bench.store.load_wishes(bench.mailbox.id)[bench.inbox]
    bench.store.settle_wishes([wish.id], ok=False)
    assert not bench.store.get_summary(id_).starred


def test_a_wish_outlives_what_the_server_says_meanwhile(bench: Bench) -> None:
    (id_,) = bench.save(1)
    bench.store.wish_flags([id_], frozenset({"\\Seen"}), frozenset())
    bench.store.apply_plan(bench.inbox, Plan(reflag={Uid(1): Listed(Uid(1), frozenset({"\\Answered"}))}))
    assert bench.store.get_summary(id_).flags == {"\\Seen", "\\Answered"}


def test_taking_a_wish_back_leaves_none(bench: Bench) -> None:
    (id_,) = bench.save(1)
    bench.store.wish_flags([id_], frozenset({"\\Seen"}), frozenset())
    (wish,) = bench.store.load_wishes(bench.mailbox.id)[bench.inbox]
    bench.store.wish_flags([id_], frozenset(), frozenset({"\\Seen"}))
    assert bench.store.load_wishes(bench.mailbox.id) == {}
    bench.store.settle_wishes([wish.id], ok=True)  # the old one, on its way when it was taken back
    assert bench.store.get_summary(id_).unread


def test_digests_tell_one_changed_byte(bench: Bench) -> None:
    (id_,) = bench.save(1)
    with bench.store._writer.transaction() as cursor:
        cursor.execute("UPDATE content SET digest = ?", (hashlib.sha256(b"other").digest(),))
    assert any("raw message" in fault for fault in bench.store.check())
    assert bench.store.get_raw(id_) == make_raw(1)
