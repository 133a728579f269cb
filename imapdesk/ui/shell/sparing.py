"""When the timer leaves the computer alone: on battery, over a metered connection, with little space on the disk."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtNetwork import QNetworkInformation

from imapdesk.desk import SyncRules
from imapdesk.mail import Mailbox
from imapdesk.ui.alerts.banner import Problem
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.state.status import find_next
from imapdesk.ui.widgets import formats

_LOW = "low_disk"
_LOOK_EVERY_MS = 15_000
_MEGABYTE = 1_000_000
_SUPPLIES = Path("/sys/class/power_supply")


class Sparing(QObject):
    """Answers the engine's question before each planned run, and ends runs that would fill the disk."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._rules = SyncRules()
        self._free = -1
        self._begun = False
        window.engine.may_run = self.may_run
        window.engine.may_write = lambda: not self._is_low()
        window.banners.acted.connect(self._on_acted)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Load the rules and begin to look at the disk; all mailboxes are synchronised first where that is wished."""
        self._timer.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Read the rules and the free space in a thread."""
        desk = self._window.desk
        self._window.reads.ask(lambda: (desk.load_sync_rules(), desk.count_free_bytes()), self._on_looked)

    def may_run(self) -> bool:
        """Whether the timer may start a run now."""
        if self._is_low():
            return False
        return (self._rules.on_battery or not is_on_battery()) and (self._rules.on_metered or not is_metered())

    def _is_low(self) -> bool:
        return 0 <= self._free < self._rules.least_free_mb * _MEGABYTE

    def _on_looked(self, found: tuple[SyncRules, int]) -> None:
        was_low = self._is_low()
        self._rules, self._free = found
        if self._is_low():
            self._window.engine.stop()
            self._show()
        elif was_low:
            self._window.banners.solve(_LOW)
            self._window.engine.go_on_with_unfinished()
        if not self._begun:
            self._begun = True
            if self._rules.at_start and self.may_run():
                self._sync_all_once()

    def _sync_all_once(self) -> None:
        """At the start, once the mailboxes are known."""
        window = self._window
        if not window.shelf.loaded:
            QTimer.singleShot(100, self, self._sync_all_once)
            return
        names = [each.name for each in window.shelf.snapshot.mailboxes if is_willing(each)]
        if names:
            window.engine.sync(names, by_hand=False)

    def _show(self) -> None:
        text = self.tr("Only {size} left on this disk - syncing is paused.").format(size=formats.size(self._free))
        problem = Problem(_LOW, text, self.tr("Show folder"), "show_data_folder")
        self._window.banners.show_problem(problem)

    @Slot(str, str)
    def _on_acted(self, _mailbox: str, action: str) -> None:
        if action == "show_data_folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._window.desk.data_dir)))


def is_willing(mailbox: Mailbox) -> bool:
    """Whether a mailbox is synchronised by itself at all: not paused, not by hand only, not refused."""
    return find_next(mailbox) is not None


def is_metered() -> bool:
    """Whether the system says that this connection costs by volume; False where it doesn't know."""
    # Loading it again does nothing; there is no instance where no back-end knows.
    known = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)
    return known and bool(QNetworkInformation.instance().isMetered())


def is_on_battery(supplies: Path = _SUPPLIES, platform: str = sys.platform) -> bool:
    """Whether the computer runs on its battery; False where that can't be known."""
    if platform == "win32":
        return _is_windows_on_battery()
    mains = [_read(place / "online") for place in supplies.glob("*") if _read(place / "type") in ("Mains", "USB")]
    batteries = [_read(place / "status") for place in supplies.glob("*") if _read(place / "type") == "Battery"]
    return "Discharging" in batteries and "1" not in mains


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def _is_windows_on_battery() -> bool:
    import ctypes

    status = (ctypes.c_ubyte * 12)()  # SYSTEM_POWER_STATUS; the first byte is ACLineStatus, 0 is off-line
    library = getattr(ctypes, "windll", None)
    return bool(library and library.kernel32.GetSystemPowerStatus(ctypes.byref(status)) and status[0] == 0)
