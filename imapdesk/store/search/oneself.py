"""Who is meant by ``from:me`` and ``to:me``: the addresses of the mailboxes; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from imapdesk.store.search.query import All, Either, Leaf, Node, Not, Words, change_leaves

_PEOPLE = frozenset({"from", "to", "cc"})


def name_oneself(node: Node, addresses: Sequence[str]) -> Node:
    """The same query with one's own addresses in place of "me"; in quotes it is a name like others."""

    def name(leaf: Leaf) -> Node:
        return _name(leaf, addresses) if isinstance(leaf, Words) and _is_oneself(leaf) and addresses else leaf

    return change_leaves(node, name)


def asks_for_oneself(node: Node) -> bool:
    """Whether a query speaks of "me" at all."""
    if isinstance(node, Not):
        return asks_for_oneself(node.part)
    if isinstance(node, All | Either):
        return any(map(asks_for_oneself, node.parts))
    return isinstance(node, Words) and _is_oneself(node)


def _is_oneself(words: Words) -> bool:
    starred = words.prefix and not words.typed
    return words.field in _PEOPLE and not words.phrase and not starred and words.text.lower() == "me"


def _name(words: Words, addresses: Sequence[str]) -> Words:
    first, *others = (replace(words, text=address, prefix=False, typed=False) for address in addresses)
    return replace(first, also=tuple(others))
