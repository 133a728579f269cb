"""The search language, pure: any text is a query, and nothing raises.

    words "a phrase" pre* -not OR ( ) from: to: cc: subject: body: filename: has:attachment is:unread is:starred
    in:folder mailbox: before: after: on: older_than: newer_than: larger: smaller: header:name=value

Terms side by side must all match; OR is weaker than that, parentheses group. What looks like an operator and isn't one,
or has a value that makes no sense, is words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MAX_CHARS = 4000
MAX_TERMS = 64
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Words:
    """Text to find: ``field`` is from, to, cc, subject, body, filename or empty for all; ``prefix``: the last word may
    go on."""

    text: str
    field: str = ""
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A property that a message has or has not: unread, read, starred, answered, draft, gone, attachment."""

    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """``kind`` is folder or mailbox."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Messages of ``first`` or later and before ``end``; None leaves that side open."""

    first: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """Messages larger (or smaller) than so many bytes."""

    bytes: int
    larger: bool


@dataclass(frozen=True, slots=True)
class Header:
    """A header field that contains a text, or that is there when the text is empty."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part must match; without parts, everything does."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part must match."""

    parts: tuple[Node, ...]


Leaf = Words | Mark | Place | Dates | Size | Header
Node = Leaf | Not | All | Either

TEXT_FIELDS = {"from": "from", "to": "to", "cc": "cc", "subject": "subject", "body": "body", "filename": "filename"}
_MARKS = {
    "unread": "unread",
    "unseen": "unread",
    "new": "unread",
    "read": "read",
    "seen": "read",
    "starred": "starred",
    "flagged": "starred",
    "answered": "answered",
    "replied": "answered",
    "draft": "draft",
    "gone": "gone",
    "deleted": "gone",
}
_TOKEN = re.compile(r'(-?)(?:(header:[!-9;-~]+?|[A-Za-z_]+)[:=])?"([^"]*)(?:"|\Z)|(-?\()|(\))|([^\s()"]+)')
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SCALES = {"": 1, "b": 1, "k": 1024, "kb": 1024, "m": 1024**2, "mb": 1024**2, "g": 1024**3, "gb": 1024**3}


def parse_query(text: str, today: date) -> Node:
    """What a text asks for. Its last word, when nothing follows it, is taken as still being typed: a prefix."""
    cut = text[:MAX_CHARS]
    tokens = list(_TOKEN.finditer(cut))[:MAX_TERMS]
    parser = _Parser(tokens, today, open_end=bool(cut) and not cut[-1].isspace())
    return simplify(parser.parse_all())


class _Parser:
    def __init__(self, tokens: list[re.Match[str]], today: date, open_end: bool) -> None:
        self._tokens, self._today, self._open_end, self._at = tokens, today, open_end, 0

    def parse_all(self) -> Node:
        """Every token; a parenthesis that closes nothing is passed over."""
        parts: list[Node] = []
        while self._at < len(self._tokens):
            parts.append(self._parse_any(0))
            self._at += 1
        return All(tuple(parts))

    def _parse_any(self, depth: int) -> Node:
        """Alternatives, up to a closing parenthesis or the end."""
        alternatives: list[Node] = []
        parts: list[Node] = []
        while self._at < len(self._tokens) and not self._tokens[self._at][5]:
            token = self._tokens[self._at]
            if token[6] == "OR":
                alternatives.append(All(tuple(parts)))
                parts = []
            elif token[4]:
                self._at += 1
                group = self._parse_any(depth + 1) if depth < MAX_DEPTH else All(())
                parts.append(Not(group) if token[4].startswith("-") else group)
            else:
                parts.append(self._parse_term(token))
            self._at += 1
        alternatives.append(All(tuple(parts)))
        return Either(tuple(alternatives))

    def _parse_term(self, token: re.Match[str]) -> Node:
        if token[6] is None:
            return _negate(bool(token[1]), _choose_leaf((token[2] or "").lower(), token[3], True, self._today, False))
        word: str = token[6]
        negative = len(word) > 1 and word.startswith("-")
        name, colon, value = word[negative:].partition(":")
        is_last = self._open_end and not negative and token is self._tokens[-1]
        if not colon:
            return _negate(negative, _make_words("", name, is_last))
        return _negate(negative, _choose_leaf(name.lower(), value, False, self._today, is_last))


def _negate(negative: bool, node: Node) -> Node:
    return Not(node) if negative else node


def _choose_leaf(name: str, value: str, quoted: bool, today: date, is_last: bool) -> Node:
    """The meaning of ``name:value``; words when it has none."""
    if name.startswith("header:"):
        name, value = "header", f"{name[7:]}={value}"
    found = _choose_operator(name, value.strip(), today)
    if found is not None:
        return found
    if name in TEXT_FIELDS and value.strip():
        field, text = TEXT_FIELDS[name], value
    else:
        field, text = "", f"{name}:{value}" if name else value
    return Words(text, field, phrase=True) if quoted else _make_words(field, text, is_last)


def _make_words(field: str, text: str, is_last: bool) -> Words:
    stripped = text.rstrip("*")
    prefix = stripped != text or (is_last and len(stripped) >= 2 and stripped[-1:].isalnum())
    return Words(stripped, field, prefix=prefix)


def _choose_operator(name: str, value: str, today: date) -> Node | None:
    if name == "is":
        mark = _MARKS.get(value.lower())
        return Mark(mark) if mark else None
    if name == "has":
        return Mark("attachment") if value.lower() in {"attachment", "attachments"} else None
    if name in {"in", "folder"}:
        return Place("folder", value) if value else None
    if name == "mailbox":
        return Place("mailbox", value) if value else None
    if name in {"before", "after", "on"}:
        return _choose_dates(name, value)
    if name in {"older_than", "newer_than"}:
        return _choose_age(name, value, today)
    if name in {"larger", "smaller"}:
        return _choose_size(name, value)
    return _choose_header(value) if name == "header" else None


def _choose_dates(name: str, value: str) -> Dates | None:
    span = parse_span(value)
    if span is None:
        return None
    if name == "before":
        return Dates(end=span[0])
    return Dates(first=span[0]) if name == "after" else Dates(first=span[0], end=span[1])


def parse_span(value: str) -> tuple[date, date] | None:
    """The first day of a year, month or day, and the day after its end: 2024, 2024-05, 2024-05-17, 17.05.2024."""
    found = re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", value)
    year, month, day = found.groups() if found else (None, None, None)
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value)
    if german:
        day, month, year = german.groups()
    if year is None:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            return first, first + timedelta(days=1)
        return first, date(first.year + 1, 1, 1) if not month else (first + timedelta(days=31)).replace(day=1)
    except (ValueError, OverflowError):
        return None


def _choose_age(name: str, value: str, today: date) -> Dates | None:
    found = re.fullmatch(r"(\d{1,5})([dwmy])", value.lower())
    if not found:
        return None
    try:
        day = today - timedelta(days=int(found[1]) * _UNITS[found[2]])
    except OverflowError:
        return None
    return Dates(end=day) if name == "older_than" else Dates(first=day)


def _choose_size(name: str, value: str) -> Size | None:
    found = re.fullmatch(r"(\d{1,12}(?:\.\d{1,3})?)([kmg]?b?)", value.lower())
    if not found:
        return None
    return Size(int(float(found[1]) * _SCALES[found[2]]), larger=name == "larger")


def _choose_header(value: str) -> Header | None:
    found = re.fullmatch(r"([!-9;-~]+?)(?:[:=]\s*(.*))?", value, re.DOTALL)
    return Header(found[1], found[2] or "") if found else None


def simplify(node: Node) -> Node:
    """The same query without empty or single-part groups."""
    if isinstance(node, Not):
        part = simplify(node.part)
        return part if part == All(()) else Not(part)
    if not isinstance(node, All | Either):
        return node
    kind = type(node)
    parts: list[Node] = []
    for part in map(simplify, node.parts):
        parts += part.parts if isinstance(part, kind) else [part]
    filled = tuple(part for part in parts if part != All(()))
    return filled[0] if len(filled) == 1 else kind(filled) if filled else All(())
