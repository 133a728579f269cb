"""Forms: a label stands on its field's line, and the fields of a form are equally high."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from imapdesk.ui.settings.dialog import _make_room, _make_scrollable
from imapdesk.ui.settings.form_page import FormPage
from imapdesk.ui.widgets.calm import CalmSpinBox
from imapdesk.ui.widgets.dialogs import label, row
from imapdesk.ui.widgets.fields import HintedLine
from imapdesk.ui.widgets.forms import Form
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.window_state import WindowState

ONE_LINE = (QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit)


@pytest.fixture(params=[10, 18], ids=["usual font", "large font"])
def _font(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    former = qapp.font()
    wanted = qapp.font()
    wanted.setPointSize(request.param)
    qapp.setFont(wanted)
    current_theme().heed_font()
    yield
    qapp.setFont(former)
    current_theme().heed_font()


def _middle(widget: QWidget, window: QWidget) -> float:
    return widget.mapTo(window, QPoint(0, 0)).y() + widget.height() / 2


@pytest.mark.usefixtures("_font")
def test_a_label_stands_on_the_line_of_its_field(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    form = Form(window)
    fields: list[QWidget] = [QLineEdit(), QComboBox(), CalmSpinBox(1, 9), QDateEdit(), QTimeEdit()]
    for field in fields:
        form.addRow("Words", field)
    window.show()
    for field in fields:
        name = form.labelForField(field)
        assert abs(_middle(name, window) - _middle(field, window)) <= 0.5, type(field).__name__


@pytest.mark.usefixtures("_font")
def test_fields_of_one_line_are_equally_high(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    form = Form(window)
    fields = [kind() for kind in ONE_LINE]
    for field in fields:
        form.addRow("Words", field)
    window.show()
    heights = {type(field).__name__: field.height() for field in fields}
    assert len(set(heights.values())) == 1, heights


def test_the_label_of_a_tall_field_stands_at_its_first_line(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    form = Form(window)
    tall, low = QListWidget(), QLabel("words")
    tall.setFixedHeight(140)
    form.addRow("Tall", tall)
    form.addRow("Low", low)
    window.show()
    name = form.labelForField(tall)
    assert name.geometry().top() == tall.geometry().top()
    assert name.height() <= 2 * name.sizeHint().height()
    assert abs(_middle(form.labelForField(low), window) - _middle(low, window)) <= 0.5


def test_every_form_of_the_window_is_one_of_ours(project: Path) -> None:
    sources = (project / "imapdesk" / "ui").rglob("*.py")
    others = [path.name for path in sources if "QFormLayout(" in path.read_text(encoding="utf-8")]
    assert others == []  # `Form` is a class of its own, not a call


@pytest.mark.usefixtures("_font")
def test_words_beside_a_button_have_the_height_of_all_their_lines(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    form = Form(window)
    words, below = label("imap.example.com, encrypted, alice@example.com " * 4), QLineEdit()
    form.addRow("Server", row(words, QPushButton("Change")))
    form.addRow("Next", below)
    window.show()
    window.resize(500, window.heightForWidth(500))
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 2 * words.fontMetrics().height())
    assert words.geometry().bottom() < below.y()


def test_a_hint_gives_way_to_a_shorter_one_where_it_does_not_fit(qtbot: QtBot) -> None:
    line = HintedLine("only for a server with a certificate of its own", "optional")
    qtbot.addWidget(line)
    line.show()
    line.resize(600, 40)
    assert line.placeholderText().startswith("only for")
    line.resize(150, 40)
    assert line.placeholderText() == "optional"
    line.resize(600, 40)
    assert line.placeholderText().startswith("only for")


def test_on_a_narrow_screen_labels_stand_above_their_fields_and_nothing_is_cut(qtbot: QtBot, tmp_path: Path) -> None:
    page = FormPage("General", WindowState(tmp_path))
    field = page.add_choice("When the window is closed", "on_close", [("ask", "Ask me")])
    box = page.add_tick("Start with the computer", lambda _on: None)
    shown = _make_scrollable(page)
    qtbot.addWidget(shown)
    wide = page.minimumSizeHint().width()
    _make_room(shown, wide - 20)
    shown.resize(wide - 20, 400)
    shown.show()
    name = page.form.labelForField(field)
    assert name.geometry().bottom() < field.geometry().top()
    assert name.geometry().left() == field.geometry().left() == box.geometry().left()
    assert not shown.horizontalScrollBar().isVisible()
