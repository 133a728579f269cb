"""Where HTML is shown: the web engine, started with the first HTML message, else Qt's own browser."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from imapdesk.ui.reader.sandbox import find_sandbox_obstacle

log = logging.getLogger(__name__)
_WITHOUT_SOURCE = re.compile(r"<img(?=[\s>])(?![^<>]*\ssrc=)")  # Qt looks for a file without a name, and complains


class HtmlView(QWidget):
    """What the reader asks of a view; ``pictures`` are the message's own, by content id."""

    link_clicked = Signal(str)
    link_hovered = Signal(str)
    broken = Signal()  # the view's process died; another view is needed

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


class PlainHtmlView(HtmlView):
    """`QTextBrowser` over the same safe HTML: it loads nothing but the message's own pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.browser = _OwnPictures()
        self.browser.setAccessibleName(self.tr("Message text"))
        self.setFocusProxy(self.browser)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.browser)
        self.browser.anchorClicked.connect(self._on_anchor)
        self._size = self.browser.font().pointSizeF()

    def show_html(self, html: str, pictures: Mapping[str, tuple[str, bytes]], allow_images: bool) -> None:
        self.browser.pictures = dict(pictures)
        self.browser.setHtml(_WITHOUT_SOURCE.sub('<img src="cid:"', html))

    def set_zoom(self, factor: float) -> None:
        font = self.browser.font()
        font.setPointSizeF(self._size * factor)
        self.browser.setFont(font)

    def save_pdf(self, path: str) -> None:
        print_document(self.browser.document(), path)

    def print_message(self, printer: QPrinter) -> None:
        self.browser.document().clone().print_(printer)

    def _on_anchor(self, url: QUrl) -> None:
        self.link_clicked.emit(url.toString())


class _OwnPictures(QTextBrowser):
    """Answers ``cid:`` from the message and everything else with nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: dict[str, tuple[str, bytes]] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(20)

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        url = QUrl(url)
        if kind == QTextDocument.ResourceType.ImageResource.value and url.scheme() == "cid":
            return self.pictures.get(url.path(), ("", b""))[1]
        return b""


def print_document(document: QTextDocument, path: str) -> None:
    """Write a text document as PDF on A4."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setOutputFileName(path)
    document.clone().print_(printer)


def make_html_view() -> HtmlView:
    """The web engine's view, else Qt's own browser; a missing engine is a fact to log, not an error."""
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
