"""A window over a real desk, a provider over TLS and a Dovecot that asks it, for the tests of signing in.

The web engine lives as long as its process, so each test that needs it runs a scenario in a process of its own:
see `tests.ui.sign_in.drive`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from imapdesk.desk import Desk
from imapdesk.ui.mailbox.add_mailbox import AddMailbox
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.shell.conductor import Conductor
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.sign_in.dialog import SignInDialog
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.window_state import WindowState
from tests.oauth.leaks import find_leaks, read_arguments, read_files
from tests.oauth.person import ALICE, CLIENT_IDS, CLIENT_SECRET, MASTER, make_values, press
from tests.servers.certificates import TestAuthority
from tests.servers.dovecot import DovecotServer
from tests.servers.dovecot_oauth import accept_tokens_of
from tests.servers.oidc import PASSWORD, OidcServer
from tests.sync.cutting_proxy import CuttingProxy


def make_message(number: int, size: int = 200) -> bytes:
    head = f"From: bob@example.org\r\nTo: {ALICE}\r\nSubject: Letter {number}\r\nMessage-ID: <{number}@example.org>\r\n"
    return head.encode() + b"Date: Mon, 02 Nov 2026 10:00:00 +0000\r\n\r\n" + b"x" * size + b"\r\n"


class Browser(QObject):
    """The system's web browser: its person signs in and consents, in a thread, as a browser would."""

    def __init__(self, oidc: OidcServer, user: str = ALICE) -> None:
        super().__init__()
        self._oidc = oidc
        self._user = user
        self.opened: list[str] = []
        self.pages: list[int] = []
        QDesktopServices.setUrlHandler("https", self, "open")

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        self.opened.append(address)
        threading.Thread(target=self._use, args=(address,), daemon=True).start()

    def _use(self, address: str) -> None:
        answer = press(self._oidc, address, user=self._user)
        self.pages.append(requests.get(answer, timeout=10).status_code)

    def close(self) -> None:
        QDesktopServices.unsetUrlHandler("https")


class Stage:
    """Everything that a sign-in needs; ``facts`` is what a scenario saw."""

    def __init__(self, folder: Path, app: QApplication, theme: str = "light") -> None:
        self.app = app
        self.folder = folder
        self.facts: dict[str, Any] = {}
        self.arguments: dict[str, str] = {}
        self.secrets: set[str] = set()  # state, verifier and nonce of the sign-ins that were begun
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "log"
        logging.basicConfig(filename=self.log, level=logging.DEBUG, force=True)
        self.oidc = OidcServer(TestAuthority.create(folder / "authority"))
        for client_id in CLIENT_IDS.values():
            self.oidc.add_client(client_id, CLIENT_SECRET)
        self.oidc.start()
        self.server = DovecotServer(self.oidc.authority)
        accept_tokens_of(self.server, self.oidc)
        self.server.start()
        self.alice = self.server.add_user(ALICE)
        self.lines: list[CuttingProxy] = []
        self.desk = Desk.open(folder / "data")
        current_theme().choose(theme)
        self.window = MainWindow(self.desk, WindowState(self.desk.data_dir), self.desk.find_me().login)
        self.conductor = Conductor(self.window, Tray(self.window))
        self.window.resize(1200, 760)
        self.window.show()
        self.conductor.start()
        self.wait(lambda: self.window.shelf.loaded, "the window")

    def close(self) -> None:
        """Stop all of it."""
        self.facts["stopped"] = self.conductor.stop()
        for line in self.lines:
            line.close()
        self.desk.close()
        self.server.stop()
        self.oidc.stop()

    def wait(self, condition: Callable[[], Any], what: str, seconds: float = 60) -> None:
        """Let the program work until something is so."""
        end = time.monotonic() + seconds
        while not condition():
            self.app.processEvents()
            time.sleep(0.005)
            if time.monotonic() > end:
                raise TimeoutError(f"waited in vain for {what}")

    def rest(self, seconds: float) -> None:
        """Let the program work."""
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end, "time to pass", seconds + 10)

    def take(self, name: str, widget: QWidget) -> None:
        """Keep a picture."""
        self.rest(0.3)
        widget.grab().save(str(self.folder / f"{name}.png"))

    # what a person does

    def enable(self, type_: str, **changes: str) -> None:
        """Settings > Sign-in: fill in the form, switch it on, wait for the provider's word."""
        self.conductor.open_settings()
        dialog = self.window.findChild(SettingsDialog)
        assert dialog is not None
        dialog.names.setCurrentRow(dialog.pages.indexOf(dialog.sign_in))
        self.wait(lambda: type_ in dialog.sign_in.cards, "the card")
        card = dialog.sign_in.cards[type_]
        card.form.fill((make_values(type_, self.oidc) if type_ in CLIENT_IDS else {}) | changes)
        card.switch.click()
        self.wait(lambda: card.picture.isVisibleTo(card) and card.switch.isEnabled(), "the provider's word")
        self.facts["enabled"] = card.switch.isChecked()
        self.facts["verdict"] = card.verdict.text()
        dialog.accept()
        self.rest(0.05)

    def begin_adding(self, type_: str = "google", address: str = "") -> AddMailbox:
        """The mailbox dialog with the server entered, up to the sign-in window."""
        self.window.mailbox_actions.add()
        dialog = self.window.mailbox_actions._adding
        assert dialog is not None
        self.wait(lambda: type_ in dialog.address_page.types.buttons, "the account types")
        dialog.address_page.types.buttons[type_].click()
        dialog.address_page.address.setText(address)
        dialog._go_manual()
        form = dialog.server_page.form
        form.host.setText("localhost")
        form.port.setValue(self.line().port)
        form.user.clear()
        form.ca_file.setText(str(self.server.ca_file))
        dialog.next.click()
        self.wait(lambda: dialog.signing_in.dialog is not None, "the sign-in window")
        return dialog

    def line(self, *cuts: int) -> CuttingProxy:
        """A way to the server that breaks as told."""
        self.lines.append(CuttingProxy(self.server.port_tls, cuts))
        return self.lines[-1]

    def finish_adding(self, dialog: AddMailbox) -> None:
        """The folder page and Finish, then the first sync."""
        self.wait(lambda: dialog.pages.currentWidget() is dialog.folders_page, "the folders")
        self.facts["folders"] = sorted(dialog.folders_page.picker.included)
        dialog.next.click()
        self.wait(lambda: bool(self.desk.load_mailboxes()), "the mailbox")
        self.wait_sync(lambda: self.mailbox.last_run_at is not None)

    @property
    def mailbox(self) -> Any:
        """The one mailbox."""
        return self.desk.load_mailboxes()[0]

    def sync(self) -> None:
        """Sync now, to its end."""
        before = self.mailbox.last_run_at
        self.window.engine.sync([self.mailbox.name])
        self.wait_sync(lambda: self.mailbox.last_run_at != before)

    def wait_sync(self, ran: Callable[[], bool]) -> None:
        """Until a run has ended."""
        self.wait(lambda: ran() and self.window.engine.active is None, "the end of the sync", 60)

    def consent(self, dialog: SignInDialog, button: str = "allow", user: str = "") -> None:
        """On the provider's page: type the password, press a button."""
        self.wait_page(dialog)
        name = f"document.getElementById('user').value = '{user}';" if user else ""
        self.look_at_arguments()
        pending = dialog.flow._pending
        assert pending is not None
        memo = pending._authorization.memo
        self.secrets |= {pending._authorization.state}
        self.secrets |= {str(memo[name]) for name in ("verifier", "code_verifier", "nonce") if name in memo}
        self.script(
            dialog, f"{name} document.getElementById('password').value = '{PASSWORD}';"
            f"document.getElementById('{button}').click();"
        )  # fmt: skip

    def wait_page(self, dialog: SignInDialog) -> None:
        """Until the provider's form is there."""
        found: list[bool] = []

        def look() -> bool:
            if dialog.view is not None:
                dialog.view.page.runJavaScript("!!document.getElementById('allow')", 0, found.append)
            self.rest(0.1)
            return True in found

        self.wait(look, "the provider's page")

    def script(self, dialog: SignInDialog, code: str) -> None:
        """Run a script in the page."""
        assert dialog.view is not None
        dialog.view.page.runJavaScript(code)

    def look_at_arguments(self) -> None:
        """Remember every process's arguments, for the search for secrets."""
        self.arguments |= {f"{time.monotonic()} {place}": text for place, text in read_arguments().items()}

    def find_leaks(self) -> list[str]:
        """Secrets that stand in a file of the program, its log, or a process's arguments."""
        self.look_at_arguments()
        texts = read_files(self.desk.data_dir, Path.home()) | {"log": self.log.read_text()} | self.arguments
        texts = {place: text for place, text in texts.items() if not place.endswith("environ")}
        assert any(name.endswith("imapdesk.db") for name in texts)
        secrets = {CLIENT_SECRET, PASSWORD, MASTER["IMAPDESK_MASTER_PASSWORD"]}
        secrets |= self.secrets | self.oidc.state.issued
        return find_leaks(secrets, texts)
