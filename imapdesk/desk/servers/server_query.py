"""A query of ours as an IMAP search (RFC 9051 6.4.4), for what is on the server and not saved here.

The server's search knows words inside of words and no ranking; what it can't express is looked for as text.
"""

from __future__ import annotations

from collections.abc import Callable

from imapdesk.imap.search.query import SearchQuery, SearchQueryBuilder
from imapdesk.store.search.query import All, Dates, Either, Header, Leaf, Mark, Node, Not, Place, Size, Words, simplify


def make_server_query(node: Node) -> SearchQuery | None:
    """The same search for the server; None where the query asks for what only this computer knows."""
    built = _build(node)
    return None if built is None else built.get()


def settle_places(node: Node, lies_in: Callable[[Place], bool]) -> Node | None:
    """The same query for one folder, which is in a place or is not; None where nothing in it can be found."""
    if isinstance(node, Place):
        return All(()) if lies_in(node) else None
    if isinstance(node, Not):
        inner = settle_places(node.part, lies_in)
        return All(()) if inner is None else None if inner == All(()) else Not(inner)
    if not isinstance(node, All | Either):
        return node
    settled = [settle_places(part, lies_in) for part in node.parts]
    parts = tuple(part for part in settled if part is not None)
    if isinstance(node, All):
        return simplify(All(parts)) if len(parts) == len(settled) else None
    return All(()) if All(()) in parts else simplify(Either(parts)) if parts else None


def _build(node: Node) -> SearchQueryBuilder | None:
    if isinstance(node, Not):
        inner = _build(node.part)
        return None if inner is None else SearchQueryBuilder().not_(inner)
    if isinstance(node, All):
        return _join([_build(part) for part in node.parts], either=False)
    if isinstance(node, Either):
        return _join([_build(part) for part in node.parts], either=True)
    return _build_leaf(node)


def _join(parts: list[SearchQueryBuilder | None], *, either: bool) -> SearchQueryBuilder | None:
    whole = SearchQueryBuilder()
    for part in parts:
        if part is None:
            return None
        if part.chain:
            whole = part if not whole.chain else whole.or_(part) if either else whole.and_(part)
    return whole


def _build_leaf(leaf: Leaf) -> SearchQueryBuilder | None:
    empty = SearchQueryBuilder()
    match leaf:
        case Words():
            return _build_words(leaf)
        case Mark():
            return _MARKS[leaf.name]() if leaf.name in _MARKS else None
        case Place():
            return empty  # the caller chose the folders
        case Dates():
            return empty.received(since=leaf.first, before=leaf.end)
        case Size():
            return empty.larger(leaf.bytes) if leaf.larger else empty.smaller(leaf.bytes)
        case Header():
            return empty.header(leaf.name, leaf.text)


def _build_words(leaf: Words) -> SearchQueryBuilder:
    """A text, or any of its other spellings."""
    whole = _build_text(leaf)
    for each in leaf.also:
        whole = whole.or_(_build_text(each))
    return whole


def _build_text(leaf: Words) -> SearchQueryBuilder:
    empty = SearchQueryBuilder()
    fields: dict[str, Callable[[str], SearchQueryBuilder]] = {
        "from": empty.from_,
        "to": empty.to,
        "cc": empty.cc,
        "subject": empty.subject,
        "body": empty.body,
        "filename": empty.attachment,
    }
    return fields.get(leaf.field, empty.text)(leaf.text)


_MARKS: dict[str, Callable[[], SearchQueryBuilder]] = {
    "unread": lambda: SearchQueryBuilder().seen(False),
    "read": lambda: SearchQueryBuilder().seen(),
    "starred": lambda: SearchQueryBuilder().flagged(),
    "answered": lambda: SearchQueryBuilder().answered(),
    "forwarded": lambda: SearchQueryBuilder().keyword("$Forwarded"),
    "draft": lambda: SearchQueryBuilder().draft(),
    "attachment": lambda: SearchQueryBuilder().attachment(),
}
