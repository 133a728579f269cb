"""A query asked of all saved places at once: a bit for each, by the columns of `imapdesk.store.lists.tallying`.

What a search over an index does row by row costs a microsecond a row; here it is a thirtieth of that, whatever and
however much the query finds.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress

from imapdesk.store.lists.pieces import Tally
from imapdesk.store.search.broad_words import Family, Look, find_family, list_among
from imapdesk.store.search.conditions import FindFolders, SplitQuery, make_match, to_condition, to_local_second
from imapdesk.store.search.drivers import find_driver, lead_by_ranks, lead_by_undescribed
from imapdesk.store.search.header_answers import HeaderAnswer, answer_header
from imapdesk.store.search.header_conditions import is_shown, read_header
from imapdesk.store.search.listing_ranks import RankLists
from imapdesk.store.search.looking_into import MOST_LOOKED
from imapdesk.store.search.matching import Condition, Match
from imapdesk.store.search.query import All, Dates, Either, Header, Node, Not, Place, Size, Words
from imapdesk.store.search.question import join_message
from imapdesk.store.search.vocabulary import StoredVocabulary

_NO_RANK = -1
_NO_END = 1 << 62
_SHARES = 2
_AT_ONCE = 8  # words in one expression
_BY_HEADERS = "SELECT w.rowid FROM json_each(?) j CROSS JOIN header_names w WHERE header_names MATCH j.value"


@dataclass(slots=True)
class Census:
    """Asks every place. An answer is an integer with a byte for each place, 0 or 1, the first one lowest."""

    lists: RankLists
    vocabulary: StoredVocabulary
    find_folders: FindFolders
    look: Look
    tally: Tally = field(default_factory=Tally)  # all places, there before anything is asked
    middle: int = 0  # a number that half of them are below
    _families: dict[Words, Family | None] = field(default_factory=dict)

    @property
    def everything(self) -> int:
        """All places."""
        return int.from_bytes(b"\1" * len(self.tally), "little")

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
            found = self._ask_text(node, self.everything)
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
        return _to_bits(ids.__contains__, (piece.ids for piece in self.tally.pieces))

    def ask_folders(self, folders: Collection[int]) -> int:
        """The places in some folders."""
        wanted = frozenset(folders)
        return _join(
            bytes(map(wanted.__contains__, piece.folders))
            if piece.folder is None
            else bytes((piece.folder in wanted,)) * len(piece)
            for piece in self.tally.pieces
        )

    def choose(self, found: int) -> bytes:
        """A byte for each place, for `itertools.compress`."""
        return found.to_bytes(len(self.tally), "little")

    def _ask_texts(self, split: SplitQuery) -> int:
        """The text parts of a query: at once, unless a beginning of very many words is among them."""
        if split.match is not None and self._is_one_look_up(split):
            return self._ask_words(split.match)
        found = self._ask_parts(All(split.texts), self.everything)
        return self.everything if found is None else found

    def list_first(self, split: SplitQuery) -> tuple[Match, ...]:
        """What will be listed first for a query; it can be begun before the columns are there."""
        if split.match is not None and self._is_one_look_up(split):
            return (split.match, *self._begin_rows(split.rows))
        first = chain.from_iterable(map(self._begin_with, self._sort_parts(All(split.texts))))
        return tuple(dict.fromkeys(chain(first, self._begin_rows(split.rows))))

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
            return family.first
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
        if within.bit_count() <= MOST_LOOKED:
            looked = self.look(self._list_ranks(within), family.match)
            if not looked.unknown:
                return self._ask_ranks(looked.found)
        have = self._ask_ranks(self.lists.list_any(family.first))
        missing = self._list_ranks(within & ~have) if family.is_broad else set()
        more = list_among(self.lists, family, missing, self.look)
        return have | self._ask_ranks(more) if more else have

    def _list_ranks(self, places: int) -> set[int]:
        chosen, ranks, start = self.choose(places), set[int](), 0
        for piece in self.tally.pieces:
            ranks.update(compress(piece.ranks, chosen[start : start + len(piece)]))
            start += len(piece)
        return ranks - {_NO_RANK}

    def _ask_words(self, match: Match) -> int:
        return self._ask_ranks(self.lists.list(match))

    def _ask_ranks(self, ranks: Collection[int]) -> int:
        return _to_bits(ranks.__contains__, (piece.ranks for piece in self.tally.pieces))

    def _ask_leaf(self, leaf: Node) -> int:
        pieces = self.tally.pieces
        match leaf:
            case Place():
                return self.ask_folders(self.find_folders(leaf))
            case Size(bytes=size, larger=True):
                return _to_bits(size.__lt__, (piece.sizes for piece in pieces))
            case Size(bytes=size):
                return _to_bits(lambda each: 0 <= each < size, (piece.sizes for piece in pieces))
            case Dates():
                return _to_bits(_make_span(leaf), (piece.seconds for piece in pieces))
            case Header() if not is_shown(leaf) and (answer := answer_header(leaf, self.vocabulary)):
                return self._ask_headers(leaf, answer)
        condition = to_condition(leaf, self.vocabulary, self.find_folders)
        where = f"l.state = 1 AND {condition.sql}"
        driver = find_driver(leaf, self.vocabulary, self.find_folders) if isinstance(leaf, Header) else None
        if driver is None:
            return self._ask_everywhere(where, condition.values)
        source = driver.as_source()  # an identifier's few messages
        return self._ask_some(source.sql, [source.values], condition)

    def _ask_headers(self, header: Header, answer: HeaderAnswer) -> int:
        """What the index of headers is certain of, and the messages that may have one."""
        ranks = self._list_certain(answer)
        may = list(self.lists.list(answer.match_others()) - ranks)
        found, read = self._ask_ranks(ranks), read_header(header)
        if may:
            shares = [json.dumps(may[share::_SHARES]) for share in range(_SHARES)]
            found |= self._ask_some(lead_by_ranks("").as_source().sql, [(share,) for share in shares], read)
        return found | self._ask_some(lead_by_undescribed().as_source().sql, [()], read)

    def _list_certain(self, answer: HeaderAnswer) -> set[int]:
        if (certain := answer.match_certain(_AT_ONCE)) is not None:
            return self.lists.list(certain)
        words = answer.telling if answer.certain else ()
        return self.lists.load_each(_BY_HEADERS, "w.rowid", [(json.dumps(words[n::_SHARES]),) for n in range(_SHARES)])

    def _ask_some(self, source: str, shares: Sequence[tuple[object, ...]], condition: Condition) -> int:
        """Which of the places in tables of numbers meet a condition."""
        where = f"l.state = 1 AND {condition.sql}"
        places = f"({source}) d CROSS JOIN location l ON l.id = d.id{join_message(where)}"
        values = [(*share, *condition.values) for share in shares]
        return self.ask_ids(self.lists.load_each(f"SELECT l.id FROM {places} WHERE {where}", "l.id", values))

    def _ask_everywhere(self, where: str, values: Sequence[object]) -> int:
        """The places whose rows meet a condition: one half of them beside the other."""
        sql = f"SELECT l.id FROM location l{join_message(where)} WHERE {where} AND l.id >= ? AND l.id < ?"
        halves = [(*values, first, last) for first, last in ((0, self.middle), (self.middle, _NO_END))]
        return self.ask_ids(self.lists.load_each(f"SELECT id FROM ({sql})", "id", halves))


def _make_span(dates: Dates) -> Callable[[int], bool]:
    first = None if dates.first is None else to_local_second(dates.first)
    end = None if dates.end is None else to_local_second(dates.end)
    return lambda second: (first is None or second >= first) and (end is None or second < end)


def _to_bits(ask: Callable[[int], bool], columns: Iterable[array[int]]) -> int:
    return _join(bytes(map(ask, column)) for column in columns)


def _join(blocks: Iterable[bytes]) -> int:
    return int.from_bytes(b"".join(blocks), "little")
