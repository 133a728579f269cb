"""Mail put on a disk as Maildir files: the quickest way to give a server thousands of messages."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

MAILDIR_FLAGS = {"\\Draft": "D", "\\Flagged": "F", "\\Answered": "R", "\\Seen": "S", "\\Deleted": "T"}
_delivered = itertools.count(1)


def make_maildir(place: Path, owner: tuple[int, int]) -> None:
    """A Maildir with its three folders, owned by this user when we are root."""
    for path in (place, place / "cur", place / "new", place / "tmp"):
        if not path.exists():
            path.mkdir(parents=True)
            if os.geteuid() == 0:
                os.chown(path, *owner)


def add_to_maildir(
    place: Path,
    messages: Iterable[bytes],
    *,
    flags: Sequence[str] = (),
    received: datetime | None = None,
    owner: tuple[int, int],
) -> None:
    """Write messages; names sort in this order, and a file's time is what IMAP calls the internal date."""
    suffix = ":2," + "".join(sorted(MAILDIR_FLAGS[each] for each in flags))
    seconds = int((received or datetime.now(UTC)).timestamp())
    for raw in messages:
        path = place / "cur" / f"{int(time.time())}.M{next(_delivered):09d}P{os.getpid()}.test{suffix}"
        path.write_bytes(raw)
        os.utime(path, (seconds, seconds))
        if os.geteuid() == 0:
            os.chown(path, *owner)
