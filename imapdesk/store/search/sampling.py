"""A query for which very many messages must be read, asked of some of them first: what that says of all is an estimate.

Messages are drawn by chance, not by what is in them, so that on an average the estimate is right.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from imapdesk.store.search.conditions import SplitQuery, is_costly
from imapdesk.store.search.first_figures import FEW_HITS, FirstFigures, OnSample
from imapdesk.store.search.query import All, Either, Node, Not, Words
from imapdesk.store.search.summing import Census

FEW_READS = 4_000  # are read at once
MOST_S = 0.5  # for reading the sample
_STEP = 4  # each round reads so many times as many messages as all before
_QUARTER = bytes(number < 256 // _STEP for number in range(256))
_SEED = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """Which places were asked, and which of them met everything: as in `Census`.

    ``tells``: enough of them did for an estimate, and the others take so long that it is worth one.
    """

    asked: int = 0
    found: int = 0
    tells: bool = False


def ask_query(census: Census, split: SplitQuery, within: int, on_sample: OnSample | None = None) -> int:
    """The places among some that a query finds, but those that the index of words hasn't got yet.

    ``on_sample`` is told beforehand what a sample says, where it pays: of what an index takes long for the index of a
    sample, of messages to be read some of them. Raises Cancelled, StoreError.
    """
    if on_sample is not None and census.vocabulary.has_sample:
        census.lists.while_waiting(FirstFigures(census, split, within, on_sample).tell)
    found = census.ask_quickly(split, within)
    slow = [node for node in split.rows if is_costly(node)]
    if not any(map(_holds_text, slow)):
        census.lists.while_waiting(None)  # what is left are messages to be read
    sample = Sample() if on_sample is None else ask_some(census, slow, found)
    if on_sample is not None and sample.tells:
        share = sample.asked.bit_count() / found.bit_count()
        on_sample(census.tally, census.choose(sample.found), share)
    return sample.found | census.ask_all(slow, found & ~sample.asked)


def _holds_text(node: Node) -> bool:
    """Whether the index of words must be asked for it."""
    if isinstance(node, Not):
        return _holds_text(node.part)
    return isinstance(node, Words) or (isinstance(node, All | Either) and any(map(_holds_text, node.parts)))


def ask_some(census: Census, nodes: Sequence[Node], within: int) -> Sample:
    """Ask more and more of some places whether they meet all conditions, while there is time. Raises StoreError."""
    ends, sample = time.monotonic() + MOST_S, Sample()
    for drawn in _draw(census, census.count_reads(nodes, within)):
        began = time.monotonic()
        asked = within & drawn
        found = sample.found | census.ask_all(nodes, asked & ~sample.asked)
        sample = Sample(asked, found, found.bit_count() >= FEW_HITS)
        now = time.monotonic()
        if now + _STEP * (now - began) > ends:
            return sample
    return Sample(sample.asked, sample.found)  # the others will soon be read, too


def _draw(census: Census, reads: int) -> list[int]:
    """Places drawn by chance: of as many as must be read few in the first draw, each holds those before it."""
    rng, drawn, places = random.Random(_SEED), census.everything, len(census.tally)
    draws: list[int] = []
    while reads > FEW_READS:
        drawn &= int.from_bytes(rng.randbytes(places).translate(_QUARTER), "little")
        draws.append(drawn)
        reads //= _STEP
    return draws[::-1]
