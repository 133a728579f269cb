"""Which view shows HTML: the web engine, started with the first HTML message, else Qt's own browser.

For Orca it is Qt's own: the web engine of Qt 6.12 tells nothing of a page, and when it is forced to, the arrow keys
lead through none of its text (heard 2026-11).
"""

from __future__ import annotations

import logging
import os

from imapdesk.ui.reader.html_view import HtmlView
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.widgets.sandbox import find_sandbox_obstacle
from imapdesk.ui.widgets.screen_reader import screen_reader_runs

log = logging.getLogger(__name__)


def make_html_view() -> HtmlView:
    """The web engine's view, else Qt's own browser; a missing engine is a fact to log, not an error."""
    if os.environ.get("IMAPDESK_READER") == "text":
        return PlainHtmlView()
    if screen_reader_runs():
        log.info("A screen reader runs, which finds nothing in the web engine")
        return PlainHtmlView()
    if obstacle := find_sandbox_obstacle():
        log.info("The web engine can't be used: %s", obstacle)
        return PlainHtmlView()
    try:
        from imapdesk.ui.reader.web_view import WebHtmlView

        return WebHtmlView()
    except (ImportError, RuntimeError, OSError) as error:
        log.info("The web engine can't start: %s", error)
        return PlainHtmlView()
