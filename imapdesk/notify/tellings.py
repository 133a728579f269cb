"""What one person's window and tray show. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from imapdesk.notify.book import Book, find_notices_for, tidy
from imapdesk.notify.values import DAY, Banner, Cause, Notice, NoticeKey, PeopleOf, Surroundings, TrayMessage


def choose_banners(book: Book, login: str, people_of: PeopleOf) -> tuple[Banner, ...]:
    """The banners of a person's window, oldest first: every open notice, until it is solved."""
    return tuple(
        Banner(notice, told.folded, told.seen_at)
        for notice in find_notices_for(book, login, people_of)
        for told in (book.get_told(notice.key, login),)
    )


def mark_seen(book: Book, login: str, key: NoticeKey, now: datetime) -> Book:
    """The book after a person saw a banner; it stays open for the others, and for this person too."""
    told = book.get_told(key, login)
    return book if told.seen_at or key not in book.notices else book.with_told([replace(told, seen_at=now)])


def mark_folded(book: Book, login: str, key: NoticeKey, folded: bool) -> Book:
    """The book after a person folded or unfolded a banner."""
    if key not in book.notices:
        return book
    return book.with_told([replace(book.get_told(key, login), folded=folded)])


def choose_tray(
    book: Book, login: str, people_of: PeopleOf, now: datetime, surroundings: Surroundings | None = None
) -> tuple[TrayMessage | None, Book]:
    """The one tray message that is due for a person now, and the book that says it was shown.

    Save the book before showing it: a message too few is made good after a day, one too many is a nuisance.
    """
    book = tidy(book, now)
    if surroundings is not None and surroundings.silent:
        return None, book
    due = tuple(notice for notice in find_notices_for(book, login, people_of) if is_tray_due(book, notice, login, now))
    if not due:
        return None, book
    return TrayMessage(due), book.with_told(replace(book.get_told(each.key, login), tray_at=now) for each in due)


def is_tray_due(book: Book, notice: Notice, login: str, now: datetime) -> bool:
    """Whether a tray message about a notice is due: at once, and again after a day; an outage's only once."""
    if is_silent_at_first(notice, now):
        return False
    if notice.cause is Cause.OUTAGE:
        return _is_outage_due(book, notice, login, now)
    tray_at = book.get_told(notice.key, login).tray_at
    return tray_at is None or now - tray_at >= DAY


def is_silent_at_first(notice: Notice, now: datetime) -> bool:
    """Whether only the window tells of it: a mailbox that never worked is being set up by somebody who is there."""
    return notice.first and now - notice.opened_at < DAY


def _is_outage_due(book: Book, notice: Notice, login: str, now: datetime) -> bool:
    """One message for all mailboxes, since the network is down for all of them."""
    moments = [
        told.tray_at
        for told in book.told.values()
        if told.login == login and told.key.cause is Cause.OUTAGE and told.tray_at is not None
    ]
    mine = book.get_told(notice.key, login).tray_at
    told_already = mine is not None and mine >= notice.opened_at
    return not told_already and all(now - moment >= DAY for moment in moments)
