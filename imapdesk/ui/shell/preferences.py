"""The program's settings: opens their dialog, and uses what was changed at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from imapdesk.desk.emails import LANGUAGE
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.widgets.languages import SYSTEM

if TYPE_CHECKING:
    from imapdesk.ui.settings.dialog import SettingsDialog


class Preferences(QObject):
    """One per window."""

    mailboxes_changed = Signal()  # a type of sign-in was changed, switched on or off
    rules_changed = Signal()  # when the timer may run
    backup_changed = Signal()  # when a backup is due
    language_changed = Signal(str)

    def __init__(self, window: MainWindow, tray: Tray) -> None:
        super().__init__(window)
        self._window = window
        self._tray = tray

    @Slot()
    def open(self) -> SettingsDialog:
        """Open the dialog."""
        from imapdesk.ui.settings.dialog import SettingsDialog  # late: nothing of it is needed to start

        window = self._window
        window.bring_forward()
        dialog = SettingsDialog(window.desk, window.errands, window.state, self._tray.available, window)
        dialog.changed.connect(self.apply)
        dialog.mailboxes_changed.connect(self.mailboxes_changed)
        dialog.open()
        return dialog

    @Slot(str, str)
    def apply(self, key: str, value: str) -> None:
        """Use a changed setting at once."""
        kept_by_the_desk: dict[str, Callable[[], object]] = {
            "at_most": lambda: self._window.engine.set_at_most(int(value)),
            "sync_rules": self.rules_changed.emit,
            "backup_plan": self.backup_changed.emit,
        }
        if key in kept_by_the_desk:
            kept_by_the_desk[key]()
            return
        self._window.state.put(key, value)
        self._show(key, value)

    def _show(self, key: str, value: str) -> None:
        window = self._window
        if key == "density":
            window.pane.list.set_density(value)
            window.menu_actions["compact"].setChecked(value == "compact")
        elif key == "layout":
            window.pane.set_layout(value)
        elif key == "dark_mail":
            window.menu_actions["dark_mail"].setChecked(value == "yes")
        elif key == "text":
            window.menu_actions["plain_text"].setChecked(value == "text")
        elif key == "language":
            chosen = None if value == SYSTEM else value
            window.errands.ask(lambda: window.desk.set_setting(LANGUAGE, chosen))  # e-mails are written in it, too
            self.language_changed.emit(value)
