"""Pictures of the states that a person meets now and then: off-line, waiting, a full disk, questions, quarantine.

And of the window in German, and read from the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QScrollArea

from imapdesk.errors import Untrusted
from imapdesk.mail import QuarantinedMessage, Uid
from imapdesk.outcome import Outcome
from imapdesk.sync.deletions import DeletionQuestion
from imapdesk.sync.events import Progress
from imapdesk.ui.mailbox.certificate_dialog import CertificateDialog
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.shell.shortcuts import ShortcutsDialog
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.languages import install_language
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE, NOW, make_desk

if TYPE_CHECKING:
    from imapdesk.ui.shell.main_window import MainWindow
    from tests.ui.pictures.studio import Studio

BOB = "bob@work.example.org"
OUTCOMES: dict[str, dict[str, Any]] = {
    "40-off-line": {"last_outcome": Outcome.UNREACHABLE, "last_error": "imap.example.com can't be reached."},
    "41-waiting": {"last_outcome": Outcome.BUSY, "last_error": "Gmail asks us to wait."},
    "42-disk-full": {
        "last_outcome": Outcome.STORE,
        "last_error": "Only 200 MB left on this disk - syncing is paused.",
    },
    "43-paused": {"paused": True},
}


def take_states(studio: Studio, place: Path) -> None:
    """40 to 53."""
    for name, fields in OUTCOMES.items():
        with _window(studio, place / name) as (desk, window):
            desk.mailboxes[0] = replace(desk.mailboxes[0], **({"failures": 1} | fields))
            window.shelf.reload()
            studio.settle(window)
            window.tree.select(Place(mailbox=ALICE))
            studio.take(window, name)
    _take_questions(studio, place / "questions")
    _take_quarantine(studio, place / "quarantine")
    _take_certificate(studio, place / "certificate")
    _take_first_sync(studio, place / "first")
    _take_languages(studio, place)


@contextmanager
def _window(studio: Studio, place: Path) -> Iterator[tuple[FakeDesk, MainWindow]]:
    place.mkdir()
    desk = make_desk(place)
    window, conductor = studio.open(desk)
    yield desk, window
    conductor.stop()
    window.deleteLater()


def _take_questions(studio: Studio, place: Path) -> None:
    place.mkdir()
    desk = make_desk(place)
    desk.deletions = [DeletionQuestion(ALICE, 1, "Archive", 7_980, 8_210, NOW.isoformat())]
    desk.new_folders = [(ALICE, "Projects/2027")]
    window, conductor = studio.open(desk)
    studio.take(window, "44-questions")
    conductor.stop()
    window.deleteLater()


def _take_quarantine(studio: Studio, place: Path) -> None:
    with _window(studio, place) as (desk, window):
        words = "The server sent fewer bytes than it announced."
        desk.quarantine = [
            QuarantinedMessage("Archive", Uid(number), words, NOW, 3, NOW + timedelta(hours=4))
            for number in (4_711, 4_712, 5_020)
        ]
        desk.mailboxes[0] = replace(
            desk.mailboxes[0], last_outcome=Outcome.PARTIAL, last_error="3 messages could not be saved."
        )
        window.shelf.reload()
        window.tree.select(Place(mailbox=ALICE))
        studio.wait(lambda: window.mailbox_page.folders.again.isVisible(), "the quarantine")
        page: QScrollArea = window.mailbox_page
        studio.settle(window)
        page.ensureWidgetVisible(window.mailbox_page.folders.again)
        studio.take(window, "45-quarantine")


def _take_certificate(studio: Studio, place: Path) -> None:
    with _window(studio, place) as (desk, window):
        desk.check_error = Untrusted("The certificate of imap.example.com is self-signed, so it can't be trusted.")
        window.mailbox_actions.change_server(ALICE)
        dialog = window.findChild(ServerDialog)
        assert dialog is not None
        dialog.form.password.setText("correct horse")
        dialog.save.click()
        studio.wait(lambda: dialog.findChild(CertificateDialog) is not None, "the question")
        asking = dialog.findChild(CertificateDialog)
        assert asking is not None
        studio.wait(asking.trust.isEnabled, "the certificate")
        asking.show_details.click()
        studio.take(asking, "52-certificate")
        asking.reject()
        dialog.form.trust("3f" * 32)
        studio.take(dialog, "53-trusted-certificate")
        dialog.reject()


def _take_first_sync(studio: Studio, place: Path) -> None:
    with _window(studio, place) as (desk, window):
        desk.put_folder(BOB, "Letters", messages_saved=0, last_sync=None)
        window.shelf.reload()
        studio.wait(lambda: window.shelf.snapshot.find_folder(BOB, "Letters") is not None, "the folder")
        window.status.begin(BOB)
        window.status.show_progress(Progress(BOB, "Letters", 0, 820, 0, 61_000_000, 0.0))
        window.tree.select(Place(mailbox=BOB, folder="Letters"))
        studio.settle(window)
        window.pane.set_snapshot(window.shelf.snapshot, BOB)
        studio.take(window, "46-first-sync")


def _take_languages(studio: Studio, place: Path) -> None:
    english = QLocale()
    install_language(studio.app, "de")
    with _window(studio, place / "german") as (_desk, window):
        studio.wait(lambda: window.pane.model.rowCount() > 0, "the list")
        window.pane.list.select_row(1)
        studio.take(window, "47-german")
        window.tree.select(Place(mailbox=ALICE))
        studio.take(window, "48-german-mailbox-page")
    install_language(studio.app, "en")
    QLocale.setDefault(english)
    with _window(studio, place / "keys") as (_desk, window):
        keys = ShortcutsDialog(window)
        keys.show()
        studio.take(keys, "49-shortcuts")
        keys.close()
    studio.app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with _window(studio, place / "right") as (_desk, window):
        studio.wait(lambda: window.pane.model.rowCount() > 5, "the list")
        window.pane.list.select_row(5)
        studio.take(window, "50-right-to-left")
        window.tree.select(Place(mailbox=ALICE))
        studio.take(window, "51-right-to-left-mailbox-page")
    studio.app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
