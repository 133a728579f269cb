"""Which legacy charset are these bytes in? An own guess, made for the few words of a subject or a name.

General detectors want kilobytes; a raw header has twenty bytes. Each candidate decodes strictly, then its characters
are weighed by how often the language written in that charset uses them. Reasons for the weights: in East Asian text
one character in two is among the hundred commonest; Cyrillic read in the wrong charset swaps the case of every letter;
in Western text an accented letter stands among plain ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

from imapdesk.mime.charsets.frequent import (
    HANGUL,
    JAPANESE,
    JAPANESE_NAMES,
    KANA,
    KATAKANA,
    SIMPLIFIED,
    SIMPLIFIED_NAMES,
    TRADITIONAL,
    TRADITIONAL_NAMES,
)
from imapdesk.mime.charsets.languages import LATIN_CODECS, is_coherent

_FOREIGN = re.compile(rb"[\x80-\xff]")
_LINE = re.compile(rb"([\x80-\xa0\xa2-\xff])\1{9,}")  # drawn with one sign; A1 twice is a wide blank in East Asia
_SAMPLE = 4_096  # bytes looked at: more changes no verdict
_COMMON = 3.0
_NAMED = 2.0
_USUAL = 1.6
_RARE = 0.4
_ODD = -2.0

# Alphabets by frequency; a bar parts the common third, the usual and the rare.
_CYRILLIC = "оеаинтсрвл|кмдпуяыьгзбч|йхжшюцщэфъёіїєґ"
_GREEK = "αοιετσνηυρπκμλς|ωάίόέήύώδγ|χθφβξζψϊϋΐΰ"
_HEBREW = "יוהלאתרבם|נמשקדחעפןת|סצכטגזךץף"
_ARABIC = "المينورتبعدسة|فهكقحجشطصخأ|ءإآىئؤضثظغذزپچگکی"
_THAI = "านรอกเงมยลวดทสต่้ัิี|ะปบคหแจพชขใไืึุูำโ|ผถศธซณฟษภญฐฉ็๊๋์"
_WESTERN = "éèêëàâäáãåæçíìîïñóòôöõøúùûüýßœÉÈÊÀÂÄÁÃÅÆÇÍÑÓÔÖÕØÚÜŒ"
_WESTERN_MARKS = "’‘“”–—…«»€£§°·•´¡¿ªº®©™\xa0"
_WESTERN_SIGNS = frozenset("±×÷¼½¾²³µ¢¥†")  # beside letters they are none
_CENTRAL = "ąćęłńóśźżěščřžýáíéúůďťňőűâîşţăđôäöüßĄĆĘŁŃŚŹŻŠČŘŽÁÉŐŰÚÝÍÖÜÓĎŤŇŞŢĂĐÔÄĚŮ"
_CENTRAL_RARE = "ľĺŕĽĹŔ"
_BALTIC = "ąčęėįšųūžāēģīķļņõäöüĄČĘĖĮŠŲŪŽĀĒĢĪĶĻŅÕÄÖÜ"
_TURKISH = "ışğçöüİŞĞÇÖÜâî"
_GREEK_ACCENTS = frozenset("άέήίόύώΆΈΉΊΌΎΏ")
_HEBREW_FINALS = frozenset("םןץףך")


def _weigh(common: str, *, usual: str = "", rare: str = "") -> dict[str, float]:
    weights = dict.fromkeys(rare, _RARE)
    weights.update(dict.fromkeys(usual, _USUAL))
    weights.update(dict.fromkeys(common, _COMMON))
    return weights


def _alphabet(letters: str, *, marks: str = "«»№–—…“”’\xa0·") -> dict[str, float]:
    weights = dict.fromkeys(marks, _RARE)
    for third, weight in zip(letters.split("|"), (3.0, 2.0, 1.0), strict=True):
        weights.update(dict.fromkeys(third.upper(), weight - 0.8))
        weights.update(dict.fromkeys(third, weight))
    return weights


_CJK_MARKS = "，。、！？：；（）【】《》「」『』“”‘…—～・ー　"
_PROFILES: dict[str, dict[str, float]] = {
    "gb18030": {
        **dict.fromkeys(SIMPLIFIED_NAMES, _NAMED),
        **_weigh(SIMPLIFIED + TRADITIONAL, usual=_CJK_MARKS),
    },
    "cp950": {**dict.fromkeys(TRADITIONAL_NAMES, _NAMED), **_weigh(TRADITIONAL, usual=_CJK_MARKS)},
    "cp949": _weigh(HANGUL, usual="·ㆍ"),
    "euc_jp": _weigh(KANA + KATAKANA, usual=JAPANESE + JAPANESE_NAMES + _CJK_MARKS),
    "cp932": _weigh(KANA + KATAKANA, usual=JAPANESE + JAPANESE_NAMES + _CJK_MARKS),
    "koi8_u": _alphabet(_CYRILLIC, marks=""),  # Russian reads the same in it
    "cp1251": _alphabet(_CYRILLIC),
    "iso8859_5": _alphabet(_CYRILLIC, marks=""),
    "cp1253": _alphabet(_GREEK),
    "iso8859_7": _alphabet(_GREEK),
    "cp1255": _alphabet(_HEBREW),
    "cp1256": _alphabet(_ARABIC, marks="،؛؟«»"),
    "cp874": _alphabet(_THAI),
    "cp1252": {**_weigh("", usual=_WESTERN, rare=_WESTERN_MARKS), **dict.fromkeys("ðþÐÞ", 0.8)},
    "cp1250": {**_weigh("", usual=_CENTRAL), **dict.fromkeys(_CENTRAL_RARE, 1.0)},
    "iso8859_2": {**_weigh("", usual=_CENTRAL), **dict.fromkeys(_CENTRAL_RARE, 1.0)},
    "cp1254": _weigh("", usual=_TURKISH),
    "cp1257": _weigh("", usual=_BALTIC),
}
_MULTIBYTE = frozenset({"gb18030", "cp950", "cp949", "euc_jp", "cp932"})
_CYRILLIC_PROFILES = ("koi8_u", "cp1251", "iso8859_5")
CYRILLIC_CODECS = frozenset({*_CYRILLIC_PROFILES, "koi8_r"})
_MUTE_WORD = re.compile(r"\b(?=[\u0400-\u04ff]{4})[^\Wаеёиоуыэюяіїєў]+\b", re.IGNORECASE)
# A word of Western capitals, and nothing else.
_CAPITALS = re.compile(r"[\s!-@]*[ÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÕÖØÚÙÛÜ]{3,8}[\s!-@]*")
# One or two East Asian characters and half a Western word.
_GLUED = re.compile(r"(?<![^\x00-\x7f])[^\x00-\x7f]{1,2}[a-z]{2}|[a-z]{2}[^\x00-\x7f]{1,2}(?![^\x00-\x7f])")
_HINT_BONUS = 0.6
_SAYS_NOTHING = frozenset({"", "utf_8"})  # hints: bytes that come here are no UTF-8, whatever the message says
_LATIN_WORDS_OF_ONE_LETTER = frozenset("àáâåæèéêíòóôöøúőįÀÁÂÅÆÈÉÊÍÒÓÔÖØÚŐĮºª")
_OTHER_WORDS_OF_ONE_LETTER = frozenset("авиійзкосуяАВИІЙЗКОСУЯηοήόΗΟΉΌو")
_INCOHERENT = 0.8  # what a Latin letter loses whose neighbours are of another language
_EVERYDAY_BONUS = 1.5  # a few bytes are everyday East Asian characters one and all: no accident
_EVERYDAY = 2  # characters
_BELONGS = frozenset("'’.-") | frozenset(map(chr, range(0x0E30, 0x0E4F)))  # beside a letter; the vowels of Thai
_ORDER_BONUS = {"cp1252": 0.35, "cp1257": -0.3, "gb18030": 0.05, "cp1251": 0.05}


def guess_charset(data: bytes, hint: str = "") -> str:
    """The Python codec that these non-UTF-8 bytes are most likely in; ``hint`` is a codec seen in the same message."""
    first = _FOREIGN.search(data)
    alone = first is not None and not _FOREIGN.search(data, first.end())
    if alone and hint in _SAYS_NOTHING and _is_western(data[:_SAMPLE]):
        return "cp1252"  # one byte among ASCII is an accent or a sign
    start = max(0, first.start() - 16) if first else 0
    sample = data[start : start + _SAMPLE]
    if _LINE.search(sample) and not _FOREIGN.search(_LINE.sub(b"", sample)):
        return "cp1252"
    return _guess(sample, hint)


def guess_cyrillic(data: bytes, hint: str) -> str:
    """Which Cyrillic codec these bytes are in; ``hint``, one of them, unless another reads far better."""
    sample = data[:_SAMPLE]
    scores = {name: _score(sample, name, _PROFILES[name]) or 0.0 for name in _CYRILLIC_PROFILES}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > scores["koi8_u" if hint == "koi8_r" else hint] + _HINT_BONUS else hint


def _is_western(data: bytes) -> bool:
    text = _decode_whole(data, "cp1252")
    return text is None or is_coherent(text, "cp1252")


@lru_cache(maxsize=256)
def _guess(data: bytes, hint: str) -> str:
    best, best_score = "cp1252", -1.0
    for name, weights in _PROFILES.items():
        score = _score(data, name, weights)
        if score is None:
            continue
        score += _ORDER_BONUS.get(name, 0.0) + (_HINT_BONUS if name == hint else 0.0)
        if score > best_score:
            best, best_score = name, score
    return best


def _score(data: bytes, name: str, weights: dict[str, float]) -> float | None:
    """How well these bytes read in this charset, for each character beyond ASCII; None where they don't."""
    text = _decode_whole(data, name)
    if text is None:
        return None
    if text.upper() == text and name not in _MULTIBYTE and name not in LATIN_CODECS:
        text = text.lower()  # all capitals is a manner of writing, and says nothing against the charset
    total, count = _add_weights(text, name, weights)
    if not count:
        return None
    if name == "cp1252" and _CAPITALS.fullmatch(text):
        return _USUAL
    if name in _MULTIBYTE:
        return total / count + _judge_east_asian(text, count, weights)
    if name not in LATIN_CODECS:
        total += count * _judge_alphabet(text, count, name)
    return total / count - (0.0 if is_coherent(text, name) else _INCOHERENT)


def _add_weights(text: str, name: str, weights: dict[str, float]) -> tuple[float, int]:
    """What the characters beyond ASCII weigh together, and how many they are."""
    total = 0.0
    count = 0
    previous = " "
    for character, following in zip(text, text[1:] + " ", strict=True):
        if character >= "\x80":
            count += 1
            total += _weight_of(character, previous, following, name, weights)
        previous = character
    return total, count


def _judge_east_asian(text: str, count: int, weights: dict[str, float]) -> float:
    """What the whole text says beyond its characters, for each of them."""
    verdict = 0.0
    if count >= _EVERYDAY and all(each < "\x80" or each in weights for each in text):
        verdict += _EVERYDAY_BONUS
    if count <= _EVERYDAY and _GLUED.search(text):
        verdict -= _COMMON
    return verdict


def _judge_alphabet(text: str, count: int, name: str) -> float:
    """The same for an alphabet that isn't Latin."""
    verdict = -2.0 if count < 3 else 0.0  # one letter among ASCII is an accent or a sign
    if name in CYRILLIC_CODECS and _MUTE_WORD.search(text):
        verdict -= 1.0  # no word of that length goes without a vowel
    if name in {"cp1253", "iso8859_7"} and count > 3 and _GREEK_ACCENTS.isdisjoint(text):
        verdict -= 1.0  # Greek words carry accents; without one this is another alphabet
    return verdict


def _weight_of(character: str, previous: str, following: str, name: str, weights: dict[str, float]) -> float:
    weight = weights.get(character)
    if name in _MULTIBYTE:
        if _is_plain_letter(previous) and _is_plain_letter(following) and character.encode(name)[-1] < 0x80:
            return _ODD  # a Western accent and the letter behind it, in the middle of a word
        return _weight_of_stranger(character, name) if weight is None else weight
    if following in "\\|{}[]^`":
        return _ODD  # no writing puts these after a letter, but they are second bytes in East Asian charsets
    if name in LATIN_CODECS:
        return _weight_in_latin(character, previous, following, weight)
    if weight is None or _is_plain_letter(previous) or _is_plain_letter(following):
        return _ODD  # two alphabets in one word
    if character.isupper() and previous.islower():
        return _ODD  # an upper-case letter after a lower-case one: the case is swapped, so the charset is wrong
    if character in _HEBREW_FINALS and following.isalpha():
        return _ODD
    if character.isalpha() and _is_alone(previous, following) and character not in _OTHER_WORDS_OF_ONE_LETTER:
        return _ODD
    return weight


def _is_alone(previous: str, following: str) -> bool:
    """Whether a letter between these is no part of a word, nor an initial."""
    return not previous.isalpha() and not following.isalpha() and following not in _BELONGS and previous not in _BELONGS


def _weight_in_latin(character: str, previous: str, following: str, weight: float | None) -> float:
    """Western text has its accents among plain letters; a row of them is another alphabet read wrongly."""
    if not character.isalpha():
        inside = _is_plain_letter(previous) and _is_plain_letter(following) and character not in "’·´\xa0"
        if character in _WESTERN_SIGNS and not previous.isalpha() and not following.isalpha():
            return _RARE
        return _ODD if weight is None or inside else weight
    if previous.islower() and character.isupper():
        return _ODD
    if _is_alone(previous, following) and character not in _LATIN_WORDS_OF_ONE_LETTER:
        return _ODD  # a sign read as a letter
    return (-0.5 if weight is None else weight) - (0.0 if previous < "\x80" else 1.2)


def _is_plain_letter(character: str) -> bool:
    return character < "\x80" and character.isalpha()


def _weight_of_stranger(character: str, name: str) -> float:
    if name == "cp949":
        return _hangul_weight(character)
    if "\uff61" <= character <= "\uff9f":
        return -0.3  # half-width katakana: real in Shift_JIS, but any byte from A1 to DF reads as one
    if "一" <= character <= "鿿":
        return _hanzi_weight(character, name)
    return -0.6


def _hangul_weight(character: str) -> float:
    """The 2,350 syllables of KS X 1001 are used; the rest of the unified code hardly ever."""
    if not "가" <= character <= "힣":
        return -0.8
    encoded = character.encode("cp949")
    return 0.5 if encoded[0] >= 0xB0 and encoded[1] >= 0xA1 else _ODD


def _hanzi_weight(character: str, name: str) -> float:
    """The first level of a national set holds the usual characters, the second the rare ones."""
    try:
        lead, trail = character.encode(name)[:2]
    except (UnicodeEncodeError, ValueError):
        return -0.6
    if name == "gb18030":
        return _ODD if trail < 0xA1 else 0.8 if 0xB0 <= lead <= 0xD7 else -0.4
    if name == "cp950":
        return 0.8 if 0xA4 <= lead <= 0xC6 else -0.6
    if name == "euc_jp":
        return 0.7 if 0xB0 <= lead <= 0xCF else -0.6
    return 0.6 if 0x88 <= lead <= 0x97 else -0.6


def _decode_whole(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        # A sample cut inside its last character is still that charset.
        if name in _MULTIBYTE and len(data) > 8 and error.start >= len(data) - 3:
            return data[: error.start].decode(name, "ignore")
        return None
