"""HTML as text: for the reader's text view, for quoting, and (faster, without layout) for the index."""

from __future__ import annotations

import html as entities
import re

from selectolax.lexbor import LexborHTMLParser

from imapdesk.mime.message import DescribedMessage
from imapdesk.mime.nesting import drop_long_attributes, is_too_deep

_BREAK = "\x01"
_BLOCKS = re.compile(
    r"<(?=(?:br|/?p|/?div|/?tr|/?li|/?h[1-6]|/?table|/?ul|/?ol|hr|/?blockquote|/?pre|/?section|/?article|/?header|/?footer)"
    r"(?:[\s/>]))",
    re.IGNORECASE,
)
_CELLS = re.compile(r"<(?=/t[dh][\s>])", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINES = re.compile(r"[ \t\xa0]*\x01[ \t\xa0\x01]*")
_UNSEEN = re.compile(
    r"<(script|style|head|title|template|noscript|svg)(?=[\s>])[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<[A-Za-z/!?][^<>]*>?", re.DOTALL)
_HUGE_NUMBER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{7,});?")  # `unescape` reads any number of digits
_UNSEEN_TAGS = ["script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe"]


def readable_text(message: DescribedMessage) -> str:
    """The message as text: its own, else that of its HTML."""
    return message.text if message.text.strip() or not message.html else html_to_text(message.html)


def index_text(message: DescribedMessage) -> str:
    """The words of the message for the index; layout is lost, and no tree is built."""
    return message.text if message.text.strip() or not message.html else strip_tags(message.html)


def html_to_text(html: str) -> str:
    """What a page says, with its lines and paragraphs."""
    if is_too_deep(html):
        return strip_tags(html)
    marked = _SPACES.sub(" ", html.replace(_BREAK, ""))
    marked = _BLOCKS.sub(f"{_BREAK}<", marked)
    marked = _CELLS.sub(" <", marked)
    tree = LexborHTMLParser(drop_long_attributes(marked))
    tree.strip_tags(_UNSEEN_TAGS)
    text = tree.body.text() if tree.body is not None else tree.text()
    lines = _LINES.sub(lambda gap: "\n\n" if gap[0].count(_BREAK) > 2 else "\n", text)
    return "\n".join(line.strip() for line in lines.strip().split("\n"))


def strip_tags(html: str) -> str:
    """The words of a page, without its tags, scripts and styles; one pass, whatever the nesting."""
    text = _TAGS.sub(" ", _UNSEEN.sub(" ", html))
    return entities.unescape(_HUGE_NUMBER.sub(" ", text)) if "&" in text else text
