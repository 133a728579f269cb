"""Where HTML is shown: the web engine, started with the first HTML message, else Qt's own browser."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from imapdesk.ui.reader.paper import put_above
from imapdesk.ui.reader.sandbox import find_sandbox_obstacle

log = logging.getLogger(__name__)
Fetch = Callable[[str, Callable[[], bool]], bytes | None]  # an address, and whether nobody wants it any more


class HtmlView(QWidget):
    """What the reader asks of a view; ``pictures`` are the message's own, by content id."""

    link_clicked = Signal(str)
    link_hovered = Signal(str)
    broken = Signal()  # the view's process died; another view is needed
    head = ""  # HTML that stands above the message on paper; set before it is shown
    fetch: Fetch | None = None  # for a view that can't fetch pictures by itself; in any thread

    def show_html(self, html: str, pictures: Mapping[str, tuple[str, bytes]], allow_images: bool) -> None:
        """Show safe HTML; with ``allow_images`` pictures may come from elsewhere, and nothing else."""
        raise NotImplementedError

    def set_zoom(self, factor: float) -> None:
        """Scale the page; 1.0 is its own size."""
        raise NotImplementedError

    def save_pdf(self, path: str) -> None:
        """Write what is shown as a PDF file."""
        raise NotImplementedError

    def print_message(self, printer: QPrinter) -> None:
        """Print what is shown; may go on after this returns."""
        raise NotImplementedError

    def set_dark(self, dark: bool) -> None:
        """Show the page on a dark ground. A view that can't leaves it as it is."""

    def stop(self) -> None:
        """Let go of everything before the window closes."""


def print_document(document: QTextDocument, path: str, head: str = "") -> None:
    """Write a text document as PDF on A4, under its head."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setOutputFileName(path)
    print_on(printer, document, head)


def print_on(printer: QPrinter, document: QTextDocument, head: str = "") -> None:
    """Print a text document under its head; the document itself stays as it is."""
    paper = document.clone()
    put_above(paper, head)
    paper.print_(printer)


def make_html_view() -> HtmlView:
    """The web engine's view, else Qt's own browser; a missing engine is a fact to log, not an error."""
    from imapdesk.ui.reader.plain_html_view import PlainHtmlView

    if os.environ.get("IMAPDESK_READER") == "text":
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
