"""From a run's outcome to the notices that open and close. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from imapdesk.mail import MailboxId
from imapdesk.notify.book import Book, tidy
from imapdesk.notify.values import DAY, Cause, EmailState, Notice, NoticeKey, RunReport, Trouble
from imapdesk.outcome import Outcome

INSECURE_RUNS = 2  # one hiccup, say a hotel's sign-in page in front of the internet, is not yet a changed certificate

_SOLVED = frozenset({Outcome.OK, Outcome.PARTIAL})
_SAYS_NOTHING = frozenset({Outcome.CANCELLED, Outcome.STORE})
_ALL = frozenset(Cause)
_NOT_CREDENTIALS = frozenset({Cause.SETTINGS, Cause.OUTAGE})


def note_runs(book: Book, reports: Iterable[RunReport], now: datetime) -> Book:
    """The book after runs have ended: notices opened, refreshed and closed."""
    book = tidy(book, now)
    for report in sorted(
        reports, key=lambda report: report.outcome not in _SOLVED
    ):  # a success shows the network is up
        book = _note_run(book, replace(report, at=min(report.at, now)))
    return book


def forget_mailbox(book: Book, mailbox_id: MailboxId) -> Book:
    """The book after a mailbox was removed or switched off."""
    return _close(_without_trouble(book, mailbox_id), mailbox_id, _ALL)


def _note_run(book: Book, report: RunReport) -> Book:
    if report.outcome in _SAYS_NOTHING:
        return book
    if report.outcome in _SOLVED:
        return replace(forget_mailbox(book, report.mailbox_id), reached_at=report.at)
    if report.outcome is Outcome.SIGN_IN_REQUIRED:  # and so the server was reached, and its settings are right
        book = _close(_without_trouble(book, report.mailbox_id), report.mailbox_id, _NOT_CREDENTIALS)
        return _open(replace(book, reached_at=report.at), report, Cause.CREDENTIALS)
    trouble = _add_trouble(book.troubles.get(report.mailbox_id), report)
    book = replace(book, troubles={**book.troubles, report.mailbox_id: trouble})
    cause = choose_cause(trouble, report.at, book.reached_at)
    return book if cause is None else _open(_close(book, report.mailbox_id, _NOT_CREDENTIALS - {cause}), report, cause)


def choose_cause(trouble: Trouble, now: datetime, reached_at: datetime | None) -> Cause | None:
    """What a row of failed runs is told as, or None while it is nobody's business.

    Settings: a certificate that fails twice, or a server that is gone for a day while others are reached. An outage:
    nothing was reached for a day, or the server keeps asking to wait.
    """
    if trouble.outcome is Outcome.INSECURE and trouble.runs >= INSECURE_RUNS:
        return Cause.SETTINGS
    if now - trouble.since < DAY:
        return None
    others_are_reached = reached_at is not None and reached_at > trouble.since
    return Cause.SETTINGS if others_are_reached and trouble.outcome is not Outcome.BUSY else Cause.OUTAGE


def _add_trouble(known: Trouble | None, report: RunReport) -> Trouble:
    if known is None:
        return Trouble(report.mailbox_id, report.outcome, report.at)
    runs = known.runs + 1 if known.outcome is report.outcome else 1
    return Trouble(report.mailbox_id, report.outcome, known.since, runs)


def _without_trouble(book: Book, mailbox_id: MailboxId) -> Book:
    return replace(book, troubles={key: each for key, each in book.troubles.items() if key != mailbox_id})


def _open(book: Book, report: RunReport, cause: Cause) -> Book:
    key = NoticeKey(report.mailbox_id, cause)
    known = book.notices.get(key)
    notice = Notice(
        key,
        report.mailbox,
        report.address,
        report.host,
        known.opened_at if known else report.at,
        report.sentence,
        report.reason or str(report.outcome),
        report.details,
        first=report.first,
    )
    return replace(book, notices={**book.notices, key: notice})


def _close(book: Book, mailbox_id: MailboxId, causes: Collection[Cause]) -> Book:
    closed = {key for key in book.notices if key.mailbox_id == mailbox_id and key.cause in causes}
    if not closed:
        return book
    left = {key: each for key, each in book.notices.items() if key not in closed}
    return replace(
        book,
        notices=left,
        told={
            place: replace(each, emailed_for=None, seen_at=None, folded=False) if each.key in closed else each
            for place, each in book.told.items()
        },
        emails={
            id: each
            for id, each in book.emails.items()
            if each.state is EmailState.SENDING or any(key in left for key in each.keys)
        },
    )
