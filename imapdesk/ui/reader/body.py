"""The text of a message in the reader: as a page, in one view that is made with the first page, or as plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from imapdesk.ui.reader.html_view import Fetch, HtmlView
from imapdesk.ui.reader.page import Page
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.reader.text_finder import choose_words
from imapdesk.ui.reader.text_view import TextView
from imapdesk.ui.widgets.screen_reader import screen_reader_runs
from imapdesk.ui.widgets.spoken import Pages

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenMessage

_LEAST_HEIGHT = 40  # two lines: with more, a bar over them would push the list away, and back at the next message


class MessageBody(Pages):
    """Zoom and ground stay from message to message; what is printed is what is shown."""

    link_clicked = Signal(str, bool)  # an address, and whether it was clicked in a page
    pdf_saved = Signal(str, bool)  # a path, and whether the file is there now
    said = Signal(str)  # a sentence for the status bar
    found = Signal(int, int)  # which place of the words that are looked for is shown, from 1, and how many there are
    link_hovered = Signal(str, bool)  # the same for the one that the mouse or the keyboard is on; empty: none

    def __init__(self, make_view: Callable[[], HtmlView], fetch: Fetch) -> None:
        super().__init__()
        self._make_view = make_view
        self._fetch = fetch
        self.html_view: HtmlView | None = None
        self.zoom = 1.0
        self.dark = False
        self._page: tuple[Page, str] | None = None
        self.text = TextView()
        self.text.link_clicked.connect(lambda url: self.link_clicked.emit(url, False))
        self.text.link_hovered.connect(lambda url: self.link_hovered.emit(url, False))
        self.text.pdf_saved.connect(self.pdf_saved)
        self.text.found.connect(self.found)
        self.addWidget(self.text)
        self.setMinimumHeight(_LEAST_HEIGHT)

    def show_page(self, page: Page, head: str) -> None:
        """Show HTML; ``head`` stands above it on paper."""
        if self.html_view is None:
            self._use_view(self._make_view())
        elif not isinstance(self.html_view, PlainHtmlView) and screen_reader_runs():
            self._use_plain_view()
        view = self.html_view
        assert view is not None
        self._page = (page, head)
        view.head = head
        view.show_html(page.html, page.pictures, page.allow_images)
        view.set_zoom(self.zoom)
        view.set_dark(self.dark)
        self.setCurrentWidget(view)

    def show_text(self, opened: OpenMessage, terms: Sequence[str], head: str) -> None:
        """Show a message's text with the hits of a search."""
        self._page = None
        self.text.head = head
        self.text.show_text(opened.text, opened.blocks, terms, drawn=opened.drawn, unfold=opened.quotes_matter)
        self.setCurrentWidget(self.text)

    def _use_view(self, view: HtmlView) -> None:
        self.html_view = view
        view.fetch = self._fetch
        view.setAccessibleName(self.tr("Message text"))
        view.link_clicked.connect(lambda url: self.link_clicked.emit(url, True))
        view.link_hovered.connect(lambda url: self.link_hovered.emit(url, True))
        view.pdf_saved.connect(self.pdf_saved)
        view.found.connect(self.found)
        view.said.connect(self.said)
        view.broken.connect(self._on_broken)
        self.addWidget(view)

    @Slot()
    def _on_broken(self) -> None:
        """The web engine's process died: go on with Qt's own browser."""
        self._use_plain_view()
        if self._page is not None:
            self.show_page(*self._page)

    def _use_plain_view(self) -> None:
        old = self.html_view
        self._use_view(PlainHtmlView())
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()

    @property
    def shows_html(self) -> bool:
        """Whether the page is shown, and not the text."""
        return self.html_view is not None and self.currentWidget() is self.html_view

    @property
    def _shown(self) -> HtmlView | TextView:
        return self.html_view if self.html_view is not None and self.shows_html else self.text

    def set_dark(self, dark: bool) -> None:
        """Show pages on a dark ground, or as their senders made them."""
        self.dark = dark
        if self.html_view is not None:
            self.html_view.set_dark(dark)

    def set_zoom(self, factor: float) -> None:
        """Scale the text."""
        self.zoom = min(3.0, max(0.5, factor))
        self.text.set_zoom(self.zoom)
        if self.html_view is not None:
            self.html_view.set_zoom(self.zoom)

    def scroll_page(self, down: bool) -> bool:
        """Scroll what is shown by a page; whether there was anything to scroll to."""
        return self._shown.scroll_page(down)

    def find_words(self, words: str, step: int) -> None:
        """Go to the next place of some words (1), the one before (-1) or the first from here (0); `found` tells."""
        self._shown.find_words(words, step)

    def selected_words(self) -> str:
        """What is selected, where it is a few words of one line."""
        return choose_words(self._shown.selected_words())

    def save_pdf(self, path: str) -> None:
        """Write what is shown as PDF on A4."""
        self._shown.save_pdf(path)

    def print_message(self, printer: QPrinter) -> None:
        """Print what is shown."""
        self._shown.print_message(printer)

    def inner(self) -> QWidget:
        """What has the focus when the text has it."""
        return self.html_view if self.html_view is not None and self.shows_html else self.text.body()

    def stop(self) -> None:
        """Let go of the web engine before the window closes."""
        if self.html_view is not None:
            self.html_view.stop()
