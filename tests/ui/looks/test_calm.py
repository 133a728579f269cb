"""Boxes that leave the wheel to their page, and tables whose numbers stand at the right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QScrollArea, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.mail import Period, PeriodKind
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.shell.welcome import WelcomePage
from imapdesk.ui.state.status import describe_status
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.calm import CalmComboBox, CalmDateEdit, CalmSpinBox, CalmTimeEdit
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
    assert title is not None
    assert first is not None
    assert last is not None
    assert right & Qt.AlignmentFlag(title.textAlignment())
    assert right & Qt.AlignmentFlag(last.textAlignment())
    assert not right & Qt.AlignmentFlag(first.textAlignment())


def test_what_a_run_did_names_only_what_there_is(qtbot: QtBot) -> None:
    assert describe_counts(263, 0, 0) == "263 new"
    assert describe_counts(14, 3, 0) == "14 new, 3 removed"
    assert describe_counts(0, 0, 1).endswith("1 problem")
    assert describe_counts(0, 0, 0) == "nothing new"


def test_a_time_is_written_from_left_to_right_everywhere(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        edit = CalmTimeEdit(QTime(22, 0))
        qtbot.addWidget(edit)
        edit.setDisplayFormat("HH:mm")
        assert edit.lineEdit().text() == "22:00"
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_inbox_has_its_name_in_every_table() -> None:
    assert formats.folder("INBOX") == "Inbox"
    assert formats.folder("INBOX/Bills") == "Inbox/Bills"
    assert formats.folder("INBOX.Bills") == "Inbox.Bills"
    assert formats.folder("Inboxes") == "Inboxes"
    assert formats.folder("Archive") == "Archive"


def test_up_to_date_claims_no_more_than_what_was_asked_for(opened: OpenWindow) -> None:
    mailbox = opened.window.desk.load_mailboxes()[0]
    for period, words in (
        (Period(PeriodKind.LAST_YEAR), "last 12 months"),
        (Period(PeriodKind.EVERYTHING), "All mail of your ticked folders is"),
        (Period(PeriodKind.SINCE, date(2024, 5, 1)), "since 1 May 2024"),
    ):
        asked = replace(mailbox, settings=replace(mailbox.settings, period=period))
        assert words in describe_status(asked).text


def test_settings_are_as_wide_as_their_words(opened: OpenWindow) -> None:
    opened.window.menu_actions["settings"].trigger()
    opened.rest()
    (dialog,) = opened.window.findChildren(SettingsDialog)
    screen = dialog.screen().availableGeometry().width()
    for row in range(dialog.names.count()):
        dialog.names.setCurrentRow(row)
        opened.rest()
        area = dialog.pages.currentWidget()
        assert isinstance(area, QScrollArea)
        inner = area.widget()
        assert inner is not None
        fits = inner.minimumSizeHint().width() <= area.viewport().width()
        assert fits or area.minimumWidth() == screen * 2 // 3


def test_the_choices_of_the_first_page_are_equally_wide(qtbot: QtBot) -> None:
    page = WelcomePage()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    assert len({each.width() for each in (page.add, page.demo, page.restore)}) == 1
