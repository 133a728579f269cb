"""Where a header block ends and what fields it has, on mail whose writer had other ideas than RFC 5322.

Blocks are latin-1 text, one character a byte, so that no byte is lost before its charset is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from imapdesk.mime.limits import MAX_FIELDS, MAX_HEADER_BYTES, MAX_VALUE_CHARS

_BLANK_LINE = re.compile(rb"(?:\A|\n)\r*\n|\n[ \t]+\r*\n(?![!-9;-~]{1,76}[ \t]*:|[ \t]+[^\s])")
_FIELD = re.compile(r"([!-9;-~]{1,200})[ \t]*:[ \t]*")
_KNOWN = re.compile(
    r"(?:from|to|cc|bcc|subject|date|message-id|in-reply-to|references|reply-to|sender|received|return-path|mime-version"
    r"|content-[a-z-]+|delivered-to|x-[a-z0-9-]+|list-[a-z-]+|dkim-signature|user-agent|organization|status"
    r"|importance|priority|precedence|thread-[a-z]+|lines|resent-[a-z-]+|errors-to|comments|keywords|authentication-results"
    r"|arc-[a-z-]+)[ \t]*:",
    re.IGNORECASE,
)
_PARAMETER_LINE = re.compile(r"[\w*-]{1,60}\s*=")
_LEADING = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|[ \t]*\r*\n)+")
_MBOX = re.compile(rb">?From [^\n]*\n")


@dataclass(slots=True)
class Head:
    """One header block: field values by lower-case name, in order; still folded latin-1 text."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0
    problems: list[str] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The first field of that lower-case name, or an empty string."""
        values = self.fields.get(name)
        return values[0] if values else ""

    def all(self, name: str) -> list[str]:
        """Every field of that lower-case name, in order."""
        return self.fields.get(name, [])


def find_start(raw: bytes) -> int:
    """Where the header block starts: after byte-order marks, empty lines and an mbox "From " line."""
    match = _LEADING.match(raw)
    start = match.end() if match else 0
    mbox = _MBOX.match(raw, start)
    while mbox is not None:
        start = mbox.end()
        mbox = _MBOX.match(raw, start)
    return start


def split_head(raw: bytes, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Where the header block that begins at ``start`` ends, and where its body begins."""
    end = len(raw) if end is None else end
    match = _BLANK_LINE.search(raw, start, end)
    if raw.startswith((b"\n", b"\r\n"), start):
        return start, start + (1 if raw.startswith(b"\n", start) else 2)
    if match is None:
        return end, end
    return match.start() + 1, match.end()


def parse_head(raw: bytes, start: int, end: int) -> tuple[Head, int | None]:
    """The fields of ``raw[start:end]``, and where the body begins if a line that is no header cut the block."""
    head = Head()
    if end - start > MAX_HEADER_BYTES:
        end = start + MAX_HEADER_BYTES
        head.problems.append("The header block was too large and was cut.")
    text = raw[start:end].decode("latin-1")
    cut: int | None = None
    position = 0
    name, pieces = "", []
    for line_start, line in _lines(text):
        if line[0] in " \t":
            if name:
                pieces.append(line)
            continue
        match = _FIELD.match(line)
        if match is not None:
            _add(head, name, pieces)
            if head.count >= MAX_FIELDS:
                head.problems.append("There were too many header fields; the rest was left out.")
                return head, None
            name, pieces = match[1].lower(), [line[match.end() :]]
        elif name.startswith("content-") and _PARAMETER_LINE.match(line):
            pieces.append(" " + line)  # a parameter whose fold lost its indent
        elif _goes_on(text, line_start + len(line)):
            head.problems.append("A line among the headers is no header and was left out.")
        else:
            head.problems.append("The headers end without an empty line.")
            cut = start + line_start
            break
        position = line_start
    _add(head, name, pieces)
    return head, cut if position or cut is None else cut


def _lines(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for line in text.split("\n"):
        if line and line != "\r":
            yield position, line
        position += len(line) + 1


def _add(head: Head, name: str, pieces: list[str]) -> None:
    if not name:
        return
    value = "\n".join(pieces) if len(pieces) > 1 else pieces[0]
    if len(value) > MAX_VALUE_CHARS:
        value = value[:MAX_VALUE_CHARS]
        head.problems.append(f"The header {name} was too long and was cut.")
    head.fields.setdefault(name, []).append(value.rstrip("\r"))
    head.count += 1


def _goes_on(text: str, position: int) -> bool:
    """Whether a well-known header follows within the next lines, so that the odd line is junk and not the body."""
    return any(_KNOWN.match(line) for line in text[position : position + 2_000].split("\n")[1:6])
