"""The File menu's import, export, backup and restore; planned backups; the hint to start with the computer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from imapdesk.errors import ImapdeskError
from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.keeping.backup import Backups
from imapdesk.ui.keeping.exporting import ExportDialog
from imapdesk.ui.keeping.importing import ImportDialog
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.dialogs import describe_error

START_HINT = "hint_start_shown"
_START = "start_with_computer"
_FAILED = "backup_failed"
_LOOK_EVERY_MS = 15 * 60_000
_FIRST_LOOK_MS = 60_000  # the start is busy enough


class Keeping(QObject):
    """One per window."""

    restart_wanted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._stopping = False
        self.backups = Backups(window.desk, window.errands, window)
        self.backups.said.connect(lambda text: window.status.say(text))
        self.backups.restart_wanted.connect(self.restart_wanted)
        window.banners.acted.connect(self._on_acted)
        self._failure: BaseException | None = None
        self.connect_views()
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self.look)
        self._look.start()
        QTimer.singleShot(_FIRST_LOOK_MS, self, self.look)

    def connect_views(self) -> None:
        """Hear the menu and the welcome page of now."""
        window = self._window
        does = {
            "import": self.open_import,
            "export": self.open_export,
            "back_up": self.backups.back_up,
            "restore": self.backups.restore,
        }
        for name, act in does.items():
            window.menu_actions[name].triggered.connect(lambda _checked=False, act=act: act())
        window.welcome.restore_wanted.connect(self.backups.restore)

    def say_again(self) -> None:
        """Say what stands above the panes in the language of now."""
        shown = self._window.banners.shown_keys()
        if self._failure is not None and _FAILED in shown:
            self._show_failure(self._failure)
        if _START in shown:
            self._show_hint()

    @Slot()
    def open_import(self) -> None:
        """Ask what to import."""
        dialog = ImportDialog(self._window.desk, self._window.errands, self._window)
        dialog.imported.connect(self._on_imported)
        dialog.open()

    @Slot()
    def open_export(self) -> None:
        """Ask how to export what is chosen in the tree."""
        window = self._window
        place = window.tree.place() or Place()
        snapshot = window.shelf.snapshot
        folder = snapshot.find_folder(place.mailbox, place.folder)
        total = folder.messages_saved if folder else snapshot.count_saved(place.mailbox)
        dialog = ExportDialog(window.desk, window.errands, window, place.mailbox, place.folder, total)
        dialog.said.connect(window.status.say)
        dialog.open()

    @Slot(str, str)
    def _on_imported(self, _mailbox: str, sentence: str) -> None:
        self._window.status.say(sentence)
        self._window.shelf.reload()
        self._window.engine.look()  # goes on with the index of words

    @Slot()
    def look(self) -> None:
        """Write the backup that the schedule wants, if any."""
        window = self._window
        window.errands.ask(
            lambda: window.desk.back_up_when_due(should_stop=lambda: self._stopping),
            self._on_backed_up,
            self._on_failed,
        )

    def stop(self) -> None:
        """End what the schedule does."""
        self._stopping = True
        self._look.stop()

    def _on_backed_up(self, made: object) -> None:
        if made is not None:
            self._failure = None
            self._window.banners.solve(_FAILED)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, ImapdeskError):
            self._window.errands.failed.emit(error)
            return
        self._failure = error
        self._show_failure(error)

    def _show_failure(self, error: BaseException) -> None:
        sentence, details = describe_error(error)
        text = self.tr("The planned backup could not be written: {reason}").format(reason=sentence)
        again = self.tr("Try again")
        self._window.banners.show_problem(Problem(_FAILED, text, again, _FAILED, details=details, closable=True))

    def hint_start(self) -> None:
        """Say once that syncing goes on without the window, with the offer to start with the computer."""
        window = self._window
        if window.state.get(START_HINT, "") == "yes":
            return
        window.state.put(START_HINT, "yes")
        window.errands.ask(window.desk.starts_with_computer, lambda on: None if on else self._show_hint())

    def _show_hint(self) -> None:
        text = self.tr("You can close this window; syncing goes on.")
        action = self.tr("Start with the computer")
        self._window.banners.show_problem(Problem(_START, text, action, _START, closable=True, hint=True))

    @Slot(str, str)
    def _on_acted(self, _mailbox: str, action: str) -> None:
        window = self._window
        if action == _START:
            window.banners.solve(_START)
            said = self.tr("imapdesk starts with the computer from now on.")
            window.errands.ask(lambda: window.desk.start_with_computer(True), lambda _done: window.status.say(said))
        elif action == _FAILED:
            self.look()
