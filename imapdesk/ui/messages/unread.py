"""Which message "Next unread" means: also one that the list has not loaded, or that is folded in a conversation."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from imapdesk.mail import Scope
from imapdesk.ui.messages.conversations import Threads

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_BATCH = 1_000  # messages that are looked at in one go


def load_unread(desk: Desk, ids: Sequence[int], scope: Scope | None) -> frozenset[int]:
    """The unread ones of a scope, or of these messages where they are no whole scope; in a background thread."""
    if scope is not None:
        return frozenset(desk.list_ids(scope))
    batches = (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
    return frozenset(row.id for batch in batches for row in desk.load_summaries(batch) if row.unread)


def find_next(ids: array[int], start: int, unread: Collection[int], threads: Threads) -> int | None:
    """The row that is unread or has an unread message folded in it: from ``start`` on, else from the top."""
    if not unread:
        return None
    for row in chain(range(start, len(ids)), range(min(start, len(ids)))):
        if ids[row] in unread or any(number in unread for number in threads.folded_in(ids[row])):
            return row
    return None
