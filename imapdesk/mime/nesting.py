"""How deep a page nests, told before a tree is built: parsers are quadratic in depth and must not be lured there."""

from __future__ import annotations

import re

# Elements that authors leave open and parsers close by themselves; void ones never nest.
_SELF_CLOSING = """
    p li td tr th dt dd option tbody thead tfoot colgroup html body head br hr img input meta link col area
    base wbr source embed track param frame keygen
"""
_IGNORED = frozenset(_SELF_CLOSING.split())
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]{0,20})")
_LONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]{0,20})[^<>]{3000,}>")
MAX_NESTING = 600
MAX_ENTITIES = 300_000  # html5ever joins text by copying it at each entity


def is_too_deep(html: str) -> bool:
    """Whether more than `MAX_NESTING` elements stand inside one another, or are left open."""
    if html.count("&") > MAX_ENTITIES:
        return True
    if html.count("<") <= MAX_NESTING:
        return False
    depth = 0
    for slash, name in _TAG.findall(html):
        if name.lower() in _IGNORED:
            continue
        if slash:
            depth = max(0, depth - 1)
        elif (depth := depth + 1) > MAX_NESTING:
            return True
    return False


def drop_long_attributes(html: str) -> str:
    """The page without the attributes of overlong tags: a tree builder compares each attribute with all others."""
    return _LONG_TAG.sub(r"<\1>", html)
