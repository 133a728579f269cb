"""Which files of its own message a page shows as pictures (RFC 2392), and what kind of picture some bytes are. Pure."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from imapdesk.mime.message import Attachment

_OWN = re.compile(r"\s(?:src|background)=\"cid:([^\s\"<>]+)\"", re.IGNORECASE)
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)
_VAGUE = frozenset({"application/octet-stream", "application/binary", "application/unknown", "binary/octet-stream"})


def find_shown_ids(html: str) -> frozenset[str]:
    """The content ids of the files that safe HTML shows."""
    return (
        frozenset(unquote(unescape(found)) for found in _OWN.findall(html)) if "cid:" in html.lower() else frozenset()
    )


def find_picture_type(part: Attachment) -> str:
    """The kind of picture that a file is: its own word, else what it begins with; empty for what is none.

    Outlook sends the pictures of a page as files of no kind.
    """
    if part.type.startswith("image/"):
        return part.type
    return _look_at(part.data()) if part.type in _VAGUE else ""


def _look_at(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), "")
