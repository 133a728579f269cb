"""Letters that people type without what makes them special: an accent that Unicode doesn't take apart, or two in one.

In Arabic these are signs above and below, ends of words, and the letters of Persian keyboards that look the same. What
decomposes (é, й, ώ) needs no table: `unicodedata.normalize` does it.
"""

from __future__ import annotations

import re

PLAIN_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i",
    "ĸ": "k", "ŋ": "n", "ς": "σ", "ґ": "г", "ђ": "д",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك",
}  # fmt: skip
"""Lower-case letters, and what is typed for them."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_INSIDE = re.compile("[\u00ad\u2060\ufeff]|(?<=[0-9A-Za-z\u00c0-\u024f])[\u200b-\u200d]+(?=[0-9A-Za-z\u00c0-\u024f])")


def drop_unseen(text: str) -> str:
    """A text without the signs inside of words that nobody sees or types: where a line may end, or must not.

    Between letters that aren't Latin a space without width parts words, and a joiner changes them.
    """
    return _INSIDE.sub("", text) if _UNSEEN.search(text) else text
