"""Whether a plain text is drawn with letters of one width: tables, pictures, code, changes of code. Pure.

In letters of several widths its columns don't stand under one another. Prose is better read in the latter, so a text
is taken for drawn only where a picture of it would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_MOST_LINES = 3_000
_QUOTED = re.compile(r"\A(?:[ \t]?>)+ ?")
# One such line is enough: of changes, of a table's frame, of a compiler's finger.
_CERTAIN = re.compile(
    r"(?:diff --git \S|@@ -\d+(?:,\d+)? \+\d+|\s*\+(?:[-=]{2,}\+)+\s*\Z|\s*\|?(?:[-=:]{2,}\|)+[-=:]{2,}\|?\s*\Z"
    r"|\s*\d*\s*\|?\s+\^[~^]*\s*\Z|\s*[┌┏╔├╠└╚╭╰])"
)
_CODE = re.compile(
    r"\s*(?:def \w+\(.*:|class \w+.*:|(?:if|for|while|elif|else)\b.*:|(?:return|import|#include) ?\S+.*|\$ \w\S* ?.*"
    r"|.*(?:[;{}]|\) ?=>|\)\s*\{))\s*\Z"
)
_SIGNS = frozenset("/\\|_+=<>^()[]{}*#~`'-.:,")
_CELLS = re.compile(r"\S+(?: \S+)*")
_SENTENCE_ENDS = ".!?:;,"
_TABLE_LINES = 3
_PICTURE_LINES = 3
_CODE_LINES = 4


def looks_drawn(text: str) -> bool:
    """Whether the columns of a text mean something."""
    columns, signs, code = _Run(_TABLE_LINES), _Run(_PICTURE_LINES), _Run(_CODE_LINES)
    edges: list[frozenset[int]] = []
    for line in _lines(text):
        if _CERTAIN.match(line):
            return True
        edges.append(_find_edges(line))
        shared = bool(edges[-1]) and (len(edges) < 2 or not edges[-2] or bool(edges[-1] & edges[-2]))
        if columns.add(shared) and _have_one_in_common(edges[-_TABLE_LINES:]):
            return True
        if signs.add(_is_of_signs(line)) or (line.strip() and code.add(_CODE.match(line) is not None)):
            return True
    return False


class _Run:
    """Counts lines of a kind that follow one another."""

    def __init__(self, enough: int) -> None:
        self._enough = enough
        self._count = 0

    def add(self, fits: bool) -> bool:
        """Whether there are enough of them with this line."""
        self._count = self._count + 1 if fits else 0
        return self._count >= self._enough


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        yield _QUOTED.sub("", line[:300].rstrip()).expandtabs(8)


def _find_edges(line: str) -> frozenset[int]:
    """Where cells begin (odd) or end (even) that two blanks or more part from those before them."""
    cells = list(_CELLS.finditer(line))
    found = set()
    for before, cell in pairwise(cells):
        if before[0][-1] not in _SENTENCE_ENDS:
            found |= {2 * cell.start() + 1, 2 * cell.end()}
    return frozenset(found)


def _have_one_in_common(edges: list[frozenset[int]]) -> bool:
    return bool(frozenset.intersection(*edges))


def _is_of_signs(line: str) -> bool:
    """Whether most of a line is no letters, and it is no rule of one sign."""
    seen = [char for char in line if char != " "]
    drawn = sum(char in _SIGNS for char in seen)
    return len(seen) > 1 and 2 * drawn >= len(seen) and len(set(seen)) > 1 and "  " in line
