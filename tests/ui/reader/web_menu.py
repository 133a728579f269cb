"""Clicks of every kind on a link and a picture in the web engine; prints what came of them as JSON.

``python -m tests.ui.reader.web_menu URL``: the link leads there.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from imapdesk.mime import safe_html
from imapdesk.ui.shell.app import make_app
from tests.pace import PATIENCE_S
from tests.ui.reader.canary import PIXEL

PICTURE, WORDS = QPoint(50, 50), QPoint(60, 130)


def main() -> None:
    """Right, middle, Ctrl and Shift on the link that is a picture; right on words."""
    app = make_app()
    from imapdesk.ui.reader.web_view import WebHtmlView

    def wait(done: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not done() and time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)

    view = WebHtmlView()
    clicked: list[str] = []
    loaded: list[bool] = []
    view.link_clicked.connect(clicked.append)
    view.page.loadFinished.connect(loaded.append)
    view.resize(400, 300)
    view.show()
    style = 'style="margin:0;padding:0"'
    picture = '<img src="cid:a@b" width="200" height="100" style="display: block">'
    page = f'<body {style}><a href="{sys.argv[1]}/link">{picture}</a><p>some words to read in a line</p></body>'
    view.show_html(safe_html(page), {"a@b": ("image/gif", PIXEL)}, False)
    wait(lambda: loaded and view.page.contentsSize().height() > 110)
    inner = view.view.focusProxy()
    assert inner is not None
    menus: list[list[str]] = []
    for place in (PICTURE, WORDS):
        while not isinstance(menu := QApplication.activePopupWidget(), QMenu):
            QTest.mouseClick(inner, Qt.MouseButton.RightButton, pos=place)
            asked = time.monotonic() + 3  # the first click can come before the page is drawn
            wait(lambda asked=asked: QApplication.activePopupWidget() or time.monotonic() > asked)  # type: ignore[misc]
        menus.append([action.text() for action in menu.actions() if action.text()])
        for action in menu.actions():
            if action.text() == "Copy link":
                action.trigger()
        menu.close()
        wait(lambda: QApplication.activePopupWidget() is None)
    copied = QGuiApplication.clipboard().text()
    none = Qt.KeyboardModifier.NoModifier
    ways = [
        (Qt.MouseButton.LeftButton, none),
        (Qt.MouseButton.MiddleButton, none),
        (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier),
        (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier),
    ]
    for number, (button, modifier) in enumerate(ways, 1):
        QTest.mouseClick(inner, button, modifier, PICTURE)
        wait(lambda number=number: len(clicked) >= number)  # type: ignore[misc]
    print(json.dumps({"menus": menus, "copied": copied, "clicked": clicked}), flush=True)  # noqa: T201
    os._exit(0)


if __name__ == "__main__":
    main()
