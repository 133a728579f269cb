"""Numbers of a server as the rest of the program can hold them: SQLite's integers have 63 bits and a sign."""

from __future__ import annotations

LARGEST = 2**63 - 1
LARGEST_MESSAGE = 2**40  # bytes


def to_signed(number: int | None) -> int | None:
    """The number, its lower 63 bits if it has 64.

    RFC 9051 has numbers of 32 and of 63 bits. GreenMail's UIDVALIDITY has 64 (reported); it is only ever compared.
    """
    return None if number is None else number & LARGEST


def to_size(number: int | None) -> int | None:
    """The size of a message; one that no message has is as good as none."""
    return None if number is None or number > LARGEST_MESSAGE else number
