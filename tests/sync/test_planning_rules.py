"""Single rules of the planner that random histories seldom meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from imapdesk.mail import (
    Checkpoint,
    FolderState,
    KnownFolder,
    KnownMessage,
    Listed,
    LocationState,
    Observed,
    Plan,
    Survey,
    SurveyKind,
    Uid,
)
from imapdesk.sync.plan import choose_second_look, choose_sweeps, make_plan
from imapdesk.sync.policy import Policy
from tests.sync.book import make_folder

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
POLICY = Policy(NOW)
SEEN = frozenset({"\\Seen"})
KNOWN = KnownFolder(
    make_folder("INBOX"),
    uidvalidity=7,
    uidnext=1001,
    highestmodseq=5,
    messages=1000,
    unseen=0,
    surveyed=True,
    live=1000,
)


def saved(*numbers: int) -> dict[Uid, KnownMessage]:
    return {uid: KnownMessage(uid, LocationState.SAVED, SEEN) for uid in map(Uid, numbers)}


@pytest.mark.parametrize(("live", "asks"), [(1000, False), (100, True)])
def test_the_share_that_is_lost_is_of_the_whole_folder_though_only_a_part_of_it_is_loaded(
    live: int, asks: bool
) -> None:
    lost = range(1, 61)
    seen = Observed("INBOX", 7, 1001, exists=live - len(lost), highestmodseq=6, vanished=frozenset(map(Uid, lost)))
    plan = make_plan(replace(KNOWN, live=live, messages=live), saved(*lost), seen, {}, POLICY)
    assert (len(plan.ask_first), len(plan.gone)) == ((60, 0) if asks else (0, 60))


def test_a_first_survey_that_was_cut_leaves_its_uidvalidity_and_its_period_and_no_more() -> None:
    policy = replace(POLICY, since=date(2025, 3, 1))
    first = KnownFolder(make_folder("INBOX"))
    cut = Observed("INBOX", 7, 11, exists=10, listed={Uid(9): Listed(Uid(9))}, complete=False)
    plan = make_plan(first, {}, cut, {}, policy)
    assert [one.uid for one in plan.fetch] == [9]
    assert plan.checkpoint == Checkpoint(7, skipped_since=policy.since)
    again = make_plan(replace(first, uidvalidity=8), {}, cut, {}, policy)
    assert again == Plan(), "numbers of another time are not mixed with these"


@pytest.mark.parametrize(
    ("swept", "due"),
    [
        (None, True),
        (NOW - timedelta(minutes=59), False),
        (NOW - timedelta(minutes=60), True),
        (NOW + timedelta(days=300), True),
    ],
    ids=["never", "just now", "an hour ago", "by a clock that was set back since"],
)
def test_flags_are_all_looked_at_once_an_hour_whatever_the_clock_did(swept: datetime | None, due: bool) -> None:
    plain = replace(KNOWN, highestmodseq=None, flags_swept_at=swept)
    assert choose_sweeps([plain], POLICY) == (frozenset({"INBOX"}) if due else frozenset())


@pytest.mark.parametrize(("skipped", "settled"), [("500", True), ("", False)])
def test_a_flag_that_nobody_told_is_looked_for_unless_a_message_left_out_may_explain_the_count(
    skipped: str, settled: bool
) -> None:
    survey = Survey(SurveyKind.CHANGED_SINCE, uidvalidity=7, uidnext=1001, highestmodseq=5)
    known = replace(KNOWN, skipped=skipped, live=1000 - bool(skipped))
    listed = {Uid(500): Listed(Uid(500), flags=frozenset())} if skipped else {}
    seen = Observed("INBOX", 7, 1001, exists=1000, highestmodseq=6, listed=listed)
    state = FolderState(messages=1000, uidnext=1001, unseen=1, highestmodseq=6)
    plan = make_plan(known, {}, seen, {}, POLICY, state)
    again = choose_second_look(survey, known, {}, seen, plan, state)
    assert (again is None) is settled
