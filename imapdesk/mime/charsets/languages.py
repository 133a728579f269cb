"""Whether text may be of any language of its charset; the alphabets of Europe share their bytes.

Each charset has letters where the others have letters too, so frequency says little. But a language has its own
letters and its own places for them: "ñ" stands before vowels and "ù" ends French words, where "ń" and "ů" of the same
bytes do not; no Russian word begins with "ь", and a Greek one has a single accent.
"""

from __future__ import annotations

import re
from functools import lru_cache

_HARD = "[бвгджзклмнпрстфхцчшщ]"
_ACCENTS = "άέήίόύώΐΰ"
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωϊϋ" + _ACCENTS
_THAI = "".join(map(chr, range(0x0E01, 0x0E5C)))
# Letters of a language beyond ASCII, and what never stands in its words.
_LANGUAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "cp1252": (
        ("àâçéèêëîïôùûüÿœæ", r"è(?=[aeiou])|[aiu]è\b|ù(?=\w)|ê\b|œ(?=[wklmpcz])|[aeiou]æ\b"),  # French
        ("äöüß", ""),  # German
        ("áéíñóúü", r"ñ(?![aeiouáéíóú])"),  # Spanish
        ("àáâãçéêíóôõúü", r"õ(?!e)|ã(?=[bcdfghjklmnpqrtvwxz])"),  # Portuguese
        ("àèéìíîòóùú", r"[àèìòù](?=\w)"),  # Italian
        ("åäöéüæøè", r"[aáiouy]ø|ø(?=i)|\bpøe|[aeiou]æ\b|è(?=[aeiou])|[aiu]è\b"),  # Danish, Norwegian, Swedish, Finnish
        ("áðéíóúýþæö", r"ý\b|ý\w*ý|þ\b|þ(?=[bcdfgklmnpqstxz])|[aeiou]æ\b"),  # Icelandic
        ("àçèéíïòóúü", r"è(?=[aeiou])|[aiu]è\b|ï(?![aeiouà])"),  # Catalan
        ("áèéêëïóöü", r"è(?=[aeiou])|[aiu]è\b|ê\b"),  # Dutch
        ("äõöü", r"õ\b"),  # Estonian
        ("çë", ""),  # Albanian
    ),
    "cp1250": (
        ("ąćęłńóśźż", r"[ąę](?=[aeiouyó])"),  # Polish
        ("áčďéěíňóřšťúůýž", ""),  # Czech
        ("áäčďéíĺľňóôŕšťúýž", ""),  # Slovak
        ("áéíóöőúüű", ""),  # Hungarian
        ("čćđšž", ""),  # Croatian, Slovene
        ("ăâîşţ", ""),  # Romanian
    ),
    "cp1254": (("çğıöşüâîû", ""),),  # Turkish
    "cp1251": (
        (
            "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
            rf"\b[ьыъ]|[аеиоуыэюяё][ьъы]|ъ(?![еёюя])|[ьъ][ьъ]|{_HARD}й",
        ),  # Russian
        ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", rf"\b[ьи]|[аеиоуюяєії]ь|{_HARD}й{_HARD}"),  # Ukrainian
        ("абвгдежзийклмнопрстуфхцчшщъьюя", rf"ь(?!о)|[аеиоуъюя]ъ|ъ\b|{_HARD}й"),  # Bulgarian
        ("абвгдеёжзійклмнопрстуўфхцчшыьэюя", rf"\b[ьы]|[аеіоуыэюяё][ьы]|{_HARD}й"),  # Belarusian
        ("абвгдђежзијклљмнњопрстћуфхцчџшѓѕќ", ""),  # Serbian, Macedonian
    ),
    "cp1253": ((_GREEK, rf"ς(?=\w)|[{_ACCENTS}]\w*[{_ACCENTS}]"),),
    "cp874": ((_THAI, r"(?<![ก-ฮะ-ฺ็-๎])[ัิ-ฺ็-๎]|[เ-ไ](?![ก-ฮ])"),),
    "cp1257": (
        ("ąčęėįšųūž", r"[ąę](?=[aeiouy])"),  # Lithuanian
        ("āčēģīķļņšūž", ""),  # Latvian
        ("äõöüšž", r"õ\b"),  # Estonian
    ),
}
_LANGUAGES["iso8859_2"] = _LANGUAGES["cp1250"]
_LANGUAGES["iso8859_7"] = _LANGUAGES["cp1253"]
_LANGUAGES["koi8_u"] = _LANGUAGES["iso8859_5"] = _LANGUAGES["cp1251"]
_RULES = {
    name: tuple((frozenset(letters), re.compile(never) if never else None) for letters, never in languages)
    for name, languages in _LANGUAGES.items()
}
LATIN_CODECS = frozenset({"cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257"})
_LETTERS = re.compile("[^\\W\\d_\x00-\x7fªº¹²³¼½¾µ]")
_SWAPPED = re.compile("[a-z][ŸŒŠŽÀ-ÖØ-Þ][a-z]")
_STRAY = re.compile("(?<=[^\\W\\d_])[³¹±¶¼¾º¿](?=[^\\W\\d_])|(?<=[a-z]{2})[±¹¶¼¾]|(?<!\\w)[¶¦¬¯£©®](?=[a-z]{2})")


@lru_cache(maxsize=512)
def is_coherent(text: str, name: str) -> bool:
    """Whether the letters of ``text``, decoded by that codec, may all be of one language, each in its place."""
    rules = _RULES.get(name)
    if rules is None:
        return True
    if _SWAPPED.search(text) is not None:
        return False
    text = text.lower()
    if name == "cp1252" and _STRAY.search(text) is not None:
        return False
    letters = frozenset(_LETTERS.findall(text))
    return not letters or any(
        letters <= alphabet and (never is None or never.search(text) is None) for alphabet, never in rules
    )
