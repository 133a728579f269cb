"""What the small index of headers answers by itself: which messages have a field for certain, and which only may.

It knows the values that have a number, the names of fields but for what is no letter or digit in them, and which of
the common names a message has. So a message need only be read where its value has no number, where two names look
alike, and for the values of common names.
"""

from __future__ import annotations

from dataclasses import dataclass

from imapdesk.store.content.headers import (
    ANY_NAME,
    COMMON,
    COMMON_NAMES,
    OTHER_COMMON,
    to_common_value,
    to_other_signs,
    to_sign,
    to_value_sign,
)
from imapdesk.store.indexing.header_values import ALL_COMMON
from imapdesk.store.search.matching import Match, Vocabulary
from imapdesk.store.search.query import Header

_INDEX = "header_names"


@dataclass(frozen=True, slots=True)
class HeaderAnswer:
    """Words of the index: no described message has the field that has none of them.

    One with any of ``telling`` has it, if ``certain``; one with any of ``others`` may have it. ``sign`` is the word of
    all messages that ``telling`` could tell of, if there is one.
    """

    sign: str | None
    telling: tuple[str, ...]
    others: tuple[str, ...]
    certain: bool

    def match_certain(self, most: int | None = None) -> Match | None:
        """Messages that have it; None when the index can't say so, or needs more than ``most`` words."""
        if not self.certain or not self.telling or (most is not None and len(self.telling) > most):
            return None
        return _match(self.telling)

    def match_others(self) -> Match:
        """Messages that must be read unless they have it for certain."""
        return _match(self.others if self.certain else (*self.telling, *self.others))

    def match_all(self, most: int) -> Match | None:
        """All that may have it, by ``most`` telling words at most, else by the name; None where that has no word."""
        if len(self.telling) <= most:
            return _match((*self.telling, *self.others))
        return None if self.sign is None else _match((self.sign, ANY_NAME))


def answer_header(header: Header, vocabulary: Vocabulary) -> HeaderAnswer | None:
    """What the index says of a field; None where it has to be asked of every message."""
    sign, name = to_sign(header.name), header.name.lower()
    if not vocabulary.has_heads:
        return None
    if sign in COMMON_NAMES:
        return None if header.text else _answer_common(name, vocabulary)
    names = vocabulary.find_names(sign)
    if sign == ANY_NAME or (names is None and not header.text):
        return HeaderAnswer(sign, (sign,), (ANY_NAME,), certain=False)
    if names is not None and name not in names:
        return HeaderAnswer(sign, (), (ANY_NAME,), certain=True)
    if names == frozenset((name,)) and not header.text:
        return HeaderAnswer(sign, (sign,), (ANY_NAME,), certain=True)
    values = tuple(map(to_value_sign, vocabulary.find_values(name, header.text.casefold())))
    others = to_other_signs(sign) if header.text else (sign,)
    return HeaderAnswer(sign, values, (*others, ANY_NAME), certain=names is not None)


def answer_without(header: Header, vocabulary: Vocabulary) -> HeaderAnswer | None:
    """What the index says of messages without a field; None where it can't say so, or hardly any message has it."""
    sign, name = to_sign(header.name), header.name.lower()
    if header.text or sign not in COMMON_NAMES or not vocabulary.has_heads:
        return None
    return _answer_common(name, vocabulary, has=False)


def _answer_common(name: str, vocabulary: Vocabulary, *, has: bool = True) -> HeaderAnswer | None:
    having, every = vocabulary.find_values(COMMON, to_common_value(name)), vocabulary.find_values(COMMON, "")
    if not vocabulary.find_values(COMMON, ALL_COMMON):
        return None
    numbers = having if has else sorted(set(every) - set(having))
    return HeaderAnswer(None, tuple(map(to_value_sign, numbers)), (OTHER_COMMON, ANY_NAME), certain=True)


def _match(words: tuple[str, ...]) -> Match:
    return Match(" OR ".join(f'"{word}"' for word in dict.fromkeys(words)), _INDEX)
