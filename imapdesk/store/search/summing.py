"""A query asked of all saved places at once: a bit for each, by the columns of `imapdesk.store.lists.tallying`.

What a search over an index does row by row costs a microsecond a row; here it is a thirtieth of that, whatever and
however much the query finds.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import filterfalse
from operator import and_, or_

from imapdesk.store.held.knowing import chunks
from imapdesk.store.lists.adding import BLOCK
from imapdesk.store.lists.tallying import Tally
from imapdesk.store.search.conditions import (
    FindFolders,
    SplitQuery,
    choose_table,
    list_alternatives,
    make_match,
    to_condition,
    to_local_second,
)
from imapdesk.store.search.drivers import find_driver
from imapdesk.store.search.listing_ranks import RankLists
from imapdesk.store.search.matching import Match
from imapdesk.store.search.query import All, Dates, Either, Header, Node, Not, Place, Size, Words
from imapdesk.store.search.question import join_message
from imapdesk.store.search.vocabulary import MOST_BEGINNINGS, StoredVocabulary, WholeVocabulary

_FIRST = 2  # words of a beginning: itself and the most frequent longer one, which often are everywhere
_TOGETHER = 32  # words that are asked for in one expression
_EACH = 4_096
_SHARES = 2
_FEW_RANKS = 100_000


@dataclass(slots=True)
class Census:
    """Asks every place. An answer is an integer with a byte for each place, 0 or 1, the first one lowest."""

    lists: RankLists
    vocabulary: StoredVocabulary
    find_folders: FindFolders
    tally: Tally = field(default_factory=Tally)  # all places, there before anything is asked

    @property
    def everything(self) -> int:
        """All places."""
        return int.from_bytes(b"\1" * len(self.tally.ids), "little")

    def ask_query(self, split: SplitQuery) -> int:
        """The places that a query finds, but those that the index of words hasn't got yet. Raises StoreError."""
        if split.empty:
            return 0
        found = self.everything if split.match is None else self._ask_texts(split)
        for node in split.rows:
            found &= self.ask(node)
        return found

    def ask(self, node: Node) -> int:
        """The places that meet one condition. Raises StoreError."""
        if isinstance(node, Words):
            found = self._ask_text(node)
            return self.everything if found is None else found
        if isinstance(node, Not):
            return self.everything ^ self.ask(node.part)
        if isinstance(node, All | Either):
            found = self.everything if isinstance(node, All) else 0
            for part in node.parts:
                found = found & self.ask(part) if isinstance(node, All) else found | self.ask(part)
            return found
        return self._ask_leaf(node)

    def ask_rows(self, sql: str, values: Collection[object] = ()) -> int:
        """The places whose numbers a SELECT gives. Raises StoreError."""
        return self.ask_ids(self.lists.load(f"SELECT id FROM ({sql})", "id", values))

    def ask_ids(self, ids: Collection[int]) -> int:
        """The places with some numbers."""
        return _to_bits(ids.__contains__, self.tally.ids)

    def ask_folders(self, folders: Collection[int]) -> int:
        """The places in some folders."""
        return _to_bits(frozenset(folders).__contains__, self.tally.folders)

    def choose(self, found: int) -> bytes:
        """A byte for each place, for `itertools.compress`."""
        return found.to_bytes(len(self.tally.ids), "little")

    def _ask_texts(self, split: SplitQuery) -> int:
        """The text parts of a query: at once, unless a beginning of very many words is among them."""
        if split.match is not None and not any(map(self._is_broad, split.texts)):
            return self._ask_words(split.match)
        found = self.everything
        for node in split.texts:
            part = self._ask_text(node.part if isinstance(node, Not) else node)
            if part is not None:
                found &= self.everything ^ part if isinstance(node, Not) else part
        return found

    def list_first(self, split: SplitQuery) -> tuple[Match, ...]:
        """What will be listed first for a query; it can be begun before the columns are there."""
        if split.match is None or not any(map(self._is_broad, split.texts)):
            return () if split.match is None else (split.match,)
        node = next(filter(self._is_broad, split.texts))
        return _cut_up(self._list_broadly(node)) if isinstance(node, Words) else ()

    def _is_broad(self, node: Node) -> bool:
        """Whether it is slow to leave it to the large index what a beginning stands for; the small one is quick."""
        if isinstance(node, Words):
            if not node.prefix or not node.text.isalnum() or choose_table([node], self.vocabulary) != "words":
                return False
            return len(self._list_broadly(node)) > MOST_BEGINNINGS
        parts = (node.part,) if isinstance(node, Not) else node.parts if isinstance(node, All | Either) else ()
        return any(map(self._is_broad, parts))

    def _list_broadly(self, words: Words) -> tuple[str, ...]:
        return list_alternatives(words, WholeVocabulary(self.vocabulary))

    def _ask_text(self, node: Node) -> int | None:
        """Text parts; None when nothing of them can be looked up."""
        if isinstance(node, Words) and self._is_broad(node):
            return self._ask_each(self._list_broadly(node))
        if isinstance(node, All | Either) and self._is_broad(node):
            known = [found for part in node.parts if (found := self._ask_text(part)) is not None]
            return reduce(and_ if isinstance(node, All) else or_, known) if known else None
        match = make_match(node, self.vocabulary)
        return None if match is None else self._ask_words(match)

    def _ask_each(self, texts: Sequence[str]) -> int:
        """The places with any of very many words: the most frequent ones first, the others where those are missing.

        To list a word's places costs 40 ns each, those of a beginning four times as much (a million messages, 2026-11).
        """
        first, more = _cut_up(texts)
        found, asked = self.lists.list(first), _FIRST
        if len(self.tally.ids) - len(found) > _FEW_RANKS:
            found, asked = found | self.lists.list(more), _TOGETHER
        self.lists.drop(more)
        for chunk in chunks(texts[asked:], _EACH):
            missing = self._list_missing(found)
            if not missing:
                return self.everything
            found |= self._list_among(chunk, missing)
        return _to_bits(found.__contains__, self.tally.ranks)

    def _list_missing(self, found: set[int]) -> list[int]:
        return list(filterfalse(found.__contains__, self.tally.ranks))

    def _list_among(self, texts: Sequence[str], ranks: Sequence[int]) -> set[int]:
        """The ranks with one of some words, among others that don't matter if many are asked about."""
        sql = (
            "SELECT w.rowid FROM json_each(?1) j CROSS JOIN words w WHERE words MATCH j.value "
            "AND (?2 IS NULL OR +w.rowid IN (SELECT value FROM json_each(?2)))"
        )
        among = json.dumps(ranks) if len(ranks) <= _FEW_RANKS else None
        return self.lists.load_each(
            sql, "w.rowid", [(json.dumps(texts[share::_SHARES]), among) for share in range(_SHARES)]
        )

    def _ask_words(self, match: Match) -> int:
        return _to_bits(self.lists.list(match).__contains__, self.tally.ranks)

    def _ask_leaf(self, leaf: Node) -> int:
        match leaf:
            case Place():
                return self.ask_folders(self.find_folders(leaf))
            case Size(bytes=size, larger=True):
                return _to_bits(size.__lt__, self.tally.sizes)
            case Size(bytes=size):
                return _to_bits(lambda each: 0 <= each < size, self.tally.sizes)
            case Dates():
                return _to_bits(_make_span(leaf), self.tally.seconds)
        condition = to_condition(leaf, self.vocabulary, self.find_folders)
        where = f"l.state = 1 AND {condition.sql}"
        driver = find_driver(leaf, self.vocabulary, self.find_folders) if isinstance(leaf, Header) else None
        if driver is None:
            return self._ask_everywhere(where, condition.values)
        source = driver.as_source()  # the messages that may have a header
        places = f"({source.sql}) d CROSS JOIN location l ON l.id = d.id{join_message(where)}"
        return self.ask_rows(f"SELECT l.id FROM {places} WHERE {where}", (*source.values, *condition.values))

    def _ask_everywhere(self, where: str, values: Sequence[object]) -> int:
        """The places whose rows meet a condition: one half of them beside the other."""
        if not self.tally.ids:
            return 0
        middle, end = self.tally.ids[len(self.tally.ids) // 2], self.tally.ids[-1] + 1
        sql = f"SELECT l.id FROM location l{join_message(where)} WHERE {where} AND l.id >= ? AND l.id < ?"
        halves = [(*values, first, last) for first, last in ((self.tally.ids[0], middle), (middle, end))]
        return self.ask_ids(self.lists.load_each(f"SELECT id FROM ({sql})", "id", halves))


def _cut_up(texts: Sequence[str]) -> tuple[Match, Match]:
    """The most frequent words of a beginning, and the next ones where those aren't."""
    first, more = (" OR ".join(texts[begin:end]) for begin, end in ((0, _FIRST), (_FIRST, _TOGETHER)))
    return Match(first), Match(f"({more}) NOT ({first})")


def _make_span(dates: Dates) -> Callable[[int], bool]:
    first = None if dates.first is None else to_local_second(dates.first)
    end = None if dates.end is None else to_local_second(dates.end)
    return lambda second: (first is None or second >= first) and (end is None or second < end)


def _to_bits(ask: Callable[[int], bool], column: array[int]) -> int:
    blocks = (bytes(map(ask, column[start : start + BLOCK])) for start in range(0, len(column), BLOCK))
    return int.from_bytes(b"".join(blocks), "little")
