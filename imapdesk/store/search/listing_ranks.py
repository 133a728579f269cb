"""Lists of messages from an index of words, whole: begun ahead, side by side, since SQLite lets two processors read."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from threading import Event

from imapdesk.errors import Cancelled
from imapdesk.store.database.connection import Readers
from imapdesk.store.search.matching import Match

Ranks = list[int]
ShouldStop = Callable[[], bool]
_PIECE = 256 * 1024  # characters of a list of numbers that are read at once
_SIDE_BY_SIDE = 2


class RankLists:
    """Loads sets of ranks; used as ``with RankLists.open(readers) as lists``."""

    def __init__(self, readers: Readers, pool: ThreadPoolExecutor, should_stop: ShouldStop) -> None:
        self._readers, self._pool, self._should_stop = readers, pool, should_stop
        self._begun: dict[Match, tuple[Future[set[int]], Event]] = {}

    @classmethod
    @contextmanager
    def open(cls, readers: Readers, should_stop: ShouldStop = lambda: False) -> Iterator[RankLists]:
        """What was begun and not asked for ends with it; everything raises Cancelled once ``should_stop`` says so."""
        with ThreadPoolExecutor(_SIDE_BY_SIDE, thread_name_prefix="statistics") as pool:
            lists = cls(readers, pool, should_stop)
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
        return self._list(match, Event()) if begun is None else begun[0].result()

    def list_any(self, matches: Iterable[Match]) -> set[int]:
        """The ranks of all messages that any of them finds. Raises StoreError."""
        lists = sorted(map(self.list, matches), key=len)
        most = lists.pop()
        most.update(*lists)
        return most

    def load_each(self, sql: str, column: str, values: Iterable[Collection[object]]) -> set[int]:
        """`load` for each of some values, together. Raises StoreError."""
        return set().union(*self._pool.map(lambda each: self.load(sql, column, each), values))

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


def _cut(text: str) -> Iterator[str]:
    """A JSON list of numbers in pieces: read as a whole it keeps every other thread from the interpreter."""
    at, end = 1, len(text) - 1
    while at < end:
        cut = text.find(",", at + _PIECE)
        cut = end if cut < 0 else cut
        yield text[at:cut]
        at = cut + 1
