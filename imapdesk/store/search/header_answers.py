"""What the small index of headers answers by itself: which messages have a field for certain, and which only may.

It knows the values that have a number, and the names of fields but for what is no letter or digit in them. So a message
need only be read where its value has no number, or where two names look alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from imapdesk.store.content.headers import ANY_NAME, COMMON_NAMES, to_other_signs, to_sign, to_value_sign
from imapdesk.store.search.matching import Match, Vocabulary
from imapdesk.store.search.query import Header

_INDEX = "header_names"


@dataclass(frozen=True, slots=True)
class HeaderAnswer:
    """Words of the index: no described message has the field that has none of them.

    One with any of ``telling`` has it, if ``certain``; one with any of ``others`` may have it. ``sign`` is the word of
    all messages that ``telling`` could tell of.
    """

    sign: str
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

    def match_all(self, most: int) -> Match:
        """All that may have it, by ``most`` telling words at most, else by the name."""
        words = (self.sign, ANY_NAME) if len(self.telling) > most else (*self.telling, *self.others)
        return _match(words)


def answer_header(header: Header, vocabulary: Vocabulary) -> HeaderAnswer | None:
    """What the index says of a field; None where it has to be asked of every message."""
    sign, name = to_sign(header.name), header.name.lower()
    if sign in COMMON_NAMES or not vocabulary.has_heads:
        return None
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


def _match(words: tuple[str, ...]) -> Match:
    return Match(" OR ".join(f'"{word}"' for word in dict.fromkeys(words)), _INDEX)
