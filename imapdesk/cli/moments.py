"""Moments in the answers of commands: ISO 8601 in a document, the local clock for people."""

from __future__ import annotations

from datetime import datetime

from imapdesk.mail import Mailbox


def format_local(moment: str | None, none: str) -> str:
    """A moment of a document by the local clock, with its distance from universal time left out."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M") if moment else none


def format_next_run(mailbox: Mailbox) -> str | None:
    """When the timer runs a mailbox next; None where only a person starts it, and where it is due now."""
    from imapdesk.desk import find_next_run  # late: it brings most of the program with it

    if mailbox.next_run_at is None or find_next_run(mailbox) is None:
        return None
    return mailbox.next_run_at.isoformat()
