"""What searches are put together of: pieces of SQL, expressions for the indices of words, ways to look a row up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Vocabulary(Protocol):
    """What the store knows of its words."""

    @property
    def has_heads(self) -> bool:
        """Whether the small index of subjects, people and names of files knows every message that ``words`` knows."""

    def find_beginning(self, prefix: str, field: str = "") -> list[str] | None:
        """The longer words that a prefix stands for in a field; None when the index should look for itself."""

    def find_holding(self, part: str) -> list[str]:
        """The long words that hold a part."""

    def find_values(self, name: str, text: str) -> list[int]:
        """The numbers of the values with a text that the index of headers knows of a name."""

    def find_names(self, sign: str) -> frozenset[str] | None:
        """All names with a sign that a described message has; None where that isn't known."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL with its values."""

    sql: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An FTS5 expression, and the index that answers it: ``heads`` is a thirtieth of ``words`` and has no texts."""

    text: str
    table: str = "words"

    def as_rows(self, bound: str = "1") -> Condition:
        """The numbers of all messages that it finds."""
        return Condition(f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH ? AND {bound}", (self.text,))


LookUp = Callable[[Match], Condition]  # an FTS5 expression as a condition on ``message m``


def look_up_all(match: Match) -> Condition:
    """List everything that the index of words finds, once, and look each row up in that."""
    found = match.as_rows()
    return Condition(f"m.rank IN ({found.sql})", found.values)


def look_up_each(match: Match) -> Condition:
    """Ask the index of words about each row: 15 us a row and word, so for few rows."""
    found = match.as_rows("rowid = m.rank")
    return Condition(f"EXISTS ({found.sql})", found.values)


def look_up_beyond(edge: int, descending: bool) -> LookUp:
    """For rows that begin at a moment: list what is found from there on, and ask about the few numbered before it."""
    sign = ">=" if descending else "<="

    def look_up(match: Match) -> Condition:
        listed, asked = match.as_rows(f"rowid {sign} {edge:d}"), look_up_each(match)
        return Condition(
            f"CASE WHEN m.rank {sign} {edge:d} THEN m.rank IN ({listed.sql}) ELSE {asked.sql} END",
            (*listed.values, *asked.values),
        )

    return look_up
