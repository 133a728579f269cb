"""The reader: head, a bar for blocked images, the text as HTML or plain, attachments. It marks nothing as read.

Of a conversation one message is open and the others are folded to a line above and below it: one web view shows them
all in turn, and nothing of one message can reach another's styles, pictures or attachments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imapdesk.errors import NotFound
from imapdesk.ui.reader.attachments import AttachmentStrip
from imapdesk.ui.reader.body import MessageBody
from imapdesk.ui.reader.finding import MessageFinding
from imapdesk.ui.reader.found_files import find_files
from imapdesk.ui.reader.header import ReaderHeader
from imapdesk.ui.reader.html_view import HtmlView
from imapdesk.ui.reader.images_bar import ImagesBar
from imapdesk.ui.reader.link_question import ask_to_open
from imapdesk.ui.reader.page import Page, make_page
from imapdesk.ui.reader.paper import make_head
from imapdesk.ui.reader.thread_lines import ThreadLines
from imapdesk.ui.reader.view_choice import make_html_view
from imapdesk.ui.reader.words import tell_link
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import describe_error, grown
from imapdesk.ui.widgets.empty import EmptyPage
from imapdesk.ui.widgets.focus_edge import put_edge
from imapdesk.ui.widgets.spoken import Pages

if TYPE_CHECKING:
    from imapdesk.desk import Desk
    from imapdesk.desk.shown.opening import OpenMessage
    from imapdesk.mail import Summary

_LOW = 240  # pixels, head and attachments included


class Reader(QWidget):
    """Shows one message, or one of a conversation with the others folded."""

    said = Signal(str)  # a sentence for the status bar
    pdf_saved = Signal(str, bool)  # a path, and whether the file is there now
    shown = Signal(object)  # OpenMessage, after it was shown

    def __init__(self, desk: Desk, background: Background, make_view: Callable[[], HtmlView] = make_html_view) -> None:
        super().__init__()
        self.setObjectName("readerPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Reader"))
        self._desk = desk
        self._background = background
        self._make_view = make_view
        self._ticket = 0
        self.opened: OpenMessage | None = None
        self.asked: int | None = None  # what was asked for last: a message, or one that stands for its conversation
        self.conversation: Sequence[Summary] = ()  # the conversation's messages, oldest first
        self._page: Page | None = None
        self._on_link = False  # something was said of a link, and stands until the mouse left it
        self.prefer_text = False
        self.terms: tuple[str, ...] = ()  # the words of a search, marked in the text
        self.file_terms: tuple[str, ...] = ()  # and in the names of attachments
        self._build()
        self.clear()

    def _build(self) -> None:
        self.header = ReaderHeader()
        self.images_bar = ImagesBar()
        self.images_bar.once.connect(self.show_images)
        self.images_bar.always.connect(self.always_show_images)
        self._body = MessageBody(
            lambda: self._make_view(), lambda url, stop: self._desk.fetch_picture(url, should_stop=stop)
        )
        self._body.pdf_saved.connect(self.pdf_saved)
        self._body.said.connect(self.said)
        self._body.link_clicked.connect(self.ask_link)
        self._body.link_hovered.connect(self.tell_link)
        self.text = self._body.text
        self.strip = AttachmentStrip(self._desk.data_dir / "opened")
        self.strip.saved.connect(self.said)
        self.before = ThreadLines(self.tr("Earlier messages of the conversation"))
        self.after = ThreadLines(self.tr("Later messages of the conversation"), below=True)
        message = QWidget()
        message.setAccessibleName(self.tr("Message"))
        layout = _column(message)
        self.finding = MessageFinding(self, self._body, lambda: self.terms if self.opened is not None else None)
        for widget in (self.before, self.header, self.images_bar, self.finding.bar):
            layout.addWidget(widget)
        layout.addLayout(put_edge(self._body), 1)
        layout.addWidget(self.strip)
        layout.addWidget(self.after)
        for lines in (self.before, self.after):
            lines.chosen.connect(self.open_in_thread)
        self.empty = EmptyPage(self.tr("Reader"))
        self._inviting = True  # there is something to select
        self._stack = Pages()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(message)
        _column(self).addWidget(self._stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.set_low(event.size().height() < grown(_LOW))

    def clear(self) -> None:
        """Show that nothing is selected."""
        self._background.forget(self._ticket)
        self.tell_link("")
        self.opened = self.asked = None
        self.conversation = ()
        self._invite()
        self._stack.setCurrentIndex(0)

    def invite(self, anything: bool) -> None:
        """Ask for a selection where there is anything to select; beside an empty list, which says why, be silent."""
        if anything is not self._inviting:
            self._inviting = anything
            if self.opened is None and self.asked is None:
                self._invite()

    def _invite(self) -> None:
        if self._inviting:
            self.empty.say(self.tr("Select a message to read it"), picture="mail-read")
        else:
            self.empty.say("")

    def show_selected(self, count: int) -> None:
        """Say how many messages are selected instead of showing one of them."""
        self.clear()
        self.empty.say(self.tr("%Ln message(s) selected", "", count), picture="mail-read")

    def show_id(self, number: int) -> None:
        """Load a message and show it; what was asked for before is forgotten."""
        self.asked, self.conversation = number, ()
        self._load(lambda: self._desk.open_message(number))

    def show_other(self, load: Callable[[], OpenMessage]) -> None:
        """Show a message that is not saved here; ``load`` runs in a background thread."""
        self.asked, self.conversation = None, ()
        self._load(load)

    def show_thread(self, number: int, together: Sequence[int] = ()) -> None:
        """Show the conversation of a message: its newest unread one open, else its newest, the others folded.

        ``together`` are those that are folded in its row of a list. What is being read already stays open when only
        new messages came.
        """
        self.asked = number
        self._ask(lambda: self._desk.load_thread(number, together), lambda rows: self._on_thread(number, rows))

    def _on_thread(self, number: int, rows: Sequence[Summary]) -> None:
        if len(rows) < 2:
            self.show_id(number)
            return
        self.conversation = rows
        if self.opened is not None and any(row.id == self.opened.id for row in rows):
            self._show_lines()
            return
        unread = [row for row in rows if row.unread]
        self.open_in_thread((unread or rows)[-1].id)

    @Slot(int)
    def open_in_thread(self, number: int) -> None:
        """Open one message of the conversation that is shown."""
        self._load(lambda: self._desk.open_message(number))

    def step_in_thread(self, by: int) -> None:
        """Open the next message of the conversation, or the one before."""
        numbers = [int(row.id) for row in self.conversation]
        at = numbers.index(self.opened.id) + by if self.opened is not None and self.opened.id in numbers else -1
        if 0 <= at < len(numbers):
            self.open_in_thread(numbers[at])

    def _load(self, load: Callable[[], OpenMessage]) -> None:
        terms = self.terms

        def work() -> tuple[OpenMessage, Page | None]:
            opened = load()
            return opened, make_page(opened, terms)

        self._ask(work, lambda found: self._on_loaded(*found))

    def _ask(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._background.forget(self._ticket)
        self._ticket = self._background.ask(work, then, self._on_failed)

    def _on_loaded(self, opened: OpenMessage, page: Page | None) -> None:
        self.tell_link("")
        self.opened, self._page = opened, page
        self.header.show_message(opened, self.terms)
        self.strip.show_parts(opened.files, self.file_terms)
        self._look_into_files(opened)
        self.text.forget_folds()
        self._show_lines()
        self._show_body()
        self._stack.setCurrentIndex(1)
        self.shown.emit(opened)

    def _look_into_files(self, opened: OpenMessage) -> None:
        """Say which files hold what the message itself doesn't, once it is known; nobody waits for that."""
        terms = self.terms
        if terms and opened.files:
            self._background.ask(lambda: find_files(opened, terms), lambda found: self._on_found(opened, found))

    def _on_found(self, opened: OpenMessage, found: frozenset[int]) -> None:
        if self.opened is opened:
            self.strip.mark_found(found)

    def _show_lines(self) -> None:
        numbers = [int(row.id) for row in self.conversation]
        at = numbers.index(self.opened.id) if self.opened is not None and self.opened.id in numbers else None
        home = self.opened.summary.folder if self.opened is not None else ""
        self.before.show_rows(self.conversation[:at] if at is not None else (), home, at_end=True)
        self.after.show_rows(self.conversation[at + 1 :] if at is not None else (), home)

    def _on_failed(self, error: BaseException) -> None:
        self.clear()
        title = (
            self.tr("This message is no longer here")
            if isinstance(error, NotFound)
            else self.tr("This message can't be shown")
        )
        self.empty.say(title, describe_error(error)[0], picture="warning")

    def _show_body(self) -> None:
        opened, page = self.opened, self._page
        if opened is None:
            return
        as_html = page is not None and not (self.prefer_text and opened.text.strip())
        self.images_bar.offer(opened.sender, opened.images)
        self.images_bar.setVisible(page is not None and as_html and opened.has_remote and not page.allow_images)
        if page is not None and as_html:
            self._body.show_page(page, make_head(opened))
        else:
            self._body.show_text(opened, self.terms, make_head(opened))
        self.finding.look_again()

    @Slot()
    def show_images(self) -> None:
        """Let the pictures of this message through, once."""
        opened = self.opened
        if opened is None or not opened.html:
            return
        if opened.images == "never":
            self.said.emit(self.tr("Settings, Reading says that images are never shown."))
            return
        self.images_bar.hide()
        terms = self.terms
        self._background.ask(
            lambda: make_page(opened, terms, allow_images=True), lambda page: self._on_images(opened, page)
        )

    def _on_images(self, opened: OpenMessage, page: Page | None) -> None:
        if self.opened is opened:
            self._page = page
            self._show_body()

    @Slot()
    def always_show_images(self) -> None:
        """Let the pictures of this sender through from now on."""
        opened = self.opened
        if opened is not None:
            sender = opened.sender
            self._background.ask(lambda: self._desk.trust_sender(sender), lambda _none: self.show_images())

    def set_prefer_text(self, prefer: bool) -> None:
        """Plain text or HTML."""
        self.prefer_text = prefer
        self._show_body()

    def set_dark(self, dark: bool) -> None:
        """Show HTML messages on a dark ground, or as their senders made them."""
        self._body.set_dark(dark)

    def set_zoom(self, factor: float) -> None:
        """Scale the text."""
        self._body.set_zoom(factor)

    @property
    def zoom(self) -> float:
        """The factor in use."""
        return self._body.zoom

    @property
    def dark(self) -> bool:
        """Whether HTML messages are on a dark ground."""
        return self._body.dark

    @property
    def html_view(self) -> HtmlView | None:
        """What shows pages, once there was one."""
        return self._body.html_view

    @property
    def shows_html(self) -> bool:
        """Whether the page is shown, and not the text."""
        return self._body.shows_html

    def scroll_page(self, down: bool) -> bool:
        """Scroll the message by a page; whether there was anything to scroll to."""
        return self.opened is not None and self._body.scroll_page(down)

    def save_pdf(self, path: str) -> None:
        """Write the message's text as PDF on A4."""
        self._body.save_pdf(path)

    def print_message(self, printer: QPrinter) -> None:
        """Print the message's text."""
        self._body.print_message(printer)

    def body(self) -> QWidget:
        """What shows the text now, for the focus."""
        return self._body.inner()

    def find_stop(self) -> QWidget | None:
        """What gets the focus: the text, where a message is shown."""
        return self.body() if self._stack.currentIndex() else None

    def stop(self) -> None:
        """Let go of the web engine, and wait for no message, before the window closes."""
        self._background.forget(self._ticket)
        self._body.stop()

    @Slot(str, bool)
    def ask_link(self, url: str, in_page: bool = True) -> None:
        """A link was clicked, of the page or of the text: show where it really leads, and ask."""
        if self.opened is not None:
            ask_to_open(self.opened.judge_link(url, in_page=in_page), self)

    @Slot(str, bool)
    def tell_link(self, url: str, in_page: bool = True) -> None:
        """The mouse or the keyboard is on a link: say where it really leads. An empty ``url``: on none any more."""
        on_link = bool(url) and self.opened is not None
        if on_link and self.opened is not None:
            self.said.emit(tell_link(self.opened.judge_link(url, in_page=in_page)))
        elif self._on_link:
            self.said.emit("")
        self._on_link = on_link


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
