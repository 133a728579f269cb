"""The fields of a server: host, port, security, user, password, CA file; wrong ones are marked where they are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from imapdesk.mail import MailboxSettings, Security
from imapdesk.ui.widgets.calm import CalmSpinBox
from imapdesk.ui.widgets.dialogs import button, label, row
from imapdesk.ui.widgets.fields import PasswordEdit, SecurityBox, make_line, mark_wrong
from imapdesk.ui.widgets.forms import Form

_PORTS = {Security.SSL: 993, Security.STARTTLS: 143, Security.NONE: 143}


class ServerForm(QWidget):
    """Everything that is needed to reach a server, for a new mailbox and for an existing one."""

    edited = Signal()

    def __init__(self, above: tuple[str, QLineEdit] | None = None) -> None:
        """``above`` is a row that comes first, for the eyes and for the tab key."""
        super().__init__()
        self.host = make_line(self.tr("Server"), "imap.example.com")
        self.port = CalmSpinBox(1, 65535, 993)
        self.port.setAccessibleName(self.tr("Port"))
        self.security = SecurityBox(self.port, _PORTS)
        self.clear_text = label(self.tr("Your password and your mail can be read by anyone on the way."), danger=True)
        self.clear_text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # as wide as the fields
        self.clear_text.hide()
        self.user = make_line(self.tr("User name"), self.tr("usually your e-mail address"))
        self.password = PasswordEdit(self.tr("Password"))
        self.ca_file = make_line(
            self.tr("Certificate file"),
            self.tr("only for a server with a certificate of its own"),
            self.tr("optional"),
        )
        self._trusted: tuple[str, int, str] | None = None  # a certificate, and where it is trusted
        self._server_shown = True
        self._lay_out(above)
        self._show_trust()
        self.port.valueChanged.connect(self._on_edited)
        self.security.currentIndexChanged.connect(self._on_security)
        for line in (self.host, self.user, self.password, self.ca_file):
            line.textChanged.connect(self._on_edited)

    def _lay_out(self, above: tuple[str, QLineEdit] | None) -> None:
        self._layout = form = Form(self, wide=False)
        if above is not None:
            form.addRow(*above)
        form.addRow(self.tr("&Server"), self.host)
        form.addRow(self.tr("P&ort"), self.port)
        form.addRow(self.tr("S&ecurity"), self.security)
        form.addRow("", self.clear_text)
        form.addRow(self.tr("&User name"), self.user)
        form.addRow(self.tr("&Password"), self.password)
        browse = button(self.tr("Choose…"), self._on_browse, name=self.tr("Choose a certificate file"))
        self._files = files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self.ca_file, 1)
        files.addWidget(browse)
        form.addRow(self.tr("Certificate &file"), files)
        form.labelForField(files).setBuddy(self.ca_file)  # type: ignore[attr-defined]
        self.trusted = label(self.tr("Only the certificate that you trust is accepted."), muted=True)
        self.verify = button(self.tr("Verify again"), lambda: self.trust(""), link=True)
        self._trust_row = row(self.trusted, self.verify)
        form.addRow("", self._trust_row)

    def show_settings(self, settings: MailboxSettings, password: str = "") -> None:
        """Fill in what is known."""
        self.host.setText(settings.host)
        self.security.choose(settings.security)
        self.port.setValue(settings.port)
        self.user.setText(settings.user or settings.address)
        self.password.setText(password)
        self.ca_file.setText(settings.ca_file or "")
        self.trust(settings.certificate or "")

    def trust(self, fingerprint: str) -> None:
        """Take a certificate for the server that stands here, and for no other; "" takes none."""
        self._trusted = (self.host.text().strip(), self.port.value(), fingerprint) if fingerprint else None
        self._show_trust()
        self.edited.emit()

    @property
    def password_wanted(self) -> bool:
        """Whether the mailbox signs in with a password at all."""
        return self._layout.isRowVisible(self.password)

    def want_password(self, wanted: bool) -> None:
        """Show the password's row, or hide it for a mailbox that signs in at its provider."""
        self._layout.setRowVisible(self.password, wanted)

    def show_server(self, shown: bool) -> None:
        """Show where and how the server is reached, or the sign-in alone; the warning of clear text stays."""
        self._server_shown = shown
        for field in (self.host, self.port, self.security, self._files):
            self._layout.setRowVisible(field, shown)
        self._show_trust()

    def _show_trust(self) -> None:
        self._layout.setRowVisible(self._trust_row, self._server_shown and self._find_trusted() is not None)

    def values(self) -> dict[str, object]:
        """The fields of `MailboxSettings` that stand here."""
        return {
            "host": self.host.text().strip(),
            "port": self.port.value(),
            "security": self.security.security,
            "user": self.user.text().strip(),
            "ca_file": self.ca_file.text().strip() or None,
            "certificate": self._find_trusted(),
        }

    def _find_trusted(self) -> str | None:
        host, port, fingerprint = self._trusted or ("", 0, "")
        return fingerprint if (host, port) == (self.host.text().strip(), self.port.value()) else None

    def mark_field(self, name: str, why: str = "") -> bool:
        """Mark and focus the field of that name; False where it isn't one of these."""
        fields: dict[str, QWidget] = {
            "host": self.host,
            "port": self.port,
            "security": self.security,
            "user": self.user,
            "password": self.password,
            "ca_file": self.ca_file,
        }
        for field, widget in fields.items():
            mark_wrong(widget, field == name, why)
        if name in fields:
            wrong = fields[name]
            wrong.setFocus()
            if isinstance(wrong, QLineEdit):
                wrong.selectAll()  # typing replaces it
        return name in fields

    def _on_security(self) -> None:
        self.clear_text.setVisible(self.security.security is Security.NONE)
        self.edited.emit()

    def _on_edited(self) -> None:
        self.mark_field("")
        self._show_trust()
        self.edited.emit()

    def _on_browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Certificate file"),
            str(Path.home()),
            self.tr("Certificates (*.pem *.crt *.cer);;All files (*)"),
        )
        if path:
            self.ca_file.setText(path)
