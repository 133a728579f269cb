"""Which words of a message are worth telling the vocabulary: those not met before, and of a few messages all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from imapdesk.store.indexing.folding import find_tokens, find_words_of

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

    def sift(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The words of one message's texts that count.

        What was met before is remembered as it stands there: to look at each of its words again took a fifth of
        describing a message (measured 2026-11).
        """
        text = "\n".join(texts)
        tokens = find_tokens(text) if text.isascii() else set[str]().union(*map(find_tokens, texts))
        new = tokens if self._chance() * _COUNT_ONE_OF < 1 else tokens - self._known
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        found = set[str]()
        for token in new:
            if words := find_words_of(token):
                found.update(words)
                self._known.add(token)
        return tuple(found)
