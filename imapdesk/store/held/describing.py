"""The quick description of a message at its arrival: what a list needs, from the header block alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from imapdesk.mail import Address
from imapdesk.store.database.encoding import clean_text, to_seconds
from imapdesk.store.held.identity import clean_message_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from imapdesk.mime import QuickHeaders

# subject, from_, to_, cc, sent_at (seconds), message_id, refs, has_attachments: in the order of the table's columns
QuickFields = tuple[str, str, str, str, int | None, str, str, int]

_EMPTY: QuickFields = ("", "", "", "", None, "", "", 0)
PEOPLE_CHARS = 1000  # a list row shows a few; the index has them all
SUBJECT_CHARS = 2000
_REFS_CHARS = 8000


def describe_quickly(head: bytes) -> QuickFields:
    """The fields of a list row from the beginning of a raw message; empty ones where it can't be read at all."""
    try:
        quick = _get_reader()(head)
        references = map(clean_message_id, (*quick.references, *quick.in_reply_to))
        return (
            clean_text(quick.subject or "").strip()[:SUBJECT_CHARS],
            join_people(quick.from_),
            join_people(quick.to),
            join_people(quick.cc),
            to_seconds(quick.date),
            clean_text(clean_message_id(quick.message_id)),
            clean_text(" ".join(dict.fromkeys(filter(None, references))))[:_REFS_CHARS],
            int(quick.has_attachments_guess),
        )
    except Exception:  # an odd message is saved undescribed; the background pass tries again with the whole of it
        return _EMPTY


@cache
def _get_reader() -> Callable[[bytes], QuickHeaders]:
    from imapdesk.mime import describe_headers  # late: a run that finds nothing new describes nothing

    return describe_headers


def join_people(people: Iterable[Address]) -> str:
    """Correspondents as one text for a list row."""
    return clean_text(", ".join(map(str, people))[:PEOPLE_CHARS])
