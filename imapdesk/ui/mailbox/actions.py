"""What the Mailbox menu does: sync, pause, sign in, server settings, add, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from imapdesk.mail import Mailbox, utc_now
from imapdesk.ui.engine.engine import Engine
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.sign_in.again import SignInAgain
from imapdesk.ui.state.shelf import Shelf
from imapdesk.ui.state.waiting import describe_wait, find_wait
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import ask

if TYPE_CHECKING:
    from imapdesk.desk import Desk
    from imapdesk.ui.mailbox.add_mailbox import AddMailbox


class MailboxActions(QObject):
    """Acts on a mailbox by name."""

    added = Signal(str)
    removed = Signal(str)
    said = Signal(str)
    failed = Signal(object)
    must_wait = Signal(str)  # why and until when; `sync_anyway` doesn't

    def __init__(
        self, desk: Desk, errands: Background, shelf: Shelf, engine: Engine, owner: str | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._shelf = shelf
        self._engine = engine
        self._owner = owner
        self._window = parent
        self._adding: AddMailbox | None = None
        self._told: list[str] = []  # the mailboxes of the last `must_wait`
        self.signing_in = SignInAgain(desk, errands, parent)
        self.signing_in.signed_in.connect(self._on_server_saved)

    @Slot()
    def add(self) -> None:
        """Open the dialog for a new mailbox, or bring the open one forward."""
        if self._adding is not None:
            self._adding.raise_()
            self._adding.activateWindow()
            return
        from imapdesk.ui.mailbox.add_mailbox import AddMailbox  # late: nothing of it is needed to start

        self._adding = AddMailbox(self._desk, self._errands, self._owner, self._window)
        self._adding.added.connect(self.added)
        self._adding.finished.connect(self._on_add_closed)
        self._adding.open()

    @Slot(int)
    def _on_add_closed(self, _result: int) -> None:
        self._adding = None

    def sync(self, name: str) -> None:
        """Synchronise one mailbox now, also a paused one; where its server asked for patience, say so first."""
        mailbox = self._shelf.snapshot.find_mailbox(name)
        if mailbox is not None and name not in self._engine.running and find_wait(mailbox) is not None:
            self._tell_of_wait([mailbox])
        else:
            self._engine.sync([name])

    @Slot()
    def sync_all(self) -> None:
        """Synchronise every mailbox that is neither paused nor waits for its server."""
        mailboxes = [mailbox for mailbox in self._shelf.snapshot.mailboxes if not mailbox.paused]
        waiting = [m for m in mailboxes if find_wait(m) is not None and m.name not in self._engine.running]
        ready = [mailbox.name for mailbox in mailboxes if mailbox not in waiting]
        if waiting and not ready:
            self._tell_of_wait(waiting)
        self._engine.sync(ready)

    @Slot()
    def sync_anyway(self) -> None:
        """Synchronise the mailboxes that wait after all: the person has read why they do."""
        self._engine.sync([m.name for m in self._shelf.snapshot.mailboxes if m.name in self._told])

    def sync_at_once(self, name: str) -> None:
        """Synchronise a mailbox where its state stands beside the button."""
        self._engine.sync([name])

    def _tell_of_wait(self, mailboxes: list[Mailbox]) -> None:
        self._told = [mailbox.name for mailbox in mailboxes]
        first = min(mailboxes, key=lambda mailbox: mailbox.next_run_at or utc_now())
        self.must_wait.emit(f"{first.name}: {describe_wait(first)}")

    def change_server(self, name: str, *, sign_in: bool = False) -> None:
        """Open the server settings, with the password focused where a sign-in is needed."""
        mailbox = self._shelf.snapshot.find_mailbox(name)
        if mailbox is None:
            return
        if sign_in and mailbox.settings.auth != "password":
            self.signing_in.start(mailbox)
            return
        dialog = ServerDialog(self._desk, self._errands, mailbox, self._window, sign_in)
        dialog.saved.connect(self._on_server_saved)
        dialog.open()

    @Slot(str)
    def _on_server_saved(self, name: str) -> None:
        self._shelf.reload()
        self._engine.refresh_changed()
        self._engine.sync([name])

    def remove(self, name: str) -> None:
        """Ask, then remove a mailbox; its saved mail stays where the person wants it to."""
        count = self._shelf.snapshot.count_saved(name)
        text = self.tr("Remove the mailbox “{name}” from imapdesk?").format(name=formats.plain(name))
        more = self.tr(
            "Nothing changes on the server. %Ln message(s) saved on this computer are deleted, unless they are kept.",
            "",
            count,
        )
        keep = QCheckBox(self.tr("Keep the saved messages readable"))
        keep.setAccessibleName(keep.text())
        box = ask(
            self._window,
            self.tr("Remove mailbox"),
            text,
            more,
            self.tr("Remove"),
            lambda: self._remove(name, keep.isChecked()),
        )
        box.setCheckBox(keep)

    def _remove(self, name: str, keep: bool) -> None:
        self._engine.stop(name)
        self._errands.ask(
            lambda: self._desk.remove_mailbox(name, keep_mail=keep),
            lambda _c: self.removed.emit(name),
            self.failed.emit,
        )
