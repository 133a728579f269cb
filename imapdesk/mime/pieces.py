"""Texts and pages that stand one after another, as a footer of a mailing list behind a page: each view shows all.

The parts of an alternative are the same in two forms, and each view shows one (RFC 8621 4.1.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from imapdesk.mime.message import Piece
from imapdesk.mime.structure.tree import Part
from imapdesk.mime.untagged import MOST_HTML, strip_tags

Body = tuple[Part, str]  # a text or a page, and what it says


def find_pieces(texts: Sequence[Body], htmls: Sequence[Body], forms: Mapping[int, int]) -> tuple[Piece, ...]:
    """The bodies in their order; nothing where the text as much as the page says it all by itself.

    ``forms``: by the identity of a part, the alternative that has it in both forms.
    """
    texts = [body for body in texts if body[1].strip()]
    htmls = [body for body in htmls if body[1].strip()]
    if not texts or not htmls:
        return ()
    alone = {*_find_lonely(texts, htmls, forms), *_find_lonely(htmls, texts, forms)}
    if not alone:
        return ()
    text_words = _find_words(text for _, text in texts)
    html_words = _find_words(strip_tags(html[:MOST_HTML]) for _, html in htmls)
    pieces = [
        (part.body, Piece(text, False, True, id(part) in alone and not _find_words([text]) <= html_words))
        for part, text in texts
    ] + [
        (part.body, Piece(html, True, id(part) in alone and not _says_nothing_new(html, text_words), True))
        for part, html in htmls
    ]
    if all(piece.in_text != piece.is_html and piece.in_page == piece.is_html for _, piece in pieces):
        return ()
    return tuple(piece for _, piece in sorted(pieces, key=lambda item: item[0]))


def _find_lonely(bodies: Sequence[Body], others: Sequence[Body], forms: Mapping[int, int]) -> Iterable[int]:
    """The identities of those ``bodies`` that none of the ``others`` is another form of."""
    there = {forms.get(id(part), -1) for part, _ in others} - {-1}
    return (id(part) for part, _ in bodies if forms.get(id(part), -1) not in there)


def _find_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


def _says_nothing_new(html: str, words: frozenset[str]) -> bool:
    """Whether a page says what the text does: some senders put both forms into a mixed."""
    return _find_words([strip_tags(html[:MOST_HTML])]) <= words
