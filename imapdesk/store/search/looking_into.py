"""What an expression of the index of words finds among a few messages, by describing them once more.

The index has no list of one message's words. To ask it whether twenty messages have none of 20,000 words takes three
seconds; to describe twenty messages takes ten milliseconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass

from imapdesk.mime import describe_message, index_text
from imapdesk.store.content.packing import unpack
from imapdesk.store.database.connection import Readers
from imapdesk.store.indexing.attached_text import may_have_text
from imapdesk.store.indexing.indexable import Columns, to_columns
from imapdesk.store.indexing.renewing import DESCRIBED, INDICES
from imapdesk.store.search.matching import Match

MOST_LOOKED = 500  # messages: some 0.7 ms each
_MOST_BYTES = 500_000  # of one message
_MOST_TOTAL = 16_000_000  # of all of them
_INSERT = "INSERT INTO words(rowid, subject, from_, to_, cc, body, files) VALUES (?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Looked:
    """Ranks of messages that have what was looked for, and of those that weren't looked into."""

    found: set[int]
    unknown: set[int]


def look_into(readers: Readers, ranks: Collection[int], match: Match) -> Looked:
    """Ask an index that holds nothing but these messages. Raises StoreError.

    Left out are large ones, those with attached files that have words of their own (a PDF takes seconds), damaged ones,
    and those that the store's index has from an older version of the program, which may have found other words.
    """
    looked: set[int] = set()
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(f"CREATE VIRTUAL TABLE words USING fts5({INDICES['words'][0]})")
        for rank, columns in _describe(readers, ranks):
            looked.add(rank)
            index.execute(_INSERT, (rank, *columns))
        rows = match.as_rows()
        found = {row[0] for row in index.execute(rows.sql, rows.values)}
    return Looked(found, set(ranks) - looked)


def _describe(readers: Readers, ranks: Collection[int]) -> Iterator[tuple[int, Columns]]:
    left = _MOST_TOTAL
    for rank in ranks:
        row = readers.row(
            "SELECT c.codec, c.size, c.data FROM message m CROSS JOIN content c ON c.id = m.id "
            f"WHERE m.rank = ? AND m.described = {DESCRIBED} AND c.size <= ?",
            (rank, min(left, _MOST_BYTES)),
        )
        if row is None:
            continue
        left -= row[1]
        try:
            message = describe_message(unpack(*row))
        except ValueError:
            continue
        if not any(map(may_have_text, message.attachments)):
            yield rank, to_columns(message, index_text(message))
