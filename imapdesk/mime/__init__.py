"""Mail as values: raw bytes to a described message, HTML to safe HTML. Pure: no I/O, no clock, never an exception."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imapdesk.mime.describe import describe_message
    from imapdesk.mime.message import Attachment, DescribedMessage
    from imapdesk.mime.quick import QuickHeaders, describe_headers
    from imapdesk.mime.readable import html_to_text, readable_text
    from imapdesk.mime.sanitise import SafeHtml, find_remote, make_safe_html, safe_html
    from imapdesk.mime.untagged import index_text

_HOMES = {
    "Attachment": "message",
    "DescribedMessage": "message",
    "describe_message": "describe",
    "QuickHeaders": "quick",
    "SafeHtml": "sanitise",
    "describe_headers": "quick",
    "find_remote": "sanitise",
    "html_to_text": "readable",
    "index_text": "untagged",
    "make_safe_html": "sanitise",
    "readable_text": "readable",
    "safe_html": "sanitise",
}

__all__ = [
    "Attachment",
    "DescribedMessage",
    "QuickHeaders",
    "SafeHtml",
    "describe_headers",
    "describe_message",
    "find_remote",
    "html_to_text",
    "index_text",
    "make_safe_html",
    "readable_text",
    "safe_html",
]


def __getattr__(name: str) -> Any:
    """Load a public name's module at first use, so that the sanitiser's libraries cost nothing before a read."""
    if name in _HOMES:
        return getattr(import_module(f"imapdesk.mime.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'imapdesk.mime' has no attribute {name!r}")
