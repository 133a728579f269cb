"""The days that the value of an operator means, pure: "2026-05", "yesterday", "last week", "3months", ">=2026"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from imapdesk.store.search.query import Dates

Span = tuple[date, date | None]  # the first day, and the day after the last one if there can be one

_DAYS = {"yesterday": -1, "gestern": -1, "today": 0, "heute": 0, "tomorrow": 1}
_WEEKDAYS = (
    *("monday|mon|montag", "tuesday|tue|dienstag", "wednesday|wed|mittwoch", "thursday|thu|donnerstag"),
    *("friday|fri|freitag", "saturday|sat|samstag", "sunday|sun|sonntag"),
)
_MONTHS = (
    *("january|jan|januar", "february|feb|februar", "march|mar|märz", "april|apr", "may|mai", "june|jun|juni"),
    *("july|jul|juli", "august|aug", "september|sep", "october|oct|oktober", "november|nov"),
    "december|dec|dezember",
)
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365, "t": 1, "j": 365}
_AGE = re.compile(r"(\d{1,5})[ ]?(d|w|m|y|days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?)")
_WHICH = {"this": 0, "last": -1, "previous": -1}
_WHICH |= {"diese": 0, "dieser": 0, "diesen": 0, "dieses": 0, "letzte": -1, "letzter": -1, "letzten": -1, "letztes": -1}
_PERIODS = {"week": "week", "woche": "week", "month": "month", "monat": "month", "year": "year", "jahr": "year"}
_PERIOD = re.compile(rf"({'|'.join(_WHICH)})[-_ ]?({'|'.join(_PERIODS)})")
_OF_YEAR = re.compile(rf"({'|'.join(_MONTHS)})[-_ ]?(\d{{4}})")
_FIRST_CENTURY = 70  # years of two digits from here on are of the last century: no mail is older
_BY_SIGN = {"=": "on", "<": "before", "<=": "until", ">=": "after"}


def choose_dates(name: str, value: str, today: date) -> Dates | None:
    """What before, after, on or until a day, a month, a year, a week or an age means; None where it is none of them."""
    signed = re.fullmatch(r"([<>]=?|=)\s*(.+)", value)
    if signed and name == "on":
        return _compare(signed[1], signed[2], today)
    span = find_span(value, today)
    if span is None and name == "on":
        return _choose_period(value, today)
    if span is None:
        return choose_age(value, today, older=name != "after")
    if name == "before":
        return Dates(end=span[0])
    if name == "until":
        return Dates(end=span[1]) if span[1] is not None else None
    return Dates(first=span[0]) if name == "after" else Dates(first=span[0], end=span[1])


def choose_age(value: str, today: date, *, older: bool) -> Dates | None:
    """So many days, weeks, months or years before today."""
    found = _AGE.fullmatch(value.lower())
    if not found:
        return None
    try:
        day = today - timedelta(days=int(found[1]) * _UNITS[found[2][0]])
    except OverflowError:
        return None
    return Dates(end=day) if older else Dates(first=day)


def is_in_two_words(value: str) -> bool:
    """Whether a text is "last week" or "may 2026", in two words or in one."""
    return any(each.fullmatch(value.lower()) for each in (_PERIOD, _OF_YEAR))


def is_age(value: str) -> bool:
    """Whether a text is "7 days" or the like; four digits are a year rather."""
    found = _AGE.fullmatch(value.lower())
    return found is not None and len(found[1]) < len("2026")


def find_span(value: str, today: date) -> Span | None:
    """The days that a text names, also as seen from today. A weekday or month is the latest one that has begun."""
    return _find_day(value.lower(), today) or _find_named(value.lower(), today) or parse_span(value)


def parse_span(value: str) -> Span | None:
    """The first day of a year, month or day, and the day after its end: 2024, 2024-05, 2024-05-17, 17.05.2024, 17.5.24.

    05/17/2024 and 17/05/2024 are days as well, 05/06/2024 might be either of two and is none.

    Behind the last day that there is, no day ends it.
    """
    found = re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", value)
    year, month, day = found.groups() if found else (None, None, None)
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)", value)
    if german:
        day, month, year = german.groups()
        if len(year) == 2:
            year = f"{19 if int(year) >= _FIRST_CENTURY else 20}{year}"
    either = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", value)
    if either:
        day, month = sorted((either[1], either[2]), key=int, reverse=True)
        year = either[3] if int(day) > len(_MONTHS) or day == month else None
    if year is None:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    try:
        if day:
            return first, first + timedelta(days=1)
        return first, _end_of_month(first) if month else date(first.year + 1, 1, 1)
    except (ValueError, OverflowError):  # the year 10000 is none of Python's
        return first, None


def _compare(sign: str, value: str, today: date) -> Dates | None:
    if sign in _BY_SIGN:
        return choose_dates(_BY_SIGN[sign], value, today)
    span = find_span(value, today)
    return Dates(first=span[1]) if span is not None and span[1] is not None else None


def _choose_period(value: str, today: date) -> Dates | None:
    """From one day, month or year to another, both with it: 2024-01..2024-03; either may be left out."""
    first, dots, last = value.partition("..")
    begins, ends = (find_span(each, today) for each in (first, last))
    if not dots or (first and begins is None) or (last and ends is None) or not (begins or ends):
        return None
    return Dates(begins[0] if begins else None, ends[1] if ends else None)


def _find_day(value: str, today: date) -> Span | None:
    away = _DAYS.get(value)
    weekday = _find_name(value, _WEEKDAYS)
    if away is None and weekday is not None:
        away = -((today.weekday() - weekday) % 7)
    try:
        day = None if away is None else today + timedelta(days=away)
        return None if day is None else (day, day + timedelta(days=1))
    except OverflowError:
        return None


def _find_named(value: str, today: date) -> Span | None:
    """A month by its name, or this or the last week, month or year; weeks begin on Mondays (ISO 8601)."""
    month, period, of_year = _find_name(value, _MONTHS), _PERIOD.fullmatch(value), _OF_YEAR.fullmatch(value)
    try:
        if of_year:
            first = date(int(of_year[2]), (_find_name(of_year[1], _MONTHS) or 0) + 1, 1)
            return first, _end_of_month(first)
        if month is not None:
            first = date(today.year - (month + 1 > today.month), month + 1, 1)
            return first, _end_of_month(first)
        return _find_period(_WHICH[period[1]], _PERIODS[period[2]], today) if period else None
    except (ValueError, OverflowError):
        return None


def _find_period(away: int, kind: str, today: date) -> Span:
    if kind == "week":
        first = today - timedelta(days=today.weekday() - 7 * away)
        return first, first + timedelta(days=7)
    if kind == "year":
        return date(today.year + away, 1, 1), date(today.year + away + 1, 1, 1)
    first = today.replace(day=1)
    first = (first - timedelta(days=1)).replace(day=1) if away else first
    return first, _end_of_month(first)


def _end_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _find_name(value: str, names: tuple[str, ...]) -> int | None:
    return next((number for number, each in enumerate(names) if value in each.split("|")), None)
