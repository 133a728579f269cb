"""Reading what a client sends: a line with its literals becomes words (RFC 3501 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

LITERAL = re.compile(rb"\{(\d{1,9})(\+?)\}\r?\n$")
LONGEST_LITERAL = 1_000_000

_TOKEN = re.compile(
    rb'\s*(?:(?P<quoted>"(?:[^"\\\r\n]|\\["\\])*")|(?P<literal>\{(?P<size>\d+)\+?\}\r?\n)'
    rb"|(?P<open>\()|(?P<close>\))|(?P<atom>(?:\[[^\]]*\]|[^\s()\"\[{])+(?:<[\d.]+>)?))"
)


class Unreadable(ValueError):
    """A command that this server doesn't understand; answered with BAD."""


Word = str | list["Word"]


def read_words(line: bytes) -> list[Word]:
    """The words of a command, brackets as lists; quoted strings and literals without their dress.

    >>> read_words(b'a1 LIST "" "*" RETURN (SPECIAL-USE)')
    ['a1', 'LIST', '', '*', 'RETURN', ['SPECIAL-USE']]
    """
    found: list[Word] = []
    above: list[list[Word]] = []
    for kind, text in _tokens(line):
        if kind == "open":
            above.append(found)
            found = []
        elif kind == "close":
            if not above:
                raise Unreadable("a bracket too many")
            inner, found = found, above.pop()
            found.append(inner)
        else:
            found.append(text)
    if above:
        raise Unreadable("a bracket is not closed")
    return found


def _tokens(line: bytes) -> Iterator[tuple[str, str]]:
    at, end = 0, len(line.rstrip(b"\r\n"))
    while at < end:
        match = _TOKEN.match(line, at)
        if match is None:
            raise Unreadable("not a command")
        at = match.end()
        if match["literal"] is not None:
            size = int(match["size"])
            yield "literal", line[at : at + size].decode("utf-8", "replace")
            at += size
        elif match["quoted"] is not None:
            yield "quoted", re.sub(rb"\\(.)", rb"\1", match["quoted"][1:-1]).decode("utf-8", "replace")
        else:
            yield match.lastgroup or "", (match["atom"] or b"").decode("latin-1")


def read_set(text: str, highest: int) -> list[range]:
    """A sequence set; ``*`` is the highest number (RFC 3501 9, seq-range may stand either way round).

    >>> read_set("1:3,7,9:*", 12)
    [range(1, 4), range(7, 8), range(9, 13)]
    """
    try:
        return [_read_range(piece, highest) for piece in text.split(",")]
    except ValueError as error:
        raise Unreadable("not a set of numbers") from error


def _read_range(piece: str, highest: int) -> range:
    first, _colon, last = piece.partition(":")
    low, high = sorted(highest if end == "*" else int(end) for end in (first, last or first))
    return range(low, high + 1)
