"""The log tells of each run: that it begins, what is asked for, how it ends. Nothing personal stands in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from imapdesk.demo.profile import MAILBOX, open_demo
from imapdesk.desk import Desk
from imapdesk.desk.computer.logs import start_log, stop_log
from imapdesk.desk.computer.run_log import RunLog, describe_end, describe_period, hide_names
from imapdesk.errors import SignInRequired, Unreachable
from imapdesk.mail import Period, PeriodKind, RunResult
from imapdesk.outcome import Outcome
from imapdesk.sync.events import Event, MassDeletion, RunStarted, SignInNeeded


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_demo() as made:
        handler = start_log(made.data_dir)
        logging.getLogger("imapdesk").setLevel(logging.INFO)
        try:
            yield made
        finally:
            stop_log(handler)


def load_ends_of_lines(desk: Desk) -> list[str]:
    return [line.split("run_log: ")[1] for line in desk.load_log_lines() if "run_log: " in line]


def test_a_run_that_went_well_stands_in_the_log_with_its_beginning_and_its_end(desk: Desk) -> None:
    (result,) = desk.sync()
    begun, ended = load_ends_of_lines(desk)
    assert begun == "mailbox 1 (127.0.0.1): a run begins; asked for: all mail of the ticked folders"
    assert ended.startswith(f"mailbox 1 (127.0.0.1): the run ended: ok; {result.stored} new, 0 gone, 0 held back, ")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Unreachable("mail.example.org doesn't answer."), "unreachable; mail.example.org doesn't answer;"),
        (SignInRequired("The server refused the password."), "sign_in_required; The server refused the password;"),
    ],
)
def test_a_run_that_failed_stands_there_with_its_outcome_and_its_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def refuse(*_words: object) -> None:
        raise error

    monkeypatch.setattr(desk, "open_session", refuse)
    desk.sync()
    assert f"the run ended: {words}" in load_ends_of_lines(desk)[-1]
    assert "a run begins" in load_ends_of_lines(desk)[0]


def test_what_a_person_is_asked_stands_there_without_names(desk: Desk) -> None:
    told: list[Event] = []
    log = RunLog(desk.load_mailboxes(), told.append)
    events: list[Event] = [
        SignInNeeded(MAILBOX, "The password of “Ada's letters” was refused for ada@example.org.", "NO wrong"),
        MassDeletion(MAILBOX, "Divorce", 40, 50),
        RunStarted("removed since"),
    ]
    for event in events:
        log.take(event)
    assert told == events
    text = "\n".join(load_ends_of_lines(desk))
    assert "somebody is asked to sign in: The password of “[name]” was refused for [address]" in text
    assert "somebody is asked whether 40 of a folder's 50 messages were deleted" in text
    assert "a mailbox: a run begins" in text
    assert not any(word in text for word in ("Ada", "ada@", "Divorce", MAILBOX, "NO wrong", "removed since"))


def test_the_home_directory_and_names_of_folders_are_taken_out_of_sentences() -> None:
    path = Path.home() / "mail"
    assert hide_names(f"No space is left on the disk that holds {path}.") == (
        "No space is left on the disk that holds ~/mail."
    )
    result = RunResult("Ada", Outcome.PARTIAL, "The server refused to open “Divorce”.", stored=3, seconds=1.25)
    assert describe_end(result) == "partial; The server refused to open “[name]”; 3 new, 0 gone, 0 held back, 1.2 s"


def test_what_is_asked_for_is_the_period_that_was_chosen() -> None:
    since = Period(PeriodKind.SINCE, date(2024, 3, 1))
    assert describe_period(since) == "mail of the ticked folders since 2024-03-01"
    assert describe_period(Period()) == "the last 12 months of the ticked folders"
