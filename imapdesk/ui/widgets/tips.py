"""Tool tips of what strangers wrote: never taken for markup, and no wider than can be read.

Qt shows a tool tip as rich text as soon as it finds a tag in it, pictures and all: a subject could have a file loaded,
under Windows from a host of its choice.
"""

from __future__ import annotations

import re
import textwrap

_WIDEST = 100  # letters in a line
_LONGEST = 2_000
_MARKUP = re.compile(r"<(?=[\s!?]*\w)|&(?=lt;)")
_UNSEEN = "\u2060"  # joins what stands beside it, and is nothing that a tag may have


def tip(text: str) -> str:
    """A text as it is, for a tool tip."""
    lines = text[:_LONGEST].split("\n")
    wide = [wrapped for line in lines for wrapped in (textwrap.wrap(line, _WIDEST) if len(line) > _WIDEST else [line])]
    return unmarked("\n".join(wide))


def unmarked(text: str) -> str:
    """A text as it is, for whatever may look for tags in it, as desktops do in their messages."""
    return _MARKUP.sub(lambda found: found[0] + _UNSEEN, text)
