"""The numbers of things, so that one can't be taken for another, and the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NewType

Uid = NewType("Uid", int)  # RFC 9051 2.3.1.1; unique within a folder under one uidvalidity
MailboxId = NewType("MailboxId", int)
FolderId = NewType("FolderId", int)
MessageId = NewType("MessageId", int)  # the store's number of a saved message, what `imapdesk show ID` takes


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)
