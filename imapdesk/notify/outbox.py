"""The outbox of notification e-mails as a state machine: never lost, never doubled. Pure.

An e-mail is put into the book when it is due, marked as being sent *before* the server sees it, and leaves the book in
the same change that records when the person was told. Only a program that dies between the server's "250" and that
change sends one again, then with the same Message-ID, which servers and mail programs take for the same message.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from imapdesk.mail import Person
from imapdesk.notify.book import GIVEN_UP_FOR_DEAD, Book, collect_people, find_notices_for, is_told, tidy
from imapdesk.notify.tellings import is_silent_at_first
from imapdesk.notify.values import DAY, Cause, Email, EmailState, Notice, NoticeKey, PeopleOf

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


def queue_emails(book: Book, people_of: PeopleOf, now: datetime) -> Book:
    """The book with the e-mails that are due now: one to each person about everything new, once per opened notice."""
    book = _without_strangers(tidy(book, now), people_of)
    for person in collect_people(people_of).values():
        if person.address:
            book = _queue_for(book, person, people_of, now)
    return book


def find_due_emails(book: Book, now: datetime) -> tuple[Email, ...]:
    """The e-mails to try now, oldest first; one whose sender died is due again."""
    due = [each for each in book.emails.values() if _is_due(each, now)]
    return tuple(sorted(due, key=lambda each: (each.queued_at, each.id)))


def begin_email(book: Book, email_id: str, now: datetime) -> Book | None:
    """The book in which this program sends the e-mail; None when it is not due (any more), or about nothing open."""
    email = book.emails.get(email_id)
    if email is None or not _is_due(email, now) or not find_notices_of(book, email):
        return None
    if email.state is EmailState.SENDING:  # its sender died, perhaps after the server took it: it counts as told
        book = book.with_told(
            replace(book.get_told(key, email.login), emailed_at=email.sending_at) for key in email.keys
        )
    return book.with_email(replace(email, state=EmailState.SENDING, sending_at=now, tries=email.tries + 1))


def find_notices_of(book: Book, email: Email) -> tuple[Notice, ...]:
    """What an e-mail is about that is still open: what was solved meanwhile is left out of its text."""
    return tuple(book.notices[key] for key in email.keys if key in book.notices)


def finish_email(book: Book, email_id: str, now: datetime) -> Book:
    """The book after the server took an e-mail."""
    email = book.emails.get(email_id)
    if email is None:
        return book
    book = replace(book, emails={id: each for id, each in book.emails.items() if id != email_id})
    return book.with_told(replace(book.get_told(key, email.login), emailed_at=now) for key in email.keys)


def fail_email(book: Book, email_id: str, now: datetime, error: str, retry_after_s: float | None = None) -> Book:
    """The book after a delivery failed: tried again later, and dropped only when nothing it tells of is open."""
    email = book.emails.get(email_id)
    if email is None:
        return book
    if not find_notices_of(book, email):
        return replace(book, emails={id: each for id, each in book.emails.items() if id != email_id})
    wait = max(make_wait(email.tries), timedelta(seconds=min(retry_after_s or 0, LONGEST_WAIT.total_seconds())))
    return book.with_email(
        replace(email, state=EmailState.WAITING, sending_at=None, next_try_at=now + wait, last_error=error)
    )


def hasten_emails(book: Book, now: datetime) -> Book:
    """The book with everything that waits due now: the way out was changed, so it is worth a try."""
    waiting = {id: replace(each, next_try_at=now) if each.state is EmailState.WAITING else each
               for id, each in book.emails.items()}  # fmt: skip
    return replace(book, emails=waiting)


def make_wait(tries: int) -> timedelta:
    """The time before the next try: 1, 2, 4... minutes, 6 hours at most."""
    return min(FIRST_WAIT * (1 << min(max(tries - 1, 0), 20)), LONGEST_WAIT)


def _without_strangers(book: Book, people_of: PeopleOf) -> Book:
    """The book without e-mails to people who are no longer told about any of their mailboxes."""
    kept = {
        id: each
        for id, each in book.emails.items()
        if each.state is EmailState.SENDING
        or any(is_told(notice, each.login, people_of) for notice in find_notices_of(book, each))
    }
    return replace(book, emails=kept)


def _queue_for(book: Book, person: Person, people_of: PeopleOf, now: datetime) -> Book:
    notices = [
        notice
        for notice in find_notices_for(book, person.login, people_of)
        if _is_email_due(book, notice, person.login, now)
    ]
    if not notices:
        return book
    keys = tuple(notice.key for notice in notices)
    untried = _find_untried(book, person)
    if untried is None:
        email = Email(_make_id(person, keys, now), person.login, person.address, keys, now, now)
    else:  # runs that end one after the other make one summary as long as nothing has gone out
        email = replace(untried, keys=(*untried.keys, *keys))
    return book.with_email(email).with_told(
        replace(book.get_told(notice.key, person.login), emailed_for=notice.opened_at) for notice in notices
    )


def _find_untried(book: Book, person: Person) -> Email | None:
    """The e-mail to this person that no server has seen yet."""
    waiting = (each for each in book.emails.values() if each.login == person.login and each.to == person.address)
    return next((each for each in waiting if each.state is EmailState.WAITING and each.tries == 0), None)


def _is_email_due(book: Book, notice: Notice, login: str, now: datetime) -> bool:
    if notice.cause is Cause.OUTAGE or is_silent_at_first(notice, now):
        return False
    told = book.get_told(notice.key, login)
    on_its_way = any(each.login == login and notice.key in each.keys for each in book.emails.values())
    rested = told.emailed_at is None or now - told.emailed_at >= DAY
    return told.emailed_for != notice.opened_at and rested and not on_its_way


def _is_due(email: Email, now: datetime) -> bool:
    if email.state is EmailState.SENDING:
        return email.sending_at is None or now - email.sending_at >= GIVEN_UP_FOR_DEAD
    return email.next_try_at <= now


def _make_id(person: Person, keys: tuple[NoticeKey, ...], now: datetime) -> str:
    text = "\n".join([person.login, person.address, now.isoformat(), *map(str, keys)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
