"""Carries out what the rules decide: one change of the book per step, and the e-mails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from functools import partial
from typing import Protocol

from imapdesk.errors import ImapdeskError, NeedsTime
from imapdesk.mail import MailboxId, utc_now
from imapdesk.notify.book import Book, BookKeeper
from imapdesk.notify.causes import forget_mailbox, note_runs
from imapdesk.notify.message import DEFAULT_LANGUAGE, make_message
from imapdesk.notify.outbox import (
    begin_email,
    fail_email,
    find_due_emails,
    find_notices_of,
    finish_email,
    hasten_emails,
    queue_emails,
)
from imapdesk.notify.tellings import choose_banners, choose_tray, mark_folded, mark_seen
from imapdesk.notify.values import Banner, Email, Notice, NoticeKey, PeopleOf, RunReport, Surroundings, TrayMessage


class Sender(Protocol):
    """Sends e-mail; `SmtpSender` is one."""

    def send(self, message: EmailMessage) -> None:
        """Hand over a message, or raise an ImapdeskError."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One way for e-mails to go out. ``make_sender`` may raise an ImapdeskError, say where a password is missing."""

    make_sender: Callable[[], Sender]
    from_address: str


class Notifier:
    """The rules over a kept book. ``people_of()`` gives who is told about each mailbox, ``clock()`` the time."""

    def __init__(
        self, keeper: BookKeeper, people_of: Callable[[], PeopleOf], *, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self._keeper = keeper
        self._people_of = people_of
        self._clock = clock

    def note_runs(self, reports: Iterable[RunReport]) -> Book:
        """Tell the book how runs ended, all of one synchronisation together; e-mails that are due are queued."""
        people_of, now, ended = self._people_of(), self._clock(), tuple(reports)
        return self._keeper.update(lambda book: queue_emails(note_runs(book, ended, now), people_of, now))

    def forget_mailbox(self, mailbox_id: MailboxId) -> None:
        """A mailbox was removed: nothing about it is open any more."""
        self._keeper.update(lambda book: forget_mailbox(book, mailbox_id))

    def load_notices(self) -> list[Notice]:
        """All open notices, oldest first."""
        return sorted(self._keeper.load().notices.values(), key=lambda notice: (notice.opened_at, notice.key))

    def load_banners(self, login: str) -> tuple[Banner, ...]:
        """What a person's window shows."""
        return choose_banners(self._keeper.load(), login, self._people_of())

    def take_tray_message(self, login: str, surroundings: Surroundings | None = None) -> TrayMessage | None:
        """The tray message that is due now; it counts as shown."""
        people_of, now = self._people_of(), self._clock()
        chosen: list[TrayMessage | None] = []

        def change(book: Book) -> Book:
            message, after = choose_tray(book, login, people_of, now, surroundings)
            chosen.append(message)
            return after

        self._keeper.update(change)
        return chosen[-1]

    def mark_seen(self, login: str, key: NoticeKey) -> None:
        """A person saw a banner."""
        self._keeper.update(lambda book: mark_seen(book, login, key, self._clock()))

    def mark_folded(self, login: str, key: NoticeKey, folded: bool = True) -> None:
        """A person folded or unfolded a banner."""
        self._keeper.update(lambda book: mark_folded(book, login, key, folded))

    def deliver_emails(
        self,
        outlets: Sequence[Outlet],
        *,
        only: str | None = None,
        language: str = DEFAULT_LANGUAGE,
    ) -> int:
        """Send what is due, to the person ``only`` or to everyone; returns how many a server took.

        Each e-mail tries one outlet after the other. When all fail it is noted, and tried again later.
        """
        people_of, now = self._people_of(), self._clock()
        book = self._keeper.update(lambda book: queue_emails(book, people_of, now))
        names = {person.login: person.name for people in people_of.values() for person in people}
        sent = 0
        for email in find_due_emails(book, now) if outlets else ():
            notices = self._begin(email) if only in (None, email.login) else ()
            if notices:
                make = partial(
                    make_message,
                    notices,
                    id=email.id,
                    to=email.to,
                    to_name=names.get(email.login, ""),
                    now=email.queued_at,
                    language=language,
                )
                sent += self._send(outlets, email, make)
        return sent

    def hasten_emails(self) -> None:
        """The way out was changed: what waits after failures is due now."""
        self._keeper.update(lambda book: hasten_emails(book, self._clock()))

    def _begin(self, email: Email) -> tuple[Notice, ...]:
        """Mark an e-mail as being sent; empty when another process has it or what it tells of is solved."""
        begun: list[Book] = []

        def change(book: Book) -> Book:
            after = begin_email(book, email.id, self._clock())
            if after is not None:
                begun.append(after)
            return after or book

        self._keeper.update(change)
        return find_notices_of(begun[-1], email) if begun else ()

    def _send(self, outlets: Sequence[Outlet], email: Email, make: Callable[..., EmailMessage]) -> bool:
        """Try the outlets in their order. All send the same Message-ID, so that no inbox shows an e-mail twice."""
        failures: list[ImapdeskError] = []
        for outlet in outlets:
            try:
                outlet.make_sender().send(make(sender=outlet.from_address))
            except ImapdeskError as error:
                failures.append(error)
                continue
            self._keeper.update(lambda book: finish_email(book, email.id, self._clock()))
            return True
        sentence = " ".join(dict.fromkeys(str(error) for error in failures))
        hints = [error.retry_after_s or 0.0 for error in failures if isinstance(error, NeedsTime)]
        wait_s = min(hints, default=0.0) or None
        self._keeper.update(lambda book: fail_email(book, email.id, self._clock(), sentence, wait_s))
        return False
