"""Boxes that leave the wheel to their page, and tables whose numbers stand at the right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.widgets.calm import CalmComboBox, CalmDateEdit, CalmSpinBox
from imapdesk.ui.widgets.run_words import describe_counts
from imapdesk.ui.widgets.tables import fill_table, make_table
from tests.ui.conftest import OpenWindow


def _turn(box: QWidget) -> bool:
    """One notch of the wheel over a box; whether the box took it."""
    place = QPointF(box.rect().center())
    event = QWheelEvent(
        place, place, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    return event.isAccepted()


@pytest.mark.parametrize("kind", ["choice", "number", "day"])
def test_scrolling_past_a_box_changes_nothing(qtbot: QtBot, kind: str) -> None:
    box: QWidget
    if kind == "choice":
        box = CalmComboBox()
        box.addItems(["5", "15", "30"])
    else:
        box = CalmSpinBox(0, 10, 5) if kind == "number" else CalmDateEdit()
    page = QWidget()
    QVBoxLayout(page).addWidget(box)
    qtbot.addWidget(page)
    page.show()
    before = box.property("currentIndex" if kind == "choice" else "value" if kind == "number" else "date")
    box.clearFocus()
    assert not _turn(box)
    assert box.property("currentIndex" if kind == "choice" else "value" if kind == "number" else "date") == before


def test_no_form_of_the_mailbox_page_and_the_settings_changes_by_the_wheel(opened: OpenWindow) -> None:
    window = opened.window
    window.menu_actions["settings"].trigger()
    opened.rest()
    pages = [window.mailbox_page, *window.findChildren(SettingsDialog)]
    assert len(pages) == 2
    boxes = [box for page in pages for kind in (QComboBox, QSpinBox, QDateEdit) for box in page.findChildren(kind)]
    assert boxes
    assert all(isinstance(box, CalmComboBox | CalmSpinBox | CalmDateEdit) for box in boxes)


def test_a_number_stands_away_from_its_frame(qtbot: QtBot) -> None:
    box = CalmSpinBox(1, 65535, 993)
    qtbot.addWidget(box)
    assert box.lineEdit().textMargins().left() >= 6
    assert box.lineEdit().textMargins().right() >= 6


def test_numbers_stand_at_the_right_under_their_title(qtbot: QtBot) -> None:
    table = make_table("Sizes", ["Name", "Messages"], 0, right=(1,))
    qtbot.addWidget(table)
    fill_table(table, [("a", 3), ("b", 14)], 5)
    right = Qt.AlignmentFlag.AlignRight
    title = table.horizontalHeaderItem(1)
    first, last = table.item(0, 0), table.item(0, 1)
    assert title is not None and first is not None and last is not None
    assert right & Qt.AlignmentFlag(title.textAlignment())
    assert right & Qt.AlignmentFlag(last.textAlignment())
    assert not right & Qt.AlignmentFlag(first.textAlignment())


def test_what_a_run_did_names_only_what_there_is(qtbot: QtBot) -> None:
    assert describe_counts(263, 0, 0) == "263 new"
    assert describe_counts(14, 3, 0) == "14 new, 3 removed"
    assert describe_counts(0, 0, 1).endswith("1 problem")
    assert describe_counts(0, 0, 0) == "nothing new"
