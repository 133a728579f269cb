"""The operators of the search language and what their values mean, pure. A value that makes no sense is words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import unquote

from imapdesk.store.search.query import All, Dates, Header, Mark, Node, Place, Size, Words

TEXT_FIELDS = {"from": "from", "to": "to", "cc": "cc", "subject": "subject", "body": "body", "filename": "filename"}
_MARKS = {
    "unread": "unread",
    "unseen": "unread",
    "new": "unread",
    "read": "read",
    "seen": "read",
    "starred": "starred",
    "flagged": "starred",
    "answered": "answered",
    "replied": "answered",
    "draft": "draft",
    "gone": "gone",
    "deleted": "gone",
}
_ALIASES = {  # other programs' names
    "bcc": "to",  # which the index has beside it
    "attachment": "filename",
    "folder": "in",
    "label": "in",
    "date": "on",
    "mid": "id",
    "rfc822msgid": "id",
    "messageid": "id",
    "msgid": "id",
    "since": "after",
    "newer": "after",
    "older": "before",
    "size": "larger",
}
_OPERATORS = {"is", "has", "in", "mailbox", "before", "after", "on", "older_than", "newer_than", "larger", "smaller"}
_OPERATORS |= {"header", "list", "deliveredto", "id", "tag", "until", *TEXT_FIELDS}
_HEADERS = {"list": "List-Id", "deliveredto": "Delivered-To"}
_HAVING = {"attachment": "attachment", "attachments": "attachment", "file": "attachment", "files": "attachment"}
_HAVING |= {"star": "starred", "attach": "attachment"}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTHS = 12
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SCALES = {"": 1, "b": 1, "k": 1024, "kb": 1024, "m": 1024**2, "mb": 1024**2, "g": 1024**3, "gb": 1024**3}


def find_operator(name: str) -> str | None:
    """The operator that a name in front of a colon stands for."""
    known = _ALIASES.get(name.lower(), name.lower())
    return known if known in _OPERATORS else None


def choose_leaf(name: str, value: str, today: date, *, quoted: bool = False, is_last: bool = False) -> Node:
    """The meaning of ``name:value``; words when it has none. ``is_last``: it may go on."""
    if name.startswith("header:"):
        name, value = "header", f"{name[7:]}={value}"
    operator = find_operator(name)
    found = choose_operator(operator, value.strip(), today) if operator else None
    if found is not None:
        return found
    if operator in TEXT_FIELDS and value.strip():
        field, text = TEXT_FIELDS[operator], value
    else:
        field, text = "", f"{name}:{value}" if name else value
    if quoted:
        return Words(text, field, phrase=True) if text.strip() else All(())
    return make_words(field, text, is_last)


def make_words(field: str, text: str, is_last: bool) -> Node:
    """A word; a star alone stands for everything."""
    stripped = text.rstrip("*")
    typed = stripped == text and is_last and len(stripped) >= 2 and stripped[-1:].isalnum()
    return Words(stripped, field, prefix=typed or stripped != text, typed=typed) if stripped else All(())


def choose_operator(name: str, value: str, today: date) -> Node | None:
    """The meaning of an operator's value; None where it has none, or is a text to be found."""
    if name == "is":
        mark = _MARKS.get(value.lower())
        return Mark(mark) if mark else None
    if name == "has":
        having = _HAVING.get(value.lower())
        return Mark(having) if having else None
    if name == "tag":  # for marks alone: "Tag: Anna" begins a German letter
        mark = _MARKS.get(value.lower()) or _HAVING.get(value.lower())
        return Mark(mark) if mark else None
    if name == "in":
        return All(()) if value.lower() == "anywhere" else Place("folder", value) if value else None
    if name == "mailbox":
        return Place("mailbox", value) if value else None
    if name in {"before", "after", "on", "until"}:
        return _choose_dates(name, value, today)
    if name in {"older_than", "newer_than"}:
        return _choose_age(value, today, older=name == "older_than")
    if name in {"larger", "smaller"}:
        return _choose_size(name, value)
    if name in _HEADERS:
        return Header(_HEADERS[name], value) if value else None
    if name == "id":
        return _choose_message(value)
    return _choose_header(value) if name == "header" else None


def _choose_message(value: str) -> Header | None:
    """One message by its whole Message-ID, as it is or as a link has it (RFC 2392)."""
    known = unquote(value.removeprefix("mid:")).strip("<>")
    return Header("Message-ID", f"<{known}>") if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", known) else None


def _choose_dates(name: str, value: str, today: date) -> Dates | None:
    span = _find_day(value, today) or parse_span(value)
    if span is None and name == "on":
        return _choose_period(value, today)
    if span is None:
        return _choose_age(value, today, older=name != "after")
    if name == "before":
        return Dates(end=span[0])
    if name == "until":
        return Dates(end=span[1]) if span[1] is not None else None
    return Dates(first=span[0]) if name == "after" else Dates(first=span[0], end=span[1])


def _choose_period(value: str, today: date) -> Dates | None:
    """From one day, month or year to another, both with it: 2024-01..2024-03; either may be left out."""
    first, dots, last = value.partition("..")
    begins, ends = (_find_day(each, today) or parse_span(each) for each in (first, last))
    if not dots or (first and begins is None) or (last and ends is None) or not (begins or ends):
        return None
    return Dates(begins[0] if begins else None, ends[1] if ends else None)


def parse_span(value: str) -> tuple[date, date | None] | None:
    """The first day of a year, month or day, and the day after its end: 2024, 2024-05, 2024-05-17, 17.05.2024.

    05/17/2024 and 17/05/2024 are days as well, 05/06/2024 might be either of two and is none.

    Behind the last day that there is, no day ends it.
    """
    found = re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", value)
    year, month, day = found.groups() if found else (None, None, None)
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value)
    if german:
        day, month, year = german.groups()
    either = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", value)
    if either:
        day, month = sorted((either[1], either[2]), key=int, reverse=True)
        year = either[3] if int(day) > _MONTHS or day == month else None
    if year is None:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    try:
        if day:
            return first, first + timedelta(days=1)
        return first, date(first.year + 1, 1, 1) if not month else (first + timedelta(days=31)).replace(day=1)
    except (ValueError, OverflowError):  # the year 10000 is none of Python's
        return first, None


def _find_day(value: str, today: date) -> tuple[date, date | None] | None:
    away = _DAYS.get(value.lower())
    try:
        day = None if away is None else today + timedelta(days=away)
        return None if day is None else (day, day + timedelta(days=1))
    except OverflowError:
        return None


def _choose_age(value: str, today: date, *, older: bool) -> Dates | None:
    found = re.fullmatch(r"(\d{1,5})(d|w|m|y|days?|weeks?|months?|years?)", value.lower())
    if not found:
        return None
    try:
        day = today - timedelta(days=int(found[1]) * _UNITS[found[2][0]])
    except OverflowError:
        return None
    return Dates(end=day) if older else Dates(first=day)


def is_unit(word: str) -> bool:
    """Whether a word is a unit of sizes, as in "5 MB"."""
    return bool(word) and word.lower() in _SCALES


def _choose_size(name: str, value: str) -> Size | None:
    found = re.fullmatch(r"(\d{1,12}(?:[.,]\d{1,3})?)([kmg]?b?)", value.lower())
    if not found:
        return None
    return Size(int(float(found[1].replace(",", ".")) * _SCALES[found[2]]), larger=name == "larger")


def _choose_header(value: str) -> Header | None:
    found = re.fullmatch(r"([!-9;-~]+?)(?:[:=]\s*(.*))?", value, re.DOTALL)
    return Header(found[1], found[2] or "") if found else None
