"""Best first where words are too frequent to be weighed: what has them in its subject, then in subject and sender, then
anywhere, each by date.

FTS5 goes through all messages of each word of a query before it weighs the first of its hits (bm25), which takes two
seconds for a word in nearly all of a million messages.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from imapdesk.store.indexing.folding import fold_query, fold_text
from imapdesk.store.indexing.renewing import INDICES
from imapdesk.store.search.matching import Condition, LookUp, Match, look_up_each
from imapdesk.store.search.query import All, Either, Node, Words, simplify

MOST_WEIGHED = 4_000  # messages with any of the words
_WORD = re.compile(r"[^\W_]+")
_BEST = (("subject",), ("subject", "from"))
_LINES = re.compile(r"\{(?:subject|from_)\} : ")  # how an expression for nothing else begins


def list_narrowed(query: Node) -> Iterator[Node]:
    """The query by the places where its words may be, the best one first."""
    for fields in _BEST:
        narrowed = simplify(_put_into(query, fields))
        if narrowed != query:
            yield narrowed


def _put_into(node: Node, fields: tuple[str, ...]) -> Node:
    """Words that may be anywhere have to be in one of some fields; what must not be there still mustn't anywhere."""
    if isinstance(node, All | Either):
        return type(node)(tuple(_put_into(part, fields) for part in node.parts))
    if not isinstance(node, Words) or node.field:
        return node
    return Either(tuple(_put_words(node, field) for field in fields))


def _put_words(words: Words, field: str) -> Words:
    return replace(words, field=field, also=tuple(_put_words(other, field) for other in words.also))


def list_weighed(node: Node) -> Iterator[Words]:
    """Each word of a query that has to be counted, wherever it is, before a message can be weighed."""
    if isinstance(node, Words):
        texts = _WORD.findall(" ".join(fold_query(node.text)))
        for number, text in enumerate(texts, 1):
            yield replace(node, text=text, field="", phrase=False, prefix=node.prefix and number == len(texts), also=())
    elif isinstance(node, All | Either):
        for part in node.parts:
            yield from list_weighed(part)


@contextmanager
def open_lines(rows: Iterable[tuple[int, str, str]]) -> Iterator[LookUp]:
    """Words in subjects and senders, looked up among a few messages alone: number, subject and people of each.

    The store's index takes some milliseconds to see whether one message has one of the words that a beginning stands
    for.
    """
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(f"CREATE VIRTUAL TABLE lines USING fts5({INDICES['heads'][0]})")
        lines = ((id_, fold_text(subject), fold_text(people)) for id_, subject, people in rows)
        index.executemany("INSERT OR REPLACE INTO lines(rowid, subject, from_) VALUES (?, ?, ?)", lines)

        def look_up(match: Match) -> Condition:
            if not _LINES.match(match.text):
                return look_up_each(match)
            found = index.execute("SELECT rowid FROM lines WHERE lines MATCH ?", (match.text,)).fetchall()
            return Condition("m.id IN (SELECT value FROM json_each(?))", (json.dumps([id_ for (id_,) in found]),))

        yield look_up
