"""The grammar of data responses: atoms, numbers, quoted strings, literals, NIL and lists (RFC 9051 4), tolerantly.

Values are bytes for every atom and string, None for NIL, tuples for lists, and `Path` for a literal in a file.
"""

from __future__ import annotations

import re
from pathlib import Path

from imapdesk.imap.grammar.responses import Parts

Value = bytes | Path | None | tuple["Value", ...]

DEEPEST = 64

# An atom may hold brackets with anything in them: BODY[HEADER.FIELDS (SUBJECT)]<0>; a flag may hold "]" (Gmail).
_TOKEN = re.compile(
    rb"""[ \t\r\n]*(?:
        (?P<open>\()
      | (?P<close>\))
      | "(?P<quoted>[^"\\]*(?:\\.[^"\\]*)*)"
      | (?P<atom>(?:[^\s()"\[]|\[[^\]]*\])+)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(rb'\\(["\\])')


class UnreadableAnswer(ValueError):
    """The text is not in the grammar."""


def parse_values(parts: Parts, begin: int = 0) -> tuple[Value, ...]:
    """Every value in ``parts`` (text, literal, text, ...) from ``begin`` in the first text. Raises `UnreadableAnswer`.

    >>> parse_values([b'(UID 5 FLAGS (x) BODY[] NIL) "a"'])
    ((b'UID', b'5', b'FLAGS', (b'x',), b'BODY[]', None), b'a')
    """
    stack: list[list[Value]] = [[]]
    for index, part in enumerate(parts):
        if index % 2:
            stack[-1].append(part)
        else:
            assert isinstance(part, bytes)
            _read_text(part, begin if index == 0 else 0, stack)
    if len(stack) != 1:
        raise UnreadableAnswer("a list without its end")
    return tuple(stack[0])


def _read_text(text: bytes, at: int, stack: list[list[Value]]) -> None:
    while match := _TOKEN.match(text, at):
        at = match.end()
        kind = match.lastgroup
        if kind == "atom":
            word = match["atom"]
            stack[-1].append(None if word in (b"NIL", b"nil", b"Nil") else word)
        elif kind == "quoted":
            stack[-1].append(_ESCAPED.sub(rb"\1", match["quoted"]))
        elif kind == "open":
            if len(stack) > DEEPEST:
                raise UnreadableAnswer("lists within lists without end")
            stack.append([])
        elif len(stack) == 1:
            raise UnreadableAnswer("a list ends that never began")
        else:
            closed = tuple(stack.pop())
            stack[-1].append(closed)
    if text[at:].strip():
        raise UnreadableAnswer(f"unreadable: {text[at : at + 40]!r}")


def as_number(value: Value) -> int | None:
    """The unsigned number that ``value`` spells, up to 64 bits, else None."""
    if isinstance(value, bytes) and value.isdigit() and len(value) <= 20:
        return int(value)
    return None
