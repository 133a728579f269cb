"""A query asked of all saved places at once: a bit for each, by the columns of `imapdesk.store.tallying`.

What a search over an index does row by row costs a microsecond a row; here it is a thirtieth of that, whatever and
however much the query finds.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from imapdesk.store.adding import BLOCK
from imapdesk.store.connection import Readers
from imapdesk.store.search.conditions import FindFolders, SplitQuery, make_match, to_condition, to_local_second
from imapdesk.store.search.drivers import find_driver
from imapdesk.store.search.matching import Condition, Match, Vocabulary
from imapdesk.store.search.query import All, Dates, Either, Header, Node, Not, Place, Size, Words
from imapdesk.store.search.question import join_message
from imapdesk.store.tallying import Tally

_PIECE = 256 * 1024  # characters of a list of numbers that are read at once


@dataclass(frozen=True, slots=True)
class Census:
    """Asks every place. An answer is an integer with a byte for each place, 0 or 1, the first one lowest."""

    tally: Tally
    readers: Readers
    vocabulary: Vocabulary
    find_folders: FindFolders

    @property
    def everything(self) -> int:
        """All places."""
        return int.from_bytes(b"\1" * len(self.tally.ids), "little")

    def ask_query(self, split: SplitQuery) -> int:
        """The places that a query finds, but those that the index of words hasn't got yet. Raises StoreError."""
        if split.empty:
            return 0
        found = self.everything if split.match is None else self._ask_texts(split.match, split.texts)
        for node in split.rows:
            found &= self.ask(node)
        return found

    def ask(self, node: Node) -> int:
        """The places that meet one condition. Raises StoreError."""
        if isinstance(node, Words):
            match = make_match(node, self.vocabulary)
            return self.everything if match is None else self._ask_words(match)
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

    def _ask_texts(self, match: Match, texts: tuple[Node, ...]) -> int:
        """A beginning of words is asked for as a word first, then for what has only longer ones, if there is any."""
        if len(texts) == 1 and isinstance(texts[0], Words) and texts[0].prefix:
            word = make_match(replace(texts[0], prefix=False), self.vocabulary)
            if word is not None:
                found = self._ask_words(word)
                longer = Match(f"({match.text}) NOT ({word.text})", match.table)
                return found if found == self.everything else found | self._ask_words(longer)
        return self._ask_words(match)

    def _ask_words(self, match: Match) -> int:
        rows = match.as_rows()
        ranks = self._load_set(rows.sql, "rowid", rows.values)
        return _to_bits(ranks.__contains__, self.tally.ranks)

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
