"""What the reader asks of a view of HTML, whichever shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

Fetch = Callable[[str, Callable[[], bool]], bytes | None]  # an address, and whether nobody wants it any more


class HtmlView(QWidget):
    """What the reader asks of a view; ``pictures`` are the message's own, by content id."""

    link_clicked = Signal(str)
    link_hovered = Signal(str)
    pdf_saved = Signal(str, bool)  # a path, and whether the file is there now
    said = Signal(str)  # a sentence for the status bar
    found = Signal(int, int)  # which place of the words that are looked for is shown, from 1, and how many there are
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
        """Write what is shown as a PDF file; may go on after this returns, `pdf_saved` tells its end."""
        raise NotImplementedError

    def print_message(self, printer: QPrinter) -> None:
        """Print what is shown; may go on after this returns."""
        raise NotImplementedError

    def scroll_page(self, down: bool) -> bool:
        """Scroll by a page; whether there was anything to scroll to."""
        raise NotImplementedError

    def find_words(self, words: str, step: int) -> None:
        """Go to the next place of some words (``step`` 1), the one before (-1) or the first from here (0).

        `found` tells what came of it, also for a page that is shown later; no words: the marks go.
        """
        raise NotImplementedError

    def selected_words(self) -> str:
        """What is selected in the page."""
        raise NotImplementedError

    def set_dark(self, dark: bool) -> None:
        """Show the page on a dark ground. A view that can't leaves it as it is."""

    def stop(self) -> None:
        """Let go of everything before the window closes."""
