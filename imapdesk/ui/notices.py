"""Who is told what is decided by the desk; here it becomes banners and tray messages of the person at the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from imapdesk.ui import formats
from imapdesk.ui.background import Background
from imapdesk.ui.banner import Banners, Problem

if TYPE_CHECKING:
    from imapdesk.desk import Desk

CREDENTIALS = "credentials"
OUTAGE = "outage"


class ShownNotice(Protocol):
    """A notice as `Desk.load_banners` gives it."""

    @property
    def key(self) -> Any: ...
    @property
    def mailbox(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def details(self) -> str: ...
    @property
    def cause(self) -> str: ...


class ShownBanner(Protocol):
    """One person's view of a notice."""

    @property
    def notice(self) -> ShownNotice: ...


class Notices(QObject):
    """Asks the desk off the GUI thread, after each run and now and then."""

    tray_wanted = Signal(str, str)  # title, text
    changed = Signal()

    def __init__(self, desk: Desk, errands: Background, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._banners = banners
        self._seen: set[str] = set()

    @Slot()
    def reload(self) -> None:
        """Show the banners that are due, take away those that are solved."""
        self._errands.ask(self._desk.load_banners, self._on_banners)

    def ask_tray(self, window_active: bool) -> None:
        """Show the tray message that is due; none while the person looks at the window, where the banner is."""
        if not window_active:
            self._errands.ask(self._desk.take_tray_message, self._on_tray)

    def _on_banners(self, shown: Sequence[ShownBanner]) -> None:
        due = {f"notice:{each.notice.key}": each.notice for each in shown}
        for key in self._banners.shown_keys():
            if key.startswith("notice:") and key not in due:
                self._banners.solve(key)
                self._seen.discard(key)
        for key, notice in due.items():
            self._banners.show_problem(self._make_problem(key, notice))
            self._mark_seen(key, notice)
        self.changed.emit()

    def _mark_seen(self, key: str, notice: ShownNotice) -> None:
        window = self._banners.window()
        if key not in self._seen and window.isVisible() and not window.isMinimized():
            self._seen.add(key)
            self._errands.ask(lambda: self._desk.mark_notice_seen(notice.key))

    def _make_problem(self, key: str, notice: ShownNotice) -> Problem:
        details = "\n".join(part for part in (notice.sentence, notice.details) if part)
        if notice.cause == CREDENTIALS:
            text = self.tr("Sign-in needed for {address}").format(address=formats.plain(notice.address))
            return Problem(key, text, self.tr("Sign in"), "sign_in", details, mailbox=notice.mailbox)
        text = f"{formats.plain(notice.mailbox)}: {formats.plain(notice.sentence)}"
        if notice.cause == OUTAGE:
            return Problem(key, text, self.tr("Try now"), "sync", notice.details, mailbox=notice.mailbox)
        return Problem(key, text, self.tr("Server settings"), "server", notice.details, mailbox=notice.mailbox)

    def _on_tray(self, message: Any) -> None:
        if message is None:
            return
        notices: Sequence[ShownNotice] = message.notices
        if len(notices) > 1:
            names = ", ".join(formats.plain(notice.address) for notice in notices)
            self.tray_wanted.emit(self.tr("{count} mailboxes need you").format(count=len(notices)), names)
        elif notices and notices[0].cause == CREDENTIALS:
            text = self.tr("Sign-in needed for {address}").format(address=formats.plain(notices[0].address))
            self.tray_wanted.emit(self.tr("Sign-in needed"), text)
        elif notices:
            self.tray_wanted.emit(formats.plain(notices[0].mailbox), formats.plain(notices[0].sentence))
