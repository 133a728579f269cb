"""What needs the person: banners, questions and messages of the desktop, and what a click on one of them does."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from imapdesk.errors import ImapdeskError
from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.alerts.deletions import Deletions
from imapdesk.ui.alerts.new_folders import NewFolderQuestions
from imapdesk.ui.alerts.notices import Notices
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import describe_error, tell

log = logging.getLogger(__name__)


class Alarms(QObject):
    """One per window."""

    def __init__(self, window: MainWindow, tray: Tray, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._bugs: dict[str, BaseException] = {}  # by the keys of their banners
        self.notices = Notices(window.desk, window.errands, window.banners, self)
        self.deletions = Deletions(window.desk, window.errands, window.banners, self)
        self.new_folders = NewFolderQuestions(window.desk, window.errands, window.banners, self)
        self.notices.tray_wanted.connect(lambda tag, title, text: tray.tell(title, text, tag))
        self.notices.withdrawn.connect(tray.withdraw)
        self.deletions.answered.connect(lambda name: window.mailbox_actions.sync(name))
        self.new_folders.answered.connect(lambda name: window.mailbox_actions.sync(name))
        window.banners.acted.connect(self.on_banner)
        window.banners.focus_left.connect(lambda: window.pane.list.setFocus())
        window.banners.details_asked.connect(self._show_details)

    def start(self) -> None:
        """Load what is known."""
        self.notices.start()
        self.deletions.reload()
        self.new_folders.reload()

    def say_again(self) -> None:
        """In another language."""
        self._window.banners.name_itself()
        for questions in (self.notices, self.deletions, self.new_folders):
            questions.reload()
        for key, error in self._bugs.items():
            if key in self._window.banners.shown_keys():
                self._show_bug(key, error)

    @Slot(object)
    def show_error(self, error: BaseException, mailbox: str = "") -> None:
        """Say what went wrong: in the status bar when it passes by itself, as a banner when it does not."""
        sentence, details = describe_error(error)
        if isinstance(error, ImapdeskError):
            self._window.status.say(f"{formats.plain(mailbox)}: {sentence}" if mailbox else sentence)
            return
        log.error("%s", sentence, exc_info=error)
        self._show_bug("bug:" + details[-80:], error)

    def _show_bug(self, key: str, error: BaseException) -> None:
        self._bugs[key] = error
        sentence, details = describe_error(error)
        self._window.banners.show_problem(Problem(key, sentence, details=details, closable=True))

    @Slot(str, str)
    def _show_details(self, text: str, details: str) -> None:
        tell(self._window, QCoreApplication.translate("Conductor", "Details"), text, details)

    @Slot(str, str)
    def on_banner(self, mailbox: str, action: str) -> None:
        """What its button asks for."""
        window = self._window
        if action in ("sign_in", "server"):
            window.mailbox_actions.change_server(mailbox, sign_in=action == "sign_in")
        elif action == "sync":
            window.mailbox_actions.sync(mailbox)
        elif action == "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(window.desk.data_dir)))
        elif action == "help" and (found := window.shelf.snapshot.find_mailbox(mailbox)):
            QDesktopServices.openUrl(QUrl(window.desk.find_help_page(found.settings.address)))

    @Slot(str)
    def on_message_clicked(self, tag: str) -> None:
        """A click on a message of the desktop opens the right place: the sign-in for its mailbox, or the window."""
        self._window.bring_forward()
        action, _, mailbox = tag.partition(":")
        self.on_banner(mailbox, action)
