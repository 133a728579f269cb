"""A query asked of all saved places at once: a bit for each, by the columns of `imapdesk.store.lists.tallying`.

What a search over an index does row by row costs a microsecond a row; here it is a thirtieth of that, whatever and
however much the query finds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from imapdesk.store.search.broad_words import Family, Look, find_family, list_among
from imapdesk.store.search.conditions import (
    FindFolders,
    SplitQuery,
    is_costly,
    make_match,
    to_condition,
    to_local_second,
)
from imapdesk.store.search.drivers import find_driver, lead_by_undescribed
from imapdesk.store.search.header_answers import HeaderAnswer, answer_header
from imapdesk.store.search.header_conditions import read_header
from imapdesk.store.search.looking_into import MOST_LOOKED
from imapdesk.store.search.matching import Match
from imapdesk.store.search.places import Places, to_bits
from imapdesk.store.search.query import All, Dates, Either, Header, Node, Not, Place, Size, Words
from imapdesk.store.search.vocabulary import StoredVocabulary

_SHARES = 2
_READ_AT_ONCE = 50_000  # messages; more numbers in one text keep other threads from the interpreter
_AT_ONCE = 8  # words in one expression
_BY_HEADERS = "SELECT w.rowid FROM json_each(?) j CROSS JOIN header_names w WHERE header_names MATCH j.value"


@dataclass(slots=True, kw_only=True)
class Census(Places):
    """Asks every place."""

    vocabulary: StoredVocabulary
    find_folders: FindFolders
    look: Look
    _families: dict[Words, Family | None] = field(default_factory=dict)
    _needed: dict[Match | None, set[int]] = field(default_factory=dict)  # what there is of it
    _answers: dict[Node, int] = field(default_factory=dict)  # those of all places
    _headers: dict[Header, tuple[int, int]] = field(default_factory=dict)  # who has it for certain, and who may

    def ask_quickly(self, split: SplitQuery, within: int) -> int:
        """Which of some places meet all of a query for which no message must be read; `list_slow` has the rest.

        But those that the index of words hasn't got yet. Raises StoreError.
        """
        if split.empty:
            return 0
        found = within if split.match is None else within & self._ask_texts(split, within)
        return self.ask_all([node for node in split.rows if not is_costly(node)], found)

    def ask_all(self, nodes: Iterable[Node], within: int) -> int:
        """Which of some places meet all of some conditions. Raises StoreError."""
        for node in nodes:
            within &= self.ask(node, within)
        return within

    def ask(self, node: Node, within: int) -> int:
        """The places that meet one condition, right as to those ``within``. Raises StoreError."""
        if isinstance(node, Not):
            return self.everything ^ self.ask(node.part, within)
        if isinstance(node, All | Either):
            is_all, found = isinstance(node, All), self.everything if isinstance(node, All) else 0
            for part in sorted(node.parts, key=is_costly):
                left = within & (found if is_all else ~found)
                found = found & self.ask(part, left) if is_all else found | self.ask(part, left)
            return found
        if isinstance(node, Header) and is_costly(node):
            certain, unread = self._split_header(node)
            return certain | self._read(node, unread & within)
        if node not in self._answers:
            self._answers[node] = self._ask_leaf(node)
        return self._answers[node]

    def count_reads(self, nodes: Iterable[Node], within: int) -> int:
        """How many messages must be read at most to tell which of some places meet all of some conditions."""
        return sum(self._count_reads(node, within) for node in nodes)

    def _count_reads(self, node: Node, within: int) -> int:
        if isinstance(node, Header):
            return (self._split_header(node)[1] & within).bit_count() if is_costly(node) else 0
        parts = (node.part,) if isinstance(node, Not) else node.parts if isinstance(node, All | Either) else ()
        return self.count_reads(parts, within)

    def _ask_texts(self, split: SplitQuery, within: int) -> int:
        """The text parts of a query: at once, unless a beginning of very many words is among them."""
        if split.match is not None and self._is_one_look_up(split):
            return self._ask_words(split.match)
        found = self._ask_parts(All(split.texts), within)
        return self.everything if found is None else found

    def list_first(self, split: SplitQuery) -> tuple[Match, ...]:
        """What will be listed first for a query; it can be begun before the columns are there."""
        if split.match is not None and self._is_one_look_up(split):
            return (split.match, *self._begin_rows(split.rows))
        first = chain.from_iterable(map(self._begin_with, self._sort_parts(All(split.texts))))
        return tuple(dict.fromkeys(chain(first, self._begin_rows(split.rows))))

    def list_needed(self, split: SplitQuery) -> Iterator[set[int]]:
        """The ranks of what has the words before an open one, for each phrase of a query for which that is known."""
        for node in split.texts:
            family = self._find_family(node)
            if family is not None and family.needs in self._needed:
                yield self._needed[family.needs]

    def _begin_rows(self, nodes: Iterable[Node]) -> Iterator[Match]:
        """What isn't there for certain, or only beside conditions on rows: each word is asked by itself."""
        for node in nodes:
            if isinstance(node, Words):
                yield from self._begin_with(node)
            elif isinstance(node, Not):
                yield from self._begin_rows((node.part,))
            elif isinstance(node, All | Either):
                yield from self._begin_rows(node.parts)

    def _is_one_look_up(self, split: SplitQuery) -> bool:
        """Whether the index of words finds all text parts of a query together quicker than one by one."""
        alone = len(split.texts) == 1 and self._find_family(split.texts[0]) is not None
        return not alone and not any(map(self._is_broad, split.texts))

    def _begin_with(self, node: Node) -> Iterable[Match]:
        if isinstance(node, Not):
            return self._begin_with(node.part)
        if isinstance(node, All | Either) and self._is_broad(node):
            return chain.from_iterable(map(self._begin_with, self._sort_parts(node)))
        family = self._find_family(node)
        if family is not None:
            return family.first if family.needs is None else (family.needs,)
        match = make_match(node, self.vocabulary)
        return () if match is None else (match,)

    def _is_broad(self, node: Node) -> bool:
        """Whether it is slow to leave it to the index of words what a beginning stands for."""
        if isinstance(node, Words):
            family = self._find_family(node)
            return family is not None and family.is_broad
        parts = (node.part,) if isinstance(node, Not) else node.parts if isinstance(node, All | Either) else ()
        return any(map(self._is_broad, parts))

    def _find_family(self, node: Node) -> Family | None:
        if not isinstance(node, Words):
            return None
        if node not in self._families:
            self._families[node] = find_family(node, self.vocabulary)
        return self._families[node]

    def _ask_text(self, node: Node, within: int) -> int | None:
        """Text parts, right as to the places ``within``; None when nothing of them can be looked up."""
        family = self._find_family(node)
        if family is not None:
            return self._ask_family(family, within)
        if isinstance(node, Not):
            found = self._ask_text(node.part, within)
            return None if found is None else self.everything ^ found
        if isinstance(node, All | Either) and self._is_broad(node):
            return self._ask_parts(node, within)
        match = make_match(node, self.vocabulary)
        return None if match is None else self._ask_words(match)

    def _ask_parts(self, node: All | Either, within: int) -> int | None:
        """Each part where it still matters: behind what is quickly told, in an OR behind what finds the most."""
        is_all, found = isinstance(node, All), None
        for part in self._sort_parts(node):
            left = within if found is None else within & (found if is_all else ~found)
            more = self._ask_text(part, left) if left else None
            if more is not None:
                found = more if found is None else found & more if is_all else found | more
        return found

    def _sort_parts(self, node: All | Either) -> list[Node]:
        """In the order in which they are asked: of an OR, what finds the most first."""
        return sorted(node.parts, key=self._count_hits, reverse=isinstance(node, Either))

    def _count_hits(self, node: Node) -> int:
        if isinstance(node, Not):
            return self._count_hits(node.part)
        if isinstance(node, All | Either):
            return sum(map(self._count_hits, node.parts))
        family = self._find_family(node)
        return 0 if family is None else family.total

    def _ask_family(self, family: Family, within: int) -> int:
        """The places with any of very many words: the most frequent ones first, the others where those are missing."""
        if family.needs is not None:
            self._needed[family.needs] = self.lists.list(family.needs)
            within &= self.ask_ranks(self._needed[family.needs])
        if within.bit_count() <= MOST_LOOKED:
            ranks = self.list_ranks(within)
            looked = self.lists.run(lambda: self.look(ranks, family.match))
            if not looked.unknown:
                return self.ask_ranks(looked.found)
        if family.needs is not None:
            self.lists.begin(family.first)
        have = self.ask_ranks(self.lists.list_any(family.first))
        missing = self.list_ranks(within & ~have) if family.others else set()
        more = list_among(self.lists, family, missing, self.look)
        return have | self.ask_ranks(more) if more else have

    def _ask_words(self, match: Match) -> int:
        return self.ask_ranks(self.lists.list(match))

    def _ask_leaf(self, leaf: Node) -> int:
        pieces = self.tally.pieces
        match leaf:
            case Place():
                return self.ask_folders(self.find_folders(leaf))
            case Size(bytes=size, larger=True):
                return to_bits(size.__lt__, (piece.sizes for piece in pieces))
            case Size(bytes=size):
                return to_bits(lambda each: 0 <= each < size, (piece.sizes for piece in pieces))
            case Dates():
                return to_bits(_make_span(leaf), (piece.seconds for piece in pieces))
            case Words():
                found = self._ask_text(leaf, self.everything)
                return self.everything if found is None else found
        condition = to_condition(leaf, self.vocabulary, self.find_folders)
        where = f"l.state = 1 AND {condition.sql}"
        driver = find_driver(leaf, self.vocabulary, self.find_folders) if isinstance(leaf, Header) else None
        if driver is None:
            return self.ask_everywhere(where, condition.values)
        source = driver.as_source()  # an identifier's few messages
        return self.ask_some(source.sql, [source.values], condition)

    def _split_header(self, header: Header) -> tuple[int, int]:
        """The places that the index of headers is certain of, and those whose messages must be read."""
        if header not in self._headers:
            answer = answer_header(header, self.vocabulary)
            self._headers[header] = (0, self.everything) if answer is None else self._look_up_header(answer)
        return self._headers[header]

    def _look_up_header(self, answer: HeaderAnswer) -> tuple[int, int]:
        ranks = self._list_certain(answer)
        may = self.ask_ranks(self.lists.list(answer.match_others()) - ranks)
        return self.ask_ranks(ranks), may | self.ask_rows(lead_by_undescribed().as_source().sql)

    def _read(self, header: Header, places: int) -> int:
        """Which of some places have a header: their messages are read."""
        ids = self.list_ids(places)
        size = min(_READ_AT_ONCE, len(ids) // _SHARES + 1)
        shares = [(json.dumps(ids[at : at + size]),) for at in range(0, len(ids), size)]
        return self.ask_some("SELECT value AS id FROM json_each(?)", shares, read_header(header))

    def _list_certain(self, answer: HeaderAnswer) -> set[int]:
        if (certain := answer.match_certain(_AT_ONCE)) is not None:
            return self.lists.list(certain)
        words = answer.telling if answer.certain else ()
        return self.lists.load_each(_BY_HEADERS, "w.rowid", [(json.dumps(words[n::_SHARES]),) for n in range(_SHARES)])


def _make_span(dates: Dates) -> Callable[[int], bool]:
    first = None if dates.first is None else to_local_second(dates.first)
    end = None if dates.end is None else to_local_second(dates.end)
    return lambda second: (first is None or second >= first) and (end is None or second < end)
