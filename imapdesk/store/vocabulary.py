"""The words of all messages: what a prefix stands for, and which compounds hold a part."""

from __future__ import annotations

from imapdesk.store.connection import Readers
from imapdesk.store.folding import is_part

MOST_PARTS = 100
MOST_BEGINNINGS = 64


class StoredVocabulary:
    """The vocabulary of a store.

    ``complete`` is for a search without a limit: a prefix of very many words is then left to the index, which is slow
    and finds the rare ones too.
    """

    def __init__(self, readers: Readers, complete: bool) -> None:
        self._readers, self._complete = readers, complete

    def find_beginning(self, prefix: str) -> list[str]:
        """The most frequent words with this beginning; empty when the index should look for itself."""
        rows = self._readers.rows(
            "SELECT word FROM word WHERE word > ?1 AND word < ?1 || char(1114111) ORDER BY hits DESC, word "
            f"LIMIT {MOST_BEGINNINGS + 1}",
            (prefix,),
        )
        if self._complete and len(rows) > MOST_BEGINNINGS:
            return []
        return [row[0] for row in rows[:MOST_BEGINNINGS]]

    def find_holding(self, part: str) -> list[str]:
        """Long words that hold a part in a place where compounds have one."""
        rows = self._readers.rows(
            f"SELECT word FROM part WHERE part MATCH ? LIMIT {MOST_PARTS * 5}", ('"' + part.replace('"', "") + '"',)
        )
        return [row[0] for row in rows if is_part(part, row[0])][:MOST_PARTS]
