"""A measured figure beside its goal."""

from __future__ import annotations

HEADER = ("What", "Measured", "Goal", "")

Row = tuple[str, str, str, str]


def judge(measured: float, most: float | None) -> str:
    """Whether a figure keeps to the ``most`` that it may be, and else how many times that it is."""
    if most is None:
        return ""
    return "met" if measured <= most else f"missed, {measured / most:.2f} times"


def make_row(what: str, measured: float, most: float | None, words: str = "{:.2f}") -> Row:
    """A row of the table of goals; ``words`` shows a figure with its unit."""
    goal = "" if most is None else f"<= {words.format(most)}"
    return what, words.format(measured), goal, judge(measured, most)
