"""PURE: what Qt's own browser can't lay out in time, made simpler: tables, cells, lists, selectors without end.

It lays a table out twice for each table around it: 18 take four seconds, and each further one doubles that. A hundred
cells that span 50 rows and columns take five seconds, a list of 20,000 items thirteen, 10,000 pictures in one
paragraph nine, 300 elements inside one another under selectors of eight parts half a minute (Qt 6.12, seen 2026-11).
"""

from __future__ import annotations

import re
from itertools import count

DEEPEST = 10  # tables inside tables that newsletters may need
WIDEST = 20  # rows or columns of one cell
MOST_ITEMS = 3_000  # of all lists
MOST_PICTURES = 2_000
MOST_RULES = 1_000  # of all style sheets
LONGEST_SELECTOR = 4  # elements inside one another
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th)(?=[\s>/])(?:[^<>\"]|\"[^\"]*\")*>",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?<=\s)((?:col|row)span=\")\s*(\d+)", re.IGNORECASE)
_ITEM = re.compile(r"<(/?)(?:li|ol|ul)(?=[\s>])(?:[^<>\"]|\"[^\"]*\")*>", re.IGNORECASE)
_WIDE = re.compile(  # 400 pixels and more: Qt can't make a page smaller that is wider than the view
    r"(<table(?=\s)(?:[^<>\"]|\"[^\"]*\")*?\swidth=\")(?:[4-9]\d\d|\d{4,5})(?:px)?\"", re.IGNORECASE
)
_SHEET = re.compile(r"<style\b[^>]*>[^<]*</style>", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PART = re.compile(r"[^\s>+~]+")
_IMAGE = re.compile(r"<img(?=[\s>])(?:[^<>\"]|\"[^\"]*\")*>", re.IGNORECASE)
_LINES = {"table", "tr", "caption"}


def simplify(html: str) -> str:
    """Safe HTML as it can be shown at once, and tables as wide as the view; any usual page as it is."""
    html = _WIDE.sub(r'\g<1>100%"', html)
    if "<style" in html:
        html = _SHEET.sub(lambda sheet: _simplify_sheet(sheet[0]), html)
    if html.count("<img") > MOST_PICTURES:
        numbers = count()
        html = _IMAGE.sub(lambda image: image[0] if next(numbers) < MOST_PICTURES else "", html)
    if html.count("<li") > MOST_ITEMS:
        html = _ITEM.sub(lambda tag: f"<{tag[1]}div>", html)
    return _simplify_tables(html) if html.count("<table") > DEEPEST or "span=" in html else html


def _simplify_sheet(sheet: str) -> str:
    """Style sheets without long selectors: each element is tried with all that are around it, for each of its parts."""
    left = MOST_RULES

    def replace(rule: re.Match[str]) -> str:
        nonlocal left
        left -= 1
        if left < 0:
            return ""
        short = [each for each in rule[1].split(",") if len(_PART.findall(each)) <= LONGEST_SELECTOR + 1]
        return f"{','.join(short)}{{{rule[2]}}}" if short else ""

    return _RULE.sub(replace, sheet)


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
