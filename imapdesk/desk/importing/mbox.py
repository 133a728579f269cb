"""Messages out of an mbox file (RFC 4155), in the dialects that programs write."""

from __future__ import annotations

import re
import time
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO

from imapdesk.desk.importing.mail import MOST_BYTES, ImportedMail, to_crlf

# A line of a body may begin with "From " as well: a separator has a time and a year (RFC 4155 appendix A).
_SEPARATOR = re.compile(rb"From .*\d:\d\d.*\b(?:19|20)\d\d\b|From - ")
# One that is whole in every part is one even without the empty line in front of it, which some programs leave out.
_WHOLE_SEPARATOR = re.compile(
    rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +"
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d\d? +\d\d:\d\d(?::\d\d)? +(?:19|20)\d\d\r?\n"
)
_BOM = b"\xef\xbb\xbf"
_QUOTED = re.compile(rb">+From ")
_STATUS = re.compile(rb"^(X-Status|Status|X-Mozilla-Status):[ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_MOZILLA = {0x0001: "\\Seen", 0x0002: "\\Answered", 0x0004: "\\Flagged"}
_MOZILLA_EXPUNGED = 0x0008
_LETTERS = {"R": "\\Seen", "A": "\\Answered", "F": "\\Flagged", "T": "\\Draft"}


def looks_like_mbox(head: bytes) -> bool:
    """Whether a file that begins so is an mbox."""
    return bool(_SEPARATOR.match(head.removeprefix(_BOM).lstrip(b"\r\n").split(b"\n", 1)[0]))


def read_mbox(file: IO[bytes], folder: str) -> Iterator[ImportedMail | None]:
    """The messages of an mbox; None for one that is too large. Lines end in CRLF, as a server would send them."""
    separator, lines, size, blank = b"", list[bytes](), 0, True
    for number, line in enumerate(file):
        if number == 0:
            line = line.removeprefix(_BOM)
        if (blank and _SEPARATOR.match(line)) or _WHOLE_SEPARATOR.fullmatch(line):
            yield from _make(separator, lines, size, folder)
            separator, lines, size = line, [], 0
        else:
            size += len(line)
            if size <= MOST_BYTES:
                lines.append(line[1:] if _QUOTED.match(line) else line)
        blank = line in (b"\n", b"\r\n")
    yield from _make(separator, lines, size, folder)


def _make(separator: bytes, lines: list[bytes], size: int, folder: str) -> Iterator[ImportedMail | None]:
    if not separator:
        return
    if size > MOST_BYTES:
        yield None
        return
    if lines and lines[-1] in (b"\n", b"\r\n"):
        lines.pop()  # it belongs to the next separator
    raw = to_crlf(b"".join(lines))
    flags = _read_flags(raw)
    if raw and flags is not None:
        yield ImportedMail(folder, raw, flags, _read_date(separator))


def _read_flags(raw: bytes) -> frozenset[str] | None:
    """The flags that mail programs note in headers; None for a message that Thunderbird only waits to sweep away.

    Where nothing is noted the mail counts as read: an archive is no news.
    """
    found = {name.lower(): value for name, value in _STATUS.findall(raw.partition(b"\r\n\r\n")[0])}
    if not found:
        return frozenset({"\\Seen"})
    flags: set[str] = set()
    if mozilla := found.pop(b"x-mozilla-status", b""):
        bits = int(mozilla, 16) if re.fullmatch(rb"[0-9a-fA-F]{4}", mozilla) else 1
        if bits & _MOZILLA_EXPUNGED:
            return None
        flags |= {flag for bit, flag in _MOZILLA.items() if bits & bit}
    letters = b"".join(found.values()).decode("ascii", "ignore")
    return frozenset(flags | {_LETTERS[letter] for letter in letters if letter in _LETTERS})


def _read_date(separator: bytes) -> datetime | None:
    """When the message arrived, as the separator says: "Fri Jan  2 03:04:05 2026", by universal time."""
    words = separator.decode("ascii", "ignore").split()
    for at in range(1, len(words) - 4):
        try:
            seconds = timegm(time.strptime(" ".join(words[at : at + 5]), "%a %b %d %H:%M:%S %Y"))
        except ValueError:
            continue
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    return None
