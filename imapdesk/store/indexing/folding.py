"""Text as the index of words sees it, pure: what is equal for a reader becomes equal here.

The tokenizer (unicode61) folds case and the accents of Latin letters, and splits at what is no letter or digit. Accents
of other alphabets and letters such as "ł" or "æ" become plain before. It knows no words in scripts without spaces, so
runs of those become overlapping pairs of characters, and a search for three of them a phrase of two. An emoji becomes a
character for private use, which is a letter for it: a word of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from imapdesk.mail.letters import PLAIN_LETTERS, drop_unseen

# Kana, Han, Hangul and their compatibility forms; Korean has spaces, but its particles stick to the words.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{CJK}]+")
# Of more than 30 characters only letters: compounds have up to 63, what is longer or holds digits is some code.
_WORD = re.compile(r"[^\W\d_](?:[^\W_]{1,29}|[^\W\d_]{30,62})(?![^\W_])")
_PLAIN_WORD = re.compile(r"[a-z](?:[a-z0-9]{1,29}|[a-z]{30,62})(?![a-z0-9])")  # the same for ASCII, twice as fast
_LETTERS_FIRST = re.compile(r"[^\W\d_][^\W_]{0,499}")
_TOKEN = re.compile(r"[^\W_]+")
_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}
# Vowel signs of Arabic and Hebrew, which most texts leave out and the tokenizer takes for the end of a word.
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_USUAL_POINTS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u05b0\u05b4\u05b6\u05b7\u05b8\u05b9\u05bc"
_ACCENTS = "\u0300-\u036f"  # that stand behind their letter
_ACCENT = re.compile(f"[{_ACCENTS}]")
_ALPHABETS = (range(0x370, 0x530), range(0x1F00, 0x2000))  # Greek and Cyrillic, whose accents the tokenizer keeps
# Pictures, but for the colours of skin, which don't count.
_EMOJI = "\u231a-\u23ff\u2600-\u27bf\u2b05-\u2b55\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
_IS_EMOJI = re.compile(f"[{_EMOJI}]")
_PLANES = (0x100000, 0xF0000)  # to the characters for private use, from the first plane and from the second
_LAST_OF_FIRST = "\uffff"
_PRIVATE = "\U00100000"
_LONGEST = 500
LONG_WORD = 10  # letters from which on a word may be a compound
MIN_PART = 5
MIN_INNER_PART = 7


def fold_text(text: str) -> str:
    """Text to be indexed."""
    return text if text.isascii() else _RUN.sub(_pair_up, _normalise(text))


def fold_query(text: str) -> list[str]:
    """A text to be found, in pieces that must each be there, in quotes and with a star as FTS5 wants them.

    Empty when it holds no letter, no digit and no emoji.
    """
    return list(_iter_pieces(text if text.isascii() else _normalise(text)))


def find_tokens(folded: str) -> set[str]:
    """The runs of letters and digits in an indexed text, in lower case: each word of it is in one of them."""
    lower = folded.lower()
    return set(lower.translate(_GAPS).split() if lower.isascii() else _TOKEN.findall(lower))


def find_words_of(token: str) -> list[str]:
    """The words in one of the `find_tokens`: those that begin with a letter, without accents."""
    if token.isascii():
        return _PLAIN_WORD.findall(token)
    return [strip_accents(word) for word in _WORD.findall(token) if not _RUN.match(word)]


def find_words(folded: str) -> set[str]:
    """The words of an indexed text that begin with a letter, in lower case and without accents."""
    return {word for token in find_tokens(folded) for word in find_words_of(token)}


def find_all_words(folded: str) -> set[str]:
    """`find_words` with the longest ones and those that look like some code."""
    tokens = find_tokens(folded)
    if folded.isascii():
        return {token for token in tokens if token[0] > "9" and len(token) <= _LONGEST}
    return {strip_accents(token) for token in tokens if _LETTERS_FIRST.fullmatch(token) and not _RUN.match(token)}


def is_part(part: str, word: str) -> bool:
    """Whether a search for ``part`` should find the long ``word``.

    At its beginning or its end (with an ending of two letters) from five letters on, anywhere from seven: "Zahlung"
    finds "Ratenzahlungsplan", but "sport" doesn't find "transportation".
    """
    at = word.find(part)
    if at < 0 or part == word:
        return False
    return at == 0 or len(part) >= MIN_INNER_PART or len(word) - word.rfind(part) - len(part) <= 2


def strip_accents(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    plain = _make_plain(text.lower())
    return "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))


def _normalise(text: str) -> str:
    text = _make_plain(unicodedata.normalize("NFKC", drop_unseen(text)))
    return _POINTS.sub("", text) if any(point in text for point in _USUAL_POINTS) else text


def _make_plain(text: str) -> str:
    return _find_special().sub(lambda match: _plain(match[0]), text)


@cache
def _find_special() -> re.Pattern[str]:
    """Letters that have a plainer form which the tokenizer doesn't know."""
    accented = (chr(number) for alphabet in _ALPHABETS for number in alphabet)
    special = [char for char in accented if _ACCENT.search(unicodedata.normalize("NFD", char))]
    capitals = [letter.upper() for letter in PLAIN_LETTERS if len(letter.upper()) == 1 and not letter.upper().isascii()]
    return re.compile(
        f"[{''.join((*PLAIN_LETTERS, *(c for c in capitals if c != 'Σ'), *special))}ẞİ{_ACCENTS}{_EMOJI}]"
    )


@cache
def _plain(char: str) -> str:
    if _IS_EMOJI.match(char):
        return f" {chr(ord(char) + _PLANES[char > _LAST_OF_FIRST])} "
    lower = char.lower()
    return PLAIN_LETTERS.get(lower) or _ACCENT.sub("", unicodedata.normalize("NFD", lower))


def _pair_up(match: re.Match[str]) -> str:
    run = match[0]
    pairs = [run[i : i + 2] for i in range(len(run) - 1)]
    return f" {' '.join([*pairs, run[-1]])} "


def _iter_pieces(text: str) -> Iterator[str]:
    at = 0
    for run in _RUN.finditer(text):
        yield from _quote(text[at : run.start()])
        yield _quote_run(run[0])
        at = run.end()
    yield from _quote(text[at:])


def _quote(text: str) -> Iterator[str]:
    if any(char.isalnum() or char >= _PRIVATE for char in text):
        yield '"' + text.replace('"', '""') + '"'


def _quote_run(run: str) -> str:
    if len(run) == 1:
        return f'"{run}"*'
    return '"' + " ".join(run[i : i + 2] for i in range(len(run) - 1)) + '"'
