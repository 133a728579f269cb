"""Plain text as it was meant: drawings in letters of one width, quotes where their lines begin, forwards open."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF, QTextTable
from pytestqt.qtbot import QtBot

from imapdesk.desk.shown.opening import OpenMessage, make_text_blocks, open_raw
from imapdesk.mail import MessageId, Summary
from imapdesk.ui.reader.head_label import HeadLabel
from imapdesk.ui.reader.header import ReaderHeader
from imapdesk.ui.reader.text_html import TextLook, text_to_html
from imapdesk.ui.reader.text_view import TextView
from imapdesk.ui.reader.words import say_invitation
from imapdesk.ui.widgets import formats
from tests.mime.ber import detached, enveloped, mail, octets, signed

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SUMMARY = Summary(MessageId(1), "a", "INBOX", "", "", "", NOW, NOW, 1, frozenset(), False)
TABLE = "Item      Count\nBlankets     12\nFlasks        7\n"
QUOTED = "".join(f"> line {number}\n" for number in range(12))


def open_text(text: str, subject: str = "x") -> OpenMessage:
    """A message with this text."""
    head = f"Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return open_raw(1, SUMMARY, (head + text).encode())


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    made = TextView()
    qtbot.addWidget(made)
    made.resize(500, 400)
    return made


def show(view: TextView, opened: OpenMessage) -> None:
    """As the reader does."""
    view.show_text(opened.text, opened.blocks, drawn=opened.drawn, unfold=opened.quotes_matter)


def test_a_drawing_has_letters_of_one_width_and_prose_those_of_the_window(view: TextView) -> None:
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    show(view, open_text(TABLE))
    drawn = view.rich.document().firstBlock().begin().fragment().charFormat().font()
    assert QFontInfo(drawn).family() == QFontInfo(fixed).family()
    assert view.rich.tabStopDistance() == pytest.approx(8 * QFontMetricsF(drawn).horizontalAdvance(" "), abs=0.5)
    show(view, open_text("Hello\n"))
    prose = view.rich.document().firstBlock().begin().fragment().charFormat().font()
    assert QFontInfo(prose).family() == QFontInfo(view.font()).family()


def test_a_drawing_is_not_broken_in_a_narrow_reader_and_prose_is(view: TextView, qtbot: QtBot) -> None:
    view.resize(150, 300)
    view.show()
    show(view, open_text(f"{'a' * 60}  b\n" * 3))
    qtbot.waitUntil(lambda: view.rich.horizontalScrollBar().maximum() > 0)
    assert view.rich.document().firstBlock().layout().lineCount() == 3
    show(view, open_text("some words and more words\n" * 3))
    qtbot.waitUntil(lambda: view.rich.horizontalScrollBar().maximum() == 0)
    assert view.rich.document().firstBlock().layout().lineCount() > 3


def test_a_drawing_of_many_lines_and_another_size_keeps_its_letters(view: TextView) -> None:
    view.set_zoom(2.0)
    show(view, open_text(TABLE * 10_000))
    assert view.currentWidget() is view.plain
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    assert QFontInfo(view.plain.font()).family() == QFontInfo(fixed).family()
    assert view.plain.font().pointSizeF() == pytest.approx(2 * view.font().pointSizeF())
    show(view, open_text("Hello\n" * 60_000))
    assert QFontInfo(view.plain.font()).family() == QFontInfo(view.font()).family()


@pytest.mark.parametrize(
    ("text", "bar"), [("> Is it Thursday?\n", 0), ("> هل يناسبكم الموعد؟\n", 1), ("> 12: שלום\n", 1)]
)
def test_the_bar_of_a_quotation_is_where_its_lines_begin(view: TextView, text: str, bar: int) -> None:
    show(view, open_text("Hi\n\n" + text))
    tables = [frame for frame in view.rich.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    cells = [tables[0].cellAt(0, column) for column in (0, 1)]
    assert [cell.format().background().style().name for cell in cells][bar] == "SolidPattern"
    assert [cell.format().background().style().name for cell in cells][1 - bar] == "NoBrush"


def test_a_copy_of_a_quotation_holds_nothing_of_its_bar(view: TextView) -> None:
    show(view, open_text("> שלום\n\nend\n"))
    view.rich.selectAll()
    copied = view.rich.createMimeDataFromSelection().text()
    assert "\u200b" not in copied
    assert [line.strip() for line in copied.split("\n") if line.strip()] == ["שלום", "end"]


@pytest.mark.parametrize(
    ("subject", "text", "folded"),
    [
        ("Re: Plan", f"Yes.\n\n{QUOTED}", True),
        ("Fwd: Plan", f"FYI\n\n{QUOTED}", False),
        ("WG: Plan", f"Zur Info\n\n{QUOTED}", False),
        ("Plan", f"FYI\n\n---------- Forwarded message ---------\n{QUOTED.replace('> ', '')}", False),
        ("Plan", QUOTED, False),
        ("Plan", f"\n\n{QUOTED}\n-- \nBen\n", False),
        ("Plan", f"Yes.\n\n-----Original Message-----\n{QUOTED.replace('> ', '')}", True),
    ],
)
def test_quotes_are_folded_unless_the_message_is_there_for_them(
    view: TextView, subject: str, text: str, folded: bool
) -> None:
    show(view, open_text(text, subject))
    assert ("quoted lines" in view.toPlainText()) is folded
    assert ("line 11" in view.toPlainText()) is not folded


def test_the_letters_of_a_drawing_go_with_its_quotes_and_links() -> None:
    html = text_to_html(make_text_blocks("> a https://example.com\n"), TextLook(family="Some Mono"))
    assert html.startswith("<div style=\"font-family:'Some Mono'\">")
    assert html.count("<div") == html.count("</div>")


def open_calendar(kind: str, body: str) -> OpenMessage:
    """A message of one part that is no text."""
    return open_raw(1, SUMMARY, f"Subject: x\r\nContent-Type: {kind}\r\n\r\n{body}".encode())


def test_an_invitation_says_what_when_and_where(qtbot: QtBot) -> None:
    event = (
        "SUMMARY:Plan\r\nDTSTART:20261126T130000Z\r\nDTEND:20261126T140000Z\r\nLOCATION:Room 2\r\nDESCRIPTION:Bring it."
    )
    body = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    opened = open_calendar("text/calendar", body)
    assert opened.invitation is not None
    what, when, where = say_invitation(opened.invitation)
    assert (what, where, opened.text) == ("Invitation: Plan", "Place: Room 2", "Bring it.")
    assert when == f"{formats.long_date(opened.invitation.start)} – {formats.time(opened.invitation.end)}"


@pytest.mark.parametrize("kind", ["application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "text/plain"])
def test_a_message_that_cannot_be_read_here_says_so(qtbot: QtBot, kind: str) -> None:
    header = ReaderHeader()
    qtbot.addWidget(header)
    opened = open_calendar(kind, "MIAGCSqGSIb3DQEHA6CAMIA=")
    header.show_message(opened)
    told = " ".join(label.text() for label in header.findChildren(HeadLabel))
    assert ("encrypted or sealed" in told) is (kind != "text/plain")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (detached(), "This message brings only certificates: "),
        (signed(octets(b"%PDF-1.7")), "This message is only a signed file: "),
        (enveloped(), "This message is encrypted or sealed: "),
    ],
)
def test_what_has_no_text_is_called_what_it_is(qtbot: QtBot, data: bytes, said: str) -> None:
    header = ReaderHeader()
    qtbot.addWidget(header)
    header.show_message(open_raw(1, SUMMARY, mail(data)))
    assert [label.text() for label in header.findChildren(HeadLabel) if label.text().startswith(said)]


def test_a_file_inside_of_a_signature_is_there_and_nothing_is_said_of_keys(qtbot: QtBot) -> None:
    header = ReaderHeader()
    qtbot.addWidget(header)
    inner = b"Content-Type: application/pdf; name=plan.pdf\r\n\r\n%PDF"
    opened = open_raw(1, SUMMARY, mail(signed(octets(inner))))
    header.show_message(opened)
    assert [file.name for file in opened.files] == ["smime.p7m", "plan.pdf"]
    assert "key" not in " ".join(label.text() for label in header.findChildren(HeadLabel))
