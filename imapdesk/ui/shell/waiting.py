"""Where one could ask for a synchronisation, it is said that a server wants patience, and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QAction

from imapdesk.mail import utc_now
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.state.waiting import describe_wait, find_common_wait, find_wait
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.tips import tip

_LONGEST_S = 24 * 3600


class Waiting(QObject):
    """The button, the menus and the tray. They stay usable: whoever asks is told, and may insist."""

    ended = Signal()  # a wait is over

    def __init__(self, window: MainWindow, tray: Tray, find_chosen: Callable[[], str | None]) -> None:
        super().__init__(window)
        self._window = window
        self._tray = tray
        self._find_chosen = find_chosen
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.ended)

    def show(self) -> datetime | None:
        """Say it as it is now; until when all wait, if they do."""
        window, actions = self._window, self._window.menu_actions
        mailboxes, running = window.shelf.snapshot.mailboxes, window.engine.running
        chosen = window.shelf.snapshot.find_mailbox(self._find_chosen())
        own = find_wait(chosen) if chosen is not None and chosen.name not in running else None
        common = find_common_wait(mailboxes, running)
        _name(actions["sync"], QCoreApplication.translate("Menu", "&Sync now"), own)
        _name(actions["sync_all"], QCoreApplication.translate("Menu", "Sync &all"), common)
        _name(self._tray.sync, QCoreApplication.translate("Tray", "&Sync now"), common)
        reasons = [f"{formats.plain(m.name)}: {text}" for m in mailboxes if (text := describe_wait(m))]
        self._show_button("\n".join(reasons) if common is not None else "")
        self._look_again([when for mailbox in mailboxes if (when := find_wait(mailbox)) is not None])
        return common

    def _show_button(self, reason: str) -> None:
        button = self._window.sync_button
        button.setIcon(icon("waiting", "muted") if reason else icon("sync", "text"))
        button.setToolTip(tip(reason) or self.tr("Sync all mailboxes now (Shift+F5)"))
        button.setAccessibleDescription(reason)

    def _look_again(self, waits: list[datetime]) -> None:
        self._timer.stop()
        if waits:
            seconds = (min(waits) - utc_now()).total_seconds()
            self._timer.start(round(1000 * min(max(seconds, 0) + 1, _LONGEST_S)))


def _name(action: QAction, text: str, until: datetime | None) -> None:
    template = QCoreApplication.translate("Waiting", "{action} (waiting until {time})")
    wanted = text if until is None else template.format(action=text, time=formats.clock(until))
    if action.text() != wanted:
        action.setText(wanted)
