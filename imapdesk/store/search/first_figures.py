"""What a sample says of a query beforehand, where its answer is waited for: one message in 64 has an index of its own.

See `imapdesk.store.indexing.sampled` for which messages these are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress

from imapdesk.store.lists.pieces import Tally
from imapdesk.store.search.broad_words import Family
from imapdesk.store.search.conditions import SplitQuery, is_costly
from imapdesk.store.search.question import join_message
from imapdesk.store.search.summing import Census

FEW_HITS = 100  # tell nothing of months or senders
MOST_READS = 4_000  # messages: 0.1 s, if they are large
_MOST_LOOKED = 50  # messages that are described once more: 0.7 ms each

OnSample = Callable[[Tally, bytes, float], None]  # a byte for each place, 1 if found, and the share that was asked


@dataclass(slots=True, kw_only=True)
class SampleCensus(Census):
    """Asks the places of a sample: they are few, and the index of the sample is small."""

    def ask_everywhere(self, where: str, values: Sequence[object]) -> int:
        """Row by row."""
        places = f"json_each(?) j CROSS JOIN location l ON l.id = j.value{join_message(where)}"
        listed = json.dumps(self.list_ids(self.everything))
        return self.ask_ids(self.lists.load(f"SELECT l.id FROM {places} WHERE {where}", "l.id", (listed, *values)))

    def _ask_family(self, family: Family, within: int) -> int:
        """The most frequent words first, where there are such; a few messages without any of them are looked into."""
        if not family.others:
            return self._ask_words(family.match)
        have = self.ask_ranks(self.lists.list_any(family.first))
        missing = self.list_ranks(within & ~have)
        looked = self.look(missing, family.match) if len(missing) <= _MOST_LOOKED else None
        if looked is None or looked.unknown:
            return self._ask_words(family.match)
        return have | self.ask_ranks(looked.found)


@dataclass(slots=True)
class FirstFigures:
    """What the sample says of some places; asked once, though it may be told later."""

    census: Census
    split: SplitQuery
    within: int
    on_sample: OnSample
    _found: tuple[Tally, bytes, float] | None = None

    def tell(self, should_stop: Callable[[], bool]) -> bool:
        """Tell it, if enough messages of the sample are found.

        False: it was to stop before there was anything to tell. Raises Cancelled, StoreError.
        """
        if self._found is None:
            self._found = self._ask()
        if should_stop():
            return False
        if sum(self._found[1]) >= FEW_HITS:
            self.on_sample(*self._found)
        return True

    def _ask(self) -> tuple[Tally, bytes, float]:
        census = self.census
        lists = census.lists.of_sample()
        tally, asked = _draw(census.tally, lists.list_all(), census.choose(self.within))
        sample = SampleCensus(
            lists=lists,
            tally=tally,
            vocabulary=census.vocabulary,
            find_folders=census.find_folders,
            look=census.look,
            _families=census._families,
        )
        found, slow = sample.ask_quickly(self.split, asked), [node for node in self.split.rows if is_costly(node)]
        found = sample.ask_all(slow, found) if sample.count_reads(slow, found) <= MOST_READS else 0
        return tally, sample.choose(found), asked.bit_count() / max(1, self.within.bit_count())


def _draw(tally: Tally, ranks: Collection[int], within: bytes) -> tuple[Tally, int]:
    """The places of some ranks, and which of them are among some of all places."""
    numbers = [list(compress(range(len(piece)), map(ranks.__contains__, piece.ranks))) for piece in tally.pieces]
    drawn = Tally([piece.take(some) for piece, some in zip(tally.pieces, numbers, strict=True)], tally.names)
    starts = accumulate(map(len, tally.pieces), initial=0)
    places = chain.from_iterable((start + n for n in some) for start, some in zip(starts, numbers, strict=False))
    return drawn, int.from_bytes(bytes(map(within.__getitem__, places)), "little")
