"""Which words of a message are worth telling the vocabulary: those not met before, and of a few messages all."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

_MOST_KNOWN = 300_000  # words that are remembered: 30 MB
_COUNT_ONE_OF = 32


class WordSieve:
    """Remembers words. How often a known one occurs is counted in one message of 32: it only orders suggestions."""

    def __init__(self, draw: Callable[[], float] | None = None) -> None:
        self._known: set[str] = set()
        self._draw = draw

    @cached_property
    def _chance(self) -> Callable[[], float]:
        import random  # late: a run that describes nothing has no use for it

        return self._draw or random.random

    def sift(self, words: frozenset[str]) -> tuple[str, ...]:
        """The words of one message that count."""
        found = words if self._chance() * _COUNT_ONE_OF < 1 else words - self._known
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known.update(words)
        return tuple(found)
