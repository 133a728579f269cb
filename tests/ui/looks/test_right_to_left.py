"""A window that is read from the right: names keep their dots at their ends, margins change sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.ui.alerts.banner import Banners, Problem
from imapdesk.ui.folders.eliding import OwnDirection
from imapdesk.ui.folders.tree import MailboxTree
from imapdesk.ui.messages.strip import ListStrip
from imapdesk.ui.reader.attachments import AttachmentStrip
from imapdesk.ui.reader.header import ReaderHeader
from imapdesk.ui.reader.images_bar import ImagesBar
from imapdesk.ui.widgets.marks import MARK

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
LONG = "alice.liddell.of.wonderland@example.com"
HEBREW = "תיבת הדואר של כל המשפחה הגדולה שלנו"


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    qapp.setLayoutDirection(LEFT)


@pytest.fixture
def show_name(app: QApplication, qtbot: QtBot) -> Callable[[str, Qt.LayoutDirection, int], str]:
    """What a row of the tree shows of a name, in a direction and a width."""

    def show(name: str, direction: Qt.LayoutDirection, width: int) -> str:
        app.setLayoutDirection(direction)
        tree = QTreeWidget()
        qtbot.addWidget(tree)
        delegate = OwnDirection(tree)
        tree.setItemDelegate(delegate)
        QTreeWidgetItem(tree, [name])
        index = tree.model().index(0, 0)
        option = QStyleOptionViewItem()
        tree.initViewItemOption(option)
        whole = delegate.sizeHint(option, index).width()
        assert whole >= option.fontMetrics.horizontalAdvance(name)  # asked without a place, nothing is cut
        option.rect.setRect(0, 0, width, 24)
        delegate.initStyleOption(option, index)
        return option.text

    return show


def test_a_name_that_does_not_fit_is_cut_at_its_end(
    show_name: Callable[[str, Qt.LayoutDirection, int], str],
) -> None:
    cut = show_name(LONG, RIGHT, 120)
    assert cut.endswith("…" + MARK)  # without the mark Qt draws the dots before the name
    assert LONG.startswith(cut.removesuffix("…" + MARK))
    assert len(cut) > 6


@pytest.mark.parametrize(("name", "direction", "width"), [(LONG, RIGHT, 900), (LONG, LEFT, 120)])
def test_a_name_that_fits_or_is_read_as_the_window_stays_as_it_is(
    show_name: Callable[[str, Qt.LayoutDirection, int], str], name: str, direction: Qt.LayoutDirection, width: int
) -> None:
    assert show_name(name, direction, width) == name


def test_a_name_from_right_to_left_gets_no_mark(show_name: Callable[[str, Qt.LayoutDirection, int], str]) -> None:
    cut = show_name(HEBREW, RIGHT, 100)
    assert cut.endswith("…")
    assert HEBREW.startswith(cut.removesuffix("…"))


def test_the_tree_cuts_names_so(qtbot: QtBot) -> None:
    tree = MailboxTree()
    qtbot.addWidget(tree)
    assert isinstance(tree.itemDelegate(), OwnDirection)


def make_banner() -> QWidget:
    banners = Banners()
    banners.show_problem(Problem("key", "Sign-in needed"))
    frame = banners.findChild(QWidget, "banner")
    assert frame is not None
    frame.setParent(None)
    return frame


@pytest.mark.parametrize(
    "make", [make_banner, ReaderHeader, ImagesBar, ListStrip, lambda: AttachmentStrip(Path("opened"))]
)
def test_margins_change_sides(app: QApplication, qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    seen = []
    for direction in (LEFT, RIGHT):
        app.setLayoutDirection(direction)
        widget = make()
        qtbot.addWidget(widget)
        layout = widget.layout()
        assert layout is not None
        margins = layout.contentsMargins()
        seen.append((margins.left(), margins.right()))
    assert seen[0] == seen[1][::-1]
    assert seen[0][0] > seen[0][1]
