"""Rows that come, go and change places, in place: what stays keeps its selection and what was unfolded below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QTreeWidgetItem

from imapdesk.ui.folders.row import Row


def arrange(
    parent: QTreeWidgetItem,
    rows: list[Row],
    keys: Sequence[str],
    make: Callable[[str], Row],
    on_gone: Callable[[Row], None],
) -> list[Row]:
    """The rows of ``parent`` for these keys, in this order; ``rows`` are those of before.

    As few as can be are taken out: those that are gone, and those that the others don't stay in order without.
    """
    if [row.key for row in rows] == list(keys):
        return rows
    place = {key: number for number, key in enumerate(keys)}
    known = {row.key: row for row in rows}
    staying = _find_staying([place.get(row.key) for row in rows])
    for number in range(len(rows) - 1, -1, -1):
        if number not in staying:
            parent.takeChild(number)
            if rows[number].key not in place:
                on_gone(rows[number])
    kept = {rows[number].key for number in staying}
    arranged = [known.get(key) or make(key) for key in keys]
    for begin, end in _find_runs([row.key not in kept for row in arranged]):
        parent.insertChildren(begin, arranged[begin:end])
    return arranged


def _find_staying(places: Sequence[int | None]) -> set[int]:
    """The numbers of a longest part of ``places`` that is in order (by patience sorting); None is in no part."""
    tops: list[int] = []  # the least last place of a part of each length
    lasts: list[int] = []
    before: dict[int, int] = {}
    for number, place in enumerate(places):
        if place is None:
            continue
        length = bisect_left(tops, place)
        tops[length : length + 1] = [place]
        lasts[length : length + 1] = [number]
        if length:
            before[number] = lasts[length - 1]
    staying: set[int] = set()
    number = lasts[-1] if lasts else -1
    while number >= 0:
        staying.add(number)
        number = before.get(number, -1)
    return staying


def _find_runs(wanted: Sequence[bool]) -> list[tuple[int, int]]:
    """Where those that are wanted begin and end, one beside the other."""
    runs: list[tuple[int, int]] = []
    for number, each in enumerate(wanted):
        if each and runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        elif each:
            runs.append((number, number + 1))
    return runs
