"""Plain text in the reader: rich where it can be folded and linked, as it is where it is very long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame

from imapdesk.ui.reader.hits import SPAN_CLOSE, SPAN_OPEN, mark_html
from imapdesk.ui.reader.long_lines import LongBrowser, LongText, break_lines, break_words, scroll_bar_by_page, unbroken
from imapdesk.ui.reader.paper import print_document, print_on
from imapdesk.ui.reader.text_finder import TextFinder
from imapdesk.ui.reader.text_html import FOLD_LINK, TextLook, text_to_html
from imapdesk.ui.widgets.spoken import Pages
from imapdesk.ui.widgets.theme import current_theme

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import TextBlock

_MARGIN = 20
_ON_PAPER = TextLook(muted="#555555", bar="#bbbbbb")
_WIDEST_DRAWING = 160  # letters
_TAB = 8  # letters between the stops of a drawn text
_USUAL_TAB = 80.0  # pixels, as Qt has it


class TextView(Pages):
    """Folds that are opened stay open until another message is shown."""

    link_clicked = Signal(str)
    link_hovered = Signal(str)
    pdf_saved = Signal(str, bool)  # a path, and whether the file is there now
    found = Signal(int, int)  # which place of the words that are looked for is shown, from 1, and how many there are

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Message text"))
        self.rich = LongBrowser()
        self.rich.setAccessibleName(self.tr("Message text"))
        self.rich.setFrameShape(QFrame.Shape.NoFrame)
        self.rich.setOpenLinks(False)
        self.rich.document().setDocumentMargin(_MARGIN)
        self.rich.anchorClicked.connect(self._on_link)
        self.rich.highlighted.connect(self._on_highlighted)
        self.plain = LongText()
        self.plain.setAccessibleName(self.tr("Message text"))
        self.plain.setFrameShape(QFrame.Shape.NoFrame)
        self.plain.document().setDocumentMargin(_MARGIN)
        self.addWidget(self.rich)
        self.addWidget(self.plain)
        self._finders = {view: TextFinder(view) for view in (self.rich, self.plain)}
        self.head = ""  # HTML that stands above the message on paper
        self._usual = QFont(self.rich.font())
        self._text = ""
        self._blocks: Sequence[TextBlock] = ()
        self._terms: Sequence[str] = ()
        self._drawn = self._unfold = False
        self._zoom = 1.0
        self._unfolded: frozenset[int] = frozenset()
        current_theme().changed.connect(self._on_theme_changed)

    def forget_folds(self) -> None:
        """Another message comes: fold its long quotes."""
        self._unfolded = frozenset()

    def show_text(
        self,
        text: str,
        blocks: Sequence[TextBlock],
        terms: Sequence[str] = (),
        *,
        drawn: bool = False,
        unfold: bool = False,
    ) -> None:
        """Show a text from its top; quotes are unfolded where a search may have hit them, or with ``unfold``.

        One that is ``drawn`` has letters of one width.
        """
        self._text, self._blocks, self._terms = text, blocks, terms
        self._drawn, self._unfold = drawn, unfold or bool(terms)
        self._set_letters()
        # A drawing that is broken is none; prose of one line for each paragraph has to be.
        whole = drawn and max(map(len, text.split("\n")), default=0) <= _WIDEST_DRAWING
        self.rich.setLineWrapMode(self.rich.LineWrapMode.NoWrap if whole else self.rich.LineWrapMode.WidgetWidth)
        if text.strip() and not blocks:
            self.plain.show_text(text)
            self.setCurrentWidget(self.plain)
        else:
            self.rich.setHtml(self._make_html())
            self.setCurrentWidget(self.rich)

    def toPlainText(self) -> str:
        """What is shown, folds folded."""
        return self.plain.whole_text() if self.currentWidget() is self.plain else self.rich.toPlainText()

    def toHtml(self) -> str:
        """What is shown, as Qt's rich text."""
        return self.rich.toHtml()

    def _make_html(self) -> str:
        colours = current_theme().colours
        if not self._blocks:
            return f'<p style="color:{colours.muted}">' + self.tr("This message has no text.") + "</p>"
        more, less = self.tr("Show {n} quoted lines"), self.tr("Hide {n} quoted lines")
        look = TextLook(colours.muted, colours.border, more, less, self._family)
        html = text_to_html(self._blocks, look, self._unfolded, all_open=self._unfold)
        return break_words(mark_html(html, self._terms, SPAN_OPEN, SPAN_CLOSE))

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        target = url.toString()
        if target.startswith(FOLD_LINK):
            self._unfolded ^= {int(target.removeprefix(FOLD_LINK))}
            place = self.rich.verticalScrollBar().value()
            self.rich.setHtml(self._make_html())
            self.rich.verticalScrollBar().setValue(place)
        else:
            self.link_clicked.emit(target)

    @Slot(QUrl)
    def _on_highlighted(self, url: QUrl) -> None:
        target = url.toString()
        self.link_hovered.emit("" if target.startswith(FOLD_LINK) else target)

    @Slot()
    def _on_theme_changed(self) -> None:
        if self._blocks and self.currentWidget() is self.rich:
            self.rich.setHtml(self._make_html())

    @property
    def _family(self) -> str:
        """The letters that a drawn text needs; empty for those of the window."""
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family() if self._drawn else ""

    def set_zoom(self, factor: float) -> None:
        """Scale the text; 1.0 is the window's own size."""
        self._zoom = factor
        self._set_letters()

    def _set_letters(self) -> None:
        """The rich view has its letters in its text, so that a theme's own font stays its own."""
        for view in (self.rich, self.plain):
            font = QFont(self._usual)
            font.setPointSizeF(self._usual.pointSizeF() * self._zoom)
            if self._family and view is self.plain:
                font.setFamily(self._family)
            view.setFont(font)
            font.setFamily(self._family or font.family())
            blank = QFontMetricsF(font).horizontalAdvance(" ")
            view.setTabStopDistance(_TAB * blank if self._drawn else _USUAL_TAB)

    def body(self) -> LongBrowser | LongText:
        """What has the focus when the text has it."""
        return self.plain if self.currentWidget() is self.plain else self.rich

    def scroll_page(self, down: bool) -> bool:
        """Scroll by a page; whether there was anything to scroll to."""
        return scroll_bar_by_page(self.body(), down)

    def find_words(self, words: str, step: int) -> None:
        """Go to a place of some words as `HtmlView.find_words` does; quotes are unfolded, as they may be there."""
        if words.strip() and not self._unfold and self.body() is self.rich and self._blocks:
            self._unfold = True
            self.rich.setHtml(self._make_html())
        self.found.emit(*self._finders[self.body()].find(words, step))

    def selected_words(self) -> str:
        """What is selected in the text."""
        return unbroken(self.body().textCursor().selectedText())

    def save_pdf(self, path: str) -> None:
        """Write the text as PDF on A4, every quote unfolded."""
        self.pdf_saved.emit(path, print_document(self._make_paper(), path, self.head))

    def print_message(self, printer: QPrinter) -> None:
        """Print the text, every quote unfolded."""
        print_on(printer, self._make_paper(), self.head)

    def _make_paper(self) -> QTextDocument:
        """The text in black on white, whatever the window's theme is."""
        paper = QTextDocument()
        paper.setDefaultFont(self.plain.font())
        if self._blocks:
            html = break_words(text_to_html(self._blocks, replace(_ON_PAPER, family=self._family), all_open=True))
            paper.setHtml(f'<body style="color:#000000">{html}</body>')
        else:
            paper.setPlainText(break_lines(self._text))
        return paper
