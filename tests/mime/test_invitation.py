"""An invitation is read as a person reads it, and whatever a calendar holds, nothing is raised."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.mime.invitation import read_invitation


def make(*lines: str, method: str = "REQUEST") -> str:
    """A calendar of one event."""
    event = "\r\n".join(lines)
    return f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def test_an_event_is_read_whole() -> None:
    found = read_invitation(
        make(
            "SUMMARY;LANGUAGE=en:Plan\\, winter",
            "DTSTART;TZID=Europe/Berlin:20261126T140000",
            "DTEND;TZID=Europe/Berlin:20261126T150000",
            "LOCATION:Room 2\\; second",
            "  floor",
            'ORGANIZER;CN="Archer, Ben":mailto:ben@example.org',
            "DESCRIPTION:Bring it.\\nSee you.",
            "RRULE:FREQ=WEEKLY",
            "BEGIN:VALARM",
            "DESCRIPTION:Reminder",
            "END:VALARM",
        )
    )
    assert found is not None
    berlin = ZoneInfo("Europe/Berlin")
    assert (found.what, found.where, found.by) == (
        "Plan, winter",
        "Room 2; second floor",
        "Archer, Ben <ben@example.org>",
    )
    assert found.start == datetime(2026, 11, 26, 14, tzinfo=berlin)
    assert found.end == datetime(2026, 11, 26, 15, tzinfo=berlin)
    assert (found.words, found.repeats, found.cancelled) == ("Bring it.\nSee you.", True, False)


def test_whole_days_end_on_their_last() -> None:
    found = read_invitation(make("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"))
    assert found is not None
    assert (found.start, found.end) == (date(2026, 12, 24), date(2026, 12, 26))


def test_an_end_is_also_told_by_how_long_it_takes() -> None:
    found = read_invitation(make("DTSTART:20261126T130000Z", "DURATION:PT1H30M"))
    assert found is not None
    assert found.end == datetime(2026, 11, 26, 14, 30, tzinfo=UTC)


def test_what_is_cancelled_is_told() -> None:
    for calendar in (make("SUMMARY:x", method="CANCEL"), make("SUMMARY:x", "STATUS:CANCELLED")):
        found = read_invitation(calendar)
        assert found is not None
        assert found.cancelled


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART:20261399T999999Z",
        "DTSTART;TZID=../../etc/passwd:20261126T140000",
        "DTSTART;TZID=W. Europe Standard Time:20261126T140000",
        "DTSTART;VALUE=DATE:00010101\r\nDTEND;VALUE=DATE:00010101",
        "DTSTART:99991231T235959Z\r\nDURATION:P9999W",
        "DTSTART:00010101T000000Z",
        "DTSTART:99991231T235959Z",
        "DTSTART:",
        "DTSTART",
    ],
)
def test_odd_times_are_no_fault(line: str) -> None:
    found = read_invitation(make("SUMMARY:x", line))
    assert found is not None
    assert found.what == "x"
    for moment in (found.start, found.end):
        if isinstance(moment, datetime):
            assert moment.astimezone(ZoneInfo("Pacific/Kiritimati"))
            assert moment.astimezone(ZoneInfo("Pacific/Niue"))


@given(st.text(alphabet='BEGIN:VTUCAOSMRY;="\\\r\n T0123Z', max_size=300))
def test_any_letters_give_an_event_or_none(text: str) -> None:
    read_invitation(text)
    read_invitation(make(text))


@pytest.mark.parametrize("unit", ["BEGIN:VEVENT\n", "A;B=C", "A" * 40 + "\n", "\n ", ';A="', "BEGIN:VALARM\n", "A:b\n"])
def test_whatever_is_repeated_takes_no_time(unit: str) -> None:
    started = time.process_time()
    read_invitation(make(unit * (200_000 // len(unit))))
    assert time.process_time() - started < 2
