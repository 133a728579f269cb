"""Reading a client's commands: words, quoted strings, literals, lists, number sets (RFC 9051 section 9)."""

from __future__ import annotations

import re
from collections.abc import Callable

Word = bytes | list["Word"]  # type: ignore[misc]

_ATOM_END = b' ()"\r\n'
_LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n")


class Refused(Exception):
    """The right answer is a NO or BAD; ``kind`` says which."""

    def __init__(self, kind: bytes, text: str) -> None:
        super().__init__(text)
        self.kind = kind


def parse_words(data: bytes) -> list[Word]:
    """A whole command, its literals included, as words and nested lists; ValueError when it isn't one."""
    words, position = _read_list(data, 0, nested=False)
    if position < len(data.rstrip(b"\r\n")):
        raise ValueError("unbalanced parentheses")
    return words


def _read_list(data: bytes, position: int, *, nested: bool) -> tuple[list[Word], int]:
    words: list[Word] = []
    while position < len(data):
        char = data[position : position + 1]
        if char in b" \r\n":
            position += 1
        elif char == b")":
            if not nested:
                raise ValueError("unbalanced parentheses")
            return words, position + 1
        else:
            word, position = _read_word(data, position)
            words.append(word)
    if nested:
        raise ValueError("unbalanced parentheses")
    return words, position


def _read_word(data: bytes, position: int) -> tuple[Word, int]:
    char = data[position : position + 1]
    if char == b"(":
        return _read_list(data, position + 1, nested=True)
    if char == b'"':
        return _read_quoted(data, position + 1)
    literal = _LITERAL.match(data, position)
    if literal:
        end = literal.end() + int(literal[1])
        return data[literal.end() : end], end
    return _read_atom(data, position)


def _read_quoted(data: bytes, position: int) -> tuple[bytes, int]:
    text = bytearray()
    while data[position : position + 1] != b'"':
        if position >= len(data) or data[position] in b"\r\n\0":
            raise ValueError("a quoted string without an end")
        if data[position : position + 1] == b"\\":
            position += 1
        text += data[position : position + 1]
        position += 1
    return bytes(text), position + 1


def _read_atom(data: bytes, position: int) -> tuple[bytes, int]:
    start, depth = position, 0
    while position < len(data) and (depth or data[position] not in _ATOM_END):
        depth += {ord("["): 1, ord("]"): -1}.get(data[position], 0)
        position += 1
    return data[start:position], position


def set_matcher(text: bytes, largest: int) -> Callable[[int], bool]:
    """Whether a number is in a set such as ``1:5,9,20:*`` (``*`` is the largest there is)."""
    ranges = []
    for part in text.split(b","):
        ends = [largest if end == b"*" else int(end) for end in part.split(b":")]
        ranges.append((min(ends), max(ends)))
    if len(ranges) == 1:
        ((first, last),) = ranges
        return lambda number: first <= number <= last
    return lambda number: any(low <= number <= high for low, high in ranges)


def quote(text: bytes) -> bytes:
    """A quoted string."""
    return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
