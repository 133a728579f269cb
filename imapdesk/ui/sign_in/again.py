"""Signing in again to a mailbox that is there: from its page, a banner or the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from imapdesk.mail import Mailbox
from imapdesk.ui.sign_in.dialog import SignInDialog
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class SignInAgain(QObject):
    """At most one window per mailbox."""

    signed_in = Signal(str)  # the mailbox's name

    def __init__(self, desk: Desk, errands: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._window = parent
        self.open_: dict[str, SignInDialog] = {}

    def start(self, mailbox: Mailbox) -> None:
        """Open the sign-in window, or bring the open one forward."""
        name = mailbox.name
        if name in self.open_:
            self.open_[name].raise_()
            self.open_[name].activateWindow()
            return
        dialog = SignInDialog(
            self._desk,
            self._errands,
            mailbox.settings.auth,
            "",
            mailbox.settings.address,
            keep=lambda tokens: self._desk.save_sign_in(name, tokens),
            parent=self._window,
        )
        self.open_[name] = dialog
        dialog.signed_in.connect(lambda _tokens: self.signed_in.emit(name))
        dialog.finished.connect(lambda _result: self._on_closed(name))
        dialog.open()

    @Slot(str)
    def _on_closed(self, name: str) -> None:
        self.open_.pop(name, None)
