"""Windows, UID sets and progress."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from imapdesk.mail import FolderRole, KnownMessage, ListedFolder, LocationState, Uid, Window
from imapdesk.mail.uid_sets import count_uids, format_uid_set, parse_uid_set
from imapdesk.sync.events import Event, Progress
from imapdesk.sync.progress import ProgressMeter
from imapdesk.sync.windows import WindowLimits, choose_order, make_windows, split_singly, split_window

INBOX = ListedFolder("INBOX", b"INBOX", "/", role=FolderRole.INBOX)
UIDS = st.sets(st.integers(1, 2**32 - 1).map(Uid), max_size=60)
SIZES = st.one_of(st.none(), st.integers(0, 10_000))


def make_messages(sizes: dict[Uid, int | None]) -> list[KnownMessage]:
    return [KnownMessage(uid, LocationState.PENDING, frozenset(), size=size) for uid, size in sizes.items()]


@given(UIDS)
def test_uid_sets_come_back_as_they_were(uids: set[Uid]) -> None:
    assert parse_uid_set(format_uid_set(uids)) == uids
    assert count_uids(format_uid_set(uids)) == len(uids)


def test_runs_of_uids_are_written_short() -> None:
    assert format_uid_set([Uid(uid) for uid in (9, 1, 2, 3, 7, 10)]) == "1:3,7,9:10"
    assert format_uid_set([]) == ""


@given(st.dictionaries(UIDS.map(lambda uids: max(uids, default=Uid(1))), SIZES, max_size=80), st.integers(1, 9))
def test_windows_hold_every_message_once_newest_first_and_within_bounds(
    sizes: dict[Uid, int | None], count: int
) -> None:
    limits = WindowLimits(count=count, size=20_000, first_count=2)
    windows = list(make_windows(INBOX, 7, make_messages(sizes), limits))
    assert [uid for window in windows for uid in reversed(window.uids)] == sorted(sizes, reverse=True)
    for at, window in enumerate(windows):
        assert list(window.uids) == sorted(window.uids), "QQ refuses a descending set"
        assert len(window.uids) <= (limits.first_count if at == 0 else count)
        assert len(window.uids) == 1 or window.size <= limits.size


def test_retried_messages_go_last_and_alone() -> None:
    held = KnownMessage(Uid(9), LocationState.QUARANTINED, frozenset(), size=10)
    windows = list(make_windows(INBOX, 7, [held, *make_messages({Uid(1): 5, Uid(2): 5})]))
    assert [window.uids for window in windows] == [(1, 2), (9,)]


@given(st.lists(st.integers(1, 500).map(Uid), min_size=1, max_size=300, unique=True))
def test_halving_ends_at_single_messages_and_loses_none(uids: list[Uid]) -> None:
    todo, singles, steps = [Window(INBOX, 7, tuple(sorted(uids)), 1000)], [], 0
    while todo:
        window, steps = todo.pop(), steps + 1
        if len(window.uids) == 1:
            singles.append(window.uids[0])
        else:
            todo += split_window(window)
    assert sorted(singles) == sorted(uids)
    assert steps == 2 * len(uids) - 1


def test_a_window_can_be_asked_for_singly() -> None:
    window = Window(INBOX, 7, (Uid(1), Uid(2), Uid(3)), 30)
    assert [(one.uids, one.size) for one in split_singly(window, [Uid(1), Uid(3)])] == [((1,), 10), ((3,), 10)]


def test_inbox_is_filled_first_and_spam_last() -> None:
    roles = [FolderRole.SPAM, FolderRole.OTHER, FolderRole.TRASH, FolderRole.INBOX, FolderRole.SENT]
    folders = [ListedFolder(str(role) or "b", b"", "/", role=role) for role in roles]
    folders.append(ListedFolder("A", b"", "/"))
    assert [folder.path for folder in choose_order(folders)] == ["inbox", "sent", "A", "b", "trash", "spam"]


def test_progress_is_told_at_most_five_times_a_second_and_the_rate_is_of_the_last_seconds() -> None:
    now, told = [100.0], list[Event]()
    meter = ProgressMeter("anna", told.append, clock=lambda: now[0])
    meter.expect(1000, 1_000_000)
    for _ in range(1000):
        now[0] += 0.01
        meter.add("INBOX", 1, 1000)
    assert 45 <= len(told) <= 52
    last = told[-1]
    assert isinstance(last, Progress)
    assert math.isclose(last.bytes_per_s, 100_000, rel_tol=0.05)
    now[0] += 60
    meter.tell("INBOX", at_once=True)
    assert isinstance(told[-1], Progress)
    assert told[-1].bytes_per_s < 100_000
    assert (told[-1].done, told[-1].total) == (1000, 1000)


def test_progress_never_passes_its_goal_when_announced_sizes_were_wrong() -> None:
    told = list[Event]()
    meter = ProgressMeter("anna", told.append)
    meter.expect(1, 10)
    meter.add("INBOX", 1, 5000)
    meter.tell("INBOX", at_once=True)
    assert isinstance(told[-1], Progress)
    assert told[-1].bytes_done <= told[-1].bytes_total
