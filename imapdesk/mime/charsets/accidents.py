"""Words of two Chinese characters that are whole UTF-8 by accident: GB 2312's bytes C2 to D7 look like it.

"Thank you" reads as two Cyrillic consonants, "notice" as two accents without letters. Only what no one would write in
UTF-8 is doubted, and only where the other reading is made of everyday characters.
"""

from __future__ import annotations

import re

from imapdesk.mime.charsets.frequent import SIMPLIFIED

_EVERYDAY = frozenset(SIMPLIFIED)
_MAX_BYTES = 64  # a longer text is no accident
_PAIRS = re.compile(rb"[\x00-\x7f]*(?:[\xC2-\xD7][\xA1-\xBF]){2,8}[\x00-\x7f]*")
# Letters of living alphabets that UTF-8 writes with two bytes: Latin, Greek, Cyrillic, Hebrew; and Western marks.
_WRITTEN = re.compile("[\x00-\x7f\xa0-\u017f\u0386-\u03ce\u0401-\u045f\u0490\u0491\u05d0-\u05ea]+")
_ALPHABETS = ("[\xc0-\u017f]", "[\u0386-\u03ce]", "[\u0401-\u0491]", "[\u05d0-\u05ea]")
_MUTE = re.compile("[бвгджзйклмнпрстфхцчшщъьБВГДЖЗЙКЛМНПРСТФХЦЧШЩ]{2,}")


def is_accident(data: bytes, text: str) -> bool:
    """Whether ``data``, which is ``text`` in UTF-8, is rather a word in GB 2312."""
    if len(data) > _MAX_BYTES or _PAIRS.fullmatch(data) is None:
        return False
    chinese = [character for character in data.decode("gb18030", "replace") if character >= "\x80"]
    return _EVERYDAY.issuperset(chinese) and not _is_likely(text)


def _is_likely(text: str) -> bool:
    """Whether somebody may have written this: letters of one alphabet, with a vowel among them."""
    if _WRITTEN.fullmatch(text) is None:
        return False
    foreign = "".join(character for character in text if character >= "\x80")
    used = sum(re.search(letters, foreign) is not None for letters in _ALPHABETS)
    return used <= 1 and _MUTE.fullmatch(foreign) is None
