"""What a page would cost, told before a tree is built: parsers are quadratic in some things and must not be lured."""

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
MAX_ATTRIBUTES = 300  # of one element; each is compared with all before it
_SHORTEST = 2 * MAX_ATTRIBUTES  # characters that so many attributes have at least
_ELEMENT = re.compile(r"</?[A-Za-z]")
# As the standard's tokeniser reads them: quotes need no blank after them, and a slash parts names as a blank does.
_ATTRIBUTE = (
    r"[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+"
    r"(?>(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r >]*+))?)"
)
_WHOLE = re.compile(rf"[^\t\n\f\r />]*+(?>(?:{_ATTRIBUTE})*)")
_CROWDED = re.compile(rf"[^\t\n\f\r />]*+(?:{_ATTRIBUTE}){{{MAX_ATTRIBUTES + 1}}}")


def is_too_deep(html: str) -> bool:
    """Whether more than `MAX_NESTING` elements stand inside one another or are left open, or one is crowded."""
    if html.count("&") > MAX_ENTITIES or is_crowded(html):
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


def is_crowded(html: str) -> bool:
    """Whether an element has more than `MAX_ATTRIBUTES`, or telling that would take too long.

    Each "<" is looked at, also in comments and scripts: what a parser takes for an element is always among them.
    """
    left = 8 * len(html) + 1_000_000
    for start in _ELEMENT.finditer(html):
        whole = _WHOLE.match(html, start.end())
        length = whole.end() - start.end() if whole else 0
        if length < _SHORTEST:
            continue
        left -= length
        if left < 0 or _CROWDED.match(html, start.end()):
            return True
    return False


def drop_long_attributes(html: str) -> str:
    """The page without the attributes of overlong tags: a tree builder compares each attribute with all others."""
    return _LONG_TAG.sub(r"<\1>", html)
