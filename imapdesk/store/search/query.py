"""What a search asks for, as values, pure: `imapdesk.store.search.parsing` makes them of a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date


@dataclass(frozen=True, slots=True)
class Words:
    """Text to find: ``field`` is from, to, cc, subject, body, filename or empty for all.

    ``prefix``: the last word may go on; ``typed``: since it is still being typed, as far as one can tell. ``also``:
    other spellings, any of which will do.
    """

    text: str
    field: str = ""
    phrase: bool = False
    prefix: bool = False
    typed: bool = dataclass_field(default=False, compare=False)
    also: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A property that a message has or has not: unread, read, starred, answered, forwarded, draft, gone, attachment."""

    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """``kind`` is folder or mailbox; ``known``: there is one of that name, as far as anybody looked."""

    kind: str
    name: str
    known: bool = dataclass_field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Dates:
    """Messages of ``first`` or later and before ``end``; None leaves that side open."""

    first: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """Messages larger (or smaller) than so many bytes."""

    bytes: int
    larger: bool


@dataclass(frozen=True, slots=True)
class Header:
    """A header field that contains a text, or that is there when the text is empty."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part must match; without parts, everything does."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part must match."""

    parts: tuple[Node, ...]


Leaf = Words | Mark | Place | Dates | Size | Header
Node = Leaf | Not | All | Either


def change_leaves(node: Node, change: Callable[[Leaf], Node]) -> Node:
    """The same query with something else in the place of each leaf."""
    if isinstance(node, Not):
        return Not(change_leaves(node.part, change))
    if isinstance(node, All | Either):
        return type(node)(tuple(change_leaves(part, change) for part in node.parts))
    return change(node)


def simplify(node: Node) -> Node:
    """The same query without empty or single-part groups."""
    if isinstance(node, Not):
        part = simplify(node.part)
        return part if part == All(()) else Not(part)
    if not isinstance(node, All | Either):
        return node
    kind = type(node)
    parts: list[Node] = []
    for part in map(simplify, node.parts):
        parts += part.parts if isinstance(part, kind) else [part]
    filled = tuple(part for part in parts if part != All(()))
    return filled[0] if len(filled) == 1 else kind(filled) if filled else All(())
