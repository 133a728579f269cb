"""Writing the vocabulary: which words there are, and how often, so that a beginning of one can be completed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from imapdesk.store.database.encoding import marks
from imapdesk.store.held.knowing import chunks

if TYPE_CHECKING:
    from imapdesk.store.indexing.indexable import Indexable

_MOST_KNOWN = 300_000
_MOST_TEXTS = 256
_ADD_PART = "INSERT INTO part(rowid, word) SELECT id, word FROM word WHERE word = ?"
_ADD_HEAD_WORDS = (
    "INSERT INTO head_word(field, word, hits) VALUES (?, ?, ?) "
    "ON CONFLICT (field, word) DO UPDATE SET hits = hits + excluded.hits"
)


class WordCounter:
    """Writes words, and remembers those that are there already."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def forget(self) -> None:
        """Nothing is known to be there."""
        self._known.clear()

    def add(self, cursor: sqlite3.Cursor, counted: Mapping[str, int]) -> None:
        """Words that are new get into the vocabulary, compounds into the index of parts too."""
        from imapdesk.store.indexing.folding import LONG_WORD

        known = self._known
        new = counted.keys() - known
        for chunk in chunks(sorted(new), 500):
            rows = cursor.execute(f"SELECT word FROM word WHERE word IN ({marks(chunk)})", chunk)
            fresh = set(chunk) - {row[0] for row in rows.fetchall()}
            cursor.executemany("INSERT INTO word(word, hits) VALUES (?, 0)", [(word,) for word in sorted(fresh)])
            cursor.executemany(_ADD_PART, [(word,) for word in sorted(fresh) if len(word) >= LONG_WORD])
        cursor.executemany(
            "UPDATE word SET hits = hits + ? WHERE word = ?",
            [(count, word) for word, count in sorted(counted.items()) if count],
        )
        if len(known) > _MOST_KNOWN:
            known.clear()
        known.update(new)


def add_head_words(cursor: sqlite3.Cursor, items: Iterable[Indexable]) -> None:
    """Count the words of the columns of the index ``heads``, each by its number there."""
    from imapdesk.store.indexing.folding import find_all_words

    remembered = lru_cache(_MOST_TEXTS)(find_all_words)  # most mail is to the same few, and from few
    for field, texts in enumerate(zip(*map(pick_heads, items), strict=True)):
        counted = Counter(chain.from_iterable(remembered(text) for text in texts if text))
        cursor.executemany(_ADD_HEAD_WORDS, [(field, *counts) for counts in sorted(counted.items())])


def pick_heads(item: Indexable) -> tuple[str, str, str, str, str]:
    """The columns of the index ``heads``: subject, from, to, cc, names of files."""
    subject, from_, to, cc, _body, files = item.columns
    return subject, from_, to, cc, files
