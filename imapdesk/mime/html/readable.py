"""HTML as text: for the reader's text view, and for quoting."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from imapdesk.mime.html.nesting import drop_long_attributes, is_crowded, is_too_deep
from imapdesk.mime.message import DescribedMessage
from imapdesk.mime.untagged import strip_to_lines

_BREAK, _EDGE = "\x01", "\x02"  # a line end that was asked for; the edge of a block
_LINE_ENDS = re.compile(r"<(?=(?:br|hr)[\s/>])", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"<(?=/?(?:p|h[1-6]|ul|ol|table|blockquote|pre)[\s/>])", re.IGNORECASE)
_BLOCKS = re.compile(r"<(?=/?(?:div|tr|li|section|article|header|footer|dd|dt)[\s/>])", re.IGNORECASE)
_CELLS = re.compile(r" ?<(?=/?t[dh][\s>])", re.IGNORECASE)
_GAPS = re.compile(r" {2,}")
# A tree moves text that stands between cells out of its table, and line ends with it: a text needs no tables.
_TABLES = re.compile(
    r"</?(?:table|tbody|thead|tfoot|tr|td|th|caption|colgroup|col)(?=[\s/>])"
    r"(?>(?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+')*)>",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINES = re.compile(r"[ \xa0]*[\x01\x02][ \xa0\x01\x02]*")
_UNSEEN_TAGS = ["script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe"]


def readable_text(message: DescribedMessage) -> str:
    """The message as text: its own, else that of its HTML; both where they stand one after another."""
    if message.pieces:
        pieces = (piece for piece in message.pieces if piece.in_text)
        words = (html_to_text(piece.content) if piece.is_html else piece.content for piece in pieces)
        return "\n\n".join(text.strip("\n") for text in words)
    return message.text if message.text.strip() or not message.html else html_to_text(message.html)


def html_to_text(html: str) -> str:
    """What a page says, with its lines and paragraphs."""
    if is_too_deep(html):
        return strip_to_lines(html)
    marked = _SPACES.sub(" ", html.replace(_BREAK, "").replace(_EDGE, ""))
    marked = _LINE_ENDS.sub(f"{_BREAK}<", marked)
    marked = _PARAGRAPHS.sub(f"{_EDGE}{_EDGE}<", marked)
    marked = _BLOCKS.sub(f"{_EDGE}<", marked)
    marked = _GAPS.sub(" ", _TABLES.sub("", _CELLS.sub(" <", marked)))
    marked = drop_long_attributes(marked)
    if is_crowded(marked):  # what was taken out can have opened a quote
        return strip_to_lines(html)
    tree = LexborHTMLParser(marked)
    tree.strip_tags(_UNSEEN_TAGS)
    text = tree.body.text() if tree.body is not None else tree.text()
    return "\n".join(line.strip() for line in _LINES.sub(_read_gap, text).strip().split("\n"))


def _read_gap(gap: re.Match[str]) -> str:
    """One line end, or an empty line between paragraphs."""
    return "\n\n" if gap[0].count(_BREAK) > 1 or gap[0].count(_EDGE) > 2 else "\n"
