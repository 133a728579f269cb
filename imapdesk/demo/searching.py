"""SEARCH of the demo's server (RFC 3501 6.4.4): every key that the program's own queries are made of, and more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from functools import partial

from imapdesk.demo.commands import Unreadable, Word, read_set
from imapdesk.demo.fetching import MONTHS
from imapdesk.demo.mailbox import DemoFolder, DemoMessage
from imapdesk.demo.readable import Readable, read_message

Test = Callable[[int, DemoMessage], bool]

CHARSETS = frozenset({"US-ASCII", "ASCII", "UTF-8"})
_FIELDS = frozenset({"FROM", "TO", "CC", "BCC", "SUBJECT"})
_FLAGS = {
    "SEEN": "\\Seen",
    "FLAGGED": "\\Flagged",
    "ANSWERED": "\\Answered",
    "DRAFT": "\\Draft",
    "DELETED": "\\Deleted",
    "RECENT": "\\Recent",
}
_DAYS: dict[str, Callable[[date, date], bool]] = {
    "SINCE": lambda its, asked: its >= asked,
    "BEFORE": lambda its, asked: its < asked,
    "ON": lambda its, asked: its == asked,
}


class UnknownCharset(ValueError):
    """The search is written in letters that this server doesn't know; answered with NO [BADCHARSET]."""


def search(folder: DemoFolder, criteria: list[Word]) -> list[tuple[int, DemoMessage]]:
    """The messages that fulfil every criterion; raises `Unreadable` for an unknown one, or `UnknownCharset`."""
    words = iter(criteria)
    if criteria and str(criteria[0]).upper() == "CHARSET":
        next(words)
        if _take(words).upper() not in CHARSETS:
            raise UnknownCharset
    test = _read_all(words, folder)
    return [(number, message) for number, message in enumerate(folder.messages, 1) if test(number, message)]


def _read_all(words: Iterator[Word], folder: DemoFolder) -> Test:
    tests = [_read_key(word, words, folder) for word in words]
    if not tests:
        raise Unreadable("what is to be searched for?")
    return lambda number, message: all(test(number, message) for test in tests)


def _read_key(word: Word, words: Iterator[Word], folder: DemoFolder) -> Test:
    """The key that begins with ``word``; its arguments are taken from ``words``."""
    if isinstance(word, list):
        return _read_all(iter(word), folder)
    key = word.upper()
    if key == "NOT":
        return _negate(_read_next(words, folder))
    if key == "OR":
        first, second = _read_next(words, folder), _read_next(words, folder)
        return lambda number, message: first(number, message) or second(number, message)
    if key == "UID":
        return _read_numbers(_take(words), folder, by_uid=True)
    if key[:1].isdigit() or key[:1] == "*":
        return _read_numbers(key, folder, by_uid=False)
    return _read_mark(key, words) or _read_value(key, words)


def _read_next(words: Iterator[Word], folder: DemoFolder) -> Test:
    for word in words:
        return _read_key(word, words, folder)
    raise Unreadable("a criterion is missing")


def _read_numbers(text: str, folder: DemoFolder, *, by_uid: bool) -> Test:
    ranges = read_set(text, folder.uidnext - 1 if by_uid else len(folder.messages))
    return lambda number, message: any((message.uid if by_uid else number) in one for one in ranges)


def _read_mark(key: str, words: Iterator[Word]) -> Test | None:
    """A key that asks for flags; no message is recent here, for more than one client may read (RFC 3501 2.3.2)."""
    if key == "ALL":
        return lambda _number, _message: True
    if key in ("NEW", "OLD"):
        return _has_flag("\\Recent") if key == "NEW" else _negate(_has_flag("\\Recent"))
    if key in ("KEYWORD", "UNKEYWORD"):
        test = _has_flag(_take(words))
    elif key.removeprefix("UN") in _FLAGS:
        test = _has_flag(_FLAGS[key.removeprefix("UN")])
    else:
        return None
    return _negate(test) if key.startswith("UN") else test


def _has_flag(flag: str) -> Test:
    wanted = flag.casefold()
    return lambda _number, message: any(held.casefold() == wanted for held in message.flags)


def _read_value(key: str, words: Iterator[Word]) -> Test:
    if key in _FIELDS:
        return _holds(partial(Readable.join_fields, name=key), _take(words))
    match key:
        case "HEADER":
            return _holds(partial(Readable.join_fields, name=_take(words)), _take(words))
        case "TEXT":
            return _holds(lambda readable: readable.whole, _take(words))
        case "BODY":
            return _holds(lambda readable: readable.body, _take(words))
        case "LARGER" | "SMALLER":
            return _read_size(_take(words), larger=key == "LARGER")
    if key.removeprefix("SENT") in _DAYS:
        return _read_days(_DAYS[key.removeprefix("SENT")], _read_day(_take(words)), sent=key.startswith("SENT"))
    raise Unreadable(f"{key[:20]} can't be searched for here")


def _holds(part: Callable[[Readable], str | None], text: str) -> Test:
    """A part of the message holds ``text``, in whatever case; the empty text is in each part that is there."""
    wanted = text.casefold()

    def test(_number: int, message: DemoMessage) -> bool:
        found = part(read_message(message.raw))
        return found is not None and wanted in found

    return test


def _read_size(text: str, *, larger: bool) -> Test:
    if not (text.isascii() and text.isdigit()):
        raise Unreadable("not a size")
    size = int(text)
    return lambda _number, message: len(message.raw) > size if larger else len(message.raw) < size


def _read_days(compare: Callable[[date, date], bool], day: date, *, sent: bool) -> Test:
    """Days are compared without their time and time zone (RFC 3501 6.4.4)."""

    def test(_number: int, message: DemoMessage) -> bool:
        its = _find_sent(message) if sent else message.received.date()
        return its is not None and compare(its, day)

    return test


def _find_sent(message: DemoMessage) -> date | None:
    try:
        return parsedate_to_datetime(read_message(message.raw).join_fields("Date") or "").date()
    except ValueError:
        return None


def _read_day(text: str) -> date:
    try:
        day, month, year = text.split("-")
        return date(int(year), MONTHS.index(month.capitalize()) + 1, int(day))
    except ValueError as error:
        raise Unreadable("not a date") from error


def _negate(test: Test) -> Test:
    return lambda number, message: not test(number, message)


def _take(words: Iterator[Word]) -> str:
    """The next word, which must be a text."""
    word = next(words, None)
    if not isinstance(word, str):
        raise Unreadable("a criterion lacks its value")
    return word
