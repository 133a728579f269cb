"""The background pass: full description and index of words, in small transactions that can stop anywhere."""

from __future__ import annotations

import logging
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.store.connection import Row, Writer
from imapdesk.store.conversing import join_conversation
from imapdesk.store.encoding import marks
from imapdesk.store.handing import Described
from imapdesk.store.knowing import chunks
from imapdesk.store.packing import unpack
from imapdesk.store.sieving import WordSieve
from imapdesk.store.tightening import Tightening

if TYPE_CHECKING:
    from imapdesk.store.crew import Crew
    from imapdesk.store.indexable import Indexable

BATCH = 1000  # descriptions in one transaction: the index merges less the more there are
BATCH_HERE = 200
BATCH_BYTES = 16 * 1024 * 1024
LONGEST_SLICE_S = 60
WORTH_A_CREW = 300  # messages: to start the processes costs as much as describing these
_GATHER_S = 1.0  # descriptions are written at least so often
_TAKEN = 50
_KNOWN_WORDS = 300_000
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
        self.most_hands: int | None = None  # describing processes; None: one for each core, where any can be started
        self._known_words: set[str] = set()
        self._sieve = WordSieve()
        self._crew: Crew | None = None
        self._describing = threading.Lock()

    def describe_pending(self, should_stop: Callable[[], bool], budget_s: float) -> int:
        """Describe and index messages for about ``budget_s`` seconds; how many it were, 0 when nothing was left.

        A few are described here, many by processes of low priority that live until nothing is left. A call that finds
        nothing left to describe packs raw messages tightly and counts those, unless its budget is so large (over a
        minute) that somebody waits for the description. Where another thread is at it, this one waits and does nothing.
        What a stop or a crash leaves undone is done by the next call. Raises DiskFull, StoreError.
        """
        ends = time.monotonic() + budget_s
        if not self._describing.acquire(timeout=min(budget_s, threading.TIMEOUT_MAX)):
            return 0
        try:
            done = self._describe_for(should_stop, ends)
        except BaseException:
            self.dismiss_crew()
            raise
        finally:
            self._describing.release()
        if done == 0 and budget_s <= LONGEST_SLICE_S:
            return self.tighten_pending(should_stop, ends - time.monotonic())
        return done

    def count_undescribed(self) -> int:
        """How many messages the background pass has not reached."""
        row = self._readers.row("SELECT count(*) FROM message WHERE described = 0")
        return int(row[0]) if row else 0

    def rebuild_derived(self) -> None:
        """Forget everything that was derived from raw messages: the background pass makes it anew."""
        with self._describing, self._writer.transaction() as cursor:
            cursor.execute("INSERT INTO words(words) VALUES ('delete-all')")
            cursor.execute("INSERT OR IGNORE INTO message(id) SELECT id FROM content")
            cursor.execute("UPDATE message SET described = 0, rank = NULL")
            cursor.execute("DELETE FROM dead_rank")
            self._known_words.clear()
            self.dismiss_crew()

    def dismiss_crew(self) -> None:
        """End the describing processes, if there are any; what they had before them stays undescribed."""
        crew, self._crew = self._crew, None
        if crew is not None:
            crew.close()

    def _describe_for(self, should_stop: Callable[[], bool], ends: float) -> int:
        done = 0
        while not should_stop() and (done == 0 or time.monotonic() < ends):
            count = self._describe_some(should_stop, ends)
            done += count
            if count == 0 and not self._is_something_left():
                self.dismiss_crew()
                break
        return done

    def _is_something_left(self) -> bool:
        return self._readers.row("SELECT 1 FROM message WHERE described = 0 LIMIT 1") is not None

    def _describe_some(self, should_stop: Callable[[], bool], ends: float) -> int:
        """One transaction's worth, by the crew if there are many or if it is at work anyway."""
        if self._crew is None and self.most_hands != 0 and len(self._list_undescribed(WORTH_A_CREW)) < WORTH_A_CREW:
            return self._write(self._describe_here(should_stop))
        from imapdesk.store.crew import Crew, CrewFailed, count_hands  # late: most runs have a few messages at most

        try:
            if self.most_hands is None:
                self.most_hands = count_hands()
            if self._crew is None and self.most_hands:
                self._crew = Crew(self.path, self.most_hands)
            if self._crew is not None:
                return self._describe_by_crew(self._crew, should_stop, ends)
        except CrewFailed as error:
            logging.getLogger(__name__).warning("Messages are described without helping processes: %s", error)
            self.most_hands = 0
            self.dismiss_crew()
        return self._write(self._describe_here(should_stop))

    def _describe_by_crew(self, crew: Crew, should_stop: Callable[[], bool], ends: float) -> int:
        described: list[Described] = []
        deadly: list[int] = []
        gathered, until = 0, min(ends, time.monotonic() + _GATHER_S)
        while len(described) < BATCH and gathered < BATCH_BYTES and not should_stop():
            if crew.room:
                busy = crew.in_work | {each.id for each in described} | set(deadly)
                crew.give([id_ for id_ in self._list_undescribed(crew.room + len(busy)) if id_ not in busy])
            taken = crew.take(_TAKEN, BATCH_BYTES, until - time.monotonic(), should_stop)
            described += taken.described
            deadly += taken.deadly
            gathered += sum(each.size for each in taken.described)
            if not crew.in_work or (described and time.monotonic() > until):
                break
        for id_ in deadly:
            logging.getLogger(__name__).warning("Message %d can't be described; its headers alone are indexed", id_)
        return self._write([*described, *map(self._describe_by_headers, deadly)])

    def _describe_here(self, should_stop: Callable[[], bool]) -> list[Described]:
        from imapdesk.store.indexable import make_indexable  # late: it brings all of reading mail with it

        described = []
        for id_, raw in self._load_undescribed():
            item = make_indexable(raw)
            described.append(Described(id_, item, self._sieve.sift(item.words)))
            if should_stop():
                break
        return described

    def _describe_by_headers(self, id_: int) -> Described:
        """A message that ends whoever looks into it keeps what its arrival said of it."""
        from imapdesk.store.indexable import make_from_fields

        row = self._readers.row(
            "SELECT subject, from_, to_, cc, sent_at, message_id, refs, has_attachments FROM message WHERE id = ?",
            (id_,),
        )
        item = None if row is None else make_from_fields(row)
        return Described(id_, item, tuple(item.words) if item else ())

    def _write(self, described: list[Described]) -> int:
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

    def _list_undescribed(self, most: int) -> list[int]:
        rows = self._readers.rows("SELECT id FROM message WHERE described = 0 ORDER BY id DESC LIMIT ?", (most,))
        return [row[0] for row in rows]

    def _load_undescribed(self) -> list[tuple[int, bytes]]:
        rows = self._readers.rows(
            "SELECT c.id, c.codec, c.size FROM message m JOIN content c ON c.id = m.id "
            f"WHERE m.described = 0 ORDER BY m.id DESC LIMIT {BATCH_HERE}"
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
