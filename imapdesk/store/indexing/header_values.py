"""Numbers for the values that headers have, so that an index can tell which messages have one.

A name like X-Mailer has few values, one like References another in every message. So the first thousand of each
name get a number; a message with any other value is known by its name alone, and must be read.

The index has names without what is no letter or digit in them. Which names there are is kept beside the values, under
a name that no field has: where one name alone looks like that, the index is certain of it.

The names that nearly every message has are one value: which of them it has, in a few hundred ways.
"""

from __future__ import annotations

import sqlite3

from imapdesk.store.content.headers import (
    ANY_NAME,
    COMMON,
    OTHER_COMMON,
    UNREADABLE,
    HeaderField,
    to_other_sign,
    to_sign,
    to_value_sign,
)

_MOST_OF_A_NAME = 1_000
_MOST = 100_000
_MOST_NAMES = 2_000  # that are remembered
_MOST_NAMES_KEPT = 20_000
NAMES = ""  # in place of a name: its values are the names of fields
ALL_NAMES = ""  # among them: no described message has a name that isn't there
ALL_COMMON = ":"  # among the values of `COMMON`: every described message has one of those, or is known to have another
_ADD = "INSERT OR IGNORE INTO header_value(name, value) VALUES (?, ?)"
_FIND = "SELECT id FROM header_value WHERE name = ? AND value = ?"
_IS_ANY_INDEXED = "SELECT 1 FROM words_docsize LIMIT 1"


def begin_names(cursor: sqlite3.Cursor) -> None:
    """All names will be there: each message that the index will have is still to be described."""
    cursor.execute(_ADD, (NAMES, ALL_NAMES))
    cursor.execute(_ADD, (COMMON, ALL_COMMON))


class HeaderValues:
    """Gives numbers, and remembers those that are there already; a number is never taken back."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {}
        self._count: int | None = None
        self._names: set[str] | None = None

    def forget(self) -> None:
        """Nothing is known to be there."""
        self._known.clear()
        self._count = None
        self._names = None

    def make_words(self, cursor: sqlite3.Cursor, headers: tuple[HeaderField, ...]) -> str:
        """What the index of headers says of a message."""
        names = self._load_names(cursor) if self._names is None else self._names
        if headers == UNREADABLE:
            return ANY_NAME
        words: dict[str, None] = {}
        for name, value in headers:
            number = None if value is None else self._find_number(cursor, name, value)
            if name == COMMON:
                words[OTHER_COMMON if number is None else to_value_sign(number)] = None
                continue
            sign = to_sign(name)
            if name not in names:
                self._keep_name(cursor, names, name)
            words[sign] = words[to_other_sign(sign) if number is None else to_value_sign(number)] = None
        return " ".join(words)

    def _keep_name(self, cursor: sqlite3.Cursor, names: set[str], name: str) -> None:
        if len(names) < _MOST_NAMES_KEPT:
            cursor.execute(_ADD, (NAMES, name))
            names.add(name)
        else:
            cursor.execute("DELETE FROM header_value WHERE name = ? AND value = ?", (NAMES, ALL_NAMES))

    def _load_names(self, cursor: sqlite3.Cursor) -> set[str]:
        if cursor.execute(_IS_ANY_INDEXED).fetchone() is None:
            begin_names(cursor)
        rows = cursor.execute("SELECT value FROM header_value WHERE name = ?", (NAMES,))
        names = self._names = {name for (name,) in rows.fetchall()}
        return names

    def _find_number(self, cursor: sqlite3.Cursor, name: str, value: str) -> int | None:
        known = self._known.get(name)
        if known is None:
            known = self._load(cursor, name)
        number = known.get(value)
        if number is None and len(known) < _MOST_OF_A_NAME and (name == COMMON or self._count_all(cursor) < _MOST):
            cursor.execute(_ADD, (name, value))
            number = known[value] = int(cursor.execute(_FIND, (name, value)).fetchone()[0])
            if name != COMMON:
                self._count = self._count_all(cursor) + 1
        return number

    def _load(self, cursor: sqlite3.Cursor, name: str) -> dict[str, int]:
        if len(self._known) >= _MOST_NAMES:
            self._known.clear()
        rows = cursor.execute("SELECT value, id FROM header_value WHERE name = ?", (name,))
        known = self._known[name] = dict(rows.fetchall())
        return known

    def _count_all(self, cursor: sqlite3.Cursor) -> int:
        if self._count is None:
            rows = cursor.execute("SELECT count(*) FROM header_value WHERE name NOT IN (?, ?)", (NAMES, COMMON))
            self._count = int(rows.fetchone()[0])
        return self._count
