"""Values of a search made safe: strings that can hold anything, dates, numbers, flags, UID sets.

A `Word` is ``str`` for syntax of ours and ``bytes`` for a value, which is sent quoted or as a literal and so can't
become syntax, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from imapdesk.imap.grammar.search_date import format_search_date
from imapdesk.imap.line.login import quote
from imapdesk.mail.uid_sets import LARGEST_UID, format_uid_set

Word = str | bytes

_PLAIN = re.compile(rb"[\x20-\x7e]{0,900}")
_HEADER_NAME = re.compile(r"[!-9;-~]{1,100}")  # RFC 5322 2.2
_KEYWORD = re.compile(r"[^\x00-\x20\x7f-\U0010ffff(){%*\"\\\]]{1,200}")  # RFC 9051 9, flag-keyword
_UID_SET = re.compile(r"(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?(?:,(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?)*")
_LITERAL_MINUS = 4096


def make_value(text: str) -> bytes:
    """``text`` as UTF-8. NUL can't be sent in IMAP and is left out; half a surrogate pair becomes a question mark."""
    return text.replace("\x00", "").encode("utf-8", "replace")


def make_date(day: date) -> str:
    """A day; of a moment with a time zone, the day in that zone."""
    return format_search_date(day.date() if isinstance(day, datetime) else day).decode("ascii")


def make_size(size: int) -> str:
    """A number of bytes (RFC 9051: 63 bits). ValueError below zero."""
    if isinstance(size, bool) or not 0 <= size < 2**63:
        raise ValueError(f"not a size in bytes: {size!r}")
    return str(int(size))


def make_header_name(name: str) -> bytes:
    """A header's name. ValueError for what can't be one."""
    if not _HEADER_NAME.fullmatch(name):
        raise ValueError(f"not the name of a header: {name!r}")
    return name.encode("ascii")


def make_keyword(name: str) -> str:
    """A keyword, which is an atom. ValueError for what no server can hold as one."""
    if not _KEYWORD.fullmatch(name):
        raise ValueError(f"not a keyword: {name!r}")
    return name


def make_uid_set(uids: str | int | Iterable[int]) -> str:
    """A UID set: text such as "1:5,9:*", one UID, or any number of them. ValueError for anything else."""
    if isinstance(uids, str):
        if not _UID_SET.fullmatch(uids):
            raise ValueError(f"not a UID set: {uids!r}")
        return uids
    numbers = [uids] if isinstance(uids, int) else list(uids)
    if not numbers:
        return str(LARGEST_UID)  # finds nothing: no server gives that UID
    if not all(isinstance(uid, int) and 0 < uid <= LARGEST_UID for uid in numbers):
        raise ValueError("a UID is a number from 1 to 4294967295")
    return format_uid_set(numbers)


def join_words(words: Sequence[Word], capabilities: frozenset[str]) -> list[bytes]:
    """The pieces of a command made of ``words``; a piece ends where the server must invite a literal."""
    uninvited = "LITERAL+" in capabilities
    short_ones = "LITERAL-" in capabilities or "IMAP4REV2" in capabilities
    pieces = [b""]
    before: Word = "("
    for word in words:
        if before != "(" and word != ")":
            pieces[-1] += b" "
        if isinstance(word, str):
            pieces[-1] += word.encode("ascii")
        elif _PLAIN.fullmatch(word):
            pieces[-1] += quote(word)
        else:
            at_once = uninvited or (short_ones and len(word) <= _LITERAL_MINUS)
            pieces[-1] += b"{%d%s}\r\n" % (len(word), b"+" if at_once else b"")
            pieces.append(word)
        before = word
    pieces[-1] += b"\r\n"
    return pieces
