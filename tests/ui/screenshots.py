"""Pictures of the window for the README and for our own eyes: ``python -m tests.ui.screenshots [DIR]``.

Runs without a screen (Qt's offscreen platform) over invented mail and a frozen clock.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
os.environ.setdefault("TZ", "UTC")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium's sandbox refuses to run as root

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont

from imapdesk.demo.profile import open_demo
from imapdesk.errors import SignInRequired
from imapdesk.mail import MailboxId, RunResult
from imapdesk.outcome import Outcome
from imapdesk.sync.events import Progress
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.shell import conductor
from imapdesk.ui.shell import waiting as shell_waiting
from imapdesk.ui.shell.app import make_app
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.state import status, waiting
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.theme import Theme
from tests.ui.fakes.adding import make_listing, measure_listing
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import NOW, make_desk
from tests.ui.pictures.reading import take_reading
from tests.ui.pictures.sign_in import take_sign_in
from tests.ui.pictures.states import take_states
from tests.ui.pictures.studio import Studio


def _open_first_mail(studio: Studio, window: MainWindow, row: int) -> None:
    model, reader = window.pane.model, window.pane.reader
    studio.wait(lambda: model.rowCount() > row and model.summary(row) is not None, "the list")
    window.pane.list.select_row(row)
    wanted = model.summary(row)
    assert wanted is not None
    studio.wait(lambda: reader.opened is not None and reader.opened.id == wanted.id, "the message")


def take_welcome(studio: Studio, place: Path) -> None:
    """1 and the dialog: welcome, address, connecting, refused password, folders, manual form."""
    desk = FakeDesk(place)
    desk.listing = measure_listing(make_listing(), 64_000)
    window, conductor = studio.open(desk)
    studio.take(window, "01-welcome")
    window.mailbox_actions.add()
    dialog = window.mailbox_actions._adding
    assert dialog is not None
    dialog.address_page.address.setText("alice@example.com")
    dialog.address_page.password.setText("correct horse")
    studio.take(dialog, "02-add-address")
    desk.check_error = SignInRequired(
        "The server did not accept this password.", details="[AUTHENTICATIONFAILED] Authentication failed."
    )
    dialog.next.click()
    studio.take(dialog, "03-add-refused")
    dialog._go_manual()
    studio.take(dialog, "04-add-server")
    desk.check_error = None
    dialog._go(dialog.connect_page)
    dialog.connect_page.begin("alice@example.com", "imap.example.com")
    dialog.connect_page.steps.begin("signing_in")
    studio.take(dialog, "05-add-connecting")
    dialog._try_server()
    studio.take(dialog, "06-add-folders")
    dialog.reject()
    conductor.stop()
    window.deleteLater()


def take_main(studio: Studio, place: Path) -> None:
    """5 and others: the main window in its states."""
    desk = make_desk(place)
    window, conductor = studio.open(desk)
    _open_first_mail(studio, window, 0)
    window.status.begin("alice@example.com")
    window.status.show_progress(Progress("alice@example.com", "Inbox", 1240, 5310, 31_000_000, 120_000_000, 900_000.0))
    studio.take(window, "07-main")
    window.status.end(RunResult("alice@example.com", Outcome.OK, stored=14, gone=3, started_at=NOW, seconds=8.0))
    _open_first_mail(studio, window, 1)
    studio.take(window, "08-plain-text")
    window.tree.select(Place(mailbox="alice@example.com"))
    studio.take(window, "09-mailbox-page")
    window.tree.select(Place(mailbox="alice@example.com", folder="Projects/2019"))
    studio.take(window, "10-not-ticked")
    window.tree.select(Place(mailbox="alice@example.com", folder="INBOX"))
    window.search.field.setText("chapter")
    studio.take(window, "11-search")
    window.search.field.setText("zebra")
    studio.take(window, "12-nothing-found")
    window.search.field.clear()
    desk.mailboxes[1] = replace(
        desk.mailboxes[1],
        last_outcome=Outcome.SIGN_IN_REQUIRED,
        last_error="The server did not accept this password.",
        id=MailboxId(2),
    )
    desk.put_notice("bob@work.example.org")
    conductor.notices.reload()
    window.shelf.reload()
    studio.take(window, "13-sign-in-needed")
    dialog = SettingsDialog(desk, window.errands, window.state, True, window)  # type: ignore[arg-type]
    dialog.show()
    studio.take(dialog, "14-settings")
    for page in (dialog.sync, dialog.reading, dialog.storage, dialog.advanced):
        dialog.names.setCurrentRow(next(n for n, form in enumerate(dialog.forms()) if form is page))
        studio.take(dialog, f"14-settings-{page.accessibleName().lower()}")
    dialog.close()
    window.resize(800, 700)
    _open_first_mail(studio, window, 1)
    studio.take(window, "15-narrow")
    conductor.stop()
    window.deleteLater()


def take_pages(studio: Studio, place: Path) -> None:
    """The pages of the View menu, and the demo mailbox."""
    window, conductor = studio.open(make_desk(place))
    window.menu_actions["statistics"].trigger()
    studio.take(window, "20-statistics")
    window.menu_actions["activity"].trigger()
    window.engine.run_started.emit("alice@example.com")
    window.engine.progress.emit(Progress("alice@example.com", "Inbox", 1240, 5310, 31_000_000, 120_000_000, 900_000.0))
    studio.take(window, "21-activity")
    conductor.stop()
    window.deleteLater()
    with open_demo(NOW) as desk:
        window, conductor = studio.open(desk)  # type: ignore[arg-type]
        studio.wait(lambda: window.pane.model.rowCount() > 12, "the demo's mail")
        studio.wait(lambda: not window.engine.running, "the end of the demo's sync")
        _open_first_mail(studio, window, 1)
        studio.take(window, "22-demo")
        conductor.stop()
        window.deleteLater()


def main() -> None:
    """Every picture: in a folder, in the named themes or both."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    themes = sys.argv[2:] or ["light", "dark"]
    folder.mkdir(parents=True, exist_ok=True)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    for module in (formats, status, waiting, conductor, shell_waiting):
        module.utc_now = lambda: NOW  # type: ignore[attr-defined]
    app = make_app()
    app.setFont(QFont(["Inter", "Noto Sans", "DejaVu Sans"], 10))
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    Theme(app)
    for theme in themes:
        with tempfile.TemporaryDirectory() as data:
            for name, take in (
                ("a", take_welcome),
                ("b", take_main),
                ("c", take_sign_in),
                ("d", take_reading),
                ("e", take_pages),
                ("f", take_states),
            ):
                (Path(data) / name).mkdir()
                take(Studio(folder, theme), Path(data) / name)
    sys.stdout.flush()
    os._exit(0)  # the web engine's own threads end with the process


if __name__ == "__main__":
    main()
