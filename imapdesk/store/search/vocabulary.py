"""The words of all messages: what a prefix stands for, and which compounds hold a part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from imapdesk.store.content.headers import to_sign
from imapdesk.store.database.connection import Readers
from imapdesk.store.indexing.folding import is_part
from imapdesk.store.indexing.header_values import ALL_NAMES, NAMES
from imapdesk.store.indexing.renewing import NEXT, OUTDATED
from imapdesk.store.search.conditions import HEAD_FIELDS

MOST_PARTS = 100
MOST_BEGINNINGS = 64
_SHORT_NUMBER = 2
_DIGITS = (*map(str, range(10)), *(f"{number:02}" for number in range(100)))
_RENEWING = f"SELECT 1 FROM sqlite_master WHERE name = 'words{NEXT}'"


class StoredVocabulary:
    """The vocabulary of a store.

    ``complete`` is for a search without a limit: a prefix of very many words is then left to the index, which is slow
    and finds the rare ones too. ``by_relevance`` leaves everything to the index of words, which alone can weigh it.
    """

    def __init__(self, readers: Readers, complete: bool, *, by_relevance: bool = False) -> None:
        self._readers, self._complete, self._by_relevance = readers, complete, by_relevance
        self._begun: dict[tuple[str, str, int], list[str]] = {}  # a search asks several times: 4 ms each

    @cached_property
    def has_heads(self) -> bool:
        """Whether the index ``heads`` may be asked: it has nothing of what an older version described.

        Nor has it what was described anew, until the new indices take the places of the old ones.
        """
        waiting = f"SELECT 1 WHERE EXISTS (SELECT 1 FROM message WHERE {OUTDATED}) OR EXISTS ({_RENEWING})"
        return not self._by_relevance and self._readers.row(waiting) is None

    @cached_property
    def has_sample(self) -> bool:
        """Whether the index of a sample has every message that it should have."""
        return self.has_heads and self._readers.row("SELECT 1 FROM unsampled LIMIT 1") is None

    def find_beginning(self, prefix: str, field: str = "") -> list[str] | None:
        """The most frequent longer words with this beginning; None when the index should look for itself.

        Numbers aren't among the words: one or two digits stand for two more at most, which makes years and times.
        """
        if prefix[0].isdigit():
            is_short = prefix.isascii() and prefix.isdigit() and len(prefix) <= _SHORT_NUMBER
            return [prefix + more for more in _DIGITS] if is_short and not self._complete else None
        words = self.list_beginning(prefix, field, MOST_BEGINNINGS + 1)
        if self._complete and len(words) > MOST_BEGINNINGS:
            return None
        if not words and not (self._is_in_heads(field) and prefix.isascii()):
            return None
        return words[:MOST_BEGINNINGS]

    def list_beginning(self, prefix: str, field: str, most: int = -1) -> list[str]:
        """The longer words with this beginning, the most frequent first; ``most`` -1 for all."""
        known = self._begun.get((prefix, field, most))
        if known is None:
            known = self._begun[prefix, field, most] = self._list_beginning(prefix, field, most)
        return known

    def _list_beginning(self, prefix: str, field: str, most: int) -> list[str]:
        is_head = self._is_in_heads(field)
        where = f"head_word WHERE field = {HEAD_FIELDS.index(field):d} AND" if is_head else "word WHERE"
        rows = self._readers.rows(
            f"SELECT word FROM {where} word > ? AND word < ? || char(1114111) ORDER BY hits DESC, word LIMIT ?",
            (prefix, prefix, most),
        )
        return [row[0] for row in rows]

    def list_hits(self, prefix: str) -> list[int]:
        """In how many messages of a sample each of the longer words with this beginning is, in the order of those."""
        rows = self._readers.rows(
            "SELECT hits FROM word WHERE word > ? AND word < ? || char(1114111) ORDER BY hits DESC", (prefix, prefix)
        )
        return [row[0] for row in rows]

    def count_messages(self, text: str) -> int:
        """How many messages an expression finds in the index of words."""
        row = self._readers.row("SELECT count(*) FROM words WHERE words MATCH ?", (text,))
        return int(row[0]) if row else 0

    def count_places(self) -> int:
        """How many messages are saved; one in two folders counts twice."""
        row = self._readers.row("SELECT coalesce(sum(saved_count), 0) FROM folder")
        return int(row[0]) if row else 0

    def _is_in_heads(self, field: str) -> bool:
        return field in HEAD_FIELDS and self.has_heads

    def find_holding(self, part: str) -> list[str]:
        """Long words that hold a part in a place where compounds have one."""
        rows = self._readers.rows(
            f"SELECT word FROM part WHERE part MATCH ? LIMIT {MOST_PARTS * 5}", ('"' + part.replace('"', "") + '"',)
        )
        return [row[0] for row in rows if is_part(part, row[0])][:MOST_PARTS]

    def find_values(self, name: str, text: str) -> list[int]:
        """The numbers of the values with a text that the index of headers knows of a name; both in lower case."""
        rows = self._readers.rows("SELECT id, value FROM header_value WHERE name = ?", (name,))
        return [number for number, value in rows if text in value]

    def find_names(self, sign: str) -> frozenset[str] | None:
        """All names with a sign that a described message has; None where that isn't known."""
        return frozenset(name for name in self._names if to_sign(name) == sign) if ALL_NAMES in self._names else None

    @cached_property
    def _names(self) -> list[str]:
        return [name for (name,) in self._readers.rows("SELECT value FROM header_value WHERE name = ?", (NAMES,))]


@dataclass(frozen=True, slots=True)
class WholeVocabulary:
    """A vocabulary for which a beginning stands for each of its words, however many they are."""

    stored: StoredVocabulary

    @property
    def has_heads(self) -> bool:
        """As for the vocabulary itself."""
        return self.stored.has_heads

    def find_beginning(self, prefix: str, field: str = "") -> list[str] | None:
        """All longer words with this beginning; None when the index should look for itself."""
        return self.stored.list_beginning(prefix, field) or self.stored.find_beginning(prefix, field)

    def find_holding(self, part: str) -> list[str]:
        """As for the vocabulary itself."""
        return self.stored.find_holding(part)

    def find_values(self, name: str, text: str) -> list[int]:
        """As for the vocabulary itself."""
        return self.stored.find_values(name, text)

    def find_names(self, sign: str) -> frozenset[str] | None:
        """As for the vocabulary itself."""
        return self.stored.find_names(sign)
