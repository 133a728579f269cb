"""Letters that are spelled out where a keyboard hasn't got them, pure: Müller and Mueller, Malmö and Malmoe.

The index takes accents away, so that "Müller" is "muller" in it; "ß", "æ" and "œ" are spelled out there already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product

from imapdesk.mail.letters import drop_unseen
from imapdesk.store.indexing.folding import strip_accents

_SPELLED_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
_PLAIN = {"ae": "a", "oe": "o", "ue": "u", "aa": "a"}  # what the index has of the letter that two stand for
_LETTERS = re.compile(f"[{''.join(_SPELLED_OUT)}]")
_PAIRS = re.compile("|".join(_PLAIN))
_TOKEN = re.compile(r"[^\W_]+")
_MOST_PAIRS = 4
_HEBREW, _ARABIC = re.compile("[\u05d0-\u05ea]+"), re.compile("[\u0621-\u064a]+")
_HEBREW_PREFIXES = ("ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "שה", "מה")
_ARABIC_PREFIXES = ("ال", "و", "ب", "ل", "ف", "لل", "وال", "بال", "فال", "كال")
_MIN_STEM = 2
_SHORT = 5  # letters: a shorter word that ends with a pair means it ("blue", "shoe")


def is_special(word: str) -> bool:
    """Whether a word has a letter that may be spelled out."""
    return not word.isascii() and _LETTERS.search(unicodedata.normalize("NFC", word.lower())) is not None


def spell_out(word: str) -> str:
    """A word without any special letter, in lower case."""
    composed = unicodedata.normalize("NFC", word.lower())
    return strip_accents(_LETTERS.sub(lambda letter: _SPELLED_OUT[letter[0]], composed))


def list_plain_forms(word: str) -> list[str]:
    """What the index may have of a word in which pairs of letters may stand for one; empty for most words."""
    if not word.isascii() or not word.isalpha():
        return []
    lower = word.lower()
    pairs = [pair for pair in _PAIRS.finditer(lower) if pair.end() < len(lower) or len(lower) >= _SHORT]
    if not pairs or len(pairs) > _MOST_PAIRS:
        return []
    choices: list[tuple[str, ...]] = []
    at = 0
    for pair in pairs:
        choices += [(lower[at : pair.start()],), (pair[0], _PLAIN[pair[0]])]
        at = pair.end()
    forms = ("".join(parts) for parts in product(*choices, (lower[at:],)))
    return list(dict.fromkeys(islice(forms, 1, None)))


def list_prefixed(word: str) -> list[str]:
    """A Hebrew or Arabic word with the article or the small word that is written together with it; none of others."""
    if len(word) < _MIN_STEM or word.isascii():
        return []
    prefixes = _HEBREW_PREFIXES if _HEBREW.fullmatch(word) else _ARABIC_PREFIXES if _ARABIC.fullmatch(word) else ()
    return [prefix + word for prefix in prefixes]


def find_special_words(text: str) -> Iterator[str]:
    """The words of a text that have a special letter, in lower case."""
    if not text.isascii():
        seen = drop_unseen(unicodedata.normalize("NFC", text))
        yield from filter(is_special, _TOKEN.findall(seen.lower()))
