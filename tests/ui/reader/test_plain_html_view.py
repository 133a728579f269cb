"""HTML in Qt's own browser: nothing is fetched before it is asked for, and then pictures alone."""

from __future__ import annotations

import base64
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from imapdesk.desk.shown.opening import ImageRule, open_raw
from imapdesk.mime import safe_html
from imapdesk.net.pictures import fetch_picture
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.reader.reader import Reader
from imapdesk.ui.widgets.theme import current_theme
from tests.servers.pictures import Answer, PictureServer, make_png
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.reader.test_web_view import TRAPS

OWN = make_png(8, 8, "blue")


@pytest.fixture
def view(qtbot: QtBot) -> PlainHtmlView:
    made = PlainHtmlView()
    made.fetch = lambda url, should_stop: fetch_picture(url, should_stop=should_stop)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def picture_of(view: PlainHtmlView, url: str) -> QImage | None:
    """What the page has for an address."""
    found = view.browser.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(url))
    return found if isinstance(found, QImage) and found.width() > 1 else None


def find_colours(view: PlainHtmlView) -> set[str]:
    """The colours to be seen."""
    picture = view.grab().toImage()
    return {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
    }


def test_pictures_of_the_message_itself_are_shown(view: PlainHtmlView, qtbot: QtBot) -> None:
    text = base64.b64encode(make_png(8, 8, "#00ff00")).decode()
    size = 'width="60" height="60"'
    page = f'<img src="cid:one@example.com" {size}><img {size} src="data:image/png;base64,{text}">'
    view.show_html(safe_html(page), {"one@example.com": ("image/png", OWN)}, allow_images=False)
    qtbot.waitUntil(lambda: {"#0000ff", "#00ff00"} <= find_colours(view))


def test_what_is_no_picture_is_none_by_whatever_name(view: PlainHtmlView, qtbot: QtBot) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="red"/></svg>'
    own = {"bad": ("image/png", b"no picture"), "svg": ("image/png", svg), "good": ("text/html", OWN)}
    view.show_html(safe_html('<img src="cid:bad"><img src="cid:svg"><img src="cid:good">'), own, allow_images=False)
    qtbot.waitUntil(lambda: picture_of(view, "cid:good") is not None)
    qtbot.wait(50)
    assert picture_of(view, "cid:bad") is None
    assert picture_of(view, "cid:svg") is None


def test_nothing_is_asked_for_before_it_is_allowed(view: PlainHtmlView, qtbot: QtBot) -> None:
    """The page as it came, unsanitised: the view alone holds."""
    with PictureServer({"/image": Answer(make_png(8, 8))}) as server:
        view.show_html(TRAPS.format(u=server.url), {}, allow_images=False)
        view.browser.zoomIn()
        qtbot.wait(300)
    assert server.asked == []


def test_what_is_allowed_are_pictures_and_nothing_else(view: PlainHtmlView, qtbot: QtBot) -> None:
    with PictureServer({"/image": Answer(make_png(80, 80, "#ff00ff"))}) as server:
        view.show_html(safe_html(TRAPS.format(u=server.url), allow_images=True), {}, allow_images=True)
        qtbot.waitUntil(lambda: "#ff00ff" in find_colours(view))
    assert set(server.asked) <= {"/image", "/input", "/base/image"}
    assert server.asked.count("/image") == 1


def test_a_picture_that_is_too_wide_is_made_to_fit(view: PlainHtmlView, qtbot: QtBot) -> None:
    with PictureServer({"/wide": Answer(make_png(3_000, 300))}) as server:
        view.show_html(f'<img src="{server.url}/wide">', {}, allow_images=True)
        qtbot.waitUntil(lambda: picture_of(view, f"{server.url}/wide") is not None)
        qtbot.wait(50)
        assert view.browser.horizontalScrollBar().maximum() == 0
        view.resize(300, 300)
        qtbot.waitUntil(lambda: view.browser.horizontalScrollBar().maximum() == 0)


def test_another_message_gets_none_of_the_pictures_of_the_one_before(view: PlainHtmlView, qtbot: QtBot) -> None:
    view.show_html('<img src="cid:one">', {"one": ("image/png", OWN)}, allow_images=False)
    qtbot.waitUntil(lambda: picture_of(view, "cid:one") is not None)
    view.show_html('<p>next</p><img src="cid:one">', {}, allow_images=False)
    qtbot.wait(100)
    assert picture_of(view, "cid:one") is None


def test_pictures_are_printed_also_when_nobody_waited_for_them(view: PlainHtmlView, tmp_path: Path) -> None:
    view.show_html('<img src="cid:one">', {"one": ("image/png", OWN)}, allow_images=False)
    view.save_pdf(str(tmp_path / "out.pdf"))
    assert len(pypdf.PdfReader(tmp_path / "out.pdf").pages[0].images) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_stands_on_white_as_its_sender_meant_it(view: PlainHtmlView, qtbot: QtBot, theme: str) -> None:
    before = current_theme().wanted
    current_theme().choose(theme)
    view.show_html(safe_html('<p style="color:#333333">words</p><a href="https://example.com">link</a>'), {}, False)
    qtbot.wait(20)
    picture = view.grab().toImage()
    assert picture.pixelColor(5, 200).name() == "#ffffff"
    assert "#333333" in {picture.pixelColor(x, y).name() for x in range(20, 80) for y in range(10, 50)}
    current_theme().choose(before)


def open_with_a_picture(opened: OpenWindow, desk: FakeDesk, url: str, rule: ImageRule) -> Reader:
    reader = opened.window.pane.reader
    reader._make_view = PlainHtmlView
    raw = b"From: Ada <ada@example.org>\r\nContent-Type: text/html\r\n\r\n" + f'<p>x</p><img src="{url}">'.encode()
    found = open_raw(1, desk.summaries[1], raw, images=rule)
    reader.show_other(lambda: found)
    opened.wait(lambda: reader.opened is found)
    return reader


def test_show_images_shows_them_and_before_that_nobody_is_asked(opened: OpenWindow, desk: FakeDesk) -> None:
    with PictureServer({"/pixel.png": Answer(make_png(50, 50, "#ff00ff"))}) as server:
        reader = open_with_a_picture(opened, desk, f"{server.url}/pixel.png", ImageRule.ASK)
        opened.rest(200)
        assert server.asked == []
        reader.images_bar.show_button.click()
        view = reader.html_view
        assert isinstance(view, PlainHtmlView)
        opened.wait(lambda: "#ff00ff" in find_colours(view))
    assert server.asked == ["/pixel.png"]


def test_a_picture_that_is_left_out_is_told_by_its_words(view: PlainHtmlView) -> None:
    page = (
        '<img src="http://example.com/a" alt="A &lt;b&gt; cabin" width="600" height="300"><img src="//example.com/b">'
    )
    view.show_html(safe_html(page), {}, allow_images=False)
    assert view.browser.toPlainText() == "[A <b> cabin]"
    assert view.browser.document().size().height() < 100


def test_a_wide_newsletter_is_as_wide_as_the_view_and_shows_what_it_is_to_show(
    view: PlainHtmlView, qtbot: QtBot
) -> None:
    page = '<div style="display:none">first words</div><table width="640"><tr><td>The Weekly</td></tr></table>'
    view.show_html(safe_html(page), {}, allow_images=False)
    qtbot.wait(20)
    assert view.browser.toPlainText().strip() == "The Weekly"
    assert view.browser.horizontalScrollBar().maximum() == 0
