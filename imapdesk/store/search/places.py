"""All saved places, and which of them have some number, rank or folder: a byte for each."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress

from imapdesk.store.lists.pieces import Tally
from imapdesk.store.search.listing_ranks import RankLists
from imapdesk.store.search.matching import Condition
from imapdesk.store.search.question import join_message

_NO_RANK = -1
_NO_END = 1 << 62


@dataclass(slots=True, kw_only=True)
class Places:
    """Some of all places are an integer with a byte for each place, 0 or 1, the first one lowest."""

    lists: RankLists
    tally: Tally = field(default_factory=Tally)  # there before anything is asked
    middle: int = 0  # a number that half of all places are below

    @property
    def everything(self) -> int:
        """All places."""
        return int.from_bytes(b"\1" * len(self.tally), "little")

    def ask_rows(self, sql: str, values: Collection[object] = ()) -> int:
        """The places whose numbers a SELECT gives. Raises StoreError."""
        return self.ask_ids(self.lists.load(f"SELECT id FROM ({sql})", "id", values))

    def ask_ids(self, ids: Collection[int]) -> int:
        """The places with some numbers."""
        return to_bits(ids.__contains__, (piece.ids for piece in self.tally.pieces))

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

    def ask_ranks(self, ranks: Collection[int]) -> int:
        """The places of messages that the index of words numbers so."""
        return to_bits(ranks.__contains__, (piece.ranks for piece in self.tally.pieces))

    def list_ranks(self, places: int) -> set[int]:
        """The numbers that the index of words has for them."""
        return set(self._list(places, (piece.ranks for piece in self.tally.pieces))) - {_NO_RANK}

    def list_ids(self, places: int) -> list[int]:
        """Their numbers, the lowest first."""
        return sorted(self._list(places, (piece.ids for piece in self.tally.pieces)))

    def _list(self, places: int, columns: Iterable[array[int]]) -> Iterator[int]:
        chosen, start = self.choose(places), 0
        for numbers in columns:
            yield from compress(numbers, chosen[start : start + len(numbers)])
            start += len(numbers)

    def ask_some(self, source: str, shares: Sequence[tuple[object, ...]], condition: Condition) -> int:
        """Which of the places in tables of numbers meet a condition."""
        where = f"l.state = 1 AND {condition.sql}"
        places = f"({source}) d CROSS JOIN location l ON l.id = d.id{join_message(where)}"
        values = [(*share, *condition.values) for share in shares]
        return self.ask_ids(self.lists.load_each(f"SELECT l.id FROM {places} WHERE {where}", "l.id", values))

    def ask_everywhere(self, where: str, values: Sequence[object]) -> int:
        """The places whose rows meet a condition: one half of them beside the other."""
        sql = f"SELECT l.id FROM location l{join_message(where)} WHERE {where} AND l.id >= ? AND l.id < ?"
        halves = [(*values, first, last) for first, last in ((0, self.middle), (self.middle, _NO_END))]
        return self.ask_ids(self.lists.load_each(f"SELECT id FROM ({sql})", "id", halves))


def to_bits(ask: Callable[[int], bool], columns: Iterable[array[int]]) -> int:
    """The places whose value in a column is as asked."""
    return _join(bytes(map(ask, column)) for column in columns)


def _join(blocks: Iterable[bytes]) -> int:
    return int.from_bytes(b"".join(blocks), "little")
