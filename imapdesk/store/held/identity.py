"""What may tell that two places hold the same message, when the server has no EMAILID (RFC 8474) for it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from imapdesk.store.database.encoding import to_seconds

_HASH_BITS = 30


def find_identity(message_id: str | None, size: int | None, internal_date: datetime | None) -> int | None:
    """A number made of Message-ID, size and internal date, or None when one of them isn't known.

    MOVE and COPY keep all three (RFC 9051 6.4.7: the internal date SHOULD be preserved). The date's seconds lead, so
    that messages which arrive together lie together in the index: a hash alone would touch a page per message.
    """
    return identity_of(message_id, size, to_seconds(internal_date))


def identity_of(message_id: str | None, size: int | None, seconds: int | None) -> int | None:
    """`find_identity` for a date in seconds since the epoch; an empty Message-ID is that of mail without one."""
    if message_id is None or size is None or seconds is None or not 0 <= seconds < 1 << 33:
        return None
    name = clean_message_id(message_id)
    digest = hashlib.blake2b(f"{name}\n{size}".encode("utf-8", "replace"), digest_size=4).digest()
    return seconds << _HASH_BITS | int.from_bytes(digest, "big") >> (32 - _HASH_BITS)


def clean_message_id(message_id: str | None) -> str:
    """A Message-ID without white space and angle brackets, so that a folded one equals an unfolded one."""
    return "".join(message_id.split()).strip("<>") if message_id else ""
