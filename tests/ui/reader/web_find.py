"""Find in message with the real web engine, by its keys; prints what came of it as JSON.

``python -m tests.ui.reader.web_find URL``: a picture on the page is there.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imapdesk.desk.shown.opening import OpenMessage, open_raw
from imapdesk.mail import MessageId, Summary
from imapdesk.ui.reader.reader import Reader
from imapdesk.ui.shell.app import make_app
from imapdesk.ui.widgets.background import Background
from tests.pace import PATIENCE_S
from tests.ui.fakes.sample import make_desk

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SUMMARY = Summary(MessageId(1), "a", "INBOX", "", "", "", NOW, NOW, 1, frozenset(), False)
HEAD = b"Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def main() -> None:
    """Three words to find on the first page, one on the second."""
    app = make_app()

    def wait(done: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not done() and time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)

    picture = f'<img src="{sys.argv[1]}/a.gif">'
    pages = [f"<p>needle {picture}</p><p>Needle</p><p>NEEDLE</p>", "<p>one needle more</p>"]

    def load(number: int) -> OpenMessage:
        return open_raw(number + 1, SUMMARY, HEAD + pages[number].encode())

    from imapdesk.ui.reader.web_view import WebHtmlView

    view = WebHtmlView()
    reader = Reader(make_desk(Path(tempfile.mkdtemp())), Background(), lambda: view)  # type: ignore[arg-type]
    reader.resize(500, 400)
    reader.show()
    reader.activateWindow()
    loaded: list[bool] = []
    view.page.loadFinished.connect(loaded.append)
    reader.show_other(lambda: load(0))
    wait(lambda: loaded)
    bar, opened, counts = reader.finding.bar, [], []

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def count_after(act: Callable[[], object], text: str) -> None:
        act()
        wait(lambda: bar.count.text() == text)
        counts.append(bar.count.text())

    def go_into_page() -> None:
        """The engine's own widget, which it makes anew for a page."""
        view.setFocus()
        wait(lambda: QApplication.focusWidget() is view.view.focusProxy())

    go_into_page()
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    wait(bar.isVisible)
    opened.append(bar.isVisible())
    count_after(lambda: QTest.keyClicks(bar.field, "needle"), "1 of 3")
    count_after(lambda: press(Qt.Key.Key_Return), "2 of 3")
    shift = Qt.KeyboardModifier.ShiftModifier
    count_after(lambda: press(Qt.Key.Key_Return, shift), "1 of 3")
    count_after(lambda: press(Qt.Key.Key_Return, shift), "3 of 3")
    count_after(lambda: QTest.keyClicks(bar.field, "work"), "Not found")
    bar.field.setText("needle")
    reader.show_other(lambda: load(1))
    wait(lambda: bar.count.text() == "1 of 1")
    seen = bar.count.text()
    go_into_page()
    opened.append(bar.isVisible())
    press(Qt.Key.Key_Escape)
    wait(bar.isHidden)
    opened.append(bar.isVisible())
    print(json.dumps({"counts": counts, "opened": opened, "next message": seen}), flush=True)  # noqa: T201
    os._exit(0)


if __name__ == "__main__":
    main()
