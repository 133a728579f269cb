"""Lists of messages from an index of words, whole: begun ahead, side by side, since SQLite lets two processors read."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from threading import Event
from typing import TypeVar

from imapdesk.errors import Cancelled
from imapdesk.store.database.connection import Readers
from imapdesk.store.search.matching import Match

Ranks = list[int]
ShouldStop = Callable[[], bool]
Answer = TypeVar("Answer")
Meanwhile = Callable[[ShouldStop], bool]
PATIENCE_S = 0.5  # from the beginning, until there is time for something else while a list is waited for
_PIECE = 256 * 1024  # characters of a list of numbers that are read at once
_SIDE_BY_SIDE = 2
_SAMPLE = "sampled"  # has the columns of ``words``, and so those of ``heads``
_NAMES = "header_names"


class RankLists:
    """Loads sets of ranks; used as ``with RankLists.open(readers) as lists``."""

    def __init__(
        self, readers: Readers, pool: ThreadPoolExecutor, aside: ThreadPoolExecutor, should_stop: ShouldStop
    ) -> None:
        self._readers, self._pool, self._aside, self._should_stop = readers, pool, aside, should_stop
        self._began = time.monotonic()
        self._meanwhile: Meanwhile | None = None
        self._begun: dict[Match, tuple[Future[set[int]], Event]] = {}

    @classmethod
    @contextmanager
    def open(cls, readers: Readers, should_stop: ShouldStop = lambda: False) -> Iterator[RankLists]:
        """What was begun and not asked for ends with it; everything raises Cancelled once ``should_stop`` says so."""
        name = "statistics"
        with ThreadPoolExecutor(_SIDE_BY_SIDE, name) as pool, ThreadPoolExecutor(1, name) as aside:
            lists = cls(readers, pool, aside, should_stop)
            try:
                yield lists
            finally:
                for match in list(lists._begun):
                    lists.drop(match)

    def begin(self, matches: Iterable[Match]) -> None:
        """List what will be asked for, perhaps."""
        for match in matches:
            dropped = Event()
            self._begun[match] = self._pool.submit(self._list, match, dropped), dropped

    def drop(self, match: Match) -> None:
        """It isn't needed after all."""
        begun = self._begun.pop(match, None)
        if begun is not None:
            begun[1].set()

    def list(self, match: Match) -> set[int]:
        """The ranks of all messages that it finds. Raises StoreError."""
        begun = self._begun.pop(match, None)
        return self.run(lambda: self._list(match, Event())) if begun is None else self._await(begun[0])

    def list_any(self, matches: Iterable[Match]) -> set[int]:
        """The ranks of all messages that any of them finds. Raises StoreError."""
        lists = sorted(map(self.list, matches), key=len)
        most = lists.pop()
        most.update(*lists)
        return most

    def load_each(self, sql: str, column: str, values: Iterable[Collection[object]]) -> set[int]:
        """`load` for each of some values, together. Raises StoreError."""
        loads = [self._pool.submit(self.load, sql, column, each) for each in values]
        return set().union(*map(self._await, loads))

    def while_waiting(self, work: Meanwhile | None) -> None:
        """Do something in the thread that waits, when what it waits for isn't there `PATIENCE_S` after all began.

        It should stop once everything that was begun is there, and says whether it has done what it should; else it is
        done anew the next time. None: nothing is to be done any more.
        """
        self._meanwhile = work

    def run(self, work: Callable[[], Answer]) -> Answer:
        """Do what may take long, so that something else can be done meanwhile."""
        return work() if self._meanwhile is None else self._await(self._aside.submit(work))

    def _await(self, begun: Future[Answer]) -> Answer:
        work, self._meanwhile = self._meanwhile, None
        if work is not None and (self._is_in_time(begun) or not work(self._make_watch(begun))):
            self._meanwhile = work
        return begun.result()

    def _is_in_time(self, begun: Future[Answer]) -> bool:
        return not wait([begun], max(0.0, self._began + PATIENCE_S - time.monotonic())).not_done

    def _make_watch(self, begun: Future[Answer]) -> ShouldStop:
        """Whether everything is there: this, and what was begun besides."""
        others = [future for future, _ in self._begun.values()]
        return lambda: begun.done() and all(other.done() for other in others)

    def of_sample(self) -> SampleLists:
        """Lists of what the index of a sample finds."""
        return SampleLists(self._readers, self._pool, self._aside, self._should_stop)

    def load(self, sql: str, column: str, values: Collection[object] = ()) -> set[int]:
        """The numbers in a column of a SELECT: as one text they are there in half the time of as many rows."""
        return set().union(*self._read(sql, column, values, Event()))

    def list_in_order(self, match: Match) -> Iterator[int]:
        """The ranks of all messages that it finds, the lowest first. Raises StoreError."""
        rows = match.as_rows()
        return chain.from_iterable(self._read(rows.sql, "rowid", rows.values, Event()))

    def _read(self, sql: str, column: str, values: Collection[object], dropped: Event) -> Iterator[Ranks]:
        def should_stop() -> bool:
            return dropped.is_set() or self._should_stop()

        if should_stop():  # the index of words asks nobody while it puts a list together
            raise Cancelled("Stopped.")
        with self._readers.stopping(should_stop):
            row = self._readers.row(
                sql.replace(f"SELECT {column}", f"SELECT json_group_array({column})", 1), tuple(values)
            )
        for piece in _cut(row[0]) if row else ():
            yield json.loads(f"[{piece}]")

    def _list(self, match: Match, dropped: Event) -> set[int]:
        rows = match.as_rows()
        return set().union(*self._read(rows.sql, "rowid", rows.values, dropped))


class SampleLists(RankLists):
    """Ranks that are in the index of a sample, listed by the thread that asks: the others have enough to do."""

    def list(self, match: Match) -> set[int]:
        """The ranks of all messages of the sample that it finds; of headers' names all. Raises StoreError."""
        return self._list(match if match.table == _NAMES else replace(match, table=_SAMPLE), Event())

    def load_each(self, sql: str, column: str, values: Iterable[Collection[object]]) -> set[int]:
        """`load` for each of some values, one after the other. Raises StoreError."""
        return set().union(*(self.load(sql, column, each) for each in values))

    def list_all(self) -> set[int]:
        """The ranks of the whole sample. Raises StoreError."""
        return self.load(f"SELECT id FROM {_SAMPLE}_docsize", "id")


def _cut(text: str) -> Iterator[str]:
    """A JSON list of numbers in pieces: read as a whole it keeps every other thread from the interpreter."""
    at, end = 1, len(text) - 1
    while at < end:
        cut = text.find(",", at + _PIECE)
        cut = end if cut < 0 else cut
        yield text[at:cut]
        at = cut + 1
