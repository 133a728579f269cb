"""The words of a search are marked in the head of a message, where they are found most often."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from imapdesk.ui.reader.head_label import HeadLabel
from imapdesk.ui.widgets.theme import current_theme
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.reader.test_found_files import open_mail


@pytest.mark.parametrize(
    ("text", "term", "lines"),
    [
        ("The plan for tomorrow", "plan", 1),
        ("A long subject that does not fit into one line of this narrow label and has its plan at the end", "plan", 1),
        ("one plan\nnothing\nand another plan", "plan", 2),
        ("خطة العمل للغد", "العمل", 1),
        ("no such word", "plan", 0),
    ],
)
def test_bars_are_where_the_words_are(qtbot: QtBot, text: str, term: str, lines: int) -> None:
    plain, marked = draw(qtbot, text, ()), draw(qtbot, text, (term,))
    bars = find_colour(marked)
    assert len({bar.top() for bar in bars}) == lines
    assert all(any(is_ink(plain, x, y) for x, y in points(bar)) for bar in bars)


def test_bars_of_a_text_from_right_to_left_stand_where_it_begins(qtbot: QtBot) -> None:
    image = draw(qtbot, "خطة العمل للغد", ("خطة",))
    (bar,) = find_colour(image)
    assert bar.right() >= image.width() - 4
    (bar,) = find_colour(draw(qtbot, "plan of today", ("plan",)))
    assert bar.left() <= 1


def test_a_reader_marks_subject_and_people(opened: OpenWindow, desk: FakeDesk) -> None:
    opened.rest()  # a list that comes later brings the words of its own search: none
    reader = opened.window.pane.reader
    mail = open_mail(desk)
    reader.terms = ("minutes", "ada")
    reader.show_other(lambda: mail)
    opened.wait(lambda: reader.opened is mail)
    subject, sender = reader.header._subject, reader.header._from
    assert [subject.text()[start:end] for start, end in subject.find_hits()] == ["Minutes"]
    assert [sender.text()[start:end] for start, end in sender.find_hits()] == ["Ada", "ada"]
    reader.terms = ()
    reader.show_other(lambda: open_mail(desk))
    opened.wait(lambda: reader.opened is not mail)
    assert subject.find_hits() == sender.find_hits() == []


def draw(qtbot: QtBot, text: str, terms: tuple[str, ...]) -> QImage:
    label = HeadLabel("Subject")
    qtbot.addWidget(label)
    label.setStyleSheet("color: black; background: transparent")
    label.say(text, terms)
    label.resize(260, label.heightForWidth(260) + 20)
    return label.grab().toImage()


def find_colour(image: QImage) -> list[QRect]:
    """The bar in each run of lines that has one, from its first to its last point."""
    colour = QColor(current_theme().colours.hit)
    bars: list[QRect] = []
    for y in range(image.height()):
        found = [x for x in range(image.width()) if image.pixelColor(x, y) == colour]
        if not found:
            continue
        row = QRect(found[0], y, found[-1] - found[0] + 1, 1)
        if bars and bars[-1].bottom() == y - 1:
            bars[-1] = bars[-1].united(row)
        else:
            bars.append(row)
    return bars


def points(place: QRect) -> list[tuple[int, int]]:
    return [(x, y) for x in range(place.left(), place.right() + 1) for y in range(place.top(), place.bottom() + 1)]


def is_ink(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() < 128
