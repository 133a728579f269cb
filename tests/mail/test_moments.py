"""Moments of mail that any clock can show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from imapdesk.mail import keep_showable

FARTHEST = [timezone(timedelta(hours=hours)) for hours in (-14, 14)]


@pytest.mark.parametrize(
    "moment", [datetime(1, 1, 2, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)]
)
def test_a_moment_that_is_kept_can_be_shown_everywhere(moment: datetime) -> None:
    assert keep_showable(moment) == moment
    assert {moment.astimezone(zone) for zone in FARTHEST} == {moment}


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, 23, tzinfo=UTC), datetime(9999, 12, 31, 1, tzinfo=UTC)])
def test_a_moment_that_some_clock_can_not_show_is_unknown(moment: datetime) -> None:
    assert keep_showable(moment) is None
