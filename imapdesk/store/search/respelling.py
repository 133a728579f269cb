"""How else the words of a query are written in the saved mail: "mueller" asks for "Müller", too, and the other way.

So do "email" for "e-mail" and "COVID-19" for "COVID19", and a Hebrew or Arabic word for the same with its article.

The index can't tell "Müller" from "Muller", nor whether the "ue" of "blue" is a pair of letters or stands for one. So
some messages that have the other form are looked into: only where one really writes it so, it is meant. What stands in
quotes is looked for as it is.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice, product

from imapdesk.mime import describe_message, index_text
from imapdesk.store.content.packing import unpack
from imapdesk.store.database.connection import Readers
from imapdesk.store.database.encoding import marks
from imapdesk.store.indexing.folding import MIN_PART, strip_accents
from imapdesk.store.search.query import All, Either, Node, Not, Words
from imapdesk.store.search.spelling import (
    find_special_words,
    is_special,
    list_plain_forms,
    list_prefixed,
    spell_out,
)
from imapdesk.store.search.vocabulary import StoredVocabulary

_TOKEN = re.compile(r"[^\W_]+")
_HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_PARTED = re.compile(r"[eu][a-z]{4,}", re.IGNORECASE)  # e-mail, u-bahn
_MIN_BEGINNING = 5  # letters of what is being typed: fewer could be the beginning of anything
_MOST_WORDS = 16  # that are looked for in one go
_MOST_ROWS = 40  # 10 us each
_MOST_MESSAGES = 8  # 0.4 ms each, newest first
_MOST_BYTES = 100_000  # of one message that is looked into
_MOST_FORMS = 4  # of one word, and of one text
_MOST_KEPT = 200

Form = tuple[str, bool]  # a word, and whether it may go on


class Respeller:
    """Adds other spellings to queries. Any thread may use it; what it found is kept until the store changes."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._known = _Known()

    def respell(self, node: Node) -> Node:
        """The same query with `Words.also`. Raises StoreError."""
        if isinstance(node, Words):
            return replace(node, also=(*node.also, *self._list_also(node)))
        if isinstance(node, Not):
            return Not(self.respell(node.part))
        if isinstance(node, All | Either):
            return type(node)(tuple(map(self.respell, node.parts)))
        return node

    def _list_also(self, words: Words) -> tuple[Words, ...]:
        if words.phrase or "@" in words.text:  # an address is one in its own letters
            return ()
        words = replace(words, text=unicodedata.normalize("NFC", words.text))
        tokens = list(_TOKEN.finditer(words.text))
        together = self._join_or_part(words)
        if not any(is_special(token[0]) or list_plain_forms(token[0]) or list_prefixed(token[0]) for token in tokens):
            return together
        starts = [0, *(token.end() for token in tokens)]
        gaps = [words.text[start : token.start()] for start, token in zip(starts, tokens, strict=False)]
        forms = [[(token[0], words.prefix), *self._find(token, words)] for token in tokens]
        texts = [_join(words, gaps, chosen) for chosen in islice(product(*forms), 1, _MOST_FORMS + 1)]
        return (*texts, *together)

    def _join_or_part(self, words: Words) -> tuple[Words, ...]:
        """ "COVID-19" as one word, "email" as "e-mail", if some message has that."""
        if _HYPHENED.fullmatch(words.text):
            joined = strip_accents(words.text.replace("-", ""))
            return (replace(words, text=joined),) if self._choose_known([joined]) else ()
        if not _PARTED.fullmatch(words.text):
            return ()
        first, rest = words.text[0], words.text[1:]
        match = f'"{first} {rest}"'
        if not self._choose_known([rest.lower()]):
            return ()
        found = self._readers.row("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (match,))
        return (replace(words, text=f"{first}-{rest}", prefix=False),) if found else ()

    def _find(self, token: re.Match[str], words: Words) -> list[Form]:
        """The other forms of one word of a text; only its last one may go on."""
        prefix = words.prefix and token.end() == len(words.text)
        alone = token.end() - token.start() == len(words.text)
        known = self._known.load(self._readers)
        key = (token[0], prefix, alone)
        if key not in known:
            known[key] = self._look(token[0], prefix=prefix, alone=alone)
        return known[key]

    def _look(self, word: str, *, prefix: bool, alone: bool) -> list[Form]:
        vocabulary = StoredVocabulary(self._readers, complete=False)
        if is_special(word):
            plain = spell_out(word)
            goes_on = prefix and len(plain) >= _MIN_BEGINNING and vocabulary.list_beginning(plain, "", 1)
            held = alone and len(plain) >= MIN_PART and vocabulary.find_holding(plain)
            return [(plain, prefix)] if goes_on or held or self._choose_known([plain]) else []
        prefixed = self._choose_known([strip_accents(form) for form in list_prefixed(word)])
        if prefixed:
            return [(form, prefix) for form in prefixed]
        spelled, plains = word.lower(), list_plain_forms(word)
        written = self._find_written(self._choose_known(plains), lambda found: found == spelled)
        if written:
            return [(form, prefix) for form in written]
        longer: list[str] = []
        if prefix and len(word) >= _MIN_BEGINNING and not self._choose_known([spelled]):
            longer += [more for plain in plains for more in vocabulary.list_beginning(plain, "", _MOST_WORDS)]
        if alone and len(word) >= MIN_PART:
            longer += [more for plain in plains for more in vocabulary.find_holding(plain)]
        return [(form, False) for form in self._find_written(longer, lambda found: spelled in found)]

    def _choose_known(self, words: Sequence[str]) -> list[str]:
        """Those that the vocabulary has."""
        rows = self._readers.rows(f"SELECT word FROM word WHERE word IN ({marks(words)})", tuple(words))
        return [word for (word,) in rows]

    def _find_written(self, words: Sequence[str], is_meant: Callable[[str], bool]) -> list[str]:
        """Words of the index as some messages write them, one way for each, if that spelled out is what is meant."""
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(words[:_MOST_WORDS]))
        for texts in (self._list_heads, self._list_texts) if match else ():
            found = {word for text in texts(match) for word in find_special_words(text) if is_meant(spell_out(word))}
            if found:
                return list({strip_accents(word): word for word in sorted(found)}.values())[:_MOST_FORMS]
        return []

    def _list_heads(self, match: str) -> list[str]:
        """Subjects and people of messages with some words, newest first."""
        table = "heads" if StoredVocabulary(self._readers, complete=False).has_heads else "words"
        rows = self._readers.rows(
            f"SELECT m.subject, m.from_, m.to_, m.cc FROM (SELECT rowid FROM {table} WHERE {table} MATCH ? "
            f"ORDER BY rowid DESC LIMIT {_MOST_ROWS}) w CROSS JOIN message m ON m.rank = w.rowid",
            (match,),
        )
        return ["\n".join(map(str, row)) for row in rows]

    def _list_texts(self, match: str) -> list[str]:
        rows = self._readers.rows(
            "SELECT c.codec, c.size, c.data FROM (SELECT rowid FROM words WHERE words MATCH ? "
            f"ORDER BY rowid DESC LIMIT {_MOST_MESSAGES}) w CROSS JOIN message m ON m.rank = w.rowid "
            f"CROSS JOIN content c ON c.id = m.id WHERE c.size <= {_MOST_BYTES}",
            (match,),
        )
        return [_read(*row) for row in rows]


class _Known(threading.local):
    """What was found, of the present state of the store as this thread's connection sees it."""

    def __init__(self) -> None:
        self.version = -1
        self.forms: dict[tuple[str, bool, bool], list[Form]] = {}

    def load(self, readers: Readers) -> dict[tuple[str, bool, bool], list[Form]]:
        """Empty once something was written since."""
        row = readers.row("PRAGMA data_version")
        version = row[0] if row else -1
        if version != self.version or len(self.forms) > _MOST_KEPT:
            self.version, self.forms = version, {}
        return self.forms


def _join(words: Words, gaps: Sequence[str], forms: Sequence[Form]) -> Words:
    text = "".join(gap + word for gap, (word, _) in zip(gaps, forms, strict=True))
    return replace(words, text=text, prefix=forms[-1][1])


def _read(codec: int, size: int, data: bytes) -> str:
    """The text of a message that is a hint only: one that can't be read gives none."""
    try:
        message = describe_message(unpack(codec, size, data))
    except ValueError:
        return ""
    return "\n".join([message.subject, index_text(message), *(item.name for item in message.attachments)])
