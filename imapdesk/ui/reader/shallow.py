"""PURE: tables that stand too deep inside one another, as lines, for Qt's own browser.

It lays a table out twice for each table around it: 18 take four seconds, and each further one doubles that (Qt 6.12,
seen 2026-11).
"""

from __future__ import annotations

import re

DEEPEST = 10  # tables inside tables that newsletters may need
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th)(?=[\s>/])(?:[^<>\"]|\"[^\"]*\")*>",
    re.IGNORECASE,
)
_LINES = {"table", "tr", "caption"}


def flatten_tables(html: str) -> str:
    """The page with what lies deeper than `DEEPEST` tables as lines; any other page as it is."""
    if html.count("<table") <= DEEPEST:
        return html
    depth = 0

    def replace(tag: re.Match[str]) -> str:
        nonlocal depth
        name, opens = tag["name"].lower(), not tag["end"]
        if name == "table" and opens:
            depth += 1
        deep = depth > DEEPEST
        if name == "table" and not opens:
            depth = max(0, depth - 1)
        if not deep:
            return tag[0]
        return ("<div>" if opens else "</div>") if name in _LINES else " "

    return _TAG.sub(replace, html)
