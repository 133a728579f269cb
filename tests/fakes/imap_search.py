"""SEARCH of the scripted server: the keys that a synchroniser uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from tests.fakes.imap_model import FakeFolder, FakeMessage
from tests.fakes.imap_syntax import Word, set_matcher

Test = Callable[[int, FakeMessage], bool]

_FLAGS = {
    "SEEN": "\\Seen",
    "FLAGGED": "\\Flagged",
    "ANSWERED": "\\Answered",
    "DRAFT": "\\Draft",
    "DELETED": "\\Deleted",
}


def find_messages(folder: FakeFolder, keys: list[Word]) -> list[tuple[int, FakeMessage]]:
    """The messages, with their sequence numbers, that all the keys hold for; ValueError for a key unknown here."""
    words = iter(keys)
    tests = list(_read_tests(words, folder))
    numbered = enumerate(folder.messages, start=1)
    return [(number, message) for number, message in numbered if all(test(number, message) for test in tests)]


def _read_tests(words: Iterator[Word], folder: FakeFolder) -> Iterator[Test]:
    for word in words:
        yield _read_test(word, words, folder)


def _read_test(word: Word, words: Iterator[Word], folder: FakeFolder) -> Test:
    if isinstance(word, list):
        inner = list(_read_tests(iter(word), folder))
        return lambda number, message: all(test(number, message) for test in inner)
    key = word.decode("ascii", "replace").upper()
    if key == "ALL":
        return lambda number, message: True
    if key == "NOT":
        negated = _read_test(next(words), words, folder)
        return lambda number, message: not negated(number, message)
    if key == "OR":
        first, second = _read_test(next(words), words, folder), _read_test(next(words), words, folder)
        return lambda number, message: first(number, message) or second(number, message)
    if key.removeprefix("UN") in _FLAGS:
        flag, wanted = _FLAGS[key.removeprefix("UN")], not key.startswith("UN")
        return lambda number, message: (flag in message.flags) is wanted
    if key == "UID" or key[:1].isdigit() or key[:1] == "*":
        return _read_set(next(words) if key == "UID" else word, folder, by_uid=key == "UID")
    return _read_compared(key, next(words))


def _read_set(word: Word, folder: FakeFolder, *, by_uid: bool) -> Test:
    largest = max((each.uid for each in folder.messages), default=0) if by_uid else len(folder.messages)
    matches = set_matcher(bytes(word), largest)  # type: ignore[arg-type]
    return lambda number, message: matches(message.uid if by_uid else number)


def _read_compared(key: str, word: Word) -> Test:
    text = bytes(word)  # type: ignore[arg-type]
    if key in ("SINCE", "BEFORE", "ON"):
        day = datetime.strptime(text.decode(), "%d-%b-%Y").replace(tzinfo=UTC).date()
        compare = {
            "SINCE": lambda other: other >= day,
            "BEFORE": lambda other: other < day,
            "ON": lambda other: other == day,
        }
        return lambda number, message: compare[key](message.received.date())
    if key in ("LARGER", "SMALLER"):
        size = int(text)
        return lambda number, message: len(message.raw) > size if key == "LARGER" else len(message.raw) < size
    if key == "MODSEQ":
        return lambda number, message: message.modseq >= int(text)
    if key in ("TEXT", "BODY", "SUBJECT", "FROM", "TO"):
        return lambda number, message: text.lower() in message.raw.lower()
    raise ValueError(f"unknown search key {key}")
