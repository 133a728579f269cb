"""A query asked of all saved places at once: a bit for each, by the columns of `imapdesk.store.tallying`.

What a search over an index does row by row costs a microsecond a row; here it is a thirtieth of that, whatever and
however much the query finds.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial, reduce
from itertools import filterfalse
from operator import and_, or_

from imapdesk.store.adding import BLOCK
from imapdesk.store.connection import Readers
from imapdesk.store.knowing import chunks
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
from imapdesk.store.search.matching import Condition, Match
from imapdesk.store.search.query import All, Dates, Either, Header, Node, Not, Place, Size, Words
from imapdesk.store.search.question import join_message
from imapdesk.store.search.vocabulary import MOST_BEGINNINGS, StoredVocabulary, WholeVocabulary
from imapdesk.store.tallying import Tally

_PIECE = 256 * 1024  # characters of a list of numbers that are read at once
_FIRST = 2  # words of a beginning: itself and the most frequent longer one, which often are everywhere
_TOGETHER = 32  # words that are asked for in one expression
_EACH = 4_096
_SIDE_BY_SIDE = 2
_FEW_RANKS = 100_000


@dataclass(frozen=True, slots=True)
class Census:
    """Asks every place. An answer is an integer with a byte for each place, 0 or 1, the first one lowest."""

    tally: Tally
    readers: Readers
    vocabulary: StoredVocabulary
    find_folders: FindFolders

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
        return self.ask_ids(self._load_set(f"SELECT id FROM ({sql})", "id", values))

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
        first, more = (" OR ".join(texts[begin:end]) for begin, end in ((0, _FIRST), (_FIRST, _TOGETHER)))
        found, asked = self._list_ranks(Match(first)), _FIRST
        missing = self._list_missing(found)
        if len(missing) > _FEW_RANKS:
            found, asked = found | self._list_ranks(Match(f"({more}) NOT ({first})")), _TOGETHER
            missing = self._list_missing(found)
        for chunk in chunks(texts[asked:], _EACH):
            if not missing:
                return self.everything
            found |= self._list_among(chunk, missing)
            missing = self._list_missing(found)
        return _to_bits(found.__contains__, self.tally.ranks)

    def _list_missing(self, found: set[int]) -> list[int]:
        return list(filterfalse(found.__contains__, self.tally.ranks))

    def _list_among(self, texts: Sequence[str], ranks: Sequence[int]) -> set[int]:
        """The ranks with one of some words, among others that don't matter if many are asked about.

        Side by side, since SQLite lets two processors read at once.
        """
        sql = (
            "SELECT w.rowid FROM json_each(?1) j CROSS JOIN words w WHERE words MATCH j.value "
            "AND (?2 IS NULL OR +w.rowid IN (SELECT value FROM json_each(?2)))"
        )
        among = json.dumps(ranks) if len(ranks) <= _FEW_RANKS else None
        values = [(json.dumps(texts[part::_SIDE_BY_SIDE]), among) for part in range(_SIDE_BY_SIDE)]
        with ThreadPoolExecutor(_SIDE_BY_SIDE, thread_name_prefix="statistics") as pool:
            return set().union(*pool.map(partial(self._load_set, sql, "w.rowid"), values))

    def _ask_words(self, match: Match) -> int:
        return _to_bits(self._list_ranks(match).__contains__, self.tally.ranks)

    def _list_ranks(self, match: Match) -> set[int]:
        rows = match.as_rows()
        return self._load_set(rows.sql, "rowid", rows.values)

    def _load_set(self, sql: str, column: str, values: Collection[object]) -> set[int]:
        """The numbers in a column of a SELECT: as one text they are there in half the time of as many rows."""
        row = self.readers.row(sql.replace(f"SELECT {column}", f"SELECT json_group_array({column})", 1), tuple(values))
        found: set[int] = set()
        for piece in _cut(row[0]) if row else ():
            found.update(json.loads(f"[{piece}]"))
        return found

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
        places = self._list_places(leaf)
        where = f"l.state = 1 AND {condition.sql}"
        return self.ask_rows(
            f"SELECT l.id FROM {places.sql}{join_message(where)} WHERE {where}", (*places.values, *condition.values)
        )

    def _list_places(self, leaf: Node) -> Condition:
        """Where to look: everywhere, or at the messages that may have a header."""
        driver = find_driver(leaf, self.vocabulary, self.find_folders) if isinstance(leaf, Header) else None
        if driver is None:
            return Condition("location l")
        source = driver.as_source()
        return Condition(f"({source.sql}) d CROSS JOIN location l ON l.id = d.id", source.values)


def _make_span(dates: Dates) -> Callable[[int], bool]:
    first = None if dates.first is None else to_local_second(dates.first)
    end = None if dates.end is None else to_local_second(dates.end)
    return lambda second: (first is None or second >= first) and (end is None or second < end)


def _cut(text: str) -> Iterator[str]:
    """A JSON list of numbers in pieces: read as a whole it keeps every other thread from the interpreter."""
    at, end = 1, len(text) - 1
    while at < end:
        cut = text.find(",", at + _PIECE)
        cut = end if cut < 0 else cut
        yield text[at:cut]
        at = cut + 1


def _to_bits(ask: Callable[[int], bool], column: array[int]) -> int:
    blocks = (bytes(map(ask, column[start : start + BLOCK])) for start in range(0, len(column), BLOCK))
    return int.from_bytes(b"".join(blocks), "little")
