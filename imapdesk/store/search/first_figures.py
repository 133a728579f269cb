"""What a sample says of a query beforehand, where its answer is waited for: one message in 64 has an index of its own.

See `imapdesk.store.indexing.sampled` for which messages these are. Where a rare word must be in a message, the sample
has too few of them; some of those with the word are looked into instead.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, compress

from imapdesk.store.lists.pieces import Tally
from imapdesk.store.search.broad_words import Family
from imapdesk.store.search.conditions import SplitQuery, holds_words, is_costly
from imapdesk.store.search.matching import Match
from imapdesk.store.search.question import join_message
from imapdesk.store.search.summing import Census

FEW_HITS = 100  # tell nothing of months or senders
MOST_READS = 4_000  # messages: 0.1 s, if they are large
RARE = 30_000  # messages: so many with a word leave fewer in the sample than can be looked into
MOST_DRAWN = 2_000  # messages with a rare word that are looked into
MOST_S = 0.3  # for that
_AT_ONCE = 100
_MOST_MISSING = 50  # messages that are described once more: 0.7 ms each
_MOST_UNKNOWN = 0.1  # of the messages that were to be looked into
_SEED = 1

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
        looked = self.look(missing, family.match) if len(missing) <= _MOST_MISSING else None
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
        needed = self._list_needed()
        if needed is not None and len(needed) <= RARE:
            return self._look_into_some(needed)
        sample, asked = self._draw(self.census.lists.of_sample().list_all(), self.within)
        found, slow = sample.ask_quickly(self.split, asked), [node for node in self.split.rows if is_costly(node)]
        found = sample.ask_all(slow, found) if sample.count_reads(slow, found) <= MOST_READS else 0
        return sample.tally, sample.choose(found), asked.bit_count() / max(1, self.within.bit_count())

    def _list_needed(self) -> set[int] | None:
        """The messages with the words before an open one, in all phrases; None where they aren't listed yet.

        None as well where words must be looked up for other conditions.
        """
        if any(map(holds_words, self.split.rows)):
            return None
        listed = list(self.census.list_needed(self.split))
        return set.intersection(*listed) if listed else None

    def _look_into_some(self, needed: Collection[int]) -> tuple[Tally, bytes, float]:
        """Some of what alone can be found, drawn by chance and described once more, while there is time."""
        census, match = self.census, replace(self.split.match or Match(""), table="words")
        within = self.within & census.ask_ranks(needed)
        ranks = sorted(census.list_ranks(within))
        drawn = random.Random(_SEED).sample(ranks, min(MOST_DRAWN, len(ranks)))
        ends, found, unknown, count = time.monotonic() + MOST_S, set[int](), set[int](), 0
        while count < len(drawn) and time.monotonic() < ends:
            looked = census.look(drawn[count : count + _AT_ONCE], match)
            found, unknown, count = found | looked.found, unknown | looked.unknown, count + _AT_ONCE
        if len(unknown) > _MOST_UNKNOWN * count:
            return Tally(), b"", 0.0
        some, asked = self._draw(set(drawn[:count]) - unknown, within)
        bits = some.ask_all(self.split.rows, asked & some.ask_ranks(found))
        return some.tally, some.choose(bits), asked.bit_count() / max(1, within.bit_count())

    def _draw(self, ranks: Collection[int], within: int) -> tuple[SampleCensus, int]:
        """Who asks the places of some ranks, and which of them are among some of all places."""
        census = self.census
        tally, asked = _draw(census.tally, ranks, census.choose(within))
        sample = SampleCensus(
            lists=census.lists.of_sample(),
            tally=tally,
            vocabulary=census.vocabulary,
            find_folders=census.find_folders,
            look=census.look,
            _families=census._families,
        )
        return sample, asked


def _draw(tally: Tally, ranks: Collection[int], within: bytes) -> tuple[Tally, int]:
    """The places of some ranks, and which of them are among some of all places."""
    numbers = [list(compress(range(len(piece)), map(ranks.__contains__, piece.ranks))) for piece in tally.pieces]
    drawn = Tally([piece.take(some) for piece, some in zip(tally.pieces, numbers, strict=True)], tally.names)
    starts = accumulate(map(len, tally.pieces), initial=0)
    places = chain.from_iterable((start + n for n in some) for start, some in zip(starts, numbers, strict=False))
    return drawn, int.from_bytes(bytes(map(within.__getitem__, places)), "little")
