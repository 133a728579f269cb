"""What a search marks in the messages that it found, pure: the words that were wanted, not those left out."""

from __future__ import annotations

from collections.abc import Iterator

from imapdesk.store.search.query import All, Either, Node, Words

_MOST = 20


def find_terms(node: Node) -> tuple[str, ...]:
    """The texts of a query that a hit can show, each once."""
    return tuple(dict.fromkeys(text for text in _walk(node) if text.strip()))[:_MOST]


def _walk(node: Node) -> Iterator[str]:
    if isinstance(node, Words) and node.field != "filename":
        yield node.text
        yield from (each.text for each in node.also)
    elif isinstance(node, All | Either):
        for part in node.parts:
            yield from _walk(part)
