"""Fills the small indices of a store of very many messages, as the background pass would from their raw bytes."""

from __future__ import annotations

from collections import Counter

from benchmarks.store.searches import RARE_SUBJECT
from imapdesk.store import Store
from imapdesk.store.content.headers import COMMON, HeaderField, find_fields
from imapdesk.store.indexing.folding import find_all_words
from imapdesk.store.indexing.header_values import HeaderValues, begin_names
from imapdesk.store.indexing.renewing import DESCRIBED, OUTDATED

BATCH = 20_000
MAILERS = 3  # one message in so many names the program that wrote it
LISTS = 8
PROGRAMS = 50
LISTED = 2_000
SIGNED = 4
_COMMON = (  # in nearly every message, but for the first one
    ("dkim-signature", "v=1"),
    ("received", "from a.example.org"),
    ("mime-version", "1.0"),
    ("subject", "x"),
)
_LEFT_OUT = "=?utf-8?q?x?="  # a value that gets no number


def complete(store: Store) -> None:
    """All of the small indices, if they lack anything; texts come from the rows, for the raw messages have none."""
    values = HeaderValues()
    _clear(store)
    counted: Counter[tuple[int, str]] = Counter()
    while rows := store._readers.rows(
        f"SELECT id, rank, subject, from_, to_, cc FROM message WHERE {OUTDATED} ORDER BY id LIMIT ?",
        (BATCH,),
    ):
        heads = [(rank, *columns, _make_files(columns[0])) for _, rank, *columns in rows]
        for _, *columns in heads:
            counted.update((field, word) for field, text in enumerate(columns) for word in find_all_words(text))
        with store._writer.transaction() as cursor:
            cursor.executemany(
                "INSERT INTO heads(rowid, subject, from_, to_, cc, files) VALUES (?, ?, ?, ?, ?, ?)", heads
            )
            cursor.executemany(
                "INSERT INTO header_names(rowid, names) VALUES (?, ?)",
                [(row[1], values.make_words(cursor, _make_headers(row[0], row[2]))) for row in rows],
            )
            cursor.executemany(f"UPDATE message SET described = {DESCRIBED} WHERE id = ?", [(row[0],) for row in rows])
    with store._writer.transaction() as cursor:
        cursor.executemany(
            "INSERT INTO head_word(field, word, hits) VALUES (?, ?, ?) "
            "ON CONFLICT (field, word) DO UPDATE SET hits = hits + excluded.hits",
            [(*key, hits) for key, hits in sorted(counted.items())],
        )


def _clear(store: Store) -> None:
    """Forget what was there, if a message isn't."""
    with store._writer.transaction() as cursor:
        if cursor.execute(f"SELECT 1 FROM message WHERE {OUTDATED} LIMIT 1").fetchone():
            cursor.execute("UPDATE message SET described = 1")
            cursor.execute("DELETE FROM head_word")
            for name in ("heads", "header_names"):
                cursor.execute(f"INSERT INTO {name}({name}) VALUES ('delete-all')")
            begin_names(cursor)


def _make_files(subject: str) -> str:
    return "seldom.pdf" if subject == RARE_SUBJECT else ""


def make_raw(number: int, subject: str, text: str = "") -> bytes:
    """A message that has the headers of which the index is told, and as small as can be where it has no text."""
    common = _COMMON[number % SIGNED != 0 :]
    headers = ((name, _LEFT_OUT if value is None else value) for name, value in _make_rare(number, subject))
    return "".join(f"{name}: {value}\r\n" for name, value in (*common, *headers)).encode() + f"\r\n{text}".encode()


def _make_headers(number: int, subject: str) -> tuple[HeaderField, ...]:
    return *_make_rare(number, subject), _NAMED[number % SIGNED != 0]


def _make_rare(number: int, subject: str) -> tuple[HeaderField, ...]:
    headers: list[HeaderField] = [("x-spam-status", None), ("x-original-to", "me@example.com")]
    headers.append(("list-unsubscribe" if number % 2 else "in-reply-to", None))
    headers += [("x-mailer", f"program {number % PROGRAMS}")] * (number % MAILERS == 0)
    headers += [("list-id", f"list {number % LISTED} <list.example.org>")] * (number % LISTS == 0)
    return tuple([*headers, ("x-rare", "yes")] if subject == RARE_SUBJECT else headers)


def _name_common(headers: tuple[tuple[str, str], ...]) -> HeaderField:
    raw = "".join(f"{name}: {value}\r\n" for name, value in headers).encode()
    return next(field for field in find_fields(raw) if field[0] == COMMON)


_NAMED = _name_common(_COMMON), _name_common(_COMMON[1:])
