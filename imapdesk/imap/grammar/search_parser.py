"""SEARCH, ESEARCH and VANISHED responses (RFC 9051 7.3.4, RFC 4731, RFC 7162 3.2.10)."""

from __future__ import annotations

import re

from imapdesk.imap.grammar.responses import Untagged
from imapdesk.mail import Uid
from imapdesk.mail.uid_sets import LARGEST_UID, parse_uid_set

_ALL = re.compile(rb"(?:^|[ )])ALL ([0-9:,]+)", re.IGNORECASE)
_MODSEQ = re.compile(rb"\(MODSEQ \d+\)\s*$", re.IGNORECASE)


def parse_search(line: bytes, what: Untagged) -> set[Uid] | None:
    """The UIDs that a SEARCH or ESEARCH response names; None when it can't be read. Trailing blanks are lived with."""
    rest = line[what.begins :]
    try:
        if what.kind == "SEARCH":
            return {Uid(uid) for uid in map(int, _MODSEQ.sub(b"", rest).split()) if 0 < uid <= LARGEST_UID}
        found = _ALL.search(rest)
        return parse_uid_set(found[1]) if found else set()
    except ValueError:
        return None


def parse_vanished(rest: bytes, highest: int) -> tuple[bool, set[Uid]]:
    """Whether the expunges are (EARLIER) ones, and the UIDs up to ``highest``."""
    earlier = rest[:9].upper() == b"(EARLIER)"
    words = (rest[9:] if earlier else rest).strip()
    try:
        return earlier, parse_uid_set(words, highest)
    except ValueError:
        return earlier, set()
