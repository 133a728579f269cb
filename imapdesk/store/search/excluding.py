"""Messages without some words, where nearly every message has them.

What an index of words can't list, counting finds: where it holds as many hits as there are messages, none is without.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from imapdesk.store.database.connection import Readers
from imapdesk.store.search.asking import has_any
from imapdesk.store.search.conditions import choose_table, is_plain_text, list_alternatives, to_match
from imapdesk.store.search.matching import Match, Vocabulary
from imapdesk.store.search.query import Either, Node, Not, Words

_SPANS = 128
_FIRST = 2  # alternatives that are counted before all of them
_MOST_ASKED = 4_000  # words of messages: 15 us each
_ONE_WORD = re.compile(r'(?:\{\w+\} : )?\(?"\w+"\)?')  # a phrase costs more than any number of words


@dataclass(frozen=True, slots=True)
class Excluded:
    """What must not be there: any of some FTS5 expressions, the most frequent words of a beginning first.

    ``nodes`` are the conditions that they stand for; ``match`` finds any of them.
    """

    nodes: tuple[Node, ...]
    texts: tuple[str, ...]
    match: Match

    def list_matches(self) -> list[Match]:
        """One for each of them."""
        return [Match(text, self.match.table) for text in self.texts]


def list_excluded(rows: Sequence[Node], vocabulary: Vocabulary) -> Excluded | None:
    """All that must not be there; None when nothing is excluded."""
    nodes = [node for node in rows if isinstance(node, Not) and is_plain_text(node.part)]
    parts = [node.part for node in nodes]
    texts = tuple(text for part in parts for text in _list_texts(part, vocabulary))
    whole = " OR ".join(f"({text})" for part in parts if (text := to_match(part, vocabulary)))
    return Excluded(tuple(nodes), texts, Match(whole, choose_table(parts, vocabulary))) if texts else None


def _list_texts(node: Node, vocabulary: Vocabulary) -> tuple[str, ...]:
    if isinstance(node, Words):
        return list_alternatives(node, vocabulary)
    if isinstance(node, Either):
        return tuple(text for part in node.parts for text in _list_texts(part, vocabulary))
    text = to_match(node, vocabulary)
    return (f"({text})",) if text else ()


def find_apart(readers: Readers, excluded: Excluded, most: int) -> list[int] | None:
    """The ranks of all messages without what is excluded; None when they are many.

    The first words of a beginning may be in nearly every message: then those without them are asked for the others,
    one by one. Measured on a million messages, 2026-11: to count the first two takes 0.06 s, 64 of them 1 s.
    """
    rest = excluded.list_matches()[_FIRST:]
    if rest and all(map(_ONE_WORD.fullmatch, excluded.texts)):
        first = Match(" OR ".join(excluded.texts[:_FIRST]), excluded.match.table)
        ranks = find_without(readers, first, most)
        if ranks is not None and len(ranks) * len(rest) <= _MOST_ASKED:
            return [rank for rank in ranks if not has_any(readers, rest, rank)]
    return find_without(readers, excluded.match, most)


def find_without(readers: Readers, match: Match, most: int) -> list[int] | None:
    """The ranks of all messages that don't match; None when they are more than ``most``."""
    least, at_most = _count_without(readers, match)
    if least > most:
        return None
    return [] if at_most == 0 else _find_by_spans(readers, match, most)


def _count_without(readers: Readers, match: Match) -> tuple[int, int]:
    """Bounds for how many messages don't match: a deleted one may be among the hits or not.

    FTS5 keeps a row for each message of the large index, whose pages are counted in a tenth of the time of any other
    list of them. The small index has the same messages.
    """
    hits = f"SELECT count(*) FROM {match.table} WHERE {match.table} MATCH ?"
    row = readers.row(
        f"SELECT (SELECT count(*) FROM words_docsize) - ({hits}), (SELECT count(*) FROM dead_rank)", (match.text,)
    )
    without, deleted = row or (0, 0)
    return without - deleted, without


def _find_by_spans(readers: Readers, match: Match, most: int) -> list[int] | None:
    """Look only where fewer hits than messages are counted."""
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


def _find_in_span(readers: Readers, match: Match, first: int, last: int, most: int) -> list[int]:
    span = (first, last)
    counts = readers.row(
        "SELECT (SELECT count(*) FROM message WHERE rank BETWEEN ? AND ?), "
        f"(SELECT count(*) FROM {match.table} WHERE {match.table} MATCH ? AND rowid BETWEEN ? AND ?), "
        "EXISTS (SELECT 1 FROM dead_rank WHERE rank BETWEEN ? AND ?)",
        (*span, match.text, *span, *span),
    )
    if counts is None or (counts[0] == counts[1] and not counts[2]):
        return []
    rows = readers.rows(
        "SELECT rank FROM message WHERE rank BETWEEN ? AND ? AND rank NOT IN "
        f"(SELECT rowid FROM {match.table} WHERE {match.table} MATCH ? AND rowid BETWEEN ? AND ?) LIMIT ?",
        (*span, match.text, *span, most),
    )
    return [row[0] for row in rows]
