"""The whole first run on a real screen, against a real server, with a real keyring; prints what was seen as JSON.

``python -m tests.ui.first_run.drive first|again DATA_DIR PICTURES ADDRESS PASSWORD PORT CA_FILE``
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from imapdesk.desk import Desk
from imapdesk.ui.shell.app import make_app
from imapdesk.ui.shell.conductor import Conductor
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets.theme import Theme
from imapdesk.ui.widgets.window_state import WindowState
from tests.ui.first_run.person import Person


def add_mailbox(person: Person, window: MainWindow, address: str, password: str, port: str, ca_file: str) -> None:
    """From the welcome page to the folder page, by mouse and keyboard."""
    person.look("e2e-1-welcome")
    person.click(window.welcome.add)
    person.wait(lambda: window.mailbox_actions._adding is not None, "the dialog")
    dialog = window.mailbox_actions._adding
    assert dialog is not None
    person.click(dialog.address_page.address)
    person.type(address)
    person.press("Tab")
    person.type("wrong " + password)
    person.click(next(b for b in dialog.address_page.findChildren(type(dialog.next)) if "myself" in b.text()))
    form = dialog.server_page.form
    person.wait(form.host.hasFocus, "the server's field to have the focus")
    person.press("ctrl+a")
    person.type("localhost")
    person.click(form.port)
    person.press("ctrl+a")
    person.type(port)
    person.click(form.ca_file)
    person.type(ca_file)
    person.click(dialog.next)
    person.wait(dialog.server_page.problem.isVisible, "the refusal of a wrong password")
    person.look("e2e-2-refused")
    person.wait(form.password.hasFocus, "the password to have the focus")
    person.press("ctrl+a")
    person.type(password)
    person.press("Return")
    person.wait(lambda: dialog.pages.currentWidget() is dialog.folders_page, "the folders")
    person.look("e2e-3-folders")
    person.click(dialog.next)


def read_mail(person: Person, window: MainWindow) -> dict[str, Any]:
    """Wait for mail, open a message by mouse, the next by key, and search."""
    model, reader = window.pane.model, window.pane.reader
    person.wait(lambda: model.rowCount() > 0 and model.summary(0) is not None, "mail in the list")
    arrived = time.monotonic()
    table = window.pane.list.table
    person.click(table.viewport(), table.visualRect(model.index(0, 2)))
    person.wait(lambda: reader.opened is not None, "a message in the reader")
    first = reader.opened
    assert first is not None
    person.look("e2e-4-reading")
    person.press("f")
    person.wait(lambda: reader.opened is not first, "the next message")
    second = reader.opened
    person.press("ctrl+k")
    person.type("unmistakable")
    person.wait(lambda: model.rowCount() == 1, "one hit")
    person.look("e2e-5-search")
    person.press("Escape")
    person.wait(lambda: model.rowCount() > 1, "the folder again")
    return {
        "first": first.message.subject,
        "second": second.message.subject if second else "",
        "rows": model.rowCount(),
        "arrived": arrived,
    }


def main() -> None:
    """Run it."""
    mode, data_dir, pictures, address, password, port, ca_file = sys.argv[1:8]
    app = make_app()
    Theme(app, "light")
    desk = Desk.open(data_dir)
    window = MainWindow(desk, WindowState(Path(data_dir)), desk.find_me().login)
    conductor = Conductor(window, Tray(window))
    person = Person(app, Path(pictures))
    window.resize(1200, 760)
    window.move(0, 0)
    window.show()
    conductor.start()
    window.activateWindow()
    person.wait(lambda: window.shelf.loaded and window.isVisible(), "the window")
    seen: dict[str, Any] = {}
    if mode == "first":
        add_mailbox(person, window, address, password, port, ca_file)
        started = time.monotonic()
        seen = read_mail(person, window)
        seen["seconds_to_mail"] = seen.pop("arrived") - started
        person.wait(lambda: window.engine.active is None, "the end of the sync")
    else:
        person.wait(lambda: window.pane.model.rowCount() > 0, "the saved mail")
        person.rest(0.5)
        seen["rows"] = window.pane.model.rowCount()
        person.look("e2e-6-again")
    seen["clicks"], seen["typed"] = person.clicks, person.typed
    seen["banners"] = window.banners.texts()
    seen["tray"] = conductor.tray.available
    seen["stopped"] = conductor.stop()
    desk.close()
    print(json.dumps(seen))  # noqa: T201
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
