"""The words of HTML, without layout and without a tree: for the index, and for pages that are too odd for a tree."""

from __future__ import annotations

import html as entities
import re

from imapdesk.mime.message import DescribedMessage

MOST_HTML = 1_000_000  # characters of a page that are looked at for the index
_UNSEEN = re.compile(
    r"<(script|style|head|title|template|noscript|svg)(?=[\s>])[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<[A-Za-z/!?][^<>]*>?", re.DOTALL)
_INLINE = r"/?(?:wbr|b|i|u|s|em|strong|span|font|mark|small|big|bdi|bdo|ins|del)"
_UNMOVED = r"(?:[\s/](?![^<>]*(?:display|padding|margin|float))[^<>]*)?>"
# Tags inside of a word, which part it only if their style does. They are looked for by their first sign: that is quick.
_INSIDE_WORDS = re.compile(rf"<(?<=[\w;]<){_INLINE}{_UNMOVED}(?:<{_INLINE}{_UNMOVED})*(?=[\w&])", re.IGNORECASE)
_LINE_ENDS = re.compile(
    r"<(?=(?:br|hr|/?(?:p|h[1-6]|div|tr|li|dd|dt|ul|ol|table|blockquote|pre))[\s/>])", re.IGNORECASE
)
_END = "\x01"
_HUGE_NUMBER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{7,});?")  # `unescape` reads any number of digits


def index_text(message: DescribedMessage) -> str:
    """The words of the message for the index: its own text, else that of its HTML."""
    if message.pieces:
        pieces = (piece for piece in message.pieces if piece.in_text)
        return "\n".join(strip_tags(item.content[:MOST_HTML]) if item.is_html else item.content for item in pieces)
    return message.text if message.text.strip() or not message.html else strip_tags(message.html[:MOST_HTML])


def strip_tags(html: str) -> str:
    """The words of a page, without its tags, scripts and styles; one pass, whatever the nesting."""
    text = _TAGS.sub(" ", _INSIDE_WORDS.sub("", _UNSEEN.sub(" ", html)))
    return entities.unescape(_HUGE_NUMBER.sub(" ", text)) if "&" in text else text


def strip_to_lines(html: str) -> str:
    """The words of a page as lines, for eyes: what ends a line in the page ends one here, blanks count once."""
    lines = strip_tags(_LINE_ENDS.sub(f"{_END}<", html.replace(_END, ""))).split(_END)
    return "\n".join(line for each in lines if (line := " ".join(each.split())))
