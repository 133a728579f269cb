"""An invitation as a person reads it: what, when, where, who invites (RFC 5545, RFC 5546). Pure; never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_FOLD = re.compile(r"\r?\n[ \t]|\r[ \t]")
_LINE = re.compile(r"([A-Za-z-]{1,40})((?>(?:;[\w-]{1,40}=(?:\"[^\"]*+\"|[^;:\"]*+))*)):(.*)\Z")
_PARAMETER = re.compile(r";([\w-]+)=(?:\"([^\"]*)\"|([^;]*))")
_MOMENT = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?\Z")
_DURATION = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?\Z")
_ESCAPES = re.compile(r"\\([nN,;\\])")
_FIRST_YEAR, _LAST_YEAR = "1900", "2300"  # at the edges of a calendar no time can be told in another zone
_LONGEST = 100_000  # characters that are looked at
_LONGEST_WORDS = 2_000

Moment = datetime | date


@dataclass(frozen=True, slots=True)
class Invitation:
    """One event. ``start`` and ``end`` are aware, or days where it takes whole ones; ``end`` is the last of those.

    A time that names a zone that nobody knows has no zone: it is the time where the event takes place.
    """

    what: str
    start: Moment | None = None
    end: Moment | None = None
    where: str = ""
    by: str = ""  # who invites
    words: str = ""
    cancelled: bool = False
    repeats: bool = False


def read_invitation(calendar: str) -> Invitation | None:
    """The first event of a calendar part; None where there is none."""
    calendar = _FOLD.sub("", calendar[:_LONGEST])
    lines = _find_lines(calendar)
    if lines is None:
        return None
    start, end = _read_moment(lines.get("DTSTART")), _read_moment(lines.get("DTEND"))
    if end is None and start is not None and "DURATION" in lines:
        end = _add(start, lines["DURATION"][3].strip())
    if end is not None and not isinstance(end, datetime) and end > date.min:
        end -= timedelta(days=1)  # the day after the last (RFC 5545, section 3.6.1)
    method = re.search(r"^METHOD:CANCEL\s*$", calendar, re.MULTILINE | re.IGNORECASE)
    status = _text(lines.get("STATUS")).upper()
    return Invitation(
        _text(lines.get("SUMMARY")),
        start,
        end,
        _text(lines.get("LOCATION")),
        _read_person(lines.get("ORGANIZER")),
        _text(lines.get("DESCRIPTION")),
        method is not None or status == "CANCELLED",
        "RRULE" in lines,
    )


def _find_lines(calendar: str) -> dict[str, re.Match[str]] | None:
    """The first line of each name in the first event, without its alarms; None where there is no event."""
    inside: list[str] = []
    found: dict[str, re.Match[str]] | None = None
    for line in calendar.splitlines():
        mark, _colon, what = line.strip().upper().partition(":")
        if mark == "BEGIN":
            inside.append(what)
            found = {} if what == "VEVENT" and found is None else found
        elif mark == "END":
            if what == "VEVENT" and found is not None:
                break
            inside = inside[: inside.index(what)] if what in inside[-5:] else inside
        elif found is not None and inside[-1:] == ["VEVENT"] and (match := _LINE.match(line)):
            found.setdefault(match[1].upper(), match)
    return found


def _text(line: re.Match[str] | None) -> str:
    if line is None:
        return ""
    return _ESCAPES.sub(lambda found: "\n" if found[1] in "nN" else found[1], line[3]).strip()[:_LONGEST_WORDS]


def _parameters(line: re.Match[str]) -> dict[str, str]:
    return {name.upper(): quoted or plain for name, quoted, plain in _PARAMETER.findall(line[2])}


def _read_person(line: re.Match[str] | None) -> str:
    if line is None:
        return ""
    name, address = _parameters(line).get("CN", "").strip(), line[3].strip()
    address = address[7:] if address[:7].lower() == "mailto:" else address
    return f"{name} <{address}>" if name and address and name != address else name or address


def _read_moment(line: re.Match[str] | None) -> Moment | None:
    moment = _MOMENT.match(line[3].strip()) if line is not None else None
    if line is None or moment is None or not _FIRST_YEAR <= moment[1] < _LAST_YEAR:
        return None
    try:
        if moment[2] is None:
            return datetime.strptime(moment[1], "%Y%m%d").date()
        local = datetime.strptime(moment[1] + moment[2], "%Y%m%d%H%M%S")
        return local.replace(tzinfo=UTC if moment[3] else _find_zone(_parameters(line).get("TZID", "")))
    except ValueError:
        return None


def _find_zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name.strip("/")) if re.fullmatch(r"/?[A-Za-z_]+(?:/[A-Za-z_+-]+){0,2}", name) else None
    except (OSError, ValueError):
        return None


def _add(start: Moment, duration: str) -> Moment | None:
    found = _DURATION.match(duration)
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups())
    try:
        return start + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
