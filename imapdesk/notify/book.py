"""Everything that notification remembers, as one value: the rules turn one book into the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from imapdesk.mail import MailboxId, Person
from imapdesk.notify.values import DAY, Email, Notice, NoticeKey, PeopleOf, Told, Trouble

GIVEN_UP_FOR_DEAD = timedelta(minutes=10)  # longer than the time-outs of one e-mail's delivery together
FORGET_AFTER = 3 * DAY  # a flapping cause is quiet for one day, so more need not be remembered


@dataclass(frozen=True, slots=True)
class Book:
    """The open notices, what each person was told, the outbox, and the troubles that are not yet a notice."""

    notices: Mapping[NoticeKey, Notice] = field(default_factory=dict)
    told: Mapping[tuple[NoticeKey, str], Told] = field(default_factory=dict)
    emails: Mapping[str, Email] = field(default_factory=dict)
    troubles: Mapping[MailboxId, Trouble] = field(default_factory=dict)
    reached_at: datetime | None = None  # when any mailbox was last reached

    def get_told(self, key: NoticeKey, login: str) -> Told:
        """What a person was told of a cause; blank when nothing."""
        return self.told.get((key, login)) or Told(key, login)

    def with_told(self, states: Iterable[Told]) -> Book:
        """The book with these states in place of the old ones."""
        return replace(self, told={**self.told, **{(state.key, state.login): state for state in states}})

    def with_email(self, email: Email) -> Book:
        """The book with this e-mail in its outbox."""
        return replace(self, emails={**self.emails, email.id: email})


class BookKeeper(Protocol):
    """Keeps the book; every change is atomic, also between processes."""

    def load(self) -> Book:
        """The book as it is."""

    def update(self, change: Callable[[Book], Book]) -> Book:
        """Apply ``change`` to the newest book, save it and give it back; nobody else changes it meanwhile."""


def find_notices_for(book: Book, login: str, people_of: PeopleOf) -> list[Notice]:
    """The open notices that a person is told about, oldest first."""
    mine = [notice for notice in book.notices.values() if is_told(notice, login, people_of)]
    return sorted(mine, key=lambda notice: (notice.opened_at, notice.key))


def is_told(notice: Notice, login: str, people_of: PeopleOf) -> bool:
    """Whether a person is one of those who are told about a notice."""
    return any(person.login == login for person in people_of.get(notice.key.mailbox_id, ()))


def collect_people(people_of: PeopleOf) -> dict[str, Person]:
    """Everyone who is told about anything, by login, with an address if there is one for any of the mailboxes."""
    found: dict[str, Person] = {}
    for person in (person for mailbox_id in sorted(people_of) for person in people_of[mailbox_id]):
        if person.login not in found or not found[person.login].address:
            found[person.login] = person
    return found


def tidy(book: Book, now: datetime) -> Book:
    """The book without what no longer matters, and without moments that lie ahead.

    A clock that was set back must not silence anybody: what seems to happen in the future happened just now.
    """
    book = _without_dead_emails(book, now)
    return replace(
        book,
        notices={key: replace(each, opened_at=min(each.opened_at, now)) for key, each in book.notices.items()},
        told={key: _tidy_told(each, now) for key, each in book.told.items() if _matters(book, each, now)},
        emails={key: _tidy_email(each, now) for key, each in book.emails.items()},
        troubles={key: replace(each, since=min(each.since, now)) for key, each in book.troubles.items()},
        reached_at=_not_after(book.reached_at, now),
    )


def _matters(book: Book, told: Told, now: datetime) -> bool:
    moments = [moment for moment in (told.tray_at, told.emailed_at) if moment is not None]
    return told.key in book.notices or any(now - moment < FORGET_AFTER for moment in moments)


def _without_dead_emails(book: Book, now: datetime) -> Book:
    """The book without e-mails about solved things. One whose sender died may have arrived, so it counts as told."""
    dead = [each for each in book.emails.values() if not _is_alive(book, each, now)]
    if not dead:
        return book
    told = [
        replace(book.get_told(key, each.login), emailed_at=each.sending_at)
        for each in dead
        if each.sending_at is not None
        for key in each.keys
    ]
    gone = {each.id for each in dead}
    return replace(book, emails={id: each for id, each in book.emails.items() if id not in gone}).with_told(told)


def _is_alive(book: Book, email: Email, now: datetime) -> bool:
    """Whether an e-mail may still be sent: it tells of something open, or somebody is just sending it."""
    just_now = email.sending_at is not None and now - email.sending_at < GIVEN_UP_FOR_DEAD
    return just_now or any(key in book.notices for key in email.keys)


def _tidy_told(told: Told, now: datetime) -> Told:
    return replace(
        told,
        tray_at=_not_after(told.tray_at, now),
        emailed_at=_not_after(told.emailed_at, now),
        emailed_for=_not_after(told.emailed_for, now),
        seen_at=_not_after(told.seen_at, now),
    )


def _tidy_email(email: Email, now: datetime) -> Email:
    return replace(
        email,
        next_try_at=min(email.next_try_at, now + timedelta(hours=6)),
        sending_at=_not_after(email.sending_at, now),
    )


def _not_after(moment: datetime | None, now: datetime) -> datetime | None:
    return None if moment is None else min(moment, now)
