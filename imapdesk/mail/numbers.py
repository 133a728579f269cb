"""The numbers of things, so that one can't be taken for another, and the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NewType

Uid = NewType("Uid", int)  # RFC 9051 2.3.1.1; unique within a folder under one uidvalidity
MailboxId = NewType("MailboxId", int)
FolderId = NewType("FolderId", int)
MessageId = NewType("MessageId", int)  # the store's number of a saved message, what `imapdesk show ID` takes


_DAY = timedelta(days=1)
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC) + _DAY, datetime.max.replace(tzinfo=UTC) - _DAY


def keep_showable(moment: datetime) -> datetime | None:
    """The moment, or None when it is so near the first or the last one (years 1 and 9999) that a clock can't show it.

    Local time is up to 14 hours away from UTC; beyond its ends Python's dates raise OverflowError.
    """
    return moment if _FIRST <= moment <= _LAST else None


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)
