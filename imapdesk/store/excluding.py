"""Messages without some words, where nearly every message has them.

What an index of words can't list, counting finds: where it holds as many hits as there are messages, none is without.
"""

from __future__ import annotations

from collections.abc import Sequence

from imapdesk.store.conditions import Vocabulary, is_plain_text, to_match
from imapdesk.store.connection import Readers
from imapdesk.store.query import Node, Not

_SPANS = 128


def list_excluded(rows: Sequence[Node], vocabulary: Vocabulary) -> str:
    """One FTS5 expression for all that must not be there; empty when nothing is excluded."""
    parts = [node.part for node in rows if isinstance(node, Not)]
    matches = [to_match(part, vocabulary) for part in parts if is_plain_text(part)]
    return " OR ".join(f"({match})" for match in matches if match)


def find_without(readers: Readers, match: str, most: int) -> list[int] | None:
    """The ranks of all messages that don't match; None when they are more than ``most``."""
    ends = readers.row(  # apart: both in one SELECT go through the whole index
        "SELECT (SELECT min(rank) FROM message WHERE rank IS NOT NULL), "
        "(SELECT max(rank) FROM message WHERE rank IS NOT NULL)"
    )
    if ends is None or ends[0] is None:
        return []
    first, last = ends
    step = (last - first) // _SPANS + 1
    found: list[int] = []
    for start in range(first, last + 1, step):
        found += _find_in_span(readers, match, start, start + step - 1, most + 1 - len(found))
        if len(found) > most:
            return None
    return found


def _find_in_span(readers: Readers, match: str, first: int, last: int, most: int) -> list[int]:
    counts = readers.row(
        "SELECT (SELECT count(*) FROM message WHERE rank BETWEEN ?1 AND ?2), "
        "(SELECT count(*) FROM words WHERE words MATCH ?3 AND rowid BETWEEN ?1 AND ?2), "
        "EXISTS (SELECT 1 FROM dead_rank WHERE rank BETWEEN ?1 AND ?2)",
        (first, last, match),
    )
    if counts is None or (counts[0] == counts[1] and not counts[2]):
        return []
    rows = readers.rows(
        "SELECT rank FROM message WHERE rank BETWEEN ?1 AND ?2 AND rank NOT IN "
        "(SELECT rowid FROM words WHERE words MATCH ?3 AND rowid BETWEEN ?1 AND ?2) LIMIT ?4",
        (first, last, match, most),
    )
    return [row[0] for row in rows]
