"""Counts as one says them: ``1 message is saved``, ``2 messages are saved``."""

from __future__ import annotations

from imapdesk.cli.quoting import as_word


def count(number: int, one: str, more: str) -> str:
    """The number with the words that go with it."""
    return f"{number} {one if number == 1 else more}"


def count_messages(number: int) -> str:
    """``1 message``, ``0 messages``."""
    return count(number, "message", "messages")


def describe_deletion(name: str, path: str, missing: int, held: int) -> str:
    """What a mailbox's folder lost at once, and where to answer."""
    lost = f"{missing} of {count_messages(held)} in “{path}” {'is' if missing == 1 else 'are'} no longer on the server"
    return f"{lost}; say with “imapdesk folder deleted {as_word(name)}” whether they were deleted"


def describe_left_out(number: int) -> str:
    """What a mailbox's limit keeps out."""
    return count(number, "message is", "messages are") + " larger than the mailbox's limit and left out"
