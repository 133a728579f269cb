"""Measures lists and searches over a store of very many messages, which it makes first.

    python -m benchmarks.store.million [ROWS] [FILE]

Rows, places and words are written straight into the tables (raw messages are tiny), so that a million take minutes.
A FILE that exists is measured again as it is.
"""

from __future__ import annotations

import itertools
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.goals import judge
from benchmarks.store.heads import complete, make_raw
from benchmarks.store.searches import PAGE, SAMPLE, SEARCHES, add_rarities
from imapdesk.desk.shown.statistics import make_statistics
from imapdesk.errors import Cancelled
from imapdesk.mail import FolderListing, ListedFolder, MailboxSettings, Scope
from imapdesk.store import Store
from imapdesk.store.indexing.sampled import is_sampled

FIRST_SECOND = 1_600_000_000
STEP_S = 150
VOCABULARY = 60_000
WORDS = 400
HARMONIC = sum(1 / n for n in range(1, VOCABULARY + 1))
BATCH = 2_000
RARE_WORD = "w5000"  # the messages with it hold their text, for first figures of a phrase with it look into some
STATISTICS = (
    *(
        "w5000",
        "w20 ",
        "w20",
        "w1",
        "w*",
        "is:read",
        "larger:1k",
        "-w20 ",
        "-w5000 ",
        "w1 is:unread",
        "w1 OR w2 OR w4 ",
    ),
    *("is:unread OR w700", "before:2023 w1", "subject:w2", "header:subject=w1"),
    *("header:x-mailer", "header:x-mailer=program", "header:list-unsubscribe", "-header:in-reply-to"),
    *("header:received", "header:dkim-signature"),
    *("w50", "w2*", "w2* OR w3*", "w3* OR w2*", "-w2* is:unread", "body:w50*"),
    *("w5000 pre*", "pre*", "-pre* -w2*", "w2* OR pre*", "header:received=host from:person77"),
)
SLOW_STATISTICS = (
    *("header:received=example", "header:dkim-signature=1", "header:received=example is:read"),
    *(
        "w20-w2",
        "w200-pre",
        "w5000-w2",
        "body:w20-w2",
        "w20-w2* is:unread",
        "w20-w2 OR w1-pre",
        "w1-w2 OR w2-w4 OR w4-w5",
    ),
    *(
        '"w1 w2"',
        '-"w1 w2"',
        "w4* w5* w7*",
        "w2* OR w3* OR pre*",
        "w1 w2 w4 w5 w7 w8",
        "w20-w2 header:received=example",
    ),
)
STATISTICS_MS = 1000
KEY = 7919 * 104_729  # spreads the keys of conversations as digests are spread


def make_texts(rng: random.Random) -> Iterator[str]:
    """Texts whose words follow Zipf's law: word number n is n times as rare as the first."""
    words = [f"w{n}" if n % 3 else f"prefix{n}" for n in range(1, VOCABULARY + 1)]
    weights = list(itertools.accumulate(1 / n for n in range(1, VOCABULARY + 1)))
    while True:
        drawn = rng.choices(words, cum_weights=weights, k=WORDS * 50)
        for start in range(0, len(drawn), WORDS):
            yield " ".join(drawn[start : start + WORDS])


def count_sampled(number: int, rows: int) -> int:
    """In how many messages of a sample the word of a number is."""
    share = 1 / number / HARMONIC
    return round(rows / SAMPLE * (1 - (1 - share) ** WORDS))


def fill(store: Store, rows: int) -> None:
    """Write the rows in large transactions."""
    mailbox = store.add_mailbox(MailboxSettings("bench", "me@example.com", "imap.example.com"))
    listing = FolderListing((ListedFolder("INBOX", b"INBOX", "/"),), {})
    store.save_listing(mailbox.id, listing, revision=1, include=lambda folder: True)
    folder_id = store.load_known(mailbox.id)["INBOX"].folder.id
    with store._writer.transaction() as cursor:
        words = [(f"w{n}" if n % 3 else f"prefix{n}", count_sampled(n, rows)) for n in range(1, VOCABULARY + 1)]
        cursor.executemany("INSERT INTO word(word, hits) VALUES (?, ?)", words)
    rng = random.Random(1)
    texts = make_texts(rng)
    for start in range(1, rows + 1, BATCH):
        numbers = range(start, min(start + BATCH, rows + 1))
        with store._writer.transaction() as cursor:
            fill_batch(cursor, folder_id, numbers, texts, rng)
        if start % 100_000 == 1:
            print(f"{start - 1} rows", file=sys.stderr, flush=True)


class Made(NamedTuple):
    """One message that is made up: its number, its second, its text, and four bits of chance."""

    number: int
    at: int
    text: str
    bits: int


def fill_batch(
    cursor: sqlite3.Cursor, folder_id: int, numbers: range, texts: Iterator[str], rng: random.Random
) -> None:
    """One transaction's rows."""
    made = [Made(n, FIRST_SECOND + n * STEP_S, next(texts), rng.randrange(16)) for n in numbers]
    cursor.executemany(
        "INSERT INTO content(id, digest_key, digest, size, codec, data) VALUES (?, ?, ?, ?, 0, ?)",
        [
            (one.number, rng.getrandbits(62), one.number.to_bytes(32), len(raw), raw)
            for one in made
            for raw in (make_raw(one.number, "", one.text if RARE_WORD in one.text.split() else ""),)
        ],
    )
    cursor.executemany(
        "INSERT INTO message(id, described, subject, from_, to_, sent_at, message_id, has_attachments, preview, rank, "
        "own_key, conversation) VALUES (?, 1, ?, ?, 'Me <me@example.com>', ?, ?, ?, ?, ?, ?, ?)",
        map(make_message, made),
    )
    cursor.executemany(
        "INSERT INTO location(folder_id, uid, state, flags, shown, size, internal_date, sort_date, content_id, "
        "identity) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
        [make_location(folder_id, one) for one in made],
    )
    for index, some in (("words", made), ("sampled", [one for one in made if is_sampled(one.at)])):
        cursor.executemany(
            f"INSERT INTO {index}(rowid, subject, from_, to_, cc, body, files) "
            "VALUES (?, ?, ?, 'Me me@example.com', '', ?, '')",
            map(make_words, some),
        )


def make_message(one: Made) -> tuple[object, ...]:
    """What a list shows of it."""
    n = one.number
    sender = f"Person {n % 5000} <person{n % 5000}@example.org>"
    conversation = n - n % 10 if n % 10 < 3 else n  # one in ten conversations has three messages
    name = f"{n}@example.org"
    shown = (one.text[:45], sender, one.at, name, one.bits == 3, one.text[:150])
    return (n, *shown, one.at, n * KEY, conversation * KEY)


def make_location(folder_id: int, one: Made) -> tuple[int, ...]:
    """Its place in the folder."""
    flags = int(one.bits != 1) | 4 * (one.bits == 2)
    return (folder_id, one.number, flags, flags, 1000 * one.bits + 20_000, one.at, one.at, one.number, one.at << 30)


def make_words(one: Made) -> tuple[object, ...]:
    """What a search finds it by."""
    person = one.number % 5000
    return (one.at, one.text[:45], f"Person {person} person{person}@example.org", one.text)


class Taken(NamedTuple):
    """Median milliseconds: by the clock, and of the processor."""

    wall: float
    used: float


def measure(name: str, work: Callable[[], object], times: int = 5, most_ms: float | None = None) -> Taken:
    """Print and return the median time in ms, its processor time and the first one, cold for this connection."""
    taken = []
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        work()
        taken.append(((time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000))
    median = Taken(sorted(wall for wall, _ in taken)[times // 2], sorted(used for _, used in taken)[times // 2])
    goal = "" if most_ms is None else f"   goal {most_ms:g}: {judge(median.wall, most_ms)}"
    print(
        f"{name:45} {median.wall:9.1f} ms   processor {median.used:9.1f} ms   first {taken[0][0]:9.1f} ms{goal}",
        flush=True,
    )
    return median


def measure_all(store: Store) -> None:
    """Print the figures."""
    folder = Scope(mailbox="bench", folder="INBOX")
    measure("first 200 rows", lambda: store.load_summaries(store.list_ids(folder, 200)))
    measure("all numbers of the folder", lambda: store.list_ids(folder))
    measure("all numbers of the store", lambda: store.list_ids(Scope()))
    measure("unread", lambda: store.list_ids(Scope(unread=True)))
    measure("folders with counts", lambda: store.load_folders(store.load_mailboxes()[0].id))
    ids = store.list_ids(folder)
    measure("a page of 100 rows in the middle", lambda: store.load_summaries(ids[len(ids) // 2 : len(ids) // 2 + 100]))
    measure("first 2,000 by conversations", lambda: store.list_conversations(folder, 2000), most_ms=300)
    measure("all by conversations", lambda: store.list_conversations(folder), times=3)
    measure("statistics over everything", lambda: make_statistics(store, Scope()), times=3, most_ms=STATISTICS_MS)
    while store.tally_pending(lambda: False, time.monotonic() + 60):
        pass
    for query in STATISTICS:
        measure(f"statistics over {query}", partial(make_statistics, store, Scope(), query), 3, STATISTICS_MS)
    for query in SLOW_STATISTICS:
        measure_first_figures(store, query)
        measure(f"exact figures of {query}", partial(make_statistics, store, Scope(), query), 1)
    measure_searches(store)


def measure_first_figures(store: Store, query: str, times: int = 3) -> None:
    """Print the median time in ms until there is an estimate, or the exact figures where there is none."""
    taken = []
    for _ in range(times):
        told: list[float] = []
        began = time.perf_counter()
        with suppress(Cancelled):
            make_statistics(
                store,
                Scope(),
                query,
                on_estimate=lambda _found, told=told: told.append(time.perf_counter()),  # type: ignore[misc]
                should_stop=lambda told=told: bool(told),  # type: ignore[misc]
            )
        taken.append(((told or [time.perf_counter()])[0] - began) * 1000)
    median = sorted(taken)[times // 2]
    print(f"{f'first figures of {query}':45} {median:9.1f} ms   goal {STATISTICS_MS}: {judge(median, STATISTICS_MS)}")


def measure_searches(store: Store) -> None:
    """The first page of every search, and the time that 95 of 100 of them need at most."""
    for order, by_relevance in (("by date", False), ("best first", True)):
        taken = []
        for name, queries in SEARCHES.items():
            for query in queries:
                find = partial(store.search_ids, query, Scope(), PAGE, by_relevance=by_relevance)
                taken.append(measure(f"{order}, {name}: {query}"[:45], find))
        for title, figures in (("", [each.wall for each in taken]), (", processor", [each.used for each in taken])):
            slow = find_percentile(figures, 95)
            print(f"{len(taken)} searches {order}, 95th percentile{title}: {slow:.1f} ms (goal 50: {judge(slow, 50)})")


def find_percentile(figures: list[float], percent: int) -> float:
    """The smallest figure that so many of a hundred don't exceed."""
    return sorted(figures)[-(-len(figures) * percent // 100) - 1]


def main() -> None:
    """Fill if need be, then measure."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "imapdesk.db"
        with Store.open(path) as store:
            if store.count_messages() == 0:
                began = time.perf_counter()
                fill(store, rows)
                print(f"filled in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
            add_rarities(store)
            complete(store)
            print(f"{store.count_messages()} messages")
            measure_all(store)


if __name__ == "__main__":
    main()
