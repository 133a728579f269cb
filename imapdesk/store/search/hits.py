"""What a search marks in the messages that it found, pure: the words that were wanted, not those left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imapdesk.store.search.query import All, Either, Node, Words

_MOST = 20


def find_terms(node: Node) -> tuple[str, ...]:
    """The texts of a query that a message can show, each once."""
    return _choose(words for words in _walk(node) if words.field != "filename")


def find_file_terms(node: Node) -> tuple[str, ...]:
    """The texts of a query that a name of a file can show, each once."""
    return _choose(words for words in _walk(node) if words.field in ("", "filename"))


def _choose(found: Iterable[Words]) -> tuple[str, ...]:
    texts = (each.text for words in found for each in (words, *words.also))
    return tuple(dict.fromkeys(text for text in texts if text.strip()))[:_MOST]


def _walk(node: Node) -> Iterator[Words]:
    if isinstance(node, Words):
        yield node
    elif isinstance(node, All | Either):
        for part in node.parts:
            yield from _walk(part)
