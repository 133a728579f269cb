"""Change a mailbox's server or password: tried on the server first, saved when it answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from imapdesk.errors import SettingsRefused, SignInRequired, Unproven, Unreachable
from imapdesk.mail import FolderListing, Mailbox
from imapdesk.ui.mailbox.certificate_dialog import CertificateDialog
from imapdesk.ui.mailbox.connection_check import ELSEWHERE, ConnectionCheck
from imapdesk.ui.mailbox.server_form import ServerForm
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, describe_error, label, row, told

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class ServerDialog(PlainDialog):
    """Also the answer to "Sign-in needed": then the password has the focus and the server's words are shown."""

    saved = Signal(str)  # the mailbox's name

    def __init__(
        self, desk: Desk, errands: Background, mailbox: Mailbox, parent: QWidget | None = None, sign_in: bool = False
    ) -> None:
        super().__init__(parent, "", 560, 300 if sign_in else 420)
        self._desk = desk
        self._errands = errands
        self._mailbox = mailbox
        title = self.tr("Sign in again") if sign_in else self.tr("Server settings")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._check = ConnectionCheck(desk, errands, self)
        self._check.done.connect(self._on_checked)
        self._check.failed.connect(self._on_failed)
        self._check.step.connect(self._on_step)
        self.form = ServerForm()
        self.form.show_settings(mailbox.settings)
        self.form.want_password(mailbox.settings.auth == "password")
        self.form.password.setPlaceholderText(self.tr("the password for this mailbox"))
        self.form.edited.connect(self._update)
        self.problem = told(danger=True)
        self.problem.setText(mailbox.last_error if sign_in else "")
        self.state = told(muted=True)
        self.more = button(self.tr("Server settings"), lambda: self._show_server(True), link=True)
        self._show_server(not sign_in)
        self.save = button(self.tr("&Check and save"), self._try, primary=True)
        self.save.setDefault(True)
        layout = column(self, 28, 12)
        layout.addWidget(label(mailbox.settings.address, title=True))
        for widget in (self.form, self.problem, self.state):
            layout.addWidget(widget)
        layout.addLayout(row(self.more, None))
        layout.addStretch(1)
        layout.addLayout(row(None, button(self.tr("Cancel"), self.reject), self.save))
        (self.form.password if sign_in else self.form.host).setFocus()
        self._tried: tuple[dict[str, object], str] = ({}, "")
        self._update()

    def _show_server(self, shown: bool) -> None:
        """Who signs in again mostly has a new password, and a server that is the same."""
        if shown and self.more.hasFocus():  # it goes away
            self.form.host.setFocus()
        self.form.show_server(shown)
        self.more.setVisible(not shown)

    @Slot()
    def _update(self) -> None:
        complete = bool(self.form.password.text()) or not self.form.password_wanted
        self.save.setEnabled(bool(self.form.host.text().strip()) and complete)

    def _try(self) -> None:
        self.problem.setText("")
        self.state.setText(self.tr("Connecting…"))
        self.save.setEnabled(False)
        values, password = self._tried = self.form.values(), self.form.password.text()
        self._check.start(replace(self._mailbox.settings, **values), password)  # type: ignore[arg-type]

    @Slot(str)
    def _on_step(self, step: str) -> None:
        words = {"signing_in": self.tr("Signing in…"), "folders": self.tr("Reading folders…")}
        self.state.setText(words.get(step, self.tr("Connecting…")))

    @Slot(object, object)
    def _on_checked(self, _listing: FolderListing, _included: set[str]) -> None:
        name, (values, password) = self._mailbox.name, self._tried  # what was proved, whatever stands there by now
        self._errands.ask(
            lambda: self._desk.change_mailbox(name, password=password or None, **values),
            lambda _m: self._on_saved(),
            self._on_failed,
        )

    def _on_saved(self) -> None:
        self.saved.emit(self._mailbox.name)
        self.accept()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        sentence, _details = describe_error(error)
        self.state.setText("")
        self.problem.setText(sentence)
        self._update()
        self._show_server(not self.more.isVisibleTo(self) or not isinstance(error, SignInRequired))
        if isinstance(error, SignInRequired) and error.reason not in ELSEWHERE:
            self.form.mark_field("password", sentence)
        elif isinstance(error, Unreachable):
            self.form.mark_field("host", sentence)
        elif isinstance(error, SettingsRefused):
            self.form.mark_field(error.field, sentence)
        elif isinstance(error, Unproven):
            self._ask_about_certificate(error)

    def _ask_about_certificate(self, error: Unproven) -> None:
        settings = replace(self._mailbox.settings, **self._tried[0])  # type: ignore[arg-type]
        asking = CertificateDialog(self._desk, self._errands, settings, error, self)
        asking.trusted.connect(self._on_trusted)
        asking.open()

    @Slot(str)
    def _on_trusted(self, fingerprint: str) -> None:
        self.form.trust(fingerprint)
        self._try()

    def reject(self) -> None:
        """Cancel or Esc: the try is stopped."""
        self._check.stop()
        super().reject()
