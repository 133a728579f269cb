"""Fills the small indices of a store of very many messages, as the background pass would from their raw bytes."""

from __future__ import annotations

from collections import Counter

from benchmarks.store.searches import RARE_SUBJECT
from imapdesk.store import Store
from imapdesk.store.folding import find_all_words
from imapdesk.store.renewing import DESCRIBED, OUTDATED

BATCH = 20_000
MAILERS = 3  # one message in so many names the program that wrote it
LISTS = 8


def complete(store: Store) -> None:
    """Whatever isn't in the small indices yet; texts come from the rows, for the raw messages have none."""
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
                [(row[1], _make_names(row[0], row[2])) for row in rows],
            )
            cursor.executemany(f"UPDATE message SET described = {DESCRIBED} WHERE id = ?", [(row[0],) for row in rows])
    with store._writer.transaction() as cursor:
        cursor.executemany(
            "INSERT INTO head_word(field, word, hits) VALUES (?, ?, ?) "
            "ON CONFLICT (field, word) DO UPDATE SET hits = hits + excluded.hits",
            [(*key, hits) for key, hits in sorted(counted.items())],
        )


def _make_files(subject: str) -> str:
    return "seldom.pdf" if subject == RARE_SUBJECT else ""


def _make_names(number: int, subject: str) -> str:
    names = ["xspamstatus", "xoriginalto", "listunsubscribe" if number % 2 else "inreplyto"]
    names += ["xmailer"] * (number % MAILERS == 0) + ["listid"] * (number % LISTS == 0)
    return " ".join([*names, "xrare"] if subject == RARE_SUBJECT else names)
