"""Carrying out a search: which statements a query becomes, and how their answers are put together."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from imapdesk.mail import Scope, SortBy
from imapdesk.store.database.connection import Readers
from imapdesk.store.lists.listing import OF_MESSAGE, Selection
from imapdesk.store.search.best_first import MOST_WEIGHED, list_narrowed, list_weighed, open_lines
from imapdesk.store.search.conditions import SplitQuery, make_match, split_query, to_condition, to_listed_condition
from imapdesk.store.search.folder_names import list_names
from imapdesk.store.search.matching import Condition
from imapdesk.store.search.pursuing import Pursuit
from imapdesk.store.search.query import Either, Node, Place
from imapdesk.store.search.question import Question
from imapdesk.store.search.vocabulary import StoredVocabulary

if TYPE_CHECKING:
    from imapdesk.store.search.listing_ranks import RankLists
    from imapdesk.store.search.summing import Census


class Finder:
    """Finds messages by the language of `imapdesk.store.search.parsing`."""

    def __init__(self, readers: Readers, choose_rows: Callable[[Scope], Selection | None]) -> None:
        self._readers = readers
        self._choose_rows = choose_rows

    def find(self, query: Node, scope: Scope, limit: int | None, *, by_relevance: bool) -> array[int]:
        """The numbers of matching messages in the scope's order, or best first."""
        if by_relevance and limit is not None and self._is_heavy(query):
            return self._find_by_places(query, replace(scope, sort=SortBy.DATE, descending=True), limit)
        vocabulary = StoredVocabulary(self._readers, complete=limit is None, by_relevance=by_relevance)
        split = split_query(query, vocabulary)
        selection = self._choose_rows(scope)
        if split.empty or selection is None:
            return array("q")
        question = Question(split, scope, selection, limit, by_relevance, vocabulary, self.find_places)
        ids = Pursuit(self._readers, question).find()
        if split.match is not None and self._any_undescribed():
            ids = self._merge(
                ids, self._run(self._make_listed_statement(query, split, scope, vocabulary), limit), scope
            )
            del ids[limit if limit is not None else len(ids) :]
        return ids

    def _is_heavy(self, query: Node) -> bool:
        """Whether it takes long to weigh messages by the words of a query, or there are none."""
        vocabulary = StoredVocabulary(self._readers, complete=False, by_relevance=True)
        match = make_match(Either(tuple(list_weighed(query))), vocabulary)
        if match is None:
            return True
        rows = match.as_rows()
        sql = f"SELECT count(*) FROM ({rows.sql} LIMIT {MOST_WEIGHED + 1})"
        found = self._readers.row(sql, rows.values)
        return found is not None and found[0] > MOST_WEIGHED

    def _find_by_places(self, query: Node, scope: Scope, limit: int) -> array[int]:
        newest = self.find(query, scope, limit, by_relevance=False)
        few = len(newest) < min(limit, MOST_WEIGHED)
        ids: dict[int, None] = {}
        for narrowed in list_narrowed(query):
            if few:
                ids.update(dict.fromkeys(self._choose(narrowed, newest)))
            elif len(ids) < limit:
                ids.update(dict.fromkeys(self.find(narrowed, scope, limit, by_relevance=False)))
        ids.update(dict.fromkeys(newest))
        return array("q", ids)[:limit]

    def _choose(self, query: Node, ids: array[int]) -> list[int]:
        """Which of some messages a query finds, in their order."""
        sql = (
            "SELECT {} FROM json_each(?) j CROSS JOIN location l ON l.id = j.value "
            "CROSS JOIN message m ON m.id = l.content_id WHERE {} ORDER BY j.id"
        )
        listed, vocabulary = json.dumps(list(ids)), StoredVocabulary(self._readers, complete=False)
        with open_lines(self._readers.rows(sql.format("m.id, m.subject, m.from_", "1"), (listed,))) as look_up:
            condition = to_condition(query, vocabulary, self.find_places, look_up)
        return [id_ for (id_,) in self._readers.rows(sql.format("l.id", condition.sql), (listed, *condition.values))]

    def make_census(self, lists: RankLists, query: Node) -> Census:
        """Who asks all places at once; what a query needs first is being listed then."""
        from imapdesk.store.search.looking_into import look_into
        from imapdesk.store.search.summing import Census

        look = partial(look_into, self._readers)
        vocabulary = StoredVocabulary(self._readers, complete=True)
        census = Census(lists=lists, vocabulary=vocabulary, find_folders=self.find_places, look=look)
        lists.begin(census.list_first(split_query(query, census.vocabulary)))
        return census

    def split(self, census: Census, query: Node) -> SplitQuery | None:
        """What a census is asked; None when there are messages that only their rows can tell of."""
        split = split_query(query, census.vocabulary)
        return None if split.match is not None and self._any_undescribed() else split

    def _make_listed_statement(
        self, query: Node, split: SplitQuery, scope: Scope, vocabulary: StoredVocabulary
    ) -> Condition | None:
        selection = self._choose_rows(scope)
        if selection is None:
            return None
        texts = to_listed_condition(query)
        conditions = [texts, *(to_condition(node, vocabulary, self.find_places) for node in split.rows)]
        where = " AND ".join([selection.where, *(f"({part.sql})" for part in conditions)])
        return Condition(
            f"SELECT l.id FROM message m {OF_MESSAGE} "
            f"WHERE m.described = 0 AND {where} ORDER BY l.sort_date DESC, l.id DESC",
            tuple(value for part in conditions for value in part.values),
        )

    def _run(self, statement: Condition | None, limit: int | None) -> array[int]:
        if statement is None:
            return array("q")
        tail = "" if limit is None else f" LIMIT {int(limit)}"
        return array("q", chain.from_iterable(self._readers.rows(statement.sql + tail, statement.values)))

    def _merge(self, found: array[int], more: array[int], scope: Scope) -> array[int]:
        """Hits of both kinds by date, each once."""
        ids = dict.fromkeys([*found, *more])
        if not more or scope.sort != SortBy.DATE:
            return array("q", ids)
        dates = {id_: self._readers.row("SELECT sort_date FROM location WHERE id = ?", (id_,)) for id_ in ids}
        return array("q", sorted(ids, key=lambda id_: (dates[id_] or (0,), id_), reverse=scope.descending))

    def _any_undescribed(self) -> bool:
        return self._readers.row("SELECT 1 FROM message WHERE described = 0 LIMIT 1") is not None

    def find_places(self, place: Place) -> list[int]:
        """Folders by path, by the last part of it, or by what they are for; mailboxes by name. Case doesn't count."""
        wanted = place.name.casefold()
        rows = self._readers.rows(
            "SELECT f.id, f.path, f.delimiter, f.role, b.name FROM folder f JOIN mailbox b ON b.id = f.mailbox_id"
        )
        if place.kind == "mailbox":
            return [row[0] for row in rows if row[4].casefold() == wanted]
        return [row[0] for row in rows if wanted in list_names(row[1], row[2], row[3])]
