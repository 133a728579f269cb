"""Searches and their statistics are what one gets who reads every message, whichever way the store takes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from imapdesk.mail import Fetched, Scope, Uid
from imapdesk.store.indexing import header_values
from imapdesk.store.search import broad_words, header_conditions, summing
from tests.store.bench import START, Bench

NAMES = ("X-A", "XA", "X_a", "12", "1-2", "0any", "List-Id", "X-Long")  # several look alike to the index
VALUES = ("one", "ONE two", "three", "x" * 200 + " one", "=?utf-8?q?two=C3=A9?=", "")
WORDS = ("man", "many", "manya", "manyb", "manyc", "manyd", "other", "oth", "else")
TEXTS = ("man", "many", "manya", "oth", "else", "nothing")


@dataclass(frozen=True)
class Made:
    """A message, by its parts."""

    number: int
    subject: str
    words: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]

    def to_raw(self) -> bytes:
        headers = "".join(f"{name}: {value}\r\n" for name, value in self.headers)
        head = f"From: s{self.number}@example.org\r\nSubject: {self.subject}\r\n{headers}"
        return f"{head}\r\n{' '.join(self.words)}\r\n".encode()

    def has(self, name: str, text: str) -> bool:
        read = ((own, "twoé" if "=?" in value else value) for own, value in self.headers)
        return any(own.lower() == name.lower() and text.lower() in value.lower() for own, value in read)


@dataclass(frozen=True)
class Asked:
    """A query, and what it means."""

    text: str
    meets: Callable[[Made], bool]


def make_messages(rng: random.Random, count: int, first: int = 1) -> list[Made]:
    return [
        Made(
            number,
            rng.choice(WORDS),
            tuple(rng.sample(WORDS, rng.randrange(4))),
            tuple((rng.choice(NAMES), rng.choice(VALUES)) for _ in range(rng.randrange(4))),
        )
        for number in range(first, first + count)
    ]


def ask_header(rng: random.Random) -> Asked:
    name, text = rng.choice((*NAMES, "X-None", "x.a")), rng.choice(("", "one", "two", "twoé", "e", "none"))
    return Asked(f"header:{name}={text}" if text else f"header:{name}", lambda made: made.has(name, text))


def ask_words(rng: random.Random) -> Asked:
    """A word, whole or as a beginning, anywhere or in the subject or the text."""
    field, word, star = rng.choice(("", "subject:", "body:")), rng.choice(TEXTS), rng.choice(("", "*"))

    def meets(made: Made) -> bool:
        texts = {"": (made.subject, *made.words), "subject:": (made.subject,), "body:": made.words}[field]
        return any(text.startswith(word) if star else text == word for text in texts)

    return Asked(f"{field}{word}{star}", meets)


def ask_both(rng: random.Random) -> Asked:
    return ask_header(rng) if rng.random() < 0.5 else ask_words(rng)


def ask(rng: random.Random, leaf: Callable[[random.Random], Asked], depth: int = 2) -> Asked:
    """A query of several conditions. The blank behind the last one says that it is complete."""
    kind = rng.randrange(5) if depth else 0
    if kind < 2:
        return leaf(rng)
    one = ask(rng, leaf, depth - 1)
    if kind == 2:
        return Asked(f"-({one.text} )", lambda made: not one.meets(made))
    other = ask(rng, leaf, depth - 1)
    if kind == 3:
        return Asked(f"({one.text} ) ({other.text} )", lambda made: one.meets(made) and other.meets(made))
    return Asked(f"(({one.text} ) OR ({other.text} ))", lambda made: one.meets(made) or other.meets(made))


def save(bench: Bench, messages: list[Made]) -> None:
    window = [Fetched("INBOX", Uid(made.number), made.to_raw(), frozenset(), START) for made in messages]
    bench.store.save_window(bench.inbox, window)


def find(bench: Bench, text: str, limit: int | None) -> set[str]:
    rows = bench.store.load_summaries(bench.store.search_ids(text, Scope(), limit))
    return {row.from_ for row in rows}


def assert_found(bench: Bench, asked: Asked, messages: list[Made]) -> None:
    expected = {f"s{made.number}@example.org" for made in messages if asked.meets(made)}
    text = f"{asked.text} "
    assert find(bench, text, None) == expected, text
    assert find(bench, text, 100) == expected, text
    assert {row[0] for row in bench.store.sum_up(Scope(), text, {}).senders} == expected, text


@pytest.fixture(params=range(6))
def rng(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> random.Random:
    """Chance, with bounds among it that make the store take another way."""
    rng = random.Random(request.param)
    for module, name, values in (
        (header_values, "_MOST_OF_A_NAME", (1, 2, 1000)),
        (header_values, "_MOST_NAMES_KEPT", (3, 20_000, 20_000)),
        (header_conditions, "_FEW_VALUES", (1, 3)),
        (header_conditions, "MOST_VALUES", (1, 200)),
        (summing, "_AT_ONCE", (1, 8)),
        (broad_words, "FEW_HITS", (-1.0, -1.0, 0.5)),
        (broad_words, "MOST_HITS", (-1.0, 4.0, 4.0)),
        (broad_words, "_MOST_LETTERS", (1, 100)),
        (broad_words, "MOST_LOOKED", (0, 3, 500)),
        (summing, "MOST_LOOKED", (0, 3, 500)),
        (broad_words, "_MOST_FIRST", (1, 3)),
        (broad_words, "_NEXT", (1, 8)),
        (broad_words, "_ASK_NS", (0, 40, 1 << 40)),
    ):
        monkeypatch.setattr(module, name, rng.choice(values))
    monkeypatch.setattr(broad_words, "MOST_BEGINNINGS", 1)
    return rng


def test_what_is_found_and_added_up_is_what_reading_every_message_finds(bench: Bench, rng: random.Random) -> None:
    messages = make_messages(rng, 30)
    save(bench, messages)
    bench.store.describe_pending(lambda: False, 60)
    for _ in range(80):
        assert_found(bench, ask(rng, ask_both), messages)


def test_headers_of_messages_that_wait_to_be_described_are_found_too(bench: Bench, rng: random.Random) -> None:
    messages = make_messages(rng, 20)
    save(bench, messages)
    bench.store.describe_pending(lambda: False, 60)
    late = make_messages(rng, 5, first=21)
    save(bench, late)
    for _ in range(30):
        assert_found(bench, ask(rng, ask_header), messages + late)
    bench.store.rebuild_derived()
    bench.store.describe_pending(lambda: False, 60)
    for _ in range(30):
        assert_found(bench, ask(rng, ask_header), messages + late)
