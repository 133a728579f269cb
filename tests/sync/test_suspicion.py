"""Which folder breaks the line, and what is asked for first after a break."""

from __future__ import annotations

from collections import deque

from imapdesk.mail import ListedFolder, Uid, Window
from imapdesk.sync.breaking import Suspicion


def window(path: str, *uids: int) -> Window:
    return Window(ListedFolder(path, path.encode(), "/"), 1, tuple(map(Uid, uids)), 100)


def test_a_folder_is_guilty_only_when_another_one_gave_messages() -> None:
    alone, beside = Suspicion(), Suspicion()
    alone.note_had("A")
    beside.note_had("B")
    assert [alone.note_break("A", silent=False) for _ in range(5)] == [False] * 5
    assert [beside.note_break("A", silent=False) for _ in range(3)] == [False, False, True]
    assert beside.is_left_out("A")
    assert not alone.is_left_out("A")


def test_where_each_break_costs_long_silence_the_second_one_is_enough() -> None:
    suspicion = Suspicion()
    suspicion.note_had("B")
    assert [suspicion.note_break("A", silent=True) for _ in range(2)] == [False, True]


def test_a_folder_that_goes_on_giving_is_not_guilty() -> None:
    suspicion = Suspicion()
    suspicion.note_had("B")
    for _ in range(20):
        assert not suspicion.note_break("A", silent=False)
        suspicion.note_had("A")


def test_other_folders_come_first_and_nothing_gets_lost() -> None:
    suspicion = Suspicion()
    windows, later = deque([window("A", 3), window("B", 1), window("A", 2)]), deque([window("C", 9)])
    suspicion.note_break("A", silent=False)
    suspicion.rearrange("A", windows, later)
    assert [one.folder.path for one in windows] == ["B"]
    assert [(one.folder.path, one.uids) for one in later] == [("A", (3,)), ("A", (2,)), ("C", (9,))]


def test_one_break_of_a_folder_that_gives_changes_nothing() -> None:
    suspicion = Suspicion()
    suspicion.note_had("A")
    windows, later = deque([window("A", 3), window("B", 1)]), deque[Window]()
    suspicion.note_break("A", silent=False)
    suspicion.rearrange("A", windows, later)
    assert ([one.folder.path for one in windows], list(later)) == (["A", "B"], [])


def test_at_the_second_break_another_part_of_the_folder_is_tried() -> None:
    suspicion = Suspicion()
    windows, later = deque([window("A", 9), window("A", 8), window("A", 1, 2, 3), window("A", 7)]), deque[Window]()
    for _ in range(2):
        suspicion.note_break("A", silent=False)
    suspicion.rearrange("A", windows, later)
    assert [one.uids for one in windows] == [(1, 2, 3), (9,), (8,), (7,)]
    assert not later
