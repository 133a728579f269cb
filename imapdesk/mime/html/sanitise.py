"""A message as HTML that can't phone home: the first of the reader's three layers, made to hold without the others."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

import nh3
from selectolax.lexbor import LexborHTMLParser

from imapdesk.mime.html.css import filter_declarations, filter_sheet
from imapdesk.mime.html.nesting import drop_long_attributes, is_crowded, is_too_deep
from imapdesk.mime.message import DescribedMessage
from imapdesk.mime.trust.links import link_text
from imapdesk.mime.untagged import strip_to_lines

SCOPE = "message"  # the id of the element that holds everything
# Without bdo: it turns the letters of a text around, so that a link shows what no one can check.
_KEPT = """
    a abbr acronym address area article aside b bdi big blockquote br caption center cite code col
    colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i
    img ins kbd li main map mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary
    sup table tbody td tfoot th thead time tr tt u ul var wbr
"""
_TAGS = set(_KEPT.split())
_WITH_CONTENT = """
    script style title template noscript noembed noframes iframe object embed applet svg math xmp plaintext
    textarea select audio video canvas frameset
"""
_DROPPED = set(_WITH_CONTENT.split())
_BOX = {"align", "valign", "bgcolor", "width", "height", "background"}
_ATTRIBUTES = {
    "*": {"style", "class", "id", "dir", "lang", "title", "align", "bgcolor"},
    "a": {"href", "name"},
    "area": {"href", "coords", "shape", "alt"},
    "map": {"name"},
    "img": {"src", "alt", "width", "height", "border", "hspace", "vspace", "usemap"},
    "table": _BOX | {"border", "cellpadding", "cellspacing", "bordercolor", "frame", "rules", "summary"},
    "td": _BOX | {"colspan", "rowspan", "nowrap", "scope", "headers", "abbr"},
    "th": _BOX | {"colspan", "rowspan", "nowrap", "scope", "headers", "abbr"},
    "tr": _BOX, "tbody": _BOX, "thead": _BOX, "tfoot": _BOX, "div": _BOX, "span": {"valign"},
    "col": {"span", "width", "valign"}, "colgroup": {"span", "width", "valign"},
    "font": {"color", "face", "size"}, "hr": {"size", "width", "color", "noshade"}, "br": {"clear"},
    "ol": {"start", "type", "reversed"}, "ul": {"type"}, "li": {"value", "type"}, "blockquote": {"type"},
    "time": {"datetime"}, "details": {"open"},
}  # fmt: skip
_MEASURES = frozenset({"width", "height", "border", "hspace", "vspace", "cellpadding", "cellspacing", "size"})
_HUGE = re.compile(r"\d{6}")  # pixels that no page needs
_SCHEMES = {"http", "https", "mailto", "tel", "cid", "data"}
_LINK = re.compile(r"\s*(?:https?://|mailto:|tel:|#)", re.IGNORECASE)
_REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_OWN = re.compile(r"\s*cid:[^\s\"'<>\\]+\s*\Z", re.IGNORECASE)
_DATA = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp|bmp)\s*;\s*base64\s*,[A-Za-z0-9+/=\s]*\Z", re.IGNORECASE)
_FROM_RIGHT = re.compile(r"<(?:html|body)\b[^<>]{0,4000}?\sdir\s*=\s*[\"']?rtl", re.IGNORECASE)
_BODY = re.compile(r"<body(\s[^<>]{0,4000})?>", re.IGNORECASE)
_BODY_ATTRIBUTE = re.compile(
    r"\s(style|bgcolor|text|dir|class)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_COLOR = re.compile(r"#?[\w-]{1,30}\Z", re.ASCII)
_FETCHED = re.compile(
    r"<[A-Za-z][^<>]{0,10000}?\s(?:src|background|poster|srcset|data|lowsrc|dynsrc)\s*=\s*[\"']?\s*(?:https?:)?//"
    r"|url\s*\(\s*[\"']?\s*(?:https?:)?//|@import\b|<link\s[^<>]{0,10000}?href\s*=",
    re.IGNORECASE,
)
_MAX_HTML_CHARS = 20_000_000


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """Safe HTML and how much of the page stays unseen: ``blocked`` counts the remote pictures that were left out.

    ``cut``: the page is too large or nests too deep, and its words stand for it.
    """

    html: str
    blocked: int = 0
    cut: bool = False


def safe_html(message: DescribedMessage | str, allow_images: bool = False) -> str:
    """The message for the reader, a fragment in one ``<div id="message">``; nothing in it is fetched by itself.

    With ``allow_images``, pictures of the message may come from the network; nothing else ever does.
    """
    return make_safe_html(message, allow_images=allow_images).html


def make_safe_html(message: DescribedMessage | str, *, allow_images: bool = False) -> SafeHtml:
    """`safe_html` with what was left out. A message without HTML is shown as its text."""
    page = message if isinstance(message, str) else message.html
    if not isinstance(message, str) and not page.strip():
        return SafeHtml(_wrap(f"<pre>{link_text(message.text)}</pre>"))
    if len(page) > _MAX_HTML_CHARS or is_too_deep(page):
        text = "" if isinstance(message, str) else "".join(f"{piece}\n\n" for piece in _find_texts(message))
        text = entities.escape(text + strip_to_lines(page[:_MAX_HTML_CHARS]))
        return SafeHtml(_wrap(f'<pre style="white-space: pre-wrap">{text}</pre>'), cut=True)
    attributes = _AttributeFilter(allow_images=allow_images)
    if isinstance(message, str) or not message.pieces:
        body = _clean(page, attributes)
    else:  # each by itself: what one leaves open swallows none of the others
        pieces = (piece for piece in message.pieces if piece.in_page)
        body = "\n".join(
            _clean(piece.content, attributes) if piece.is_html else _show_text(piece.content) for piece in pieces
        )
    from_right = _FROM_RIGHT.search(page) is not None
    return SafeHtml(_wrap(body, _filter_styles(page), _read_body_style(page), from_right), attributes.blocked)


def _find_texts(message: DescribedMessage) -> Iterator[str]:
    return (piece.content.strip("\n") for piece in message.pieces if piece.in_page and not piece.is_html)


def _show_text(text: str) -> str:
    """A text between pages, with its lines as they are."""
    return f'<div style="white-space: pre-wrap">{link_text(text.strip())}</div>'


def _clean(page: str, attributes: _AttributeFilter) -> str:
    return nh3.clean(
        page,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=attributes,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def find_remote(html: str) -> bool:
    """Whether a page asks for anything from the network, so that the reader says what it does not show."""
    return _FETCHED.search(html) is not None


class _AttributeFilter:
    """Called for each attribute that the lists above let through; returns the value to keep, or None."""

    def __init__(self, *, allow_images: bool) -> None:
        self.allow_images = allow_images
        self.blocked = 0

    def __call__(self, tag: str, name: str, value: str) -> str | None:
        if name == "style":
            return filter_declarations(value) or None
        if name in {"src", "background"}:
            return self._filter_picture(value)
        if name == "href":
            return value.strip() if _LINK.match(value) else None
        if name == "id" or (name == "name" and tag in {"a", "map"}):
            return None if value == SCOPE else value
        if name in _MEASURES and _HUGE.search(value):
            return None
        if name == "usemap":
            return value if value.startswith("#") else None
        return value

    def _filter_picture(self, value: str) -> str | None:
        if _OWN.match(value) or _DATA.match(value):
            return value.strip()
        if _REMOTE.match(value):
            if self.allow_images:
                return value.strip() if not value.strip().startswith("//") else f"https:{value.strip()}"
            self.blocked += 1
        return None


def _filter_styles(page: str) -> str:
    if "<style" not in page and "<STYLE" not in page and "<Style" not in page:
        return ""
    page = drop_long_attributes(page)
    if is_crowded(page):  # what was taken out can have opened a quote
        return ""
    sheets = LexborHTMLParser(page).css("style")
    kept = (filter_sheet(sheet.text(), f"#{SCOPE}", sheet.attributes.get("media") or "") for sheet in sheets[:50])
    return "\n".join(sheet for sheet in kept if sheet)


def _read_body_style(page: str) -> str:
    """The colours and style of the page's body element, which a fragment has no place for."""
    match = _BODY.search(page)
    if match is None or not match[1]:
        return ""
    found = {hit[0].lower(): hit[1] or hit[2] or hit[3] for hit in _BODY_ATTRIBUTE.findall(match[1])}
    style = filter_declarations(entities.unescape(found.get("style", "")))
    if _COLOR.match(found.get("text", "")):
        style = f"color: {found['text']}; {style}"
    if _COLOR.match(found.get("bgcolor", "")):
        style = f"background-color: {found['bgcolor']}; {style}"
    return style


def _wrap(body: str, sheet: str = "", style: str = "", from_right: bool = False) -> str:
    styled = f' style="{entities.escape(style)}"' if style else ""
    sheets = f"<style>\n{sheet}\n</style>\n" if sheet else ""
    direction = ' dir="rtl"' if from_right else ""
    return f'{sheets}<div id="{SCOPE}"{styled}{direction}>{body}</div>'
