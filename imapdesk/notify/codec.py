"""The book as JSON values and back, so that it can lie in any store. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from imapdesk.mail import MailboxId
from imapdesk.notify.book import Book
from imapdesk.notify.values import Cause, Email, EmailState, Notice, NoticeKey, Told, Trouble
from imapdesk.outcome import Outcome

FORMAT = 1
T = TypeVar("T", Notice, Told, Email, Trouble)


def encode_book(book: Book) -> dict[str, Any]:
    """The book as a value that ``json`` can write."""
    return {
        "format": FORMAT,
        "notices": [_encode(each) for each in book.notices.values()],
        "told": [_encode(each) for each in book.told.values()],
        "emails": [_encode(each) for each in book.emails.values()],
        "troubles": [_encode(each) for each in book.troubles.values()],
        "reached_at": _encode_value(book.reached_at),
    }


def decode_book(document: Mapping[str, Any] | None) -> Book:
    """The book that was written; an empty one for None or for a format that a newer program wrote."""
    if not document or document.get("format") != FORMAT:
        return Book()
    notices = [_decode(Notice, each) for each in document["notices"]]
    told = [_decode(Told, each) for each in document["told"]]
    emails = [_decode(Email, each) for each in document["emails"]]
    troubles = [_decode(Trouble, each) for each in document["troubles"]]
    return Book(
        {each.key: each for each in notices},
        {(each.key, each.login): each for each in told},
        {each.id: each for each in emails},
        {each.mailbox_id: each for each in troubles},
        _decode_moment(document["reached_at"]),
    )


def _encode(value: Any) -> dict[str, Any]:
    return {each.name: _encode_value(getattr(value, each.name)) for each in fields(value)}


def _encode_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encode_value(each) for each in value]
    return str(value) if isinstance(value, NoticeKey | Enum) else value


def _decode(kind: type[T], document: Mapping[str, Any]) -> T:
    known = {each.name for each in fields(kind)}
    return kind(**{name: _DECODERS.get(name, _same)(value) for name, value in document.items() if name in known})


def _decode_key(text: str) -> NoticeKey:
    mailbox_id, _, cause = text.partition(":")
    return NoticeKey(MailboxId(int(mailbox_id)), Cause(cause))


def _decode_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _same(value: Any) -> Any:
    return value


_MOMENTS = (
    "opened_at",
    "tray_at",
    "emailed_at",
    "emailed_for",
    "seen_at",
    "queued_at",
    "next_try_at",
    "sending_at",
    "since",
)
_DECODERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_MOMENTS, _decode_moment),
    "key": _decode_key,
    "keys": lambda texts: tuple(_decode_key(text) for text in texts),
    "state": EmailState,
    "outcome": Outcome,
}
