"""PURE: where the words of a search stand in a text, and the same marked in HTML of our own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape, unescape

from imapdesk.mail.letters import PLAIN_LETTERS

MARK_OPEN = '<mark style="background-color:#ffe08a;color:#1f1a00">'
MARK_CLOSE = "</mark>"
SPAN_OPEN = '<span style="background-color:#ffe08a;color:#1f1a00">'  # for Qt's rich text, which has no <mark>
SPAN_CLOSE = "</span>"
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"\s+")
_AS_PICTURE = "\ufe0f"  # asks for the coloured form of the sign before it
_ANYWHERE = 3  # letters from which on a term is marked inside of words as well
_LONGEST = 2_000_000  # characters of HTML in which words are looked for


def find_hits(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end of each hit, in order and without overlaps; case and accents don't count."""
    if not terms or not text:
        return []
    pattern = _make_pattern(tuple(terms))
    if pattern is None:
        return []
    folded, places = _fold(text)
    return [(places[hit.start()], places[hit.end() - 1] + 1) for hit in pattern.finditer(folded) if hit.end()]


def mark_html(html: str, terms: Sequence[str], opening: str = MARK_OPEN, closing: str = MARK_CLOSE) -> str:
    """Safe HTML with the hits in its text marked; tags and style sheets stay as they are."""
    if not terms or len(html) > _LONGEST:
        return html
    return "".join(_mark_pieces(html, terms, opening, closing))


def _mark_pieces(html: str, terms: Sequence[str], opening: str, closing: str) -> Iterator[str]:
    at, inside_style = 0, False
    for tag in _TAG.finditer(html):
        piece = html[at : tag.start()]
        yield piece if inside_style else _mark_text(piece, terms, opening, closing)
        yield tag[0]
        name = tag[0][1:8].lower()
        inside_style = name.startswith(("style", "title")) or (inside_style and not name.startswith("/"))
        at = tag.end()
    yield html[at:] if inside_style else _mark_text(html[at:], terms, opening, closing)


def _mark_text(piece: str, terms: Sequence[str], opening: str, closing: str) -> str:
    if not piece.strip():
        return piece
    text = unescape(piece)
    hits = find_hits(text, terms)
    if not hits:
        return piece
    parts, at = [], 0
    for start, end in hits:
        parts += [escape(text[at:start]), opening, escape(text[start:end]), closing]
        at = end
    return "".join([*parts, escape(text[at:])])


def _make_pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    choices = []
    for term in sorted({_fold(term.strip())[0] for term in terms}, key=len, reverse=True):
        if not any(char.isalnum() or unicodedata.category(char) == "So" for char in term):
            continue
        words = r"\s+".join(re.escape(word) for word in _BLANK.split(term) if word)
        short_word = len(term) < _ANYWHERE and term.isascii()
        choices.append(rf"(?<!\w){words}" if short_word else words)
    return re.compile("|".join(choices)) if choices else None


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Lower case without accents, and for each of its characters the place it had."""
    if text.isascii():
        return text.lower(), range(len(text))
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", PLAIN_LETTERS.get(char.lower()) or char.casefold()):
            if not unicodedata.combining(part) and part != _AS_PICTURE:
                folded.append(part)
                places.append(place)
    return "".join(folded), places
