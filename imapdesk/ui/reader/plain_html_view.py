"""HTML mail in Qt's own browser, for a computer on which the web engine can't start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QColor, QImage, QResizeEvent, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QVBoxLayout

from imapdesk.desk.shown.opening import leave_visible
from imapdesk.ui.reader.html_view import HtmlView
from imapdesk.ui.reader.long_lines import LongBrowser, break_words, scroll_bar_by_page
from imapdesk.ui.reader.paper import print_document, print_on
from imapdesk.ui.reader.pictures import Pictures
from imapdesk.ui.reader.shallow import simplify
from imapdesk.ui.reader.text_finder import TextFinder

_PICTURE = re.compile(r"<img(?=[\s>])(?:[^<>\"]|\"[^\"]*\")*>")
_SAID = re.compile(r"\salt=\"([^\"]*)\"")
_IMAGE = QTextDocument.ResourceType.ImageResource
_HAS_MARGINS = re.compile(r'<div id="message"[^<>]*\sstyle="[^"]*(?:margin|padding)')
_MARGIN, _EDGE = 20, 4  # pixels around a page that has no margins of its own, and around one that has
# Senders write for a white ground, whatever the window's theme is.
_PAPER = "QTextBrowser { background: #ffffff; color: #000000 }"
_LINKS = "a { color: #0b57d0 }"
_LEFT_OUT = "#6b6b6b"
_NOTHING = QColor(Qt.GlobalColor.transparent)


class PlainHtmlView(HtmlView):
    """`QTextBrowser` over the same safe HTML: it loads the message's own pictures, and others when it is allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.browser = _Browser()
        self.browser.setAccessibleName(self.tr("Message text"))
        self.setFocusProxy(self.browser)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.browser)
        self.browser.anchorClicked.connect(self._on_anchor)
        self.browser.highlighted.connect(lambda url: self.link_hovered.emit(url.toString()))
        self._finder = TextFinder(self.browser)
        self._size = self.browser.font().pointSizeF()

    def show_html(self, html: str, pictures: Mapping[str, tuple[str, bytes]], allow_images: bool) -> None:
        self.browser.forget()
        self.browser.document().setDocumentMargin(_EDGE if _HAS_MARGINS.search(html) else _MARGIN)
        self.browser.pictures.begin(pictures, self.fetch if allow_images else None)
        html = simplify(leave_visible(html))
        self.browser.setHtml(break_words(_PICTURE.sub(_say_picture, html)))

    def set_zoom(self, factor: float) -> None:
        font = self.browser.font()
        font.setPointSizeF(self._size * factor)
        self.browser.setFont(font)

    def scroll_page(self, down: bool) -> bool:
        return scroll_bar_by_page(self.browser, down)

    def find_words(self, words: str, step: int) -> None:
        self.found.emit(*self._finder.find(words, step))

    def selected_words(self) -> str:
        return self.browser.textCursor().selectedText()

    def save_pdf(self, path: str) -> None:
        self.browser.settle()
        self.pdf_saved.emit(path, print_document(self.browser.document(), path, self.head))

    def print_message(self, printer: QPrinter) -> None:
        self.browser.settle()
        print_on(printer, self.browser.document(), self.head)

    def stop(self) -> None:
        self.browser.pictures.close()

    @Slot(QUrl)
    def _on_anchor(self, url: QUrl) -> None:
        self.link_clicked.emit(url.toString())


def _say_picture(picture: re.Match[str]) -> str:
    """One that is left out as what it is said to be: Qt would look for a file without a name, and leave it its room."""
    if " src=" in picture[0]:
        return picture[0]
    said = _SAID.search(picture[0])
    text = escape(" ".join(unescape(said[1]).split())) if said else ""
    return f'<span style="color:{_LEFT_OUT}">[{text}]</span>' if text else ""


class _Browser(LongBrowser):
    """Asks `Pictures` for pictures, and has nothing else loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures = Pictures(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setStyleSheet(_PAPER)
        self.document().setDefaultStyleSheet(_LINKS)
        self._empty = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._empty.fill(_NOTHING)
        # Several that come together are laid out once.
        self._soon = QTimer(self, singleShot=True, interval=40)
        self._soon.timeout.connect(self._lay_out)
        self.pictures.came.connect(self._soon.start)

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        if kind != _IMAGE.value:
            return b""
        self.pictures.want(QUrl(url))
        return self._empty  # Qt would draw a broken sheet of paper, as large as the picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.pictures.known:
            self._soon.start()

    def forget(self) -> None:
        """Another page comes: a document keeps what it was given for an address, also for the next page."""
        for url, _picture in self.pictures.known:
            self.document().addResource(_IMAGE, url, None)

    def settle(self) -> None:
        """Show what is there now, before it is printed."""
        self.pictures.finish_own()
        self._lay_out()

    @Slot()
    def _lay_out(self) -> None:
        """Show the pictures that came, none wider than the page."""
        document = self.document()
        room = max(80, self.viewport().width() - 2 * int(document.documentMargin()))
        for url, picture in self.pictures.known:
            picture.setDevicePixelRatio(max(1.0, picture.width() / room))
            document.addResource(_IMAGE, url, picture)
        document.markContentsDirty(0, document.characterCount())
        self.viewport().update()
