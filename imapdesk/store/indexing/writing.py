"""Writing what was found in messages: their rows, their conversations, the index of words and the vocabulary."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.connection import Row, Writer
from imapdesk.store.database.encoding import marks
from imapdesk.store.held.knowing import chunks
from imapdesk.store.indexing import renewing
from imapdesk.store.indexing.conversing import join_conversation
from imapdesk.store.indexing.handing import Described
from imapdesk.store.indexing.header_values import HeaderValues
from imapdesk.store.indexing.renewing import DESCRIBED
from imapdesk.store.indexing.sampled import forget_unsampled, is_sampled
from imapdesk.store.indexing.word_counting import WordCounter, add_head_words, pick_heads

if TYPE_CHECKING:
    from imapdesk.store.indexing.indexable import Indexable

    _Ranked = tuple[int, int, Indexable]  # rank, id

_COLUMNS = {
    "words": "subject, from_, to_, cc, body, files",
    "sampled": "subject, from_, to_, cc, body, files",
    "heads": "subject, from_, to_, cc, files",
    "header_names": "names",
}
_UPDATE = (
    "UPDATE message SET subject = ?, from_ = ?, to_ = ?, cc = ?, sent_at = ?, message_id = ?, refs = ?, "
    f"has_attachments = ?, preview = ?, described = {DESCRIBED}, rank = ? WHERE id = ?"
)


class _Waiting(NamedTuple):
    """What is known of a message that is to be described, for the first time or anew."""

    described: int
    rank: int | None
    message_id: str
    refs: str


class IndexWriting(StoreBase):
    """Write descriptions."""

    def __init__(self, path: Path, writer: Writer) -> None:
        super().__init__(path, writer)
        self._word_counter = WordCounter()
        self._header_values = HeaderValues()

    def _write(self, described: Sequence[Described]) -> int:
        """Write descriptions; those of messages that have gone, or that another program described, are dropped.

        Nobody waits for the disk: what a power failure takes is described again.
        """
        unreadable = [each.id for each in described if each.unreadable]
        items = {each.id: each.item for each in described if each.item is not None}
        for id_ in unreadable:
            self._readers.row("SELECT data FROM content WHERE id = ?", (id_,))  # raises what is wrong with it
        if not items:
            return 0
        with self._forgetting(), self._writer.transaction(durable=False) as cursor:
            waiting = _find_waiting(cursor, items)
            first = {id_ for id_, state in waiting.items() if state.described == 0}
            _complete_sample(cursor, items)
            ranked = _give_ranks(cursor, [(id_, item) for id_, item in items.items() if id_ in waiting], waiting)
            cursor.executemany(_UPDATE, [(*item.fields, item.preview, rank, id_) for rank, id_, item in ranked])
            for _, id_, item in ranked:
                if id_ in first or item.fields[5:7] != waiting[id_][2:]:
                    join_conversation(cursor, id_, item.fields[5], item.fields[6])
            headers = {rank: self._header_values.make_words(cursor, item.headers) for rank, _, item in ranked}
            _add_to_indices(cursor, ranked, first, headers)
            counted = Counter(chain.from_iterable(each.words for each in described if each.id in first))
            counted.update(dict.fromkeys(chain.from_iterable(each.words for each in described), 0))
            self._word_counter.add(cursor, counted)
            add_head_words(cursor, [item for _, _, item in ranked])
            forget_unsampled(cursor, items.keys() - first)
            renewing.finish(cursor)
        return len(items)

    @contextmanager
    def _forgetting(self) -> Iterator[None]:
        """What was remembered of a transaction that failed isn't there."""
        try:
            yield
        except BaseException:
            self._word_counter.forget()
            self._header_values.forget()
            raise


def _add_to_indices(
    cursor: sqlite3.Cursor, ranked: Sequence[_Ranked], first: Collection[int], headers: Mapping[int, str]
) -> None:
    """What is described for the first time gets into all indices, what is described anew into the second set alone.

    The second set begins with the first message that is described while old descriptions are left: it will take the
    place of the first, so whatever came before it would not be found any more.
    """
    fresh = [each for each in ranked if each[1] in first]
    _add_to_set(cursor, fresh, headers, "")
    is_renewing = renewing.is_renewing(cursor)
    if not is_renewing and (len(fresh) < len(ranked) or renewing.is_anything_outdated(cursor)):
        renewing.begin(cursor)
        is_renewing = True
    if is_renewing:
        _add_to_set(cursor, ranked, headers, renewing.NEXT)


def _add_to_set(cursor: sqlite3.Cursor, ranked: Sequence[_Ranked], headers: Mapping[int, str], ending: str) -> None:
    """FTS5 writes its buffer out whenever a number is lower than the one before: hence in order."""
    words: list[tuple[object, ...]] = [(rank, *item.columns) for rank, _, item in ranked]
    rows: dict[str, list[tuple[object, ...]]] = {
        "words": words,
        "sampled": [row for row, (rank, _, _) in zip(words, ranked, strict=True) if is_sampled(rank)],
        "heads": [(rank, *pick_heads(item)) for rank, _, item in ranked],
        "header_names": [(rank, headers[rank]) for rank, _, item in ranked],
    }
    for name in _COLUMNS:
        _add_to_index(cursor, name, ending, rows[name])


def _add_to_index(cursor: sqlite3.Cursor, name: str, ending: str, rows: Sequence[tuple[object, ...]]) -> None:
    columns = _COLUMNS[name]
    places = ", ".join("?" * (columns.count(",") + 2))
    cursor.executemany(f"INSERT INTO {name}{ending}(rowid, {columns}) VALUES ({places})", rows)


def _complete_sample(cursor: sqlite3.Cursor, items: Mapping[int, Indexable]) -> None:
    """Messages that lack nothing but a place in the sample get into that of the set that will stay."""
    ending = renewing.NEXT if renewing.is_renewing(cursor) else ""
    lacking = "SELECT m.rank, m.id FROM unsampled u CROSS JOIN message m ON m.id = u.id"
    for chunk in chunks(items, 500):
        rows = cursor.execute(f"{lacking} WHERE described = {DESCRIBED} AND m.id IN ({marks(chunk)})", chunk)
        found = sorted(rows.fetchall())
        _add_to_index(cursor, "sampled", ending, [(rank, *items[id_].columns) for rank, id_ in found])


def _find_waiting(cursor: sqlite3.Cursor, ids: Iterable[int]) -> dict[int, _Waiting]:
    found: dict[int, _Waiting] = {}
    for chunk in chunks(ids, 500):
        rows = cursor.execute(
            "SELECT id, described, rank, message_id, refs FROM message "
            f"WHERE described < {DESCRIBED} AND id IN ({marks(chunk)})",
            chunk,
        )
        found.update((id_, _Waiting(*state)) for id_, *state in rows)
    return found


def _give_ranks(
    cursor: sqlite3.Cursor, described: list[tuple[int, Indexable]], waiting: Mapping[int, _Waiting]
) -> list[_Ranked]:
    """A free rank for each message that has none: its second of arrival, or near it where that second is crowded.

    The index stores differences of ranks, so a finer rank would make it larger: by 20 % for sixteen a second.
    """
    taken: set[int] = set()
    ranked = []
    for id_, item in described:
        rank = waiting[id_].rank
        if rank is None:
            row: Row = cursor.execute("SELECT max(sort_date) FROM location WHERE content_id = ?", (id_,)).fetchone()
            rank = find_free_rank(row[0] or 0, lambda rank: rank in taken or _is_taken(cursor, rank))
            taken.add(rank)
        ranked.append((rank, id_, item))
    return sorted(ranked, key=lambda item: item[0])


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
    sql = "SELECT 1 FROM message WHERE rank = ? UNION ALL SELECT 1 FROM dead_rank WHERE rank = ?"
    return cursor.execute(sql, (rank, rank)).fetchone() is not None
