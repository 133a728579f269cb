"""Letters that people type without what makes them special: an accent that Unicode doesn't take apart, or two in one.

What decomposes (é, й, ώ) needs no table: `unicodedata.normalize` does it.
"""

from __future__ import annotations

PLAIN_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i",
    "ĸ": "k", "ŋ": "n", "ς": "σ", "ґ": "г", "ђ": "д",
}  # fmt: skip
"""Lower-case letters, and what is typed for them."""
