"""The background pass: full description and index of words, in small transactions that can stop anywhere."""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.store.connection import Row, Writer
from imapdesk.store.conversing import join_conversation
from imapdesk.store.encoding import marks
from imapdesk.store.knowing import chunks
from imapdesk.store.packing import unpack
from imapdesk.store.tightening import Tightening

if TYPE_CHECKING:
    from imapdesk.store.indexable import Indexable

BATCH = 200
LONGEST_SLICE_S = 60
BATCH_BYTES = 16 * 1024 * 1024
_KNOWN_WORDS = 300_000
_COUNT_ONE_OF = 8
_ADD_PART = "INSERT INTO part(rowid, word) SELECT id, word FROM word WHERE word = ?"
_UPDATE = (
    "UPDATE message SET subject = ?, from_ = ?, to_ = ?, cc = ?, sent_at = ?, message_id = ?, refs = ?, "
    "has_attachments = ?, preview = ?, described = 1, rank = ? WHERE id = ?"
)
_ADD_WORDS = "INSERT INTO words(rowid, subject, from_, to_, cc, body, files) VALUES (?, ?, ?, ?, ?, ?, ?)"


class Indexing(Tightening):
    """Describe and index what arrived."""

    def __init__(self, path: Path, writer: Writer) -> None:
        super().__init__(path, writer)
        self._known_words: set[str] = set()

    def describe_pending(self, should_stop: Callable[[], bool], budget_s: float) -> int:
        """Describe and index messages for about ``budget_s`` seconds; how many it were, 0 when nothing was left.

        A call that finds nothing left to describe packs raw messages tightly and counts those, unless its budget is
        so large (over a minute) that somebody waits for the description.
        What a stop or a crash leaves undone is done by the next call. Raises DiskFull, StoreError.
        """
        ends = time.monotonic() + budget_s
        done = 0
        while not should_stop() and (done == 0 or time.monotonic() < ends):
            count = self._describe_batch(should_stop)
            if count == 0:
                break
            done += count
        if done == 0 and budget_s <= LONGEST_SLICE_S:
            return self.tighten_pending(should_stop, ends - time.monotonic())
        return done

    def count_undescribed(self) -> int:
        """How many messages the background pass has not reached."""
        row = self._readers.row("SELECT count(*) FROM message WHERE described = 0")
        return int(row[0]) if row else 0

    def rebuild_derived(self) -> None:
        """Forget everything that was derived from raw messages: the background pass makes it anew."""
        with self._writer.transaction() as cursor:
            cursor.execute("INSERT INTO words(words) VALUES ('delete-all')")
            cursor.execute("INSERT OR IGNORE INTO message(id) SELECT id FROM content")
            cursor.execute("UPDATE message SET described = 0, rank = NULL")
            cursor.execute("DELETE FROM dead_rank")
            self._known_words.clear()

    def _describe_batch(self, should_stop: Callable[[], bool]) -> int:
        from imapdesk.store.indexable import make_indexable  # late: it brings all of reading mail with it

        described = []
        for id_, raw in self._load_undescribed():
            described.append((id_, make_indexable(raw)))
            if should_stop():
                break
        if not described:
            return 0
        with self._writer.transaction() as cursor:
            ranked = sorted(_give_ranks(cursor, described), key=lambda item: item[0])
            cursor.executemany(_UPDATE, [(*item.fields, item.preview, rank, id_) for rank, id_, item in ranked])
            for _, id_, item in ranked:
                join_conversation(cursor, id_, item.fields[5], item.fields[6])
            # FTS5 writes its buffer out whenever a number is lower than the one before: hence in order
            cursor.executemany(_ADD_WORDS, [(rank, *item.columns) for rank, _, item in ranked])
            self._add_words(cursor, [item.words for _, _, item in ranked])
        return len(described)

    def _load_undescribed(self) -> list[tuple[int, bytes]]:
        rows = self._readers.rows(
            "SELECT c.id, c.codec, c.size FROM message m JOIN content c ON c.id = m.id "
            f"WHERE m.described = 0 ORDER BY m.id DESC LIMIT {BATCH}"
        )
        found: list[tuple[int, bytes]] = []
        size = 0
        for id_, codec, raw_size in rows:
            if found and size + raw_size > BATCH_BYTES:
                break
            size += raw_size
            row = self._readers.row("SELECT data FROM content WHERE id = ?", (id_,))
            if row is not None:
                found.append((id_, _unpack_or_nothing(codec, raw_size, row[0])))
        return found

    def _add_words(self, cursor: sqlite3.Cursor, words: list[frozenset[str]]) -> None:
        """Words that are new get into the vocabulary, compounds into the index of parts too.

        How often a known word occurs is counted in one batch of eight: it only orders what a prefix stands for.
        """
        from imapdesk.store.folding import LONG_WORD

        known = self._known_words
        found = frozenset().union(*words)
        new = found - known
        counted: Mapping[str, int] = dict.fromkeys(new, 1)
        if random.randrange(_COUNT_ONE_OF) == 0:
            counted = Counter(chain.from_iterable(words))
        for chunk in chunks(sorted(new), 500):
            rows = cursor.execute(f"SELECT word FROM word WHERE word IN ({marks(chunk)})", chunk)
            fresh = set(chunk) - {row[0] for row in rows.fetchall()}
            cursor.executemany("INSERT INTO word(word, hits) VALUES (?, 0)", [(word,) for word in sorted(fresh)])
            cursor.executemany(_ADD_PART, [(word,) for word in sorted(fresh) if len(word) >= LONG_WORD])
        cursor.executemany(
            "UPDATE word SET hits = hits + ? WHERE word = ?", [(counted[word], word) for word in counted]
        )
        if len(known) > _KNOWN_WORDS:
            known.clear()
        known.update(found)


def _unpack_or_nothing(codec: int, size: int, data: bytes) -> bytes:
    """A damaged message is described as an empty one here; `check` is what reports it."""
    try:
        return unpack(codec, size, data)
    except ValueError:
        return b""


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
    span = 120
    while True:
        rank = second + random.randrange(span)
        if not is_taken(rank):
            return rank
        span *= 2


def _is_taken(cursor: sqlite3.Cursor, rank: int) -> bool:
    sql = "SELECT 1 FROM message WHERE rank = ?1 UNION ALL SELECT 1 FROM dead_rank WHERE rank = ?1"
    return cursor.execute(sql, (rank,)).fetchone() is not None
