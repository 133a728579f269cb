"""A mailbox while it is added, without its windows: looked for, tried on its server, saved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from imapdesk.errors import Untrusted
from imapdesk.mail import FolderListing, Mailbox, MailboxSettings
from imapdesk.ui.mailbox.already_here import choose_name, find_address, find_login
from imapdesk.ui.mailbox.connection_check import ConnectionCheck
from imapdesk.ui.mailbox.found_server import FoundServer, make_settings
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import describe_error

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class NewMailbox(QObject):
    """``settings`` are those of the last try; None before there is a server. The password is forgotten once saved."""

    found = Signal(object)  # FoundServer
    step = Signal(str)
    checked = Signal(object, object)  # FolderListing, the usual ticks as set[str]
    failed = Signal(object)  # an error of the look or the try
    added = Signal(str)  # its name
    not_added = Signal(str)  # why

    def __init__(self, desk: Desk, errands: Background, owner: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._owner = owner
        self.address = ""
        self.password = ""
        self.settings: MailboxSettings | None = None
        self.untrusted = False  # the last try ended at a certificate that nobody here vouches for
        self.saving = False
        self._listing = FolderListing((), {})
        self._check = ConnectionCheck(desk, errands, self)
        self._check.step.connect(self.step)
        self._check.done.connect(self._on_checked)
        self._check.failed.connect(self._on_failed)
        self._check.found.connect(self.found)
        self._others: list[Mailbox] = []
        self._ticket = errands.ask(desk.load_mailboxes, self._others.extend, lambda _error: None)

    def find_same_address(self, address: str) -> Mailbox | None:
        """The mailbox of that address that is here already."""
        return find_address(address, self._others)

    def find_same_login(self, settings: MailboxSettings) -> Mailbox | None:
        """The mailbox that signs in at the same server under the same name."""
        return find_login(settings, self._others)

    def look_for(self, address: str, password: str) -> None:
        """Find the server first; the password goes nowhere before its host is known and, if strange, agreed to."""
        self.address, self.password = address, password
        self.settings = None
        self._check.find(address)

    def hold(self) -> None:
        """The person is asked whether to go on; that time is their own."""
        self._check.hold()

    def go_on_with(self, found: FoundServer) -> None:
        """Try the server that was found, in what is left of the time that the person is kept waiting."""
        self._try(make_settings(self.address, found), {})

    def try_settings(self, settings: MailboxSettings, extra: dict[str, Any]) -> None:
        """Try a server of the person's own choice. ``extra`` goes to `Desk.check_connection`."""
        self._check.wait_anew()
        self._try(settings, extra)

    def _try(self, settings: MailboxSettings, extra: dict[str, Any]) -> None:
        name = choose_name(settings, self._others)
        self.settings, self.untrusted = replace(settings, name=name, owner=self._owner), False
        self._check.start(self.settings, self.password, **extra)

    def stop_trying(self) -> None:
        """No signal comes of the present look or try any more."""
        self._check.stop()

    def stop(self) -> None:
        """Nothing is asked or answered any more."""
        self._errands.forget(self._ticket)
        self.stop_trying()

    @Slot(object, object)
    def _on_checked(self, listing: FolderListing, included: set[str]) -> None:
        self._listing = listing
        self.checked.emit(listing, included)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.untrusted = isinstance(error, Untrusted)
        self.failed.emit(error)

    def save(self, included: Collection[str], extra: dict[str, Any]) -> None:
        """Keep the mailbox that was tried, with these folders. ``extra`` goes to `Desk.add_mailbox`."""
        settings = self.settings
        if settings is None or self.saving:
            return
        self.saving = True
        password: str | None = self.password if settings.auth == "password" else None
        listing, ticked = self._listing, set(included)

        def add() -> Mailbox:
            timed = replace(settings, every_minutes=self._desk.load_sync_rules().every_minutes)
            return self._desk.add_mailbox(timed, password, listing=listing, included=ticked, **extra)

        self._errands.ask(add, self._on_added, self._on_not_added)

    def _on_added(self, mailbox: Mailbox) -> None:
        self.password = ""
        self.added.emit(mailbox.name)

    def _on_not_added(self, error: BaseException) -> None:
        self.saving = False
        sentence, _details = describe_error(error)
        self.not_added.emit(sentence)
