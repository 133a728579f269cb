"""PURE: a plain text message as simple HTML of our own: live links, bars beside quotes, long quotes folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from imapdesk.ui.reader.long_lines import BREAK

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import TextBlock

FOLD_FROM = 8  # quoted lines
FOLD_LINK = "imapdesk:unfold/"
_DEEPEST = 5  # bars side by side
_TAG = re.compile(r"<[^>]*>")
_LOOKED_AT = 2_000  # characters in which a direction is looked for


@dataclass(frozen=True, slots=True)
class TextLook:
    """Colours, and the words on a fold; ``{n}`` in them is the number of lines."""

    muted: str = "#888888"
    bar: str = "#cccccc"
    more: str = "{n}"
    less: str = "{n}"
    family: str = ""  # of the letters; empty: those of the view


def text_to_html(
    blocks: Sequence[TextBlock], look: TextLook, unfolded: frozenset[int] = frozenset(), *, all_open: bool = False
) -> str:
    """HTML for the reader. ``unfolded`` are the numbers of blocks whose quotes are shown whole, or all of them are."""
    parts = []
    for number, block in enumerate(blocks):
        if block.kind == "quoted":
            is_long = block.lines >= FOLD_FROM
            shown = not is_long or all_open or number in unfolded
            if is_long and not all_open:
                label = escape((look.less if shown else look.more).format(n=block.lines))
                parts.append(f'<p style="margin:6px 0"><a href="{FOLD_LINK}{number}">{label}</a></p>')
            if shown:
                parts += [_quote(html, level, look) for level, html in block.runs]
        else:
            colour = f"; color:{look.muted}" if block.kind == "signature" else ""
            parts += [_lines(html, colour) for _level, html in block.runs]
    html = "".join(parts)
    return f"<div style=\"font-family:'{look.family}'\">{html}</div>" if look.family else html


def _lines(html: str, style: str = "") -> str:
    return f'<div style="white-space:pre-wrap{style}">' + html.replace("\n", "<br>") + "</div>"


def _quote(html: str, level: int, look: TextLook) -> str:
    """Lines with as many bars beside them as they are deep; a table, since Qt's rich text has no borders.

    The bars stand where the lines begin: what is written from right to left has them at its right.
    """
    inner, backwards = _lines(html, f"; color:{look.muted}"), _begins_at_right(html)
    # Behind a last cell that is empty Qt leaves out the line that follows; what is in it is left out of a copy.
    bar = f'<td width="3" style="background-color:{look.bar}">{BREAK if backwards else ""}</td>'
    for _bar in range(min(level, _DEEPEST)):
        words = f'<td style="padding-{"right" if backwards else "left"}:10px">{inner}</td>'
        cells = words + bar if backwards else bar + words
        inner = f'<table cellspacing="0" cellpadding="0" width="100%"><tr>{cells}</tr></table>'
    return inner


def _begins_at_right(html: str) -> bool:
    """Whether the first letter that has a direction goes to the left (UAX 9, rule P2)."""
    text = _TAG.sub("", html[:_LOOKED_AT])
    found = next((side for char in text if (side := bidirectional(char)) in {"L", "R", "AL"}), "L")
    return found != "L"
