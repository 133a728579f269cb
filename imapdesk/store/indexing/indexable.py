"""What of a described message goes into its row and into the index of words, pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from imapdesk.mail import Address
from imapdesk.mime import DescribedMessage, describe_message, index_text
from imapdesk.store.content.headers import UNREADABLE, HeaderField, find_fields
from imapdesk.store.database.encoding import clean_text, to_seconds
from imapdesk.store.held.describing import QuickFields, describe_quickly, join_people
from imapdesk.store.held.identity import clean_message_id
from imapdesk.store.indexing.attached_text import read_attached
from imapdesk.store.indexing.folding import fold_text

MAX_TEXT = 200_000  # characters of one message that are indexed
PREVIEW_CHARS = 200

Columns = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Indexable:
    """One message's row fields, preview, index columns (subject, from, to, cc, body, files) and header fields."""

    fields: QuickFields
    preview: str
    columns: Columns
    headers: tuple[HeaderField, ...] = ()


def make_indexable(raw: bytes) -> Indexable:
    """Describe a raw message as a whole; one that can't be described at all keeps what its headers said."""
    try:
        return _index(describe_message(raw), find_fields(raw))
    except Exception:  # odd mail never stops the pass
        return make_from_fields(describe_quickly(raw[:100_000]))


def make_from_fields(quick: QuickFields) -> Indexable:
    """What can be found of a message whose headers alone are known."""
    columns = (fold_text(quick[0]), fold_text(quick[1]), fold_text(quick[2]), fold_text(quick[3]), "", "")
    return Indexable(quick, "", columns, UNREADABLE)


def _index(message: DescribedMessage, headers: tuple[HeaderField, ...]) -> Indexable:
    text = index_text(message)
    preview = clean_text(" ".join(text[: PREVIEW_CHARS * 4].split())[:PREVIEW_CHARS])
    return Indexable(_fields(message), preview, to_columns(message, text), headers)


def to_columns(message: DescribedMessage, text: str) -> Columns:
    """What the index of words is given of a message with a text: subject, from, to, cc, body, files."""
    body = fold_text(clean_text(text[:MAX_TEXT]))
    attached = "\n".join(read_attached(message.attachments))
    if attached:
        body = f"{body}\n{fold_text(clean_text(attached))}"
    return (
        fold_text(clean_text(message.subject)),
        fold_text(_people(message.from_)),
        fold_text(_people([*message.to, *message.bcc])),
        fold_text(_people(message.cc)),
        body,
        fold_text(clean_text("\n".join(item.name for item in message.attachments))),
    )


def _fields(message: DescribedMessage) -> QuickFields:
    references = (clean_message_id(name) for name in (*message.references, *message.in_reply_to))
    return (
        clean_text(message.subject).strip()[:2000],
        join_people(message.from_),
        join_people(message.to),
        join_people(message.cc),
        to_seconds(message.date),
        clean_text(clean_message_id(message.message_id)),
        clean_text(" ".join(dict.fromkeys(name for name in references if name)))[:8000],
        int(any(not item.inline and not item.fork for item in message.attachments)),
    )


def _people(people: Iterable[Address]) -> str:
    return clean_text("\n".join(str(person) for person in people))[:MAX_TEXT]
