"""Trying a mailbox's settings on the server, off the GUI thread, step by step, stoppable."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from imapdesk.desk.servers.waiting import Allowance
from imapdesk.mail import FolderListing, MailboxSettings
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk


# Reasons of a `SignInRequired` that no other password helps against: they are settled at the provider.
ELSEWHERE = frozenset({"web_login", "locked", "imap_disabled", "oauth_required", "consent"})


class ConnectionCheck(QObject):
    """One try at a time; the answer of one that was stopped is dropped."""

    step = Signal(str)
    done = Signal(object, object)  # FolderListing, the usual ticks as set[str]
    failed = Signal(object)  # an error
    found = Signal(object)  # FoundSettings
    _stepped = Signal(int, str)

    def __init__(self, desk: Desk, errands: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._stop = Event()
        self._ticket = 0
        self._number = 0
        self._allowance: Allowance | None = None  # of the look for a server that this try goes on from
        self._stepped.connect(self._on_step, Qt.ConnectionType.QueuedConnection)

    def hold(self) -> None:
        """The person is asked something after a look: their time doesn't count as waiting."""
        if self._allowance is not None:
            self._allowance.hold()

    def wait_anew(self) -> None:
        """The next try is a matter of its own, with all the time that one has."""
        self._allowance = None

    def start(self, settings: MailboxSettings, password: str, **more: Any) -> None:
        """Connect, log in, list the folders; nothing is saved. ``more`` goes to `Desk.check_connection`.

        After `find` it takes what that left of the time that a person is kept waiting.
        """
        self.stop()
        self._stop = stop = Event()
        self._number += 1
        number = self._number
        allowance, self._allowance = self._allowance or Allowance(), None
        allowance.go_on()

        def work() -> tuple[FolderListing, set[str]]:
            def on_step(name: str) -> None:
                self._stepped.emit(number, name)

            listing = self._desk.check_connection(
                settings,
                password,
                on_step=on_step,
                should_stop=stop.is_set,
                measure=True,
                allowance=allowance,
                **more,
            )
            return listing, set(self._desk.choose_included(listing))

        self._ticket = self._errands.ask(work, lambda answer: self.done.emit(*answer), self.failed.emit)

    def find(self, address: str) -> None:
        """Look for the server's settings of an address; only its domain leaves the computer."""
        self.stop()
        self._stop = stop = Event()
        self._allowance = allowance = Allowance()
        self._ticket = self._errands.ask(
            lambda: self._desk.find_settings(address, should_stop=stop.is_set, allowance=allowance),
            self.found.emit,
            self.failed.emit,
        )

    def stop(self) -> None:
        """Stop the present try; no signal comes of it any more."""
        self._stop.set()
        self._number += 1
        self._errands.forget(self._ticket)

    @Slot(int, str)
    def _on_step(self, number: int, name: str) -> None:
        if number == self._number:
            self.step.emit(name)
