"""The sign-in of a mailbox that is being added: which type, its servers, and the tokens once somebody signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from imapdesk.mail import MailboxSettings
from imapdesk.ui.sign_in.dialog import SignInDialog
from imapdesk.ui.sign_in.types_form import AccountTypes
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import AccountType, Desk, Tokens


class SignInChoice(QObject):
    """Opens the sign-in window over the dialog; a choice that changes forgets the tokens."""

    signed_in = Signal(str)  # the address that the mailbox has now; may be empty where nobody knows it

    def __init__(self, desk: Desk, errands: Background, types: AccountTypes, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._types = types
        self._window = parent
        self._address = ""
        self.tokens: Tokens | None = None
        self.dialog: SignInDialog | None = None
        types.changed.connect(self.forget)
        self._ticket = errands.ask(desk.load_account_types, types.show_types, lambda _error: None)

    @property
    def chosen(self) -> AccountType | None:
        """The type; None for a password."""
        return self._types.chosen

    @property
    def needs_sign_in(self) -> bool:
        """Whether somebody has to sign in before the server can be tried."""
        return self.chosen is not None and self.tokens is None

    def extra(self) -> dict[str, Any]:
        """What `Desk.check_connection` and `Desk.add_mailbox` need besides the settings."""
        return {"tokens": self.tokens, "fields": self._types.values()} if self.chosen is not None else {}

    def make_settings(self, address: str) -> MailboxSettings:
        """A mailbox of the chosen type at its provider's server."""
        chosen = self.chosen
        assert chosen is not None
        defaults = chosen.defaults
        return MailboxSettings(
            name=address,
            address=address,
            host=defaults.imap_host,
            port=defaults.imap_port,
            security=defaults.imap_security,
            auth=chosen.type,
        )

    def start(self, address: str) -> bool:
        """Open the sign-in window; False where one of the type's own fields has to be corrected first."""
        chosen = self.chosen
        if chosen is None or self._types.find_fault():
            return False
        self._address = address
        self.dialog = SignInDialog(self._desk, self._errands, chosen.type, chosen.label, address, parent=self._window)
        self.dialog.signed_in.connect(self._on_signed_in)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()
        return True

    @Slot()
    def forget(self) -> None:
        """The tokens are of no use any more."""
        self.tokens = None

    def stop(self) -> None:
        """The dialog closes: nothing goes on, nothing is kept."""
        self._errands.forget(self._ticket)
        if self.dialog is not None:
            self.dialog.reject()
        self.tokens = None

    @Slot(object)
    def _on_signed_in(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.signed_in.emit(tokens.user.address.strip() or self._address)

    @Slot(int)
    def _on_closed(self, _result: int) -> None:
        self.dialog = None
