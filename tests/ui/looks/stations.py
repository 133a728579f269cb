"""The stations of the walk: every window, dialog and page, each opened as a person would see it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QMainWindow, QMessageBox, QWidget

import imapdesk.ui
from imapdesk.errors import SignInRequired, StoreDamaged, Untrusted
from imapdesk.sync.events import Progress
from imapdesk.ui.keeping.exporting import ExportDialog
from imapdesk.ui.keeping.importing import ImportDialog
from imapdesk.ui.keeping.saving import SaveDialog
from imapdesk.ui.mailbox.add_mailbox import AddMailbox
from imapdesk.ui.mailbox.certificate_dialog import CertificateDialog
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.messages.server_search import ServerSearchDialog
from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.reader.source_dialog import SourceDialog
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.shell.damaged import DamagedDialog
from imapdesk.ui.shell.master_password import MasterPasswordDialog
from imapdesk.ui.shell.shortcuts import ShortcutsDialog
from imapdesk.ui.sign_in.dialog import SignInDialog
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.dialogs import PlainDialog, ask, tell
from imapdesk.ui.widgets.progress_dialog import ProgressDialog
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.sample import ALICE

Walk = Iterator[QWidget]


@dataclass(frozen=True, slots=True)
class Station:
    """``open`` yields one window after the other, each as it is to be looked at."""

    name: str
    open: Callable[[OpenWindow], Walk]


def _main(opened: OpenWindow) -> Walk:
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 1)
    window.pane.list.select_row(1)
    opened.wait(lambda: window.pane.reader.opened is not None)
    window.status.begin(ALICE)
    window.status.show_progress(Progress(ALICE, "Inbox", 1240, 5310, 31_000_000, 120_000_000, 900_000.0))
    yield window
    window.search.box.setText("nothing like this") if hasattr(window.search, "box") else None
    window.menu_actions["statistics"].trigger()
    opened.rest()
    yield window
    window.menu_actions["activity"].trigger()
    opened.rest()
    yield window
    window.tree.select(Place(mailbox=ALICE, folder="Projects/2019"))
    opened.rest()
    yield window


_NEW = "carol@example.com"  # nobody's here so far


def _mailbox(opened: OpenWindow) -> Walk:
    opened.window.tree.select(Place(mailbox=ALICE))
    opened.rest()
    yield opened.window


def _add(opened: OpenWindow) -> Walk:
    window = opened.window
    dialog = AddMailbox(window.desk, window.errands, None, window)
    dialog.open()
    dialog.address_page.address.setText(_NEW)
    yield dialog
    dialog._go(dialog.connect_page)
    dialog.connect_page.begin(_NEW, "imap.example.com")
    yield dialog
    dialog.connect_page.fail(SignInRequired("The server refused the user name or the password.", details="NO"))
    yield dialog
    dialog._go_manual()
    yield dialog
    dialog._try_server()
    opened.wait(dialog.folders_page.isVisible)
    yield dialog


def _server(opened: OpenWindow) -> Walk:
    window = opened.window
    for again in (False, True):
        dialog = ServerDialog(window.desk, window.errands, window.desk.load_mailboxes()[0], window, again)
        dialog.open()
        yield dialog


def _certificate(opened: OpenWindow) -> Walk:
    window = opened.window
    settings = window.desk.load_mailboxes()[0].settings
    reason = Untrusted("The certificate of imap.example.com is self-signed, so it can't be trusted.")
    dialog = CertificateDialog(window.desk, window.errands, settings, reason, window)
    dialog.open()
    opened.wait(dialog.trust.isEnabled)
    dialog.show_details.click()
    yield dialog


def _settings(opened: OpenWindow) -> Walk:
    window = opened.window
    dialog = SettingsDialog(window.desk, window.errands, window.state, True, window)
    dialog.open()
    for row in range(dialog.names.count()):
        dialog.names.setCurrentRow(row)
        opened.rest()
        yield dialog


def _message(opened: OpenWindow) -> Walk:
    window = opened.window
    opened.wait(lambda: window.pane.model.rowCount() > 1)
    window.pane.list.select_row(1)
    opened.wait(lambda: window.pane.reader.opened is not None)
    window.menu_actions["open_window"].trigger()
    opened.rest()
    for each in window.findChildren(MessageWindow):
        yield each
        each.reader.finding.open()
        each.reader.finding.bar.field.setText("nowhere to be found")
        each.reader.finding.bar.step(0)
        opened.rest()
        yield each


def _small(opened: OpenWindow) -> Walk:
    window = opened.window
    parts = (window.desk, window.errands)
    makers: list[Callable[[], QDialog]] = [
        lambda: ShortcutsDialog(window),
        lambda: SourceDialog(b"Subject: x\r\n\r\nbody", False, window),
        lambda: SourceDialog(b"Subject: x\r\n\r\nbody", True, window),
        lambda: ServerSearchDialog(window.desk, "invoice", [ALICE], None, window),
        lambda: SignInDialog(*parts, "google", "Google", ALICE, parent=window),
        lambda: ExportDialog(*parts, window, ALICE, "Inbox", 5310),
        lambda: SaveDialog(*parts, window, range(1_240)),
        lambda: ImportDialog(*parts, window),
        lambda: ProgressDialog(window, window.errands, window.tr("imapdesk")),
        lambda: DamagedDialog(StoreDamaged("The store is damaged.", details="page 7")),
    ]
    for make in makers:
        dialog = make()
        dialog.open()
        opened.rest()
        yield dialog


def _boxes(opened: OpenWindow) -> Walk:
    window = opened.window
    window.menu_actions["about"].trigger()
    opened.rest()
    yield from window.findChildren(QMessageBox)
    yield ask(window, "imapdesk", window.tr("imapdesk"), "x", "OK", lambda: None)
    yield tell(window, "imapdesk", window.tr("imapdesk"), "details")
    secret = MasterPasswordDialog(window.tr("Master password"), window)
    secret.open()
    yield secret


STATIONS = [
    Station("main", _main),
    Station("mailbox", _mailbox),
    Station("add", _add),
    Station("server", _server),
    Station("certificate", _certificate),
    Station("settings", _settings),
    Station("message", _message),
    Station("small", _small),
    Station("boxes", _boxes),
]
# Bases, and what is a part of another window's test: the web engine's own pages are no widgets.
NOT_WALKED = {PlainDialog, QDialog, QMainWindow, QMessageBox}


def find_windows() -> set[type[QWidget]]:
    """Every dialog, window and page class of the program, by looking at the program itself."""
    found: set[type[QWidget]] = set()
    for module in pkgutil.walk_packages(imapdesk.ui.__path__, "imapdesk.ui."):
        for _name, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if not kind.__module__.startswith("imapdesk.ui") or not issubclass(kind, QWidget) or kind in NOT_WALKED:
                continue
            if issubclass(kind, QDialog | QMainWindow) or kind.__name__.endswith("Page"):
                found.add(kind)
    return {kind for kind in found if not any(other is not kind and issubclass(other, kind) for other in found)}
