"""A hit that is in an attachment alone is told where the attachments are."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton

from imapdesk.desk.shown.opening import OpenMessage, open_raw
from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.reader.found_files import find_files
from imapdesk.ui.reader.part_button import PartButton
from imapdesk.ui.widgets.theme import current_theme
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk


def make_document(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document><w:p>{text}</w:p></w:document>")
    return file.getvalue()


def open_mail(desk: FakeDesk) -> OpenMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ada <ada@example.org>", "Bob <bob@example.org>", "Minutes"
    message.set_content("The café was closed.")
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    message.add_attachment(
        make_document("A walrus and a café"), maintype="application", subtype=kind, filename="a.docx"
    )
    message.add_attachment("a heron\n", filename="heron.txt")
    message.add_attachment(b"\0walrus", maintype="application", subtype="octet-stream", filename="walrus & co.bin")
    return open_raw(1, desk.summaries[1], message.as_bytes())


@pytest.mark.parametrize(
    ("terms", "files"),
    [
        ((), ()),
        (("walrus",), (0, 2)),
        (("heron",), (1,)),
        (("Cafe",), ()),  # marked in the text already
        (("minutes", "bob@example.org", "ada"), ()),
        (("cafe", "HERON"), (1,)),
        (("nowhere",), ()),
    ],
)
def test_files_are_told_that_hold_what_the_message_does_not(
    desk: FakeDesk, terms: tuple[str, ...], files: tuple[int, ...]
) -> None:
    assert find_files(open_mail(desk), terms) == frozenset(files)


def test_the_reader_says_in_which_attachments_the_words_are(opened: OpenWindow, desk: FakeDesk) -> None:
    opened.rest()  # a list that comes later brings the words of its own search: none
    reader = opened.window.pane.reader
    mail = open_mail(desk)
    reader.terms = ("walrus",)
    reader.show_other(lambda: mail)
    opened.wait(lambda: reader.opened is mail)

    def buttons() -> list[QToolButton]:
        return reader.strip._buttons

    opened.wait(lambda: buttons()[0].text().startswith("Found in a.docx"))
    assert buttons()[0].accessibleName().startswith("Found in attachment a.docx, ")
    assert "a.docx" in buttons()[0].toolTip()
    assert not buttons()[1].text().startswith("Found")
    assert buttons()[2].text().startswith("Found in walrus && co.bin")
    opened.rest(50)
    area = reader.strip._area.widget()
    assert all(area.rect().contains(button.geometry()) for button in buttons())
    assert all(button.width() >= button.sizeHint().width() for button in buttons())
    reader.terms = ()
    reader.show_other(lambda: mail)
    opened.wait(lambda: not buttons()[0].text().startswith("Found"))


def test_a_hit_in_a_files_name_is_marked_there_and_told(opened: OpenWindow, desk: FakeDesk) -> None:
    reader = opened.window.pane.reader
    mail = open_mail(desk)
    reader.file_terms = ("wal", "co")
    reader.show_other(lambda: mail)
    opened.wait(lambda: reader.opened is mail and len(reader.strip._buttons) == 3)
    docx, heron, walrus = (as_part(button) for button in reader.strip._buttons)
    shown = walrus.text().replace("&&", "&")
    assert [shown[start:end] for start, end in walrus._find_hits()] == ["wal", "co"]
    assert walrus.accessibleName().endswith(", found by its name")
    opened.rest(50)
    marked = QColor(current_theme().colours.hit)
    assert has_colour(walrus, marked)
    assert not has_colour(heron, marked)
    assert not docx.accessibleName().endswith(", found by its name")
    reader.strip.mark_found({2})
    assert walrus.text().startswith("Found in walrus && co.bin")
    shown = walrus.text().replace("&&", "&")
    assert [shown[start:end] for start, end in walrus._find_hits()] == ["wal", "co"]


def test_what_a_search_seeks_in_names_reaches_every_reader(
    opened: OpenWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "find_file_terms", lambda text: tuple(text.split()))
    pane = opened.window.pane
    pane.search("agenda", True)
    opened.wait(lambda: pane.reader.file_terms == ("agenda",))
    window = MessageWindow(
        pane._desk, pane._background, None, opened.window, load=lambda: open_mail(desk), like=pane.reader
    )
    assert window.reader.terms == window.reader.file_terms == ("agenda",)
    window.make_anew()
    assert window.reader.terms == window.reader.file_terms == ("agenda",)
    window.close()
    pane.search("", True)
    opened.wait(lambda: pane.reader.file_terms == ())


def as_part(button: QToolButton) -> PartButton:
    assert isinstance(button, PartButton)
    return button


def has_colour(button: QToolButton, colour: QColor) -> bool:
    image = button.grab().toImage()
    return any(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))
