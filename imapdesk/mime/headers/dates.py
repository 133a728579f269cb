"""Dates of mail: RFC 5322, its ancestors and the forms that programs invent; None rather than a wrong guess."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from imapdesk.mail import keep_showable
from imapdesk.mime.headers.words import decode_words

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12, "mai": 5, "okt": 10, "dez": 12, "mrz": 3, "mär": 3, "juin": 6, "juil": 7, "août": 8,
    "avr": 4, "fév": 2, "déc": 12, "janv": 1, "maj": 5, "ott": 10, "ago": 8, "dic": 12, "ene": 1, "gen": 1, "abr": 4,
    "fev": 2, "set": 9, "out": 10, "mag": 5, "giu": 6, "lug": 7, "mei": 5, "mrt": 3, "des": 12, "jän": 1,
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10,
    "ноя": 11, "дек": 12, "sty": 1, "lut": 2, "kwi": 4, "cze": 6, "lip": 7, "sie": 8, "wrz": 9, "paź": 10, "lis": 11,
    "gru": 12, "oca": 1, "şub": 2, "nis": 4, "haz": 6, "tem": 7, "ağu": 8, "eyl": 9, "eki": 10, "kas": 11, "ara": 12,
}  # fmt: skip
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "zulu": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "met": 60, "mez": 60,
    "cest": 120, "mest": 120, "mesz": 120, "mdst": 120, "eet": 120, "eest": 180, "msk": 180, "msd": 240,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "ast": -240, "adt": -180, "nst": -210, "ndt": -150, "brt": -180,
    "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "pht": 480, "awst": 480, "acst": 570, "acdt": 630, "aest": 600,
    "aedt": 660, "nzst": 720, "nzdt": 780, "nzt": 720, "ict": 420, "pkt": 300, "sast": 120, "cat": 120,
    "eat": 180, "wat": 60,
}  # fmt: skip
_TIME = (
    r"(?P<hour>\d{1,2})(?: ?: ?|\.)(?P<minute>\d{1,2})"
    r"(?:(?: ?: ?|\.)(?P<second>\d{1,2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?"
)
_CLOCK = re.compile(_TIME)
_MILITARY = re.compile(r"\s*(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>)(?P<half>)(?![^\s])")  # RFC 822 A.3.1: 1429 EDT
_USUAL = re.compile(
    r"\s*(?:[A-Za-z]{3},?\s+)?(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+"
    r"(\d\d):(\d\d)(?::(\d\d))?\s+([+-])(\d\d)(\d\d)(?=\s|\Z|\()"
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]*([^\W\d_]{3,9})\.?[\s\-/.,']*(\d{4}|\d{2,3}(?!:))(?!\d)"
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,9})\.?[\s\-/,]*(\d{1,2})(?:st|nd|rd|th)?\s*[\s,\-/]\s*(\d{4}|\d\d)(?![\d:.])")
_ASCTIME = re.compile(
    rf"\b([^\W\d_]{{3,9}})\.?\s+(\d{{1,2}}),?\s+{_TIME}\s*"
    r"(?P<zone>[A-Za-z]{1,5}|[+-]\d{4})?,?\s+(?P<year>\d{4})(?!\d)"
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+|\Z|,)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})(?:\. ?| )(\d{1,2})(?:\. ?| )(\d{4}|\d\d(?=[\s,]))(?![\d:.])")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d\d)(?!\d)")
_ZONE = re.compile(
    r"\s*(?:(?P<name>[A-Za-z]{1,5})(?![A-Za-z]))?\s*"
    r"(?:(?P<sign>[+-])[+-]?\s?(?P<digits>\d{1,2}:\d\d|\d{1,4})(?!\d)|(?P<bare>\d{3,4})\b)?"
)
# Month and day as East Asian programs write them: "24 十二月 2001" (JavaMail), "2001年12月24日".
_EASTERN = re.compile(
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"
    r"|(?<=\d[ \-])(?:(?P<number>1[0-2]|0?[1-9])|(?P<numeral>十[一二]?|[一二三四五六七八九]))[月월]"
    r"(?=[ \-]\d{2,4}(?!\d))"
)
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EASTERN_HALF = re.compile(r"(?:[上下]午|午[前後]|오[전후])\s*(?P<clock>\d{1,2}(?::\d\d){1,2})")
_SPELLED = re.compile(r"(Atlantic|Eastern|Central|Mountain|Pacific) (Standard|Daylight) Time\b", re.IGNORECASE)
# No comment counts (RFC 5322 3.2.2), but one in the zone's place that names a zone is the zone.
_NOTED_ZONE = re.compile(r"(:\d\d\s*)\(\s*([A-Za-z]{2,5}(?:[+-]\d\d:?\d\d)?)\s*\)\s*\Z")


def parse_date(value: str) -> datetime | None:
    """The moment a Date header names, in UTC; None when it can't be told. No zone means UTC (RFC 5322 4.3)."""
    match = _USUAL.match(value)
    if match is not None:
        day, name, year, hour, minute, second, sign, zone_h, zone_m = match.groups()
        if (number := _MONTHS.get(name.lower(), 0)) and int(zone_h) < 24 and int(zone_m) < 60:
            offset = (int(zone_h) * 60 + int(zone_m)) * (-1 if sign == "-" else 1)
            return _make(int(year), number, int(day), int(hour), int(minute), int(second or 0), offset)
    return _parse_odd(value[:400])


def _parse_odd(value: str) -> datetime | None:
    if "=?" in value or not value.isascii():
        value = decode_words(value)  # no date needs them, but some programs encode every header
        value = _EASTERN_HALF.sub(_translate_half, _EASTERN.sub(_translate, value))
    noted = _NOTED_ZONE.search(value)
    if noted is not None and re.split("[+-]", noted[2])[0].lower() in _ZONES:
        value = f"{value[: noted.start()]}{noted[1]} {noted[2]}"
    text = re.sub(r"\s+", " ", _drop_comments(value)).strip()
    match = _COMPACT.search(text)
    if match is not None:
        year, month, day, hour, minute, second = (int(group or 0) for group in match.groups())
        return _finish(year, month, day, hour, minute, second, text[match.end() :])
    match = _ASCTIME.search(text)
    if match is not None and (named := _month(match[1])):
        clock, zone = _clock(match), match["zone"] or text[match.end() :]
        return None if clock is None else _finish(int(match["year"]), named, int(match[2]), *clock, zone)
    day_of = _find_day(text)
    if day_of is None:
        return None
    found, (start, end) = day_of
    match = _CLOCK.search(text, end) or _CLOCK.search(text[:start]) or _MILITARY.match(text, end)
    if match is None:
        return _make(*found, 0, 0, 0, 0) if not text[end:].strip(" ,.") else None
    clock = _clock(match)
    return None if clock is None else _finish(*found, *clock, text[max(match.end(), end) :])


def _translate(match: re.Match[str]) -> str:
    if match["year"]:
        return f"{match['year']}-{match['month']}-{match['day']} "
    return _NAMES[int(match["number"]) - 1 if match["number"] else _NUMERALS.index(match["numeral"])]


def _translate_half(match: re.Match[str]) -> str:
    half = "P.M" if re.match("下午|午後|오후", match[0]) else "A.M"  # dotted: "AM" would tell of a month before the day
    return f"{match['clock']} {half} "


def _find_day(text: str) -> tuple[tuple[int, int, int], tuple[int, int]] | None:
    """Year, month and day, and where they stand in the text."""
    match = _ISO.search(text)
    if match is not None:
        return (int(match[1]), int(match[2]), int(match[3])), match.span()
    for match in _DAY_FIRST.finditer(text):
        if month := _month(match[2]):
            return (_year(match[3]), month, int(match[1])), match.span()
    for match in _MONTH_FIRST.finditer(text):
        if month := _month(match[1]):
            return (_year(match[3]), month, int(match[2])), match.span()
    match = _DOTTED.search(text)
    if match is not None:
        return (_year(match[3]), int(match[2]), int(match[1])), match.span()
    match = _SLASHED.search(text)
    day = None if match is None else _read_slashed(match, text)
    return None if match is None or day is None else (day, match.span())


def _read_slashed(match: re.Match[str], text: str) -> tuple[int, int, int] | None:
    """Month or day first is told by a number over 12 or by AM/PM, a habit of those who write the month first."""
    if len(match[3]) == 2 and match.span() == (0, len(text)):
        return None  # three pairs of digits alone may begin or end with the year
    first, second, year = int(match[1]), int(match[2]), _year(match[3])
    if first > 12 >= second:
        return year, second, first
    if second > 12 >= first or first == second or re.search(r"\d\s*[AP]M\b", text, re.IGNORECASE):
        return year, first, second
    return None


def _month(word: str) -> int | None:
    word = word.lower()
    return _MONTHS.get(word) or _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])


def _year(digits: str) -> int:
    """RFC 5322 4.3: two digits are 1950 to 2049, three are counted from 1900."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(digits) == 3 else year


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        if (hour > 12 and match["half"][0] in "Aa") or (hour == 0 and match["half"][0] in "Pp"):
            return None
        if hour <= 12:
            hour = hour % 12 + (12 if match["half"][0] in "Pp" else 0)
    return hour, minute, second


def _finish(year: int, month: int, day: int, hour: int, minute: int, second: int, rest: str) -> datetime | None:
    offset = _read_zone(rest)
    return None if offset is None else _make(year, month, day, hour, minute, second, offset)


def _read_zone(text: str) -> int | None:
    """Minutes east of UTC; unknown names are UTC (RFC 5322 4.3: "-0000"), an impossible number is None."""
    text = text.lstrip(" ,")
    spelled = _SPELLED.match(text)
    if spelled is not None:
        return _ZONES[f"{spelled[1][0]}{spelled[2][0]}t".lower()]
    match = _ZONE.match(text)
    if match is None:
        return 0
    named = _ZONES.get((match["name"] or "").lower(), 0)
    digits = match["digits"] or match["bare"]  # a zone without its sign is east (seen from scripts)
    if digits is None:
        return named
    digits = digits.replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 23 or minutes > 59:
        return None
    return (hours * 60 + minutes) * (-1 if match["sign"] == "-" else 1)


def _make(year: int, month: int, day: int, hour: int, minute: int, second: int, offset: int) -> datetime | None:
    leap = second == 60
    try:
        moment = datetime(year, month, day, hour, minute, 59 if leap else second, tzinfo=UTC)
        return keep_showable(moment - timedelta(0, -1 if leap else 0, 0, 0, offset) if offset or leap else moment)
    except (ValueError, OverflowError):
        return None


def _drop_comments(value: str) -> str:
    pieces: list[str] = []
    depth = 0
    for piece in re.split(r"([()])", value):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            pieces.append(piece)
    return " ".join(pieces)
