"""Mail as values: raw bytes to a described message, HTML to safe HTML. Pure: no I/O, no clock, never an exception."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.late import make_getattr

if TYPE_CHECKING:
    from imapdesk.mime.describe import describe_message
    from imapdesk.mime.headers.quick import QuickHeaders, describe_headers
    from imapdesk.mime.html.readable import html_to_text, readable_text
    from imapdesk.mime.html.sanitise import SafeHtml, find_remote, make_safe_html, safe_html
    from imapdesk.mime.message import Attachment, DescribedMessage
    from imapdesk.mime.untagged import index_text

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

# At first use, so that the sanitiser's libraries cost nothing before a read.
__getattr__ = make_getattr(
    __name__,
    {
        "Attachment": ".message",
        "DescribedMessage": ".message",
        "describe_message": ".describe",
        "QuickHeaders": ".headers.quick",
        "SafeHtml": ".html.sanitise",
        "describe_headers": ".headers.quick",
        "find_remote": ".html.sanitise",
        "html_to_text": ".html.readable",
        "index_text": ".untagged",
        "make_safe_html": ".html.sanitise",
        "readable_text": ".html.readable",
        "safe_html": ".html.sanitise",
    },
)
