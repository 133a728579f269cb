"""A server that asked for patience: until when its mailbox isn't asked again, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from imapdesk.mail import Mailbox, utc_now
from imapdesk.outcome import Outcome
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.sentences import say


def find_wait(mailbox: Mailbox) -> datetime | None:
    """Until when a mailbox isn't asked again; None where it may be asked."""
    when = mailbox.next_run_at
    waits = mailbox.last_outcome is Outcome.BUSY and when is not None and when > utc_now()
    return when if waits and not mailbox.paused else None


def find_common_wait(mailboxes: Sequence[Mailbox], running: Sequence[str]) -> datetime | None:
    """Until when all mailboxes that are not paused wait; None where one of them may be asked, or runs."""
    waits = [find_wait(mailbox) for mailbox in mailboxes if not mailbox.paused]
    known = [when for when in waits if when is not None]
    return min(known) if known and len(known) == len(waits) and not running else None


def describe_wait(mailbox: Mailbox) -> str:
    """Why it waits, in the server's stead, and until when; empty where it doesn't."""
    when = find_wait(mailbox)
    if when is None:
        return ""
    goes_on = QCoreApplication.translate("Status", "Syncing goes on at {time}.")
    by_hand = QCoreApplication.translate("Status", "Ask again after {time}.")
    text = by_hand if mailbox.settings.every_minutes == 0 else goes_on
    return f"{say(mailbox.last_error)} {text.format(time=formats.clock(when))}".strip()
