"""PURE: a plain text message as simple HTML of our own: live links, paler quotes, long quotes folded."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

_LINK = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'])|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_QUOTE = re.compile(r"^(?:> ?)+")
FOLD_FROM = 8
FOLD_LINK = "imapdesk:unfold/"


def text_to_html(text: str, quote_colour: str, unfolded: frozenset[int] = frozenset(), more: str = "{n}") -> str:
    """HTML for the reader. ``unfolded`` are the numbers of quotes to show whole; ``more`` is the fold's label."""
    parts = []
    runs = groupby(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), key=lambda line: line.startswith(">"))
    for number, (quoted, lines) in enumerate(runs):
        block = list(lines)
        if not quoted:
            parts.append(_block(block))
        elif len(block) >= FOLD_FROM and number not in unfolded:
            label = escape(more.format(n=len(block)))
            parts.append(f'<p><a href="{FOLD_LINK}{number}">{label}</a></p>')
        else:
            inner = _block([_QUOTE.sub("", line) for line in block])
            parts.append(f'<blockquote style="color:{quote_colour}; margin:4px 0 4px 14px">{inner}</blockquote>')
    return "".join(parts)


def _block(lines: list[str]) -> str:
    return '<div style="white-space:pre-wrap">' + "<br>".join(_line(line) for line in lines) + "</div>"


def _line(line: str) -> str:
    parts, end = [], 0
    for found in _LINK.finditer(line):
        parts.append(escape(line[end : found.start()]))
        target = found[1] or f"mailto:{found[2]}"
        parts.append(f'<a href="{escape(target)}">{escape(found[0])}</a>')
        end = found.end()
    return "".join([*parts, escape(line[end:])])
