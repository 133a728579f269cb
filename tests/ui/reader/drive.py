"""The first HTML message on a real screen; prints what became of the program's window as JSON.

``python -m tests.ui.reader.drive DATA_DIR PICTURES``
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtGui import QWindow

from imapdesk.ui.shell.app import make_app
from imapdesk.ui.shell.conductor import Conductor
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets.theme import Theme
from imapdesk.ui.widgets.window_state import WindowState
from tests.ui.fakes.sample import make_desk
from tests.ui.first_run.person import Person

_CODES = {17: "destroyed", 18: "unmapped", 19: "mapped"}  # of the X protocol's events


class XEvent(ctypes.Structure):
    """The beginning that these events have in common (xproto.h)."""

    _fields_ = (
        ("code", ctypes.c_uint8),
        ("rest", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("told", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
    )


class Witness(QAbstractNativeEventFilter):
    """Counts what the X server says of a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[tuple[int, str]] = Counter()

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        if bytes(QByteArray(kind).data()) == b"xcb_generic_event_t":
            event = XEvent.from_address(int(message))
            if name := _CODES.get(event.code & 0x7F):
                self.seen[event.window, name] += 1
        return False, 0

    def tell(self, window: int) -> dict[str, int]:
        """How often something happened to a window."""
        return {name: self.seen[window, name] for name in _CODES.values()}


def main() -> None:
    """Open the window, an HTML message by mouse, a text, and the HTML message again."""
    data_dir, pictures = map(Path, sys.argv[1:3])
    app = make_app()
    witness = Witness()
    app.installNativeEventFilter(witness)
    Theme(app, "light")
    desk = make_desk(data_dir)
    window = MainWindow(desk, WindowState(desk.data_dir), "alice")  # type: ignore[arg-type]
    conductor = Conductor(window, Tray(window))
    window.show()
    conductor.start()
    person, pane = Person(app, pictures), window.pane
    person.wait(lambda: pane.model.rowCount() > 1 and pane.model.summary(1) is not None, "the list")
    person.rest(0.5)
    top = int(window.winId())
    table = pane.list.table
    shown = []
    for row in (0, 1, 0):
        person.click(table.viewport(), table.visualRect(pane.model.index(row, 3)))
        person.wait(lambda row=row: pane.list.table.currentIndex().row() == row, "the row")  # type: ignore[misc]
        person.rest(2.0)
        shown.append(pane.reader.shows_html)
    person.look("first-html-message")
    page = pane.reader.html_view
    assert page is not None
    picture = window.screen().grabWindow(0).toImage()
    place = page.mapToGlobal(page.rect().center())
    near = [(place.x() + dx, place.y() + dy) for dx in range(-60, 60) for dy in range(-60, 60)]
    surface = window.windowHandle()
    assert isinstance(surface, QWindow)
    seen = {
        "shown": shown,
        "same": int(window.winId()) == top,
        "surface": surface.surfaceType().name,
        "colours": len({picture.pixelColor(x, y).name() for x, y in near}),
        **witness.tell(top),
    }
    print(json.dumps(seen), flush=True)  # noqa: T201
    os._exit(0)


if __name__ == "__main__":
    main()
