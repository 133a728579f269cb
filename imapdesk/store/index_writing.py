"""Writing what was found in messages: their rows, their conversations, the index of words and the vocabulary."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.store.base import StoreBase
from imapdesk.store.connection import Row, Writer
from imapdesk.store.conversing import join_conversation
from imapdesk.store.encoding import marks
from imapdesk.store.handing import Described
from imapdesk.store.knowing import chunks

if TYPE_CHECKING:
    from imapdesk.store.indexable import Indexable

_KNOWN_WORDS = 300_000
_ADD_PART = "INSERT INTO part(rowid, word) SELECT id, word FROM word WHERE word = ?"
_UPDATE = (
    "UPDATE message SET subject = ?, from_ = ?, to_ = ?, cc = ?, sent_at = ?, message_id = ?, refs = ?, "
    "has_attachments = ?, preview = ?, described = 1, rank = ? WHERE id = ?"
)
_ADD_WORDS = "INSERT INTO words(rowid, subject, from_, to_, cc, body, files) VALUES (?, ?, ?, ?, ?, ?, ?)"


class IndexWriting(StoreBase):
    """Write descriptions."""

    def __init__(self, path: Path, writer: Writer) -> None:
        super().__init__(path, writer)
        self._known_words: set[str] = set()

    def _write(self, described: Sequence[Described]) -> int:
        """Write descriptions; those of messages that have gone, or that another program described, are dropped."""
        unreadable = [each.id for each in described if each.unreadable]
        items = {each.id: each.item for each in described if each.item is not None}
        for id_ in unreadable:
            self._readers.row("SELECT data FROM content WHERE id = ?", (id_,))  # raises what is wrong with it
        if not items:
            return 0
        with self._writer.transaction() as cursor:
            left = _find_undescribed(cursor, items)
            ranked = sorted(
                _give_ranks(cursor, [(id_, item) for id_, item in items.items() if id_ in left]),
                key=lambda item: item[0],
            )
            cursor.executemany(_UPDATE, [(*item.fields, item.preview, rank, id_) for rank, id_, item in ranked])
            for _, id_, item in ranked:
                join_conversation(cursor, id_, item.fields[5], item.fields[6])
            # FTS5 writes its buffer out whenever a number is lower than the one before: hence in order
            cursor.executemany(_ADD_WORDS, [(rank, *item.columns) for rank, _, item in ranked])
            self._add_words(cursor, Counter(chain.from_iterable(each.words for each in described)))
        return len(items)

    def _add_words(self, cursor: sqlite3.Cursor, counted: Mapping[str, int]) -> None:
        """Words that are new get into the vocabulary, compounds into the index of parts too."""
        from imapdesk.store.folding import LONG_WORD

        known = self._known_words
        new = counted.keys() - known
        for chunk in chunks(sorted(new), 500):
            rows = cursor.execute(f"SELECT word FROM word WHERE word IN ({marks(chunk)})", chunk)
            fresh = set(chunk) - {row[0] for row in rows.fetchall()}
            cursor.executemany("INSERT INTO word(word, hits) VALUES (?, 0)", [(word,) for word in sorted(fresh)])
            cursor.executemany(_ADD_PART, [(word,) for word in sorted(fresh) if len(word) >= LONG_WORD])
        cursor.executemany(
            "UPDATE word SET hits = hits + ? WHERE word = ?", [(counted[word], word) for word in sorted(counted)]
        )
        if len(known) > _KNOWN_WORDS:
            known.clear()
        known.update(new)


def _find_undescribed(cursor: sqlite3.Cursor, ids: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for chunk in chunks(ids, 500):
        rows = cursor.execute(f"SELECT id FROM message WHERE described = 0 AND id IN ({marks(chunk)})", chunk)
        found.update(row[0] for row in rows)
    return found


def _give_ranks(cursor: sqlite3.Cursor, described: list[tuple[int, Indexable]]) -> list[tuple[int, int, Indexable]]:
    """A free rank for each message: its second of arrival, or near it where that second is crowded.

    The index stores differences of ranks, so a finer rank would make it larger: by 20 % for sixteen a second.
    """
    taken: set[int] = set()
    ranked = []
    for id_, item in described:
        row: Row = cursor.execute("SELECT max(sort_date) FROM location WHERE content_id = ?", (id_,)).fetchone()
        rank = find_free_rank(row[0] or 0, lambda rank: rank in taken or _is_taken(cursor, rank))
        taken.add(rank)
        ranked.append((rank, id_, item))
    return ranked


def find_free_rank(second: int, is_taken: Callable[[int], bool]) -> int:
    """The first free rank of a second or of the few after it, else one at random in a span that doubles."""
    for rank in range(second, second + 16):
        if not is_taken(rank):
            return rank
    import random  # late: a run that describes nothing has no use for it

    span = 120
    while True:
        rank = second + random.randrange(span)
        if not is_taken(rank):
            return rank
        span *= 2


def _is_taken(cursor: sqlite3.Cursor, rank: int) -> bool:
    sql = "SELECT 1 FROM message WHERE rank = ?1 UNION ALL SELECT 1 FROM dead_rank WHERE rank = ?1"
    return cursor.execute(sql, (rank,)).fetchone() is not None
