"""PURE: what Qt's own browser can't lay out in time, made simpler: deep tables, huge cells, endless lists.

It lays a table out twice for each table around it: 18 take four seconds, and each further one doubles that. A hundred
cells that span 50 rows and columns take five seconds, a list of 20,000 items thirteen (Qt 6.12, seen 2026-11).
"""

from __future__ import annotations

import re

DEEPEST = 10  # tables inside tables that newsletters may need
WIDEST = 20  # rows or columns of one cell
MOST_ITEMS = 3_000  # of all lists
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th)(?=[\s>/])(?:[^<>\"]|\"[^\"]*\")*>",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?<=\s)((?:col|row)span=\")\s*(\d+)", re.IGNORECASE)
_ITEM = re.compile(r"<(/?)(?:li|ol|ul)(?=[\s>])(?:[^<>\"]|\"[^\"]*\")*>", re.IGNORECASE)
_WIDE = re.compile(  # 400 pixels and more: Qt can't make a page smaller that is wider than the view
    r"(<table(?=\s)(?:[^<>\"]|\"[^\"]*\")*?\swidth=\")(?:[4-9]\d\d|\d{4,5})(?:px)?\"", re.IGNORECASE
)
_LINES = {"table", "tr", "caption"}


def simplify(html: str) -> str:
    """Safe HTML as it can be shown at once, and tables as wide as the view; any usual page as it is."""
    html = _WIDE.sub(r'\g<1>100%"', html)
    if html.count("<li") > MOST_ITEMS:
        html = _ITEM.sub(lambda tag: f"<{tag[1]}div>", html)
    return _simplify_tables(html) if html.count("<table") > DEEPEST or "span=" in html else html


def _simplify_tables(html: str) -> str:
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
            return _SPAN.sub(lambda span: f"{span[1]}{min(int(span[2][:6]), WIDEST)}", tag[0])
        return ("<div>" if opens else "</div>") if name in _LINES else " "

    return _TAG.sub(replace, html)
