"""A list by conversations: what the server says belongs together, else References, else the subject.

Gmail's X-GM-THRID and OBJECTID's THREADID (RFC 8474) come first, then `imapdesk.store.indexing.conversing`'s keys. A
reply that names no parent at all joins the nearest older message with the same subject.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Hashable, Iterable
from itertools import chain
from typing import NamedTuple

from imapdesk.mail import Conversations, Scope, SortBy
from imapdesk.store.lists.listing import ORDERS, Listing

_REPLY = re.compile(
    r"^(?:\s*(?:re|aw|sv|antw|fw|fwd|wg|vs|rv|tr|odp|回复|答复)\s*(?:\[\d+\])?\s*[:：])+\s*", re.IGNORECASE
)
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
        shared = self._load_shared() if limit is None else None
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

    def _load_shared(self) -> set[object]:
        """The conversations of more than one message; among a few messages it costs more to know than it spares."""
        return {
            row[0]
            for row in self._readers.rows(
                "SELECT conversation FROM message WHERE conversation IS NOT NULL GROUP BY conversation "
                "HAVING count(*) > 1"
            )
        }


def _to_rows(
    rows: Iterable[tuple[object, ...]], owners: dict[object, object], shared: set[object] | None
) -> Iterable[Row]:
    """A conversation that only one message is in needs no key: that keeps a million of them small."""
    for id_, moment, seen, thread, folder, conversation, subject in rows:
        named = None if thread is None else (owners.get(folder), thread)
        known = conversation if shared is None or conversation in shared else None
        yield id_, moment, seen, named, known, subject  # type: ignore[misc]


def group_rows(rows: Iterable[Row]) -> Conversations:
    """Group rows that come newest first. A million pass through here, so the steps that most need are kept few."""
    heads: array[int] = array("q")
    members: dict[int, array[int]] = {}
    unread: set[int] = set()
    head_of: dict[Hashable, int] = {}
    replies: dict[str, tuple[int, int]] = {}  # subject -> head, when the reply was sent
    for id_, moment, seen, thread, conversation, subject in rows:
        key = conversation if thread is None else thread
        head = None if key is None else head_of.get(key)
        if head is None and subject:
            may_reply = ":" in subject or "：" in subject
            if replies:
                head = _find_by_subject(subject, moment, replies)
            if head is None and may_reply and _REPLY.match(subject):
                replies[base_subject(subject)] = (id_, moment)
        if head is None:
            head = id_
            heads.append(id_)
        elif head in members:
            members[head].append(id_)
        else:
            members[head] = array("q", (id_,))
        if key is not None:
            head_of[key] = head
        if not seen:
            unread.add(head)
    return Conversations(heads, members, frozenset(unread & members.keys()))


def _find_by_subject(subject: str, moment: int, replies: dict[str, tuple[int, int]]) -> int | None:
    """The conversation of a later reply with this subject; the message that it answers ends the search."""
    base = base_subject(subject)
    found = replies.get(base) if base else None
    if found is None or found[1] - moment > _SUBJECT_S:
        return None
    if not _REPLY.match(subject):
        del replies[base]
    return found[0]


def base_subject(subject: str) -> str:
    """A subject without "Re:", "AW:", "Fwd:" and the like, for comparing (RFC 5256 2.1, and what programs add)."""
    bare = _REPLY.sub("", subject) if ":" in subject or "：" in subject else subject
    return " ".join(bare.split()).casefold()
