"""A search as it is to be carried out, and the statements that may do it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from imapdesk.mail import Scope, SortBy
from imapdesk.store.lists.listing import OF_MESSAGE, ORDERS, Selection
from imapdesk.store.search.conditions import FindFolders, SplitQuery, to_condition
from imapdesk.store.search.drivers import Driver, find_driver, lead_by_folders, lead_by_ranks
from imapdesk.store.search.matching import Condition, LookUp, Match, Vocabulary, look_up_all, look_up_each
from imapdesk.store.search.query import Mark
from imapdesk.store.search.spans import bound_ranks

_MESSAGE = " CROSS JOIN message m ON m.id = l.content_id"
_OF_MESSAGE = re.compile(r"\bm\.")
_FROM_WORDS = f"FROM {{0}} w CROSS JOIN message m ON m.rank = w.rowid {OF_MESSAGE} WHERE {{0}} MATCH ?"
_BEST_FIRST = "bm25(words, 8.0, 4.0, 2.0, 1.0, 1.0, 2.0)"


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, where, in which order and how many of it; ``limit`` None for all."""

    split: SplitQuery
    scope: Scope
    selection: Selection
    limit: int | None
    by_relevance: bool
    vocabulary: Vocabulary
    find_folders: FindFolders

    @property
    def in_pages(self) -> bool:
        """Whether the first of the hits can be had without the others."""
        return self.limit is not None and self.scope.sort == SortBy.DATE and not self.by_relevance

    def list_drivers(self) -> list[Driver]:
        """What can lead to the rows; each alone is enough."""
        scope = self.scope
        marks = {"unread": scope.unread, "starred": scope.starred, "attachment": scope.attachments}
        nodes = [*self.split.rows, *(Mark(name) for name, wanted in marks.items() if wanted)]
        found = [find_driver(node, self.vocabulary, self.find_folders) for node in nodes]
        if self.selection.folders is not None:
            found.append(lead_by_folders(self.selection.folders))
        return [driver for driver in found if driver is not None]

    def walk(self, look_up: LookUp = look_up_all, bound: str = "1") -> Condition:
        """Look at every row of the scope in its order."""
        where = self._where(look_up)
        tail = f"WHERE {where.sql} AND {bound}{self._order}"
        return Condition(f"SELECT l.id FROM location l{join_message(tail)} {tail}", where.values)

    def follow(self, driver: Driver, look_up: LookUp) -> Condition:
        """Look at the rows that a driver lists."""
        return self._follow(driver, "l.id", look_up, self._order)

    def look_at_hits(self, ranks: str) -> Condition:
        """Look at the messages of a JSON list of what the index of words found."""
        order = " ORDER BY m.rank DESC" if self.scope.descending else " ORDER BY m.rank ASC"
        return self._follow(
            lead_by_ranks(ranks), "l.id", look_up_each, order if self.scope.sort == SortBy.DATE else self._order
        )

    def list_candidates(self, driver: Driver, most: int) -> Condition:
        """Number and rank of some rows that a driver lists, whatever words are in them."""
        return self._follow(driver, "l.id, m.rank", look_up_all, f" AND m.rank IS NOT NULL LIMIT {most:d}")

    def ask_words(self, bound: str = "1", values: tuple[object, ...] = (), look_up: LookUp = look_up_all) -> Condition:
        """Go through what the index of words finds."""
        match, where = self.split.match or Match(""), self._where(look_up)
        bounds = f"{bound_ranks(self.split.rows)} AND {bound}"
        return Condition(
            f"SELECT l.id {_FROM_WORDS.format(match.table)}{bounds} AND {where.sql}{self._order_of_words}",
            (match.text, *values, *where.values),
        )

    @property
    def _order(self) -> str:
        direction = "DESC" if self.scope.descending else "ASC"
        return f" ORDER BY {ORDERS[SortBy(self.scope.sort)].format(direction)}"

    @property
    def _order_of_words(self) -> str:
        if self.by_relevance:
            return f" ORDER BY {_BEST_FIRST}"
        if self.scope.sort == SortBy.DATE:
            return f" ORDER BY w.rowid {'DESC' if self.scope.descending else 'ASC'}"
        return self._order

    def _follow(self, driver: Driver, columns: str, look_up: LookUp, tail: str) -> Condition:
        source, where = driver.as_source(), self._where(look_up)
        return Condition(
            f"SELECT {columns} FROM ({source.sql}) d CROSS JOIN location l ON l.id = d.id"
            f"{join_message(columns + where.sql + tail)} WHERE {where.sql}{tail}",
            (*source.values, *where.values),
        )

    def _where(self, look_up: LookUp) -> Condition:
        parts = [to_condition(node, self.vocabulary, self.find_folders, look_up) for node in self.split.rows]
        sql = " AND ".join([self.selection.where, *(f"({part.sql})" for part in parts)])
        return Condition(sql, tuple(value for part in parts for value in part.values))


def join_message(used: str) -> str:
    """A join costs more than the row of the place itself, so there is one only where something of it is used."""
    return _MESSAGE if _OF_MESSAGE.search(used) else ""
