"""Both themes can be read: the contrast of every text colour is computed (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import functools
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.ui.shell.actions import menu_table
from imapdesk.ui.widgets.dialogs import column, label
from imapdesk.ui.widgets.icons import ROLE_ICONS, icon
from imapdesk.ui.widgets.resources import resource_dir
from imapdesk.ui.widgets.theme import current_theme, load_colours, make_style_sheet

TEXTS = [
    ("text", "window"),
    ("text", "base"),
    ("text", "button"),
    ("text", "hover"),
    ("muted", "window"),
    ("muted", "base"),
    ("accent_text", "accent"),
    ("selection_text", "selection"),
    ("warning_text", "warning_back"),
    ("danger", "window"),
    ("danger", "base"),
    ("good", "base"),
    ("link", "base"),
    ("link", "window"),
]
PICTURES = [("muted", "window"), ("accent", "window"), ("accent", "base"), ("star", "base"), ("danger", "window")]
PICTURES += [(star, back) for star in ("star", "no_star") for back in ("selection", "hover")] + [("no_star", "base")]


@functools.cache
def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXTS)
def test_every_text_can_be_read(theme: str, front: str, back: str) -> None:
    colours = load_colours(theme)
    assert contrast(getattr(colours, front), getattr(colours, back)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PICTURES)
def test_every_picture_can_be_seen(theme: str, front: str, back: str) -> None:
    colours = load_colours(theme)
    assert contrast(getattr(colours, front), getattr(colours, back)) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_style_sheet_has_no_hole_and_its_pictures_exist(theme: str) -> None:
    sheet = make_style_sheet(load_colours(theme), theme)
    assert "@" not in sheet
    pictures = [part.split('"')[0] for part in sheet.split('url("')[1:]]
    assert pictures
    assert all((resource_dir() / "themes" / picture).is_file() for picture in pictures)


def test_every_icon_is_a_small_picture_of_our_own() -> None:
    files = list((resource_dir() / "icons").glob("*.svg"))
    assert len(files) >= 30
    for file in files:
        assert ElementTree.parse(file).getroot().tag.endswith("svg")
        assert file.stat().st_size < 2_000


def test_every_icon_that_a_menu_names_exists() -> None:
    named = {item.picture for _title, items in menu_table() for item in items if item.picture}
    for name in named | set(ROLE_ICONS.values()):
        assert (resource_dir() / "icons" / f"{name}.svg").is_file(), name


def test_no_key_means_two_things() -> None:
    keys = [key for _title, items in menu_table() for item in items for key in item.keys]
    assert sorted(keys) == sorted(set(keys))


def test_titles_grow_with_the_font_of_the_person(qapp: QApplication, qtbot: QtBot) -> None:
    before = qapp.font()
    current_theme().choose("light")
    title, usual = label("Settings", title=True), label("Settings")
    window = QWidget()
    qtbot.addWidget(window)
    layout = column(window)
    layout.addWidget(title)
    layout.addWidget(usual)
    window.show()
    ratio = title.fontMetrics().height() / usual.fontMetrics().height()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(larger)
    current_theme().heed_font()
    try:
        assert usual.fontMetrics().height() == pytest.approx(QFontMetrics(larger).height(), abs=1)
        assert title.fontMetrics().height() / QFontMetrics(larger).height() == pytest.approx(ratio, rel=0.1)
    finally:
        qapp.setFont(before)
        current_theme().heed_font()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("kind", "colour"),
    [
        (QMessageBox.Icon.Question, "accent"),
        (QMessageBox.Icon.Information, "accent"),
        (QMessageBox.Icon.Warning, "star"),
        (QMessageBox.Icon.Critical, "danger"),
    ],
)
def test_a_question_has_a_picture_of_our_own_in_the_themes_colour(
    qtbot: QtBot, theme: str, kind: QMessageBox.Icon, colour: str
) -> None:
    current_theme().choose(theme)
    try:
        box = QMessageBox(kind, "imapdesk", "Words")
        qtbot.addWidget(box)
        box.show()
        picture = box.iconPixmap().toImage()
        solid = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        assert {each.name() for each in solid if each.alpha() == 255} == {getattr(load_colours(theme), colour)}
    finally:
        current_theme().choose("light")


def test_the_scroll_bars_of_html_mail_have_the_windows_colours(project: Path) -> None:
    # Read, not imported: the web engine has processes of its own in these tests.
    style = (project / "imapdesk" / "ui" / "reader" / "web_view.py").read_text(encoding="utf-8")
    colours = load_colours("light")
    assert f"::-webkit-scrollbar-thumb{{background:{colours.scroll};" in style
    assert f"::-webkit-scrollbar-thumb:hover{{background-color:{colours.muted}}}" in style


def test_the_words_of_a_menu_stand_below_each_other_with_a_picture_a_tick_or_nothing(qtbot: QtBot) -> None:
    current_theme().choose("light")
    menu = QMenu()
    qtbot.addWidget(menu)
    actions = [menu.addAction(icon("sync"), "Hill"), menu.addAction("Hill"), menu.addAction("Hill")]
    actions[2].setCheckable(True)
    menu.show()
    picture = menu.grab().toImage()
    starts = []
    for action in actions:
        line = menu.actionGeometry(action)
        beyond = range(line.left() + 26, line.right())  # of what stands before the words
        dark = [x for x in beyond if picture.pixelColor(x, line.center().y()).lightness() < 120]
        starts.append(dark[0])
    assert len(set(starts)) == 1, starts
