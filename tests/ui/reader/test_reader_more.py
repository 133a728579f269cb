"""What else the reader does: dark messages, printing, files dragged out, marked hits that are never hidden."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from imapdesk.desk.shown.opening import ImageRule, open_raw
from imapdesk.mime import safe_html
from imapdesk.ui.reader.attachments import AttachmentStrip
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.widgets import formats
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk


def open_row(opened: OpenWindow, row: int) -> None:
    opened.wait(lambda: opened.window.pane.model.rowCount() > row)
    opened.window.pane.list.select_row(row)
    number = opened.window.pane.list.current_id()
    opened.wait(lambda: opened.window.pane.reader.opened is not None and opened.window.pane.reader.opened.id == number)


def test_a_folded_quote_is_unfolded_where_a_search_may_have_hit(opened: OpenWindow) -> None:
    reader = opened.window.pane.reader
    open_row(opened, 1)
    assert "quoted lines" in reader.text.toPlainText()
    reader.terms = ("budget",)
    reader.show_id(reader.opened.id if reader.opened else 0)
    opened.wait(lambda: "the budget for next year" in reader.text.toPlainText())
    assert "background-color:#ffe08a" in reader.text.toHtml()


def test_images_that_are_never_shown_are_offered_to_no_one(opened: OpenWindow, desk: FakeDesk) -> None:
    reader, said = opened.window.pane.reader, []
    reader._make_view = PlainHtmlView
    open_row(opened, 0)
    opened.wait(reader.images_bar.isVisible)
    reader.said.connect(said.append)
    found = open_raw(1, desk.summaries[1], desk.raws[1], images=ImageRule.NEVER)
    reader.show_other(lambda: found)
    opened.wait(lambda: reader.opened is found)
    assert reader.images_bar.isVisible()
    assert reader.images_bar.text.text() == "Images are blocked: Settings, Reading says that they are never shown."
    assert not reader.images_bar.show_button.isVisible()
    assert not reader.images_bar.always_button.isVisible()
    reader.show_images()
    assert said == ["Settings, Reading says that images are never shown."]


def test_the_bar_over_a_message_does_not_push_the_list_of_a_small_window(opened: OpenWindow) -> None:
    reader, messages = opened.window.pane.reader, opened.window.pane.list
    reader._make_view = PlainHtmlView
    opened.window.resize(800, 600)
    open_row(opened, 2)
    opened.wait(lambda: not reader.images_bar.isVisible())
    high = messages.height()
    open_row(opened, 0)
    opened.wait(reader.images_bar.isVisible)
    assert messages.height() == high
    assert reader.body().height() >= 40


def test_dark_messages_are_remembered(opened: OpenWindow) -> None:
    asked: list[bool] = []
    view = PlainHtmlView()
    view.set_dark = asked.append  # type: ignore[method-assign]
    opened.window.pane.reader._body.html_view = view
    opened.window.menu_actions["dark_mail"].setChecked(True)
    assert asked == [True]
    opened.window.save_state()
    assert opened.window.state.get("dark_mail", "no") == "yes"


def test_a_message_is_printed(opened: OpenWindow, tmp_path: Path) -> None:
    open_row(opened, 1)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    opened.window.pane.reader.print_message(printer)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_an_attachment_is_dragged_out_as_a_file(opened: OpenWindow, qtbot: QtBot, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    dragged: list[Path] = []

    def note(drag: QDrag, *_actions: object) -> Qt.DropAction:
        dragged.extend(Path(url.toLocalFile()) for url in drag.mimeData().urls())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", note)
    open_row(opened, 1)
    button = opened.window.pane.reader.strip._area.widget().findChild(QToolButton)
    assert button is not None
    qtbot.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseMove(button, QPoint(60, 5))
    opened.wait(lambda: bool(dragged))
    assert dragged[0].name == "agenda.docx"
    assert dragged[0].read_bytes().startswith(b"%PDF-1.7 ")
    assert dragged[0].stat().st_mode & 0o077 == 0


def test_a_page_from_right_to_left_stays_so() -> None:
    assert '<div id="message" dir="rtl">' in safe_html('<html lang=ar dir="rtl"><body><p>x</p></body></html>')
    assert "dir=" not in safe_html("<html><body><p>x</p></body></html>")


def open_with_files(opened: OpenWindow, desk: FakeDesk, count: int) -> AttachmentStrip:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ada <ada@example.org>", "x" * 400
    message.set_content("Files.")
    for number in range(count):
        message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=f"file number {number}.pdf")
    found = open_raw(1, desk.summaries[1], message.as_bytes())
    reader = opened.window.pane.reader
    reader.show_other(lambda: found)
    opened.wait(lambda: reader.opened is found)
    opened.rest(50)
    return reader.strip


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_attachments_fill_lines_and_none_is_cut_off(
    opened: OpenWindow, desk: FakeDesk, direction: Qt.LayoutDirection
) -> None:
    opened.window.setLayoutDirection(direction)
    strip = open_with_files(opened, desk, 3)
    buttons = strip._area.widget().findChildren(QToolButton)
    places = [button.geometry() for button in buttons]
    assert len({place.top() for place in places}) > 1
    assert all(strip._area.widget().rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    first_ends = places[0].left() == 0 if direction is Qt.LayoutDirection.LeftToRight else places[0].left() > 20
    assert first_ends
    assert strip._area.height() >= strip._area.widget().heightForWidth(strip._area.viewport().width())


def test_very_many_attachments_leave_room_for_the_message(opened: OpenWindow, desk: FakeDesk) -> None:
    strip = open_with_files(opened, desk, 60)
    assert strip.height() < 160
    assert strip._area.verticalScrollBar().maximum() > 0


def test_a_word_without_end_is_broken_and_can_be_read(opened: OpenWindow, desk: FakeDesk) -> None:
    open_with_files(opened, desk, 1)
    subject = opened.window.pane.reader.header._subject
    assert subject.height() > 3 * subject.fontMetrics().height()
    assert formats.breakable("Plan for the winter") == "Plan for the winter"


def test_a_message_to_nobody_says_so(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.raws[1] = b"From: Bob <bob@example.org>\r\nSubject: x\r\n\r\ntext"
    open_row(opened, 0)
    header = opened.window.pane.reader.header
    assert header._to.text() == "recipients not named"


def test_a_long_name_leaves_the_address_in_sight(opened: OpenWindow, desk: FakeDesk) -> None:
    name, host = "Y" * 3_000, "evil.example.net"
    desk.raws[1] = f"From: {name} <{'a' * 400}@{host}>\r\nTo: a@example.org\r\nSubject: x\r\n\r\ntext".encode()
    open_row(opened, 0)
    shown = opened.window.pane.reader.header._from
    assert formats.without_breaks(shown.text()).endswith(f"@{host}>")
    assert shown.fontMetrics().horizontalAdvance(shown.text().split("\u200b")[0]) < shown.width()


def test_an_address_is_copied_without_the_breaks_that_it_is_shown_with(opened: OpenWindow, desk: FakeDesk) -> None:
    address = "notifications+0123456789abcdef@reply.code.example.net"
    desk.raws[1] = f"From: <{address}>\r\nTo: a@example.org\r\nSubject: x\r\n\r\ntext".encode()
    open_row(opened, 0)
    shown = opened.window.pane.reader.header._from
    assert "\u200b" in shown.text()
    shown.setSelection(0, len(shown.text()))
    shown.copy()
    assert address in QGuiApplication.clipboard().text()


def test_a_page_that_is_shown_as_its_words_says_so(opened: OpenWindow, desk: FakeDesk) -> None:
    opened.window.pane.reader._make_view = PlainHtmlView
    desk.raws[1] = b"Subject: x\r\nContent-Type: text/html\r\n\r\n" + b"<div>" * 9_000 + b"deep"
    open_row(opened, 0)
    assert opened.window.pane.reader.header._hint.text().endswith("only its text is shown.")


def test_saving_all_attachments_says_how_many_and_where(
    opened: OpenWindow, desk: FakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip, said = open_with_files(opened, desk, 3), []
    strip.saved.connect(said.append)
    folder = tmp_path / "chosen"
    folder.mkdir()
    for chosen in (folder, folder, tmp_path / "nowhere", ""):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, chosen=chosen: str(chosen))
        strip.save_all()
    assert said[:2] == ["3 attachments saved in chosen"] * 2
    assert said[2:] == ["Not saved: No such file or directory"] * 3
    assert len(list(folder.iterdir())) == 6
