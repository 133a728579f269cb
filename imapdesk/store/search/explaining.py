"""How a query was understood, in words for the line under the search box, pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from imapdesk.store.indexing.folding import fold_query
from imapdesk.store.search.parsing import Cut
from imapdesk.store.search.query import All, Dates, Either, Header, Leaf, Mark, Node, Not, Place, Size, Words

_FIELDS = {
    "": "containing “{0}”",
    "from": "from “{0}”",
    "to": "to “{0}”",
    "cc": "with “{0}” in Cc",
    "subject": "with “{0}” in the subject",
    "body": "with “{0}” in the text",
    "filename": "with an attachment named “{0}”",
}
_CUT = {"characters": "by the first {0} characters alone", "terms": "by the first {0} terms alone"}
_ALSO = "also “{0}”"
_LEFT_OUT = "“{0}” left out: signs alone are no words"
_INNER = str.maketrans("“”", "‘’")  # within quotes, so that whoever reads the sentence sees where they end
_SIGNS = "Symbols and punctuation alone find nothing: a search needs letters, digits or emoji."
_MARKS = {
    "unread": "unread",
    "read": "read",
    "starred": "starred",
    "answered": "answered",
    "forwarded": "forwarded",
    "draft": "drafts",
    "gone": "deleted on the server",
    "attachment": "with attachments",
}


def explain_query(node: Node, cut: Cut | None = None) -> str:
    """One sentence part: ``Messages from “bob”, unread, before 2024-01-01``; first of all, where the query was cut."""
    if node == All(()):
        return "All messages"
    if all(isinstance(leaf, Words) and not fold_query(leaf.text) for leaf in _list_leaves(node)):
        return _SIGNS
    return f"Messages {_explain(node)}" if cut is None else f"Messages {_explain_cut(cut)}, {_explain(node)}"


def _explain_cut(cut: Cut) -> str:
    return _CUT[cut.unit].format(cut.most)


def _list_leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Not):
        yield from _list_leaves(node.part)
    elif isinstance(node, All | Either):
        for part in node.parts:
            yield from _list_leaves(part)
    else:
        yield node


def _explain(node: Node) -> str:
    if isinstance(node, Not):
        return f"not {_group(node.part)}"
    if isinstance(node, All):
        return ", ".join(_group(part) for part in node.parts)
    if isinstance(node, Either):
        return " or ".join(_group(part) for part in node.parts)
    return _explain_leaf(node)


def _group(node: Node) -> str:
    text = _explain(node)
    return f"({text})" if isinstance(node, All | Either) else text


def _explain_leaf(leaf: Leaf) -> str:
    match leaf:
        case Words() if not fold_query(leaf.text):
            return _LEFT_OUT.format(_say(leaf))
        case Words():
            also = "".join(f", {_ALSO.format(_say(each))}" for each in leaf.also)
            return _FIELDS[leaf.field].format(_say(leaf)) + also
        case Mark():
            return _MARKS[leaf.name]
        case Place():
            return _explain_place(leaf)
        case Dates():
            return _explain_dates(leaf)
        case Size():
            size = _format_bytes(leaf.bytes)
            return f"larger than {size}" if leaf.larger else f"smaller than {size}"
        case Header():
            text = leaf.text.translate(_INNER)
            return f"whose {leaf.name} header contains “{text}”" if text else f"with a {leaf.name} header"


def _explain_place(place: Place) -> str:
    name = place.name.translate(_INNER)
    if place.kind == "folder":
        return f"in folder “{name}”" if place.known else f"in an unknown folder “{name}”"
    return f"in mailbox “{name}”" if place.known else f"in an unknown mailbox “{name}”"


def _say(words: Words) -> str:
    return words.text.translate(_INNER) + ("…" if words.prefix else "")


def _explain_dates(dates: Dates) -> str:
    if dates.first is not None and dates.end is not None:
        last = dates.end - timedelta(days=1)
        return f"on {dates.first}" if last == dates.first else f"from {dates.first} to {last}"
    return f"before {dates.end}" if dates.end is not None else f"on or after {dates.first}"


def _format_bytes(size: int) -> str:
    for unit, scale in (("GB", 1024**3), ("MB", 1024**2), ("kB", 1024)):
        if size >= scale:
            return f"{size / scale:g} {unit}"
    return "one byte" if size == 1 else f"{size} bytes"
