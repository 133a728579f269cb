"""A mailbox's password stops working while the program runs on a real screen; prints what was seen as JSON.

``python -m tests.ui.alerts.drive own|trayless|system PLACE SETTINGS``: PLACE is a folder of the test; the file
``changed`` there says that the server has another password now. SETTINGS is JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

import imapdesk.desk.people
from imapdesk.accounts.people import CREDENTIAL_NOTIFICATIONS
from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings, Security, utc_now
from imapdesk.outcome import Outcome
from imapdesk.ui.engine import engine
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.shell.app import make_app
from imapdesk.ui.shell.conductor import Conductor
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets.theme import Theme
from imapdesk.ui.widgets.window_state import WindowState
from tests.ui.first_run.person import Person

NAME = "Work"


class Stage:
    """The desk and one window at a time over it."""

    def __init__(self, mode: str, place: Path, settings: dict[str, Any]) -> None:
        self.mode, self.place, self.settings = mode, place, settings
        engine.LOOK_EVERY_MS = 1_000  # the timer's runs come as they do, sooner after each other
        self.app = make_app()
        Theme(self.app, "light")
        self.desk = Desk.open(place / "data")
        self.me = self.desk.find_me().login
        self.person = Person(self.app, Path(settings["pictures"]))
        self.seen: dict[str, Any] = {}
        self.told: list[str] = []

    def prepare(self) -> None:
        """People, the way out for e-mails, a mailbox that works."""
        chosen, desk = self.settings, self.desk
        desk.change_person(self.me, address="me@example.org")
        if self.mode == "system":
            desk.save_role("Keeper", [CREDENTIAL_NOTIFICATIONS])
            desk.add_person("bob", address="bob@example.org", roles=["Keeper"])
            desk.add_person("carol", address="carol@example.org")
        smtp = desk.make_smtp(
            "localhost", chosen["smtp_port"], Security.SSL, "out", "imapdesk@example.com", chosen["ca_file"]
        )
        desk.save_smtp(smtp, "smtp secret")
        mailbox = MailboxSettings(
            NAME, "work@example.com", "localhost", chosen["port"], user=chosen["user"], ca_file=chosen["ca_file"],
            owner=None if self.mode == "system" else self.me,
        )  # fmt: skip
        desk.add_mailbox(mailbox, chosen["old"])

    def open(self, login: str) -> MainWindow:
        """A window for a person, who is signed in at this computer."""
        imapdesk.desk.people.current_login = lambda: login  # the account that runs the program
        window = MainWindow(self.desk, WindowState(self.desk.data_dir), login)
        self.conductor = Conductor(window, Tray(window))
        self.told = []
        self.conductor.notices.tray_wanted.connect(lambda tag, title, _text: self.told.append(f"{tag} {title}"))
        window.resize(1100, 700)
        window.move(0, 40)
        window.show()
        self.conductor.start()
        self.person.wait(lambda: window.shelf.loaded, "the window")
        return window

    def break_password(self, window: MainWindow) -> None:
        """The server's password changes; the next timed run is brought near, and comes by the timer alone."""
        self.person.wait(lambda: window.engine.active is None and self._is_good(), "the first sync", 40)
        window.hide()
        (self.place / "ready").touch()
        self.person.wait((self.place / "changed").exists, "another password on the server", 40)
        self.desk.store.mark_mailbox(self.desk.get_mailbox(NAME).id, next_run_at=utc_now())
        self.person.wait(lambda: self._outcome() is Outcome.SIGN_IN_REQUIRED, "the timed run", 40)

    def sign_in(self, window: MainWindow, picture: str) -> None:
        """Type the new password into the dialog that is open, and wait for all clear."""
        self.person.wait(lambda: window.findChild(ServerDialog) is not None, "the sign-in", 30)
        dialog = window.findChild(ServerDialog)
        assert dialog is not None
        self.person.wait(window.isVisible, "the window")
        self.person.wait(dialog.form.password.isVisible, "the password's field")
        self.person.click(dialog.form.password)
        self.person.type(self.settings["new"])
        self.person.look(picture)
        self.person.click(dialog.save)
        self.person.wait(lambda: self._outcome() is Outcome.OK, "the sync after it", 40)
        self.person.wait(lambda: not window.banners.texts(), "all clear")
        self.person.wait(lambda: self.conductor.tray.variant == "normal", "the usual icon")

    def close(self) -> None:
        """End the window."""
        self.seen["stopped"] = self.conductor.stop()

    def _outcome(self) -> Outcome | None:
        return self.desk.get_mailbox(NAME).last_outcome

    def _is_good(self) -> bool:
        return self._outcome() is Outcome.OK


def find_balloon(app: QApplication) -> QWidget | None:
    """The message at the tray's icon."""
    shown = (each for each in app.topLevelWidgets() if each.isVisible())
    return next((each for each in shown if each.metaObject().className() == "QBalloonTip"), None)


def run_own(stage: Stage) -> None:
    """A mailbox with an owner, and a desktop with a tray."""
    window, person = stage.open(stage.me), stage.person
    stage.break_password(window)
    person.wait(lambda: find_balloon(stage.app) is not None, "the message at the tray", 20)
    stage.seen["told"] = list(stage.told)
    stage.seen["variant"] = stage.conductor.tray.variant
    person.look("credentials-1-tray")
    balloon = find_balloon(stage.app)
    assert balloon is not None
    person.click(balloon)
    person.wait(window.isVisible, "the window after the click")
    stage.seen["banners"] = window.banners.texts()
    stage.sign_in(window, "credentials-2-sign-in")
    person.rest(1)
    person.look("credentials-3-all-clear")
    stage.seen["told_in_all"] = len(stage.told)
    stage.close()


def run_trayless(stage: Stage) -> None:
    """A desktop without a tray: its notification daemon is clicked by the test."""
    window = stage.open(stage.me)
    stage.seen["tray"] = stage.conductor.tray.available
    stage.break_password(window)
    stage.sign_in(window, "credentials-4-trayless")
    stage.person.rest(1)
    stage.close()


def run_system(stage: Stage) -> None:
    """A system mailbox: two people who hold the capability, one who does not."""
    window, person = stage.open(stage.me), stage.person
    stage.break_password(window)
    person.wait(lambda: bool(stage.told), "the message", 20)
    stage.seen["me"] = [list(stage.told), window.banners.texts()]
    stage.close()
    for login in ("carol", "bob"):
        window = stage.open(login)
        window.hide()
        rest: Callable[[], bool] = lambda: bool(stage.told)  # noqa: E731
        person.wait(rest, "the message", 20) if login == "bob" else person.rest(5)
        mailboxes = [mailbox.name for mailbox in window.shelf.snapshot.mailboxes]
        stage.seen[login] = [list(stage.told), window.banners.texts(), mailboxes]
        if login == "carol":
            stage.close()
    window.bring_forward()
    person.look("credentials-5-system")
    person.click(next(each for each in window.banners.findChildren(QPushButton) if each.text() == "Sign in"))
    stage.sign_in(window, "credentials-6-system-sign-in")
    stage.close()
    window = stage.open(stage.me)
    person.rest(4)
    stage.seen["after"] = [list(stage.told), window.banners.texts()]
    stage.close()


def main() -> None:
    """Run it."""
    mode, place, settings = sys.argv[1:4]
    stage = Stage(mode, Path(place), json.loads(settings))
    stage.prepare()
    {"own": run_own, "trayless": run_trayless, "system": run_system}[mode](stage)
    stage.desk.close()
    print(json.dumps(stage.seen))  # noqa: T201
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
