"""How the list is painted: scrolled as painted anew, hits marked in every direction, the keyboard's row to be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.mail import MessageId
from imapdesk.ui.messages.cell_text import CellText
from imapdesk.ui.messages.model import Column
from imapdesk.ui.messages.row_texts import RowTexts
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.theme import current_theme
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk


def look_at(widget: QWidget, *, anew: bool) -> QImage:
    """What is on the screen of a part of a window, or what it is when all of it is painted anew."""
    window = widget.window()
    whole = window.grab() if anew else window.screen().grabWindow(window.winId())
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return whole.copy(place).toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_scrolled_list_looks_as_one_painted_anew(opened: OpenWindow, qtbot: QtBot, theme: str) -> None:
    window, table = opened.window, opened.window.pane.list.table
    current_theme().choose(theme)
    window.resize(1100, 480)
    opened.wait(lambda: window.pane.model.rowCount() == 22 and window.pane.model.summary(21) is not None)
    qtbot.wait(50)
    bar = table.verticalScrollBar()
    for step in (33, 33, 40, -21, 1, -7, 60):
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
    window.pane.list.select_row(6)
    QApplication.processEvents()
    bar.setValue(bar.value() - 5)
    assert bar.value() > 0
    # the screen is another program's, which may be late; what was painted wrongly stays so
    opened.wait(lambda: look_at(table.viewport(), anew=False) == look_at(table.viewport(), anew=True))


def count_bar(text: str, term: str, width: int = 300) -> list[int]:
    """The columns that the mark of a hit covers."""
    picture = QImage(width, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    cells = CellText()
    cells.use(QApplication.font())
    with QPainter(picture) as painter:
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        cells.draw(
            painter, QRectF(0, 0, width, 30), text, colour="#ffffff", terms=(term,) if term else (), hit="#ff0000"
        )
    return [x for x in range(width) if any(picture.pixelColor(x, y) == QColor("#ff0000") for y in range(30))]


def test_a_hit_is_marked_where_its_word_stands(qtbot: QtBot) -> None:
    first, last = count_bar("plan of ours", "plan"), count_bar("ours: the plan", "plan")
    assert first[0] < 3
    assert last[0] > first[-1]
    assert abs(len(first) - len(last)) <= 2
    assert count_bar("plan of ours", "") == []


def test_a_hit_in_a_line_from_right_to_left_is_marked_at_its_word(qtbot: QtBot) -> None:
    text = "דוח שנתי חדש"
    width = CellText()
    width.use(QApplication.font())
    whole = width.cut(text, 300, False, False).width
    begin, end = count_bar(text, "דוח"), count_bar(text, "חדש")
    assert begin[0] > end[-1], "the first word stands at the right"
    assert end[0] <= 2
    assert begin[-1] <= whole + 3


def test_a_long_text_is_cut_in_its_own_direction(qtbot: QtBot) -> None:
    cells = CellText()
    cells.use(QApplication.font())
    long = cells.cut("word " * 50, 120, True, False)
    assert long.text.endswith("…")
    assert long.width <= 120
    assert cells.cut("word", 120, True, False).text == "word"


@pytest.mark.parametrize("text", ["HHhg Æß…", "HHhg"])
def test_a_text_stands_in_the_same_place_however_it_is_drawn(qtbot: QtBot, text: str) -> None:
    """Latin letters are laid out once and copied, all others drawn: side by side nobody may see it."""
    pictures = []
    for copied in (True, False):
        cells, picture = CellText(), QImage(160, 30, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        cells.use(QApplication.font())
        cut = cells.cut(text, 160, False, False)
        assert cut.laid_out is not None
        if not copied:
            cells._cut[text, 160, False, False] = replace(cut, laid_out=None)
        with QPainter(picture) as painter:
            cells.draw(painter, QRectF(0, 0, 160, 30), text, colour="#000000")
        pictures.append(picture)
    assert pictures[0] == pictures[1]


def test_a_row_says_what_is_true_now(opened: OpenWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a row says is made once, but not for another day, nor for the other side of the mail."""
    texts, model = RowTexts(), opened.window.pane.model
    noon = datetime(2026, 11, 20, 12).astimezone()
    row = replace(desk.summaries[1], received_at=noon)
    monkeypatch.setattr(formats, "utc_now", lambda: noon)
    texts.begin(model)
    today = texts.of(row)
    assert texts.of(row) is today
    assert texts.of(replace(row, subject="Another"))[Column.SUBJECT] == "Another"
    monkeypatch.setattr(formats, "utc_now", lambda: noon + timedelta(days=1))
    texts.begin(model)
    assert texts.of(row)[Column.DATE] == "Yesterday"
    model.to_column = True
    texts.begin(model)
    assert texts.of(row)[Column.FROM] == formats.sender(row.to) != today[Column.FROM]


def test_the_row_of_the_keyboard_is_marked_while_the_list_has_it(opened: OpenWindow, qtbot: QtBot) -> None:
    window, table = opened.window, opened.window.pane.list.table
    opened.wait(lambda: window.pane.model.rowCount() == 22)
    window.activateWindow()
    table.setFocus()
    window.pane.list.select_row(2)
    qtbot.wait(20)
    rect = table.visualRect(window.pane.model.index(2, 0))
    accent = QColor(current_theme().colours.accent)
    assert look_at(table.viewport(), anew=True).pixelColor(1, rect.center().y()) == accent
    window.tree.setFocus()
    qtbot.wait(20)
    assert look_at(table.viewport(), anew=True).pixelColor(1, rect.center().y()) != accent


def test_a_mirrored_window_has_its_star_at_the_other_side(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    table = opened.window.pane.list.table
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    cell = table.visualRect(opened.window.pane.model.index(3, 0))
    starred = desk.summaries[4].starred
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.right() - 30, cell.center().y()))
    opened.wait(lambda: desk.summaries[4].starred is not starred)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.right() - 6, cell.center().y()))
    assert desk.summaries[4].starred is not starred


def test_a_picture_sign_lifts_no_text(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    """A sign from another font is higher than the line; the words beside it stand where all others do."""
    base = replace(desk.summaries[2], received_at=None, sent_at=None)
    desk.put_message(replace(base, id=MessageId(701), subject="HHHH"), desk.raws[2])
    desk.put_message(replace(base, id=MessageId(702), subject="HHHH 🏔️"), desk.raws[2])
    pane = opened.window.pane
    pane.reload()
    opened.wait(lambda: pane.model.find_row(702) is not None)
    tops = []
    for number in (701, 702):
        row = pane.model.find_row(number)
        assert row is not None
        pane.list.table.scrollTo(pane.model.index(row, 2))
        qtbot.wait(20)
        cell = pane.list.table.visualRect(pane.model.index(row, 2))
        picture = look_at(pane.list.table.viewport(), anew=True).copy(cell.adjusted(26, 0, -(cell.width() - 46), 0))
        ground = picture.pixelColor(0, 0)
        tops.append(next(y for y in range(picture.height()) for x in range(20) if picture.pixelColor(x, y) != ground))
    assert tops[0] == tops[1]
