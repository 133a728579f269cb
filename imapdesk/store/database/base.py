"""What every part of the store shares: the writer and the readers."""

from __future__ import annotations

from pathlib import Path

from peewee import Query

from imapdesk.store.database.connection import Readers, Row, Writer


class StoreBase:
    """Holds the connections; each part of the store is a mixin over it."""

    def __init__(self, path: Path, writer: Writer) -> None:
        self.path = path
        self._writer = writer
        self._readers = Readers(path)

    def _select(self, query: Query) -> list[Row]:
        """The rows of a peewee query, read in this thread's connection."""
        sql, values = query.bind(self._writer.database).sql()
        return self._readers.rows(sql, values)

    def _change(self, query: Query) -> int:
        """Carry out a peewee INSERT, UPDATE or DELETE in a transaction; how many rows it touched."""
        sql, values = query.bind(self._writer.database).sql()
        with self._writer.transaction() as cursor:
            return cursor.execute(sql, values).rowcount
