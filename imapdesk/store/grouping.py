"""A list by conversations: what the server says belongs together, else References, else the subject.

Gmail's X-GM-THRID and OBJECTID's THREADID (RFC 8474) come first, then `imapdesk.store.conversing`'s keys. A reply that
names no parent at all joins the nearest older message with the same subject.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Hashable, Iterable
from itertools import chain
from typing import NamedTuple

from imapdesk.mail import Conversations, Scope, SortBy
from imapdesk.store.listing import ORDERS, Listing

_REPLY = re.compile(
    r"^(?:\s*(?:re|aw|sv|antw|fw|fwd|wg|vs|rv|tr|odp|回复|答复)\s*(?:\[\d+\])?\s*[:：])+\s*", re.IGNORECASE
)
_BLANK = re.compile(r"\s+")
_SUBJECT_S = 60 * 86_400  # a reply to something older than two months is not recognised by its subject alone


class Row(NamedTuple):
    """What decides to which conversation a message belongs, newest message first."""

    id: int
    moment: int  # seconds
    seen: bool
    thread: Hashable | None  # by the server
    conversation: int | None  # by References
    subject: str | None  # where nothing else tells


class Grouping(Listing):
    """List by conversations."""

    def list_conversations(self, scope: Scope, limit: int | None = None) -> Conversations:
        """The scope's messages by conversations, the one with the newest message first, whatever ``scope.sort`` is.

        Of the newest ``limit`` messages only, where it is given: that is there sooner. Raises StoreError.
        """
        selection = self._choose_rows(scope)
        if selection is None:
            return Conversations()
        shared = {
            row[0]
            for row in self._readers.rows(
                "SELECT conversation FROM message WHERE conversation IS NOT NULL GROUP BY conversation "
                "HAVING count(*) > 1"
            )
        }
        columns = (
            "l.id, l.sort_date, l.shown & 1, l.thread_id, l.folder_id, m.conversation, "
            "CASE WHEN m.refs = '' AND l.thread_id IS NULL THEN m.subject END"
        )
        tail = "" if limit is None else f" LIMIT {int(limit)}"
        joined = "" if selection.described else " JOIN message m ON m.id = l.content_id"
        sql = selection.sql(columns, f" ORDER BY {ORDERS[SortBy.DATE].format('DESC')}{tail}")
        sql = sql.replace(" FROM location l", f" FROM location l{joined}", 1)
        owners = dict(self._readers.rows("SELECT id, mailbox_id FROM folder"))
        batches = self._readers.batches(sql, selection.values)
        return group_rows(_to_rows(chain.from_iterable(batches), owners, shared))


def _to_rows(rows: Iterable[tuple[object, ...]], owners: dict[object, object], shared: set[object]) -> Iterable[Row]:
    """A conversation that only one message is in needs no key: that keeps a million of them small."""
    for id_, moment, seen, thread, folder, conversation, subject in rows:
        named = None if thread is None else (owners.get(folder), thread)
        known = conversation if conversation in shared else None
        yield Row(id_, moment, bool(seen), named, known, subject)  # type: ignore[arg-type]


def group_rows(rows: Iterable[Row]) -> Conversations:
    """Group rows that come newest first."""
    heads: array[int] = array("q")
    members: dict[int, array[int]] = {}
    unread: set[int] = set()
    head_of: dict[Hashable, int] = {}
    replies: dict[str, tuple[int, int]] = {}  # subject -> head, when the reply was sent
    for row in rows:
        key: Hashable | None = row.thread if row.thread is not None else row.conversation
        head = head_of.get(key) if key is not None else None
        if head is None and row.subject:
            head = _find_by_subject(row, replies)
        if head is None:
            head = row.id
            heads.append(row.id)
            if row.subject and _REPLY.match(row.subject):
                replies[base_subject(row.subject)] = (row.id, row.moment)
        else:
            members.setdefault(head, array("q")).append(row.id)
        if key is not None:
            head_of[key] = head
        if not row.seen:
            unread.add(head)
    return Conversations(heads, members, frozenset(unread & members.keys()))


def _find_by_subject(row: Row, replies: dict[str, tuple[int, int]]) -> int | None:
    """The conversation of a later reply with this subject; the message that it answers ends the search."""
    base = base_subject(row.subject or "")
    found = replies.get(base) if base else None
    if found is None or found[1] - row.moment > _SUBJECT_S:
        return None
    if not _REPLY.match(row.subject or ""):
        del replies[base]
    return found[0]


def base_subject(subject: str) -> str:
    """A subject without "Re:", "AW:", "Fwd:" and the like, for comparing (RFC 5256 2.1, and what programs add)."""
    return _BLANK.sub(" ", _REPLY.sub("", subject)).strip().casefold()
