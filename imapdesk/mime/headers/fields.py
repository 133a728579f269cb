"""Where a header block ends and what fields it has, on mail whose writer had other ideas than RFC 5322.

Blocks are latin-1 text, one character a byte, so that no byte is lost before its charset is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from imapdesk.mime.limits import MAX_FIELDS, MAX_HEADER_BYTES, MAX_VALUE_CHARS

# Lines of blanks end the headers unless more of them follow; "\r\r\n" is a line end that was converted twice.
_EMPTY_LINE = re.compile(
    rb"\n(?:\r*+\n|[ \t]++\r*+\n(?!(?>(?:[ \t]++\r*+\n){0,20})(?:[!-9;-~]{1,76}[ \t]*:|[ \t]+[^\s])))"
)
_FIELDS = re.compile(r"(?!--)([!-9;-~]{1,200})[ \t]*:[ \t]*([^\n]*(?>(?:\n[ \t][^\n]*)*))(?:\n|\Z)")
_FIELD = re.compile(r"(?!--)([!-9;-~]{1,200})[ \t]*:[ \t]*")
_KNOWN = re.compile(
    r"(?:from|to|cc|bcc|subject|date|message-id|in-reply-to|references|reply-to|sender|received|return-path|mime-version"
    r"|content-[a-z-]+|delivered-to|x-[a-z0-9-]+|list-[a-z-]+|dkim-signature|user-agent|organization|status"
    r"|importance|priority|precedence|thread-[a-z]+|lines|resent-[a-z-]+|errors-to|comments|keywords|authentication-results"
    r"|arc-[a-z-]+)[ \t]*:",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"^(?:message-id|mime-version|received|content-(?:type|transfer-encoding)|dkim-signature|date|references|in-reply-to"
    r"|return-path|delivered-to|x-[a-z0-9-]+|list-[a-z-]+|arc-[a-z-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_CUT_NAMES = """
    mime-version message-id subject date from received references reply-to return-path in-reply-to dkim-signature
    content-type content-transfer-encoding content-disposition content-id content-description
"""
_NAMES = tuple(_CUT_NAMES.split())
_BLOCK_END = re.compile(r"\n\r*\n")
_JOINED = re.compile(r"(?<![;\s])[;\s]++(content-(?:type|transfer-encoding|disposition))[ \t]*:[ \t]*", re.IGNORECASE)
_MAX_PATIENCE = 50  # lines of one block for which more than the next five are looked at
_PARAMETER_LINE = re.compile(r"[\w*-]{1,60}\s*=")
_ID_LINE = re.compile(r"(?:<[^<>\s]{1,250}>\s*)+")
_ADDRESS_LINE = re.compile(r"(?:[^<>@,\n]{0,200}<[^\s<>@]{1,200}@[\w.-]+>|[^\s<>@,]{1,200}@[\w.-]+)\s*(?:,[^\n]*)?")
_WORD_LINE = re.compile(r"=\?[\w*-]{2,40}\?[BbQq]\?[^?\s]{1,200}\?=")
# The colon of a part's header, mistyped.
_MISTYPED = re.compile(r"(content-(?:type|transfer-encoding|disposition|id))[ \t]*[=;][ \t]*(?=\S)", re.IGNORECASE)
_ID_LISTS = frozenset({"references", "in-reply-to"})
_PEOPLE = frozenset({"from", "to", "cc", "bcc", "reply-to"})
_WORDED = _PEOPLE | {"subject"}
# CR alone ends lines only where it ends the first and no CR LF follows; else a value could bring a header of its own.
_FIRST_CR = re.compile(r"[^\r\n]*+\r(?!\n)[^\n]*+(?<!\r)")
_LONE_CR = re.compile(r"\r(?=[A-Za-z][\w-]{1,60}:)", re.ASCII)
_SPACED = re.compile(r"(?:[Xx]-[\w-][^:\n]{1,200}|[\w-]{1,40}(?: [\w-]{1,40}){1,2}[ \t]*):", re.ASCII)
# What is no field and no text either: an archive's line of its own, a name of a header without anything behind it.
_NO_TEXT = re.compile(
    r">?From \S{1,200} [^\n]{0,60}\b\d\d:\d\d(?::\d\d)? [^\n]{0,60}\d{4}\s*"
    r"|[Xx]-[A-Z][\w-]{1,60}\s*|X-[^\s:]{1,60}:\s[^\n]*",
    re.ASCII,
)
_MARK = b"\xef\xbb\xbf"
_INDENTED_FIELD = re.compile(rb"(?<![\v\f])[A-Za-z][\w-]{1,60}:[ \t]")
_NOT_BLANK = re.compile(rb"[^\s\x00]")
_MBOX = re.compile(rb">?From (?![ \t]*:)[^\n]*\n")


@dataclass(slots=True)
class Head:
    """One header block: field values by lower-case name, in order; still folded latin-1 text."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0
    last: str = ""
    problems: list[str] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The first field of that lower-case name that says anything, or an empty string."""
        values = self.fields.get(name)
        if not values:
            return ""
        return values[0] or next(filter(None, values), "")

    def all(self, name: str) -> list[str]:
        """Every field of that lower-case name, in order."""
        return self.fields.get(name, [])


def find_start(raw: bytes) -> int:
    """Where the header block starts: after byte-order marks, empty lines and an mbox "From " line."""
    start = len(_MARK) if raw.startswith(_MARK) else 0
    word = _NOT_BLANK.search(raw, start)
    if word is None:
        return len(raw)
    if _INDENTED_FIELD.match(raw, word.start()):
        start = word.start()  # the first header has a blank in front
    else:
        start = max(start, raw.rfind(b"\n", start, word.start()) + 1)
    mbox = _MBOX.match(raw, start)
    while mbox is not None:
        start = mbox.end()
        mbox = _MBOX.match(raw, start)
    return start


def split_head(raw: bytes, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Where the header block that begins at ``start`` ends, and where its body begins."""
    end = len(raw) if end is None else end
    if raw.startswith(b"\n", start) or raw.startswith(b"\r\n", start):
        return start, min(end, raw.index(b"\n", start) + 1)
    match = _EMPTY_LINE.search(raw, start, end)
    return (end, end) if match is None else (match.start() + 1, match.end())


def mend_lone_cr(text: str) -> str:
    """A header block whose first line ends with CR alone, with LF in such places; lengths stay the same."""
    return _LONE_CR.sub("\n", text) if _FIRST_CR.match(text) else text


def parse_head(raw: bytes, start: int, end: int) -> tuple[Head, int | None]:
    """The fields of ``raw[start:end]``, and where the body begins if a line that is no header cut the block."""
    head = Head()
    if end - start > MAX_HEADER_BYTES:
        end = start + MAX_HEADER_BYTES
        head.problems.append("The header block was too large and was cut.")
    text = mend_lone_cr(raw[start:end].decode("latin-1"))
    position = 0
    read_next = _FIELDS.scanner(text).match  # type: ignore[attr-defined]  # consecutive matches: a search would try every place of a long line
    while head.count < MAX_FIELDS and (match := read_next()) is not None:
        name, value = match.groups()
        _add(head, name.lower(), value)
        position = match.end()
    if position >= len(text) or not text[position:].strip(" \t\r\n"):
        return head, None
    cut = _parse_rest(head, text, position)
    if cut is None:
        return head, None
    return head, start + cut + (text[cut : cut + 1] == "\r")  # LF CR ended the line before


def split_joined(head: Head) -> None:
    """Part MIME headers that were written on one line: "MIME-Version: 1.0 Content-Type: text/html"."""
    for name in ("mime-version", "content-type", "content-transfer-encoding"):
        value = head.first(name)
        if "ontent-" not in value:
            continue
        first, *others = _JOINED.split(value)
        head.fields[name] = [first.rstrip("; \t\r\n")]
        for other, text in zip(others[::2], others[1::2], strict=True):
            if not head.first(other.lower()):
                head.fields[other.lower()] = [text.strip("; \t\r\n")]


def _parse_rest(head: Head, text: str, position: int) -> int | None:
    """The careful way, line by line, from the first line on that is no plain field."""
    name, pieces = head.last, [head.fields[head.last].pop()] if head.last else [""]
    head.count -= 1 if name else 0
    junk = 0
    for line_start, line in _lines(text, position):
        match = None if line[0] in " \t" else _FIELD.match(line) or _MISTYPED.match(line)
        if line[0] in " \t":
            pieces.append(line)
        elif match is not None:
            _add(head, name, "\n".join(pieces))
            if head.count >= MAX_FIELDS:
                head.problems.append("There were too many header fields; the rest was left out.")
                return None
            name, pieces = match[1].lower(), [line[match.end() :]]
        elif line.startswith("--") and "boundary" in _content_type(head, name, pieces).lower():
            _add(head, name, "\n".join(pieces))
            return line_start  # the first boundary without an empty line before it
        elif _lost_its_indent(name, pieces[-1], line):
            pieces.append(" " + line)
        elif _is_odd_field(line):
            _add(head, name, "\n".join(pieces))
            name, pieces = "", [""]  # what is folded under it goes with it
            _say(head, "A line among the headers is no header and was left out.")
        elif line.startswith(":") or _goes_on(text, line_start + len(line), patient=junk < _MAX_PATIENCE):
            junk += 1
            _say(head, "A line among the headers is no header and was left out.")
        elif line_start + len(line) == len(text) and _is_cut_name(line):
            _say(head, "The message ends inside its headers.")
        else:
            head.problems.append("The headers end without an empty line.")
            _add(head, name, "\n".join(pieces))
            return line_start
    _add(head, name, "\n".join(pieces))
    return None


def _lost_its_indent(name: str, before: str, line: str) -> bool:
    """Whether a line can only be the rest of the header above it: a parameter, an address, identifiers, words."""
    if name.startswith("content-"):
        return _PARAMETER_LINE.match(line) is not None
    if name in _ID_LISTS:
        return _ID_LINE.fullmatch(line) is not None
    if name in _PEOPLE and before.rstrip().endswith(","):
        return _ADDRESS_LINE.fullmatch(line) is not None
    return name in _WORDED and before.rstrip().endswith("?=") and _WORD_LINE.match(line) is not None


def _is_odd_field(line: str) -> bool:
    """Whether a line is a header for all its name with blanks inside, which no program reads, or at least no text."""
    if _NO_TEXT.fullmatch(line):
        return True
    match = _SPACED.match(line)
    return match is not None and (line[:2] in {"X-", "x-"} or _KNOWN.match(match[0].replace(" ", "")) is not None)


def _is_cut_name(line: str) -> bool:
    """Whether a line that nothing follows is the beginning of a header's name: the rest never came."""
    return any(name.startswith(line.lower()) for name in _NAMES)


def _content_type(head: Head, name: str, pieces: list[str]) -> str:
    return "".join(pieces) if name == "content-type" else head.first("content-type")


def _lines(text: str, position: int) -> Iterator[tuple[int, str]]:
    for line in text[position:].split("\n"):
        if line.strip("\r"):
            yield position, line
        position += len(line) + 1


def _add(head: Head, name: str, value: str) -> None:
    if not name:
        return
    if len(value) > MAX_VALUE_CHARS:
        value = value[:MAX_VALUE_CHARS]
        head.problems.append(f"The header {name} was too long and was cut.")
    values = head.fields.get(name)
    if values is None:
        head.fields[name] = [value.rstrip("\r")]
    else:
        values.append(value.rstrip("\r"))
    head.last = name
    head.count += 1


def _say(head: Head, problem: str) -> None:
    if problem not in head.problems:
        head.problems.append(problem)


def _goes_on(text: str, position: int, *, patient: bool) -> bool:
    """Whether a well-known header follows within the next lines, so that the odd line is junk and not the body.

    Some archives take the indent from folds, and a signature has twenty of them: what only machines write may follow
    later, up to the first empty line.
    """
    if any(_KNOWN.match(line) for line in text[position : position + 2_000].split("\n")[1:6]):
        return True
    if not patient:
        return False
    block = _BLOCK_END.split(text[position : position + 8_000], maxsplit=1)[0]
    return len(_MACHINE.findall(block)) > 1
