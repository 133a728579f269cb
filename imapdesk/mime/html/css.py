"""Styles of a message, filtered by what they may say: known properties, and values that fetch and cover nothing.

A list of what is allowed, never of what is forbidden: `url()`, `@import`, `expression()`, `position`, `behavior` and
whatever comes next are out because nobody let them in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import tinycss2  # type: ignore[import-untyped]

_SIDES = ("", "-top", "-right", "-bottom", "-left")
PROPERTIES = frozenset(
    {
        "color", "background", "background-color", "font", "font-family", "font-size", "font-style", "font-variant",
        "font-weight", "font-stretch", "line-height", "letter-spacing", "word-spacing", "white-space", "word-break",
        "word-wrap",
        "overflow-wrap", "hyphens", "vertical-align", "width", "min-width", "max-width", "height", "min-height",
        "max-height", "border-collapse", "border-spacing", "border-radius", "border-top-left-radius",
        "border-top-right-radius", "border-bottom-left-radius", "border-bottom-right-radius", "display", "float",
        "clear", "list-style", "list-style-type", "list-style-position", "table-layout", "direction", "unicode-bidi",
        "opacity", "overflow", "box-sizing", "caption-side", "empty-cells", "visibility", "text-align",
        "text-decoration", "text-indent", "text-transform", "text-overflow", "text-shadow", "box-shadow", "outline",
        "page-break-after", "page-break-before", "page-break-inside", "tab-size", "text-decoration-color",
        "text-decoration-line", "text-decoration-style", "text-align-last", "background-size", "background-position",
        "background-repeat", "object-fit", "border-width", "border-style", "border-color", "flex", "flex-wrap",
        "flex-direction", "justify-content", "align-items", "gap", "color-scheme",
    }
    | {f"{box}{side}" for box in ("margin", "padding", "border") for side in _SIDES}
    | {f"border{side}-{part}" for side in _SIDES[1:] for part in ("color", "style", "width")}
)  # fmt: skip
_FUNCTIONS = frozenset(
    {"rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp", "linear-gradient", "radial-gradient"}
)
_FUNCTION = re.compile(r"([A-Za-z_-][\w-]*)?\(")
_VALUE = r"(?:[\w\s#%.,()+*/!-]|\"[\w\s.,-]*\"|'[\w\s.,-]*')*"
_SAFE_VALUE = re.compile(_VALUE, re.ASCII)
_SAFE_FONT = re.compile(_VALUE)  # fonts have names in any letters
_PICTURE = re.compile(r"\burl\(\s*+(?:\"[^\"\\]*+\"|'[^'\\]*+'|[^()\"'\\]*+)\s*+\)", re.IGNORECASE)
# Lengths that no page needs, and thousands of empty sheets of paper when it is printed. Colours are no numbers.
_HUGE = re.compile(r"(?<![#\w.])(?:\d{6,}|\d[\d.]*e\+?[1-9])", re.IGNORECASE)
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|<!--|-->")
_SAFE_SELECTOR = re.compile(
    r"(?:[\w\s.#*>+~:-]|\[[\w-]+(?:[~|^$*]?=\"?[\w\s.-]*\"?)?\]|:(?:not|nth-child|lang)\([\w\s.#:+-]*\))+", re.ASCII
)
_SAFE_MEDIA = re.compile(r"[\w\s():,.-]+", re.ASCII)
_ROOT = re.compile(r"(?:html|body|:root)(?![\w-])(?:\s*>?\s*(?:html|body|:root)(?![\w-]))*", re.IGNORECASE)
_BRACKET = re.compile(r"[][(){}]")
_MAX_BRACKETS = 20
_MAX_SHEET_CHARS = 200_000
_MAX_DECLARATIONS = 300  # in one rule or attribute


@lru_cache(maxsize=4_096)
def filter_declarations(style: str) -> str:
    """What may stay of a style attribute or of a rule's body, in its order.

    A picture is left out of its background and the colour stays: white words may stand on it.
    """
    if "/*" in style or "<!--" in style or "-->" in style:
        style = _COMMENT.sub(" ", style)
    if "(" in style:
        style = _PICTURE.sub("none", style)
    kept = []
    for declaration in style.split(";")[:_MAX_DECLARATIONS]:
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip()
        # Escapes serve to hide a word; what spreadsheets and word processors have in theirs is no matter here.
        if colon and name in PROPERTIES and "\\" not in value and _is_safe_value(name, value):
            kept.append(f"{name}: {value}")
    return "; ".join(kept)


def _is_safe_value(name: str, value: str) -> bool:
    safe = _SAFE_FONT if name in {"font", "font-family"} else _SAFE_VALUE
    if not value or len(value) > 500 or safe.fullmatch(value) is None:
        return False
    if "(" in value and any((match[1] or "").lower() not in _FUNCTIONS for match in _FUNCTION.finditer(value)):
        return False
    if _HUGE.search(value):
        return False
    if name.startswith("margin") and "-" in value:
        return False  # what is negative drags content over what stands beside it
    if name == "unicode-bidi":
        return "override" not in value.lower()  # letters turned around show what no one can check
    return not (name == "display" and value.lower().startswith(("run-in", "contents")))


def filter_sheet(sheet: str, scope: str, media: str = "") -> str:
    """What may stay of a style element, each selector bound to ``scope`` (a selector such as "#message")."""
    if len(sheet) > _MAX_SHEET_CHARS:
        sheet = sheet[:_MAX_SHEET_CHARS]
    if _is_nested(sheet):
        return ""
    rules = tinycss2.parse_stylesheet(_COMMENT.sub(" ", sheet), skip_comments=True, skip_whitespace=True)
    text = "\n".join(_filter_rules(rules, scope))
    if text and media and media.strip().lower() not in {"all", "screen"}:
        return f"@media {media.strip()} {{\n{text}\n}}" if _SAFE_MEDIA.fullmatch(media) else ""
    return text


def _is_nested(sheet: str) -> bool:
    """Whether brackets stand deeper inside one another than any honest sheet's: the CSS parser is recursive."""
    depth = 0
    for bracket in _BRACKET.findall(sheet):
        depth = depth + 1 if bracket in "({[" else max(0, depth - 1)
        if depth > _MAX_BRACKETS:
            return True
    return False


def _filter_rules(rules: list[Any], scope: str, *, nested: bool = False) -> list[str]:
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            text = _filter_rule(rule, scope)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None and not nested:
            text = _filter_media(rule, scope)
        else:
            continue
        if text:
            kept.append(text)
    return kept


def _filter_rule(rule: Any, scope: str) -> str:
    body = filter_declarations(tinycss2.serialize(rule.content))
    if not body:
        return ""
    selectors = [_bind(selector.strip(), scope) for selector in tinycss2.serialize(rule.prelude).split(",")]
    safe = ", ".join(selector for selector in selectors if selector)
    return f"{safe} {{ {body} }}" if safe else ""


def _bind(selector: str, scope: str) -> str:
    if not selector or len(selector) > 500 or _SAFE_SELECTOR.fullmatch(selector) is None:
        return ""
    rest = _ROOT.sub("", selector, count=1) if _ROOT.match(selector) else f" {selector}"
    return f"{scope}{rest}" if rest[:1] in ("", " ", ".", ">", "[", ":", "+", "~", "#") else f"{scope} {rest}"


def _filter_media(rule: Any, scope: str) -> str:
    query = tinycss2.serialize(rule.prelude).strip()
    if _SAFE_MEDIA.fullmatch(query) is None or len(query) > 500:
        return ""
    inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    text = "\n".join(_filter_rules(inner, scope, nested=True))
    return f"@media {query} {{\n{text}\n}}" if text else ""
