"""A walk over every window, in both languages, both themes, at 100 % and 200 %, read from either side."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.exceptions import TimeoutError as NeverCame
from pytestqt.qtbot import QtBot

from imapdesk.ui.widgets.languages import install_language
from imapdesk.ui.widgets.theme import current_theme
from tests.ui.conftest import USUAL_POINTS, WIDE_FONT, OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.looks.checks import find_faults
from tests.ui.looks.stations import STATIONS, Station, find_windows

LAYING_OUT_MS = 10_000
LANGUAGES = {"en": QLocale.Language.English, "de": QLocale.Language.German}
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
# Half of the sixteen ways: chosen so that any three of the four properties meet in every combination.
CHOICES = (tuple(LANGUAGES), ("light", "dark"), (100, 200), (LEFT, RIGHT))
WAYS = [
    pytest.param(*way, id=f"{way[0]}-{way[1]}-{way[2]}-{'rtl' if way[3] is RIGHT else 'ltr'}")
    for way in product(*CHOICES)
    if sum(choices.index(one) for choices, one in zip(CHOICES, way, strict=True)) % 2 == 0
]


@pytest.fixture
def dressed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    """The application in one language, size and direction; the theme is for the window, once it is open.

    Asked for before the window, so that the window is gone when everything is put back: it would be laid out each time.
    """
    language, theme, percent, direction = request.param
    font = qapp.font()
    install_language(qapp, language)
    QLocale.setDefault(QLocale(LANGUAGES[language]))
    qapp.setLayoutDirection(direction)
    bigger = QFont(font)
    bigger.setPointSizeF(font.pointSizeF() * percent / 100)
    qapp.setFont(bigger)
    yield theme
    qapp.setFont(font)
    install_language(qapp, "en")
    qapp.setLayoutDirection(LEFT)
    current_theme().choose("light")


def test_the_walk_is_measured_with_the_wide_font(qapp: QApplication) -> None:
    """On a machine whose own font is narrow a text that is cut off elsewhere would fit."""
    seen = QFontInfo(qapp.font())
    assert seen.family() == WIDE_FONT, "fonts-dejavu-core is missing; scripts/system-packages installs it"
    assert qapp.font().pointSizeF() == USUAL_POINTS


def _walk(station: Station, opened: OpenWindow) -> tuple[list[str], set[type[QWidget]]]:
    faults: list[str] = []
    seen: set[type[QWidget]] = set()
    for window in station.open(opened):
        opened.rest()
        faults += _find_lasting_faults(opened, window)
        seen |= {type(each) for each in (window, *window.findChildren(QWidget)) if each.isVisible()}
    return faults, seen


def _find_lasting_faults(opened: OpenWindow, window: QWidget) -> list[str]:
    """What is still wrong when it had time to lay itself out, on a busy machine."""
    faults: list[str] = []

    def is_in_order() -> bool:
        faults[:] = find_faults(window)
        return not faults

    with contextlib.suppress(NeverCame):
        opened.wait(is_in_order, LAYING_OUT_MS)
    return faults


def _close_all() -> None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.reject()


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station.name)
@pytest.mark.parametrize("dressed", [way.values for way in WAYS], indirect=True, ids=[way.id for way in WAYS])
def test_nothing_is_wrong_with_a_window(
    dressed: str, open_window: Callable[[Any], OpenWindow], desk: FakeDesk, station: Station, qapp: QApplication
) -> None:
    opened = open_window(desk)
    current_theme().choose(dressed)
    opened.window.resize(1600, 1000) if qapp.font().pointSizeF() > 14 else opened.window.resize(1200, 760)
    faults, _seen = _walk(station, opened)
    _close_all()
    assert not faults, "\n".join(sorted(set(faults)))


def test_the_walk_sees_every_window(open_window: Callable[[Any], OpenWindow], desk: FakeDesk) -> None:
    seen: set[type[QWidget]] = set()
    for station in STATIONS:
        seen |= _walk(station, open_window(desk))[1]
        _close_all()
    welcome = open_window(FakeDesk(desk.data_dir))
    seen |= {type(each) for each in welcome.window.findChildren(QWidget) if each.isVisible()}
    assert sorted(each.__name__ for each in find_windows() - seen) == []


@pytest.mark.parametrize("dressed", [way.values for way in WAYS], indirect=True, ids=[way.id for way in WAYS])
def test_nothing_is_wrong_with_the_welcome_page(
    dressed: str, open_window: Callable[[Any], OpenWindow], desk: FakeDesk
) -> None:
    opened = open_window(FakeDesk(desk.data_dir))
    current_theme().choose(dressed)
    opened.rest(250)
    faults = find_faults(opened.window)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_can_be_as_small_as_a_netbook(
    open_window: Callable[[Any], OpenWindow], desk: FakeDesk, qapp: QApplication, language: str, qtbot: QtBot
) -> None:
    install_language(qapp, language)
    opened = open_window(desk)
    opened.window.resize(760, 480)
    qtbot.wait(20)
    small = opened.window.size()
    install_language(qapp, "en")
    assert (small.width(), small.height()) == (760, 480)
    faults = find_faults(opened.window)
    assert not faults, "\n".join(faults)
