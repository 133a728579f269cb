"""The reader: head, a bar for blocked images, the text as HTML or plain, attachments. It marks nothing as read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from imapdesk.errors import NotFound
from imapdesk.ui.reader.attachments import AttachmentStrip
from imapdesk.ui.reader.header import ReaderHeader
from imapdesk.ui.reader.hits import SPAN_CLOSE, SPAN_OPEN, mark_html
from imapdesk.ui.reader.html_view import HtmlView, PlainHtmlView, make_html_view, print_document
from imapdesk.ui.reader.links import LinkJudgement, Verdict, find_link_texts, judge_link
from imapdesk.ui.reader.reading import OpenMessage, find_sender, load_message, trust_sender
from imapdesk.ui.reader.text_html import FOLD_LINK, text_to_html
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.empty import EmptyPage
from imapdesk.ui.widgets.theme import current_theme, set_look

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_EVERY_QUOTE = frozenset(range(10_000))  # a hit may stand in any of them
LONG_TEXT = 300_000  # characters; a rich text of more than this takes over a frame to lay out


class Reader(QWidget):
    """Shows one message."""

    said = Signal(str)  # a sentence for the status bar
    shown = Signal(object)  # OpenMessage, after it was shown

    def __init__(self, desk: Desk, background: Background, make_view: Callable[[], HtmlView] = make_html_view) -> None:
        super().__init__()
        self.setObjectName("readerPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Reader"))
        self._desk = desk
        self._background = background
        self._make_view = make_view
        self._wanted: int | None = None
        self._ticket = 0
        self.opened: OpenMessage | None = None
        self.html_view: HtmlView | None = None
        self.prefer_text = False
        self.terms: tuple[str, ...] = ()  # the words of a search, marked in the text
        self._unfolded: frozenset[int] = frozenset()
        self._zoom = 1.0
        self._dark = False
        self._texts: dict[str, str] = {}
        self._build()
        self.clear()

    def _build(self) -> None:
        self.header = ReaderHeader()
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Message text"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(20)
        self.text.anchorClicked.connect(self._on_text_link)
        self._text_size = self.text.font().pointSizeF()
        self.long_text = QPlainTextEdit(readOnly=True)
        self.long_text.setAccessibleName(self.tr("Message text"))
        self.long_text.setFrameShape(QFrame.Shape.NoFrame)
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self.text)
        self._bodies.addWidget(self.long_text)
        self.strip = AttachmentStrip(self._desk.data_dir / "opened")
        self.strip.saved.connect(self.said)
        message = QWidget()
        message.setAccessibleName(self.tr("Message"))
        layout = _column(message)
        for widget in (self.header, self._make_images_bar()):
            layout.addWidget(widget)
        layout.addWidget(self._bodies, 1)
        layout.addWidget(self.strip)
        self.empty = EmptyPage(self.tr("Reader"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(message)
        _column(self).addWidget(self._stack)

    def _make_images_bar(self) -> QFrame:
        self.images_bar = QFrame()
        set_look(self.images_bar, bar=True)
        self.images_bar.setAccessibleName(self.tr("Blocked images"))
        label = QLabel(self.tr("Images are blocked to protect your privacy."))
        label.setWordWrap(True)
        self.show_images_button = QPushButton(self.tr("Show images"))
        self.show_images_button.setAccessibleName(self.tr("Show images of this message"))
        set_look(self.show_images_button, link=True)
        self.show_images_button.clicked.connect(self.show_images)
        self.always_button = QPushButton(self.tr("Always from this sender"))
        self.always_button.setAccessibleName(self.tr("Always show images from this sender"))
        set_look(self.always_button, link=True)
        self.always_button.clicked.connect(self.always_show_images)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.show_images_button)
        row.addWidget(self.always_button)
        row.addStretch(1)
        rows = QVBoxLayout(self.images_bar)
        rows.setContentsMargins(20, 8, 12, 4)
        rows.setSpacing(0)
        rows.addWidget(label)
        rows.addLayout(row)
        self.images_bar.hide()
        return self.images_bar

    def clear(self) -> None:
        """Show that nothing is selected."""
        self._wanted = None
        self.opened = None
        self.empty.say(self.tr("Select a message to read it"), picture="mail-read")
        self._stack.setCurrentIndex(0)

    def show_selected(self, count: int) -> None:
        """Say how many messages are selected instead of showing one of them."""
        self.clear()
        self.empty.say(self.tr("{count} messages selected").format(count=count), picture="mail-read")

    def show_id(self, number: int) -> None:
        """Load a message and show it; what was asked for before is forgotten."""
        self._wanted = number
        self._background.forget(self._ticket)
        self._ticket = self._background.ask(lambda: load_message(self._desk, number), self._on_loaded, self._on_failed)

    def _on_loaded(self, opened: OpenMessage) -> None:
        if opened.id != self._wanted:
            return
        self.opened = opened
        self._unfolded = _EVERY_QUOTE if self.terms else frozenset()
        self.header.show_message(opened)
        self.strip.show_parts(opened.saved_attachments)
        self._show_body()
        self._stack.setCurrentIndex(1)
        self.shown.emit(opened)

    def _on_failed(self, error: BaseException) -> None:
        self.clear()
        title = (
            self.tr("This message is no longer here")
            if isinstance(error, NotFound)
            else self.tr("This message can't be shown")
        )
        self.empty.say(title, str(error), picture="warning")

    def _show_body(self) -> None:
        opened = self.opened
        if opened is None:
            return
        as_html = bool(opened.html) and not (self.prefer_text and opened.message.text)
        self.images_bar.setVisible(as_html and opened.has_remote)
        if as_html:
            self._show_html(opened.html, allow_images=opened.trusted)
        elif len(opened.message.text) > LONG_TEXT:
            self.long_text.setPlainText(opened.message.text)
            self._bodies.setCurrentWidget(self.long_text)
        else:
            self._show_text()

    def _show_text(self) -> None:
        assert self.opened is not None
        colours = current_theme().colours
        more = self.tr("Show {n} quoted lines")
        html = text_to_html(self.opened.message.text, colours.muted, self._unfolded, more)
        html = mark_html(html, self.terms, SPAN_OPEN, SPAN_CLOSE)
        self._texts = {}
        self.text.setHtml(html or f'<p style="color:{colours.muted}">' + self.tr("This message has no text.") + "</p>")
        self._bodies.setCurrentWidget(self.text)

    def _show_html(self, html: str, *, allow_images: bool) -> None:
        assert self.opened is not None
        view = self._view()
        self._texts = find_link_texts(html)
        pictures = {
            p.content_id.strip("<>"): (p.type, p.data()) for p in self.opened.message.attachments if p.content_id
        }
        view.show_html(mark_html(html, self.terms), pictures, allow_images)
        view.set_zoom(self._zoom)
        view.set_dark(self._dark)
        self._bodies.setCurrentWidget(view)

    def _view(self) -> HtmlView:
        if self.html_view is None:
            self._use_view(self._make_view())
        assert self.html_view is not None
        return self.html_view

    def _use_view(self, view: HtmlView) -> None:
        self.html_view = view
        view.setAccessibleName(self.tr("Message text"))
        view.link_clicked.connect(self._on_link)
        view.link_hovered.connect(self.said)
        view.broken.connect(self._on_broken)
        self._bodies.addWidget(view)

    @Slot()
    def _on_broken(self) -> None:
        """The web engine's process died: go on with Qt's own browser."""
        old = self.html_view
        self._use_view(PlainHtmlView())
        if old is not None:
            self._bodies.removeWidget(old)
            old.deleteLater()
        self._show_body()

    @Slot()
    def show_images(self) -> None:
        """Let the pictures of this message through, once."""
        opened = self.opened
        if opened is None or not opened.html:
            return
        self.images_bar.hide()
        self._background.ask(
            lambda: self._desk.safe_html(opened.id, allow_images=True),
            lambda html: self._show_html(html, allow_images=True) if self.opened is opened else None,
        )

    @Slot()
    def always_show_images(self) -> None:
        """Let the pictures of this sender through from now on."""
        opened = self.opened
        if opened is not None:
            address = find_sender(opened.message)
            self._background.ask(lambda: trust_sender(self._desk, address), lambda _none: self.show_images())

    def set_prefer_text(self, prefer: bool) -> None:
        """Plain text or HTML, where a message has both."""
        self.prefer_text = prefer
        self._show_body()

    def set_dark(self, dark: bool) -> None:
        """Show HTML messages on a dark ground, or as their senders made them."""
        self._dark = dark
        if self.html_view is not None:
            self.html_view.set_dark(dark)

    def set_zoom(self, factor: float) -> None:
        """Scale the text."""
        self._zoom = min(3.0, max(0.5, factor))
        for widget in (self.text, self.long_text):
            font = widget.font()
            font.setPointSizeF(self._text_size * self._zoom)
            widget.setFont(font)
        if self.html_view is not None:
            self.html_view.set_zoom(self._zoom)

    @property
    def zoom(self) -> float:
        """The factor in use."""
        return self._zoom

    def save_pdf(self, path: str) -> None:
        """Write the message's text as PDF."""
        if self.html_view is not None and self._bodies.currentWidget() is self.html_view:
            self.html_view.save_pdf(path)
        else:
            print_document(self.text.document(), path)

    def print_message(self, printer: QPrinter) -> None:
        """Print the message's text."""
        if self.html_view is not None and self._bodies.currentWidget() is self.html_view:
            self.html_view.print_message(printer)
        elif self._bodies.currentWidget() is self.long_text:
            self.long_text.document().clone().print_(printer)
        else:
            self.text.document().clone().print_(printer)

    def body(self) -> QWidget:
        """What shows the text now, for the focus."""
        return self._bodies.currentWidget() or self

    def stop(self) -> None:
        """Let go of the web engine before the window closes."""
        if self.html_view is not None:
            self.html_view.stop()

    @Slot(QUrl)
    def _on_text_link(self, url: QUrl) -> None:
        target = url.toString()
        if target.startswith(FOLD_LINK):
            self._unfolded |= {int(target.removeprefix(FOLD_LINK))}
            self._show_text()
        else:
            self._on_link(target)

    @Slot(str)
    def _on_link(self, url: str) -> None:
        judged = judge_link(url, self._texts.get(url) or self._texts.get(url.rstrip("/"), ""))
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Open link"))
        box.setText(self._ask_text(judged))
        box.setInformativeText(judged.url[:300])
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        if judged.verdict is not Verdict.REFUSE:
            go = box.addButton(self.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
            go.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(judged.url)))
            if judged.verdict is Verdict.SHOW:
                box.setDefaultButton(go)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _ask_text(self, judged: LinkJudgement) -> str:
        if judged.verdict is Verdict.REFUSE:
            return self.tr("This link is not opened: it does not lead to a web page.")
        if judged.shown_host:
            text = self.tr("This link shows {shown} but leads to {host}.")
            return text.format(shown=judged.shown_host, host=judged.host)
        if judged.verdict is Verdict.WARN:
            return self.tr("This link leads to {host}, which may look like another name.").format(host=judged.host)
        return self.tr("Open {host} in your browser?").format(host=judged.host)


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
