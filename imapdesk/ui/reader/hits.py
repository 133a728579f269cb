"""PURE: where the words of a search stand in a text, and the same marked in HTML of our own."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from imapdesk.mail.letters import PLAIN_LETTERS

HIT_GROUND, HIT_INK = "#ffe08a", "#1f1a00"  # in a text, in either theme
MARK_OPEN = f'<mark style="background-color:{HIT_GROUND};color:{HIT_INK}">'
MARK_CLOSE = "</mark>"
SPAN_OPEN = f'<span style="background-color:{HIT_GROUND};color:{HIT_INK}">'  # for Qt's rich text, which has no <mark>
SPAN_CLOSE = "</span>"
_TAG = re.compile(r"<[^>]*>")
_INLINE = re.compile(r"</?(?:wbr|b|i|u|s|em|strong|span|font|mark|small|big|bdi|bdo|ins|del|a)[\s/>]", re.IGNORECASE)
_BLANK = re.compile(r"\s+")
_TOKEN = re.compile(r"[^\W_]+")
_GAP = r"[\W_]{1,40}"  # what the index of words takes for the end of one: "aujourd'hui" is two, as "aujourd’hui" is
_PLAIN_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")
# The coloured form of the sign before it, and what nobody sees inside of words.
_UNSEEN = frozenset("\ufe0f\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ANYWHERE = 3  # letters from which on a term is marked inside of words as well
_LONGEST = 2_000_000  # characters of HTML in which words are looked for


def find_hits(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end of each hit, in order and without overlaps; case and accents don't count."""
    if not terms or not text:
        return []
    pattern = _make_pattern(tuple(terms))
    return _find(text, pattern) if pattern is not None else []


def find_anywhere(text: str, wanted: str) -> list[tuple[int, int]]:
    """The same for what somebody typed to find in one text: signs count, and it can stand within a word."""
    words = [re.escape(word) for word in _BLANK.split(_fold(wanted)[0]) if word]
    return _find(text, re.compile(r"\s+".join(words))) if words else []


def _find(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    folded, places = _fold(text)
    hits = ((places[hit.start()], places[hit.end() - 1] + 1) for hit in pattern.finditer(folded) if hit.end())
    return [(start, _pass_accents(text, end)) for start, end in hits]


def _pass_accents(text: str, end: int) -> int:
    """The end of a hit with the accents that stand behind its last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def mark_html(html: str, terms: Sequence[str], opening: str = MARK_OPEN, closing: str = MARK_CLOSE) -> str:
    """Safe HTML with the hits in its text marked; tags and style sheets stay as they are.

    A word is one though tags stand inside of it, and a phrase goes over the cells of a table.
    """
    if not terms or len(html) > _LONGEST:
        return html
    pieces = list(_cut(html))
    hits = find_hits("".join(piece.text for piece in pieces), terms)
    return "".join(_mark_pieces(pieces, hits, opening, closing)) if hits else html


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text between tags, or a tag; ``text`` is what is seen of it: of a tag nothing, or that it ends a word."""

    html: str
    text: str
    is_tag: bool


def _cut(html: str) -> Iterator[_Piece]:
    at, inside_style = 0, False
    for tag in _TAG.finditer(html):
        piece = html[at : tag.start()]
        if piece:
            yield _Piece(piece, "" if inside_style else unescape(piece), is_tag=inside_style)
        yield _Piece(tag[0], "" if _INLINE.match(tag[0]) else "\n", is_tag=True)
        name = tag[0][1:8].lower()
        inside_style = name.startswith(("style", "title")) or (inside_style and not name.startswith("/"))
        at = tag.end()
    if at < len(html):
        yield _Piece(html[at:], "" if inside_style else unescape(html[at:]), is_tag=inside_style)


def _mark_pieces(
    pieces: Sequence[_Piece], hits: Sequence[tuple[int, int]], opening: str, closing: str
) -> Iterator[str]:
    """Each hit is marked in every piece that has some of it."""
    at, next_hit = 0, 0
    for piece in pieces:
        end = at + len(piece.text)
        while next_hit < len(hits) and hits[next_hit][1] <= at:
            next_hit += 1
        if piece.is_tag or next_hit == len(hits) or hits[next_hit][0] >= end:
            yield piece.html
        else:
            inside, number = [], next_hit
            while number < len(hits) and hits[number][0] < end:
                inside.append((max(0, hits[number][0] - at), min(hits[number][1], end) - at))
                number += 1
            yield _mark_text(piece.text, inside, opening, closing)
        at = end


def _mark_text(text: str, hits: Sequence[tuple[int, int]], opening: str, closing: str) -> str:
    parts, at = [], 0
    for start, end in hits:
        parts += [escape(text[at:start]), opening, escape(text[start:end]), closing]
        at = end
    return "".join([*parts, escape(text[at:])])


@lru_cache(64)
def _make_pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    forms = {form for term in terms for form in _list_forms(_fold(term.strip())[0])}
    return re.compile("|".join(sorted(forms, key=lambda form: (-len(form), form)))) if forms else None


def _list_forms(term: str) -> Iterator[str]:
    """A term as it is, and as the index of words takes it: its words, whatever stands between and around them."""
    if not any(char.isalnum() or unicodedata.category(char) == "So" for char in term):
        return
    yield _bound(term, r"\s+".join(re.escape(word) for word in _BLANK.split(term) if word))
    tokens = _TOKEN.findall(term)
    bare = "".join(tokens)
    if len(bare) >= _ANYWHERE and bare != term:
        yield _bound(bare, _GAP.join(map(re.escape, tokens)))


def _bound(term: str, pattern: str) -> str:
    return rf"(?<!\w){pattern}" if len(term) < _ANYWHERE and term.isascii() else pattern


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Lower case without accents, and for each of its characters the place it had."""
    if text.isascii():
        return text.lower(), range(len(text))
    folded: list[str] = []
    places = array("q")
    for run in _PLAIN_RUN.finditer(text):
        if run[0].isascii():
            folded.append(run[0].lower())
            places.extend(range(run.start(), run.end()))
            continue
        plain = _fold_letter(run[0])
        folded.append(plain)
        places.extend([run.start()] * len(plain))
    return "".join(folded), places


@lru_cache(4096)
def _fold_letter(char: str) -> str:
    if char in _UNSEEN:
        return ""
    parts = unicodedata.normalize("NFKD", PLAIN_LETTERS.get(char.lower()) or char.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
