"""Safe HTML for a browser that knows little of styles: without what they hide, backgrounds as one colour. Pure.

Qt's rich text shows what a style hides: the lines that newsletters have for lists of messages, and words that nobody
was to see; white words on a gradient stand on white there, and on a picture that is left out on black.
"""

from __future__ import annotations

import re

import tinycss2  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

_HIDES = re.compile(r"(?:^|;)\s*(?:display:\s*none|visibility:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_CANDIDATES = '[style*="display" i], [style*="visibility" i]'
_GROUND = re.compile(r"background:([^;{}\"<]*)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:rgb|hsl)a?\([^()]*\)|#[0-9a-f]{3,8}\b|(?<![\w#%.-])[a-z][a-z-]*\b(?!\()", re.IGNORECASE)
_WORDS = """
    none repeat no-repeat repeat-x repeat-y space round scroll fixed local left right top bottom center cover contain
    auto border-box padding-box content-box to at circle ellipse closest-side closest-corner farthest-side
    farthest-corner important initial inherit unset
"""
_NO_COLOURS = frozenset(_WORDS.split())
_ROOT = "message"
_LONGEST = 1_000_000  # characters; a larger page is left as it is
_MOST_RULES = 100


def leave_visible(html: str) -> str:
    """A page of `safe_html` as far as it is to be seen."""
    if len(html) > _LONGEST or not ("display:" in html or "visibility:" in html or "background:" in html):
        return html
    page = LexborHTMLParser(html)
    root = page.css_first(f"#{_ROOT}")
    if root is None:
        return html
    for node in reversed(page.css(_CANDIDATES)):  # what is inside of others before those: they take it with them
        if _HIDES.search(node.attributes.get("style") or "") and node.attributes.get("id") != _ROOT:
            node.decompose()
    for sheet in page.css("style"):
        for selector in _find_hiding(sheet.text()):
            _drop(page, selector)
    for node in page.css('[style*="background:"]'):
        node.attrs["style"] = _read_grounds(node.attributes.get("style") or "")
    sheets = "".join(_read_grounds(sheet.html or "") for sheet in page.css("style"))
    return sheets + (root.html or "")


def _find_hiding(sheet: str) -> list[str]:
    """The selectors of rules that hide what they are for, on any screen."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)[:_MOST_RULES]
    bodies = ((rule, tinycss2.serialize(rule.content)) for rule in rules if rule.type == "qualified-rule")
    return [tinycss2.serialize(rule.prelude).strip() for rule, body in bodies if _HIDES.search(body.strip())]


def _drop(page: LexborHTMLParser, selector: str) -> None:
    try:
        found = page.css(selector)
    except (ValueError, SelectolaxError):
        return  # a selector that Lexbor doesn't know
    for node in reversed(found):
        if node.attributes.get("id") != _ROOT:
            node.decompose()


def _read_grounds(style: str) -> str:
    """Styles whose backgrounds are a colour: of all that can stand there, Qt knows that alone."""
    return _GROUND.sub(lambda ground: f"background-color:{_read_colour(ground[1])}", style)


def _read_colour(value: str) -> str:
    """The first colour of a background, be it one of a gradient."""
    start = value.partition("-gradient")[2] or value
    colour = next((found for found in _COLOUR.findall(start) if found.lower() not in _NO_COLOURS), "transparent")
    return str(colour)
