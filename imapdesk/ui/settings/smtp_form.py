"""The server that e-mails about trouble go out through: its fields, a test message, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from imapdesk.errors import SettingsRefused, SignInRequired
from imapdesk.mail import Security
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.calm import CalmSpinBox
from imapdesk.ui.widgets.dialogs import button, describe_error, row, told
from imapdesk.ui.widgets.fields import PasswordEdit, SecurityBox, make_line, mark_wrong
from imapdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from imapdesk.desk import Desk, SmtpSettings

_PORTS = {Security.SSL: 465, Security.STARTTLS: 587, Security.NONE: 25}


class SmtpForm(QWidget):
    """Host, port, security, user, password, sender; the password goes to the place for secrets."""

    def __init__(self, desk: Desk, errands: Background) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Server for e-mails"))
        self._desk = desk
        self._errands = errands
        self.host = make_line(self.tr("Server"), "smtp.example.com")
        self.port = CalmSpinBox(1, 65535, 465)
        self.port.setAccessibleName(self.tr("Port"))
        self.security = SecurityBox(self.port, _PORTS)
        self.user = make_line(self.tr("User name"), self.tr("empty where the server wants no sign-in"))
        self.password = PasswordEdit(self.tr("Password"))
        self.password.setPlaceholderText(self.tr("unchanged"))
        self.sent_from = make_line(self.tr("Sender"), self.tr("an address that this server sends for"))
        self.ca_file = make_line(
            self.tr("Certificate file"),
            self.tr("only for a server with a certificate of its own"),
            self.tr("optional"),
        )
        self.to = make_line(self.tr("Test message to"), "you@example.com")
        self.save = button(self.tr("Save"), self._save)
        self.test = button(self.tr("Send a test message"), self._test)
        self.none = button(self.tr("Use no server"), self._forget, flat=True)
        self.result = told()
        self._lay_out()
        self._kept = self._read()  # what is saved, as far as this form knows
        self._again: dict[str, str] = {}  # what was typed into a form before this one, until the rest is loaded

    def _lay_out(self) -> None:
        form = Form(self, wide=False)
        form.addRow(self.tr("&Server"), self.host)
        form.addRow(self.tr("P&ort"), self.port)
        form.addRow(self.tr("S&ecurity"), self.security)
        form.addRow(self.tr("&User name"), self.user)
        form.addRow(self.tr("&Password"), self.password)
        form.addRow(self.tr("Se&nder"), self.sent_from)
        form.addRow(self.tr("Certificate &file"), self.ca_file)
        form.addRow(self.tr("&Test message to"), self.to)
        form.addRow("", row(self.save, self.test, self.none, None))
        form.addRow("", self.result)

    def typed(self) -> dict[str, str]:
        """What a person changed and didn't save, by field."""
        return self._again | {name: text for name, text in self._read().items() if text != self._kept[name]}

    def type_again(self, typed: dict[str, str]) -> None:
        """Put in what was typed into a form that this one replaces; it stays when the rest is loaded."""
        self._again = typed
        for name, line in self._lines().items():
            line.setText(typed.get(name, line.text()))
        port = int(typed.get("port", self.port.value()))
        if "security" in typed:
            self.security.choose(Security(typed["security"]))  # which may take another port along
        self.port.setValue(port)

    def _lines(self) -> dict[str, QLineEdit]:
        lines = {"host": self.host, "user": self.user, "password": self.password, "sent_from": self.sent_from}
        return lines | {"ca_file": self.ca_file, "to": self.to}

    def _read(self) -> dict[str, str]:
        read = {name: line.text() for name, line in self._lines().items()}
        return read | {"port": str(self.port.value()), "security": str(self.security.security)}

    def show_settings(self, settings: SmtpSettings | None, to: str) -> None:
        """Fill in what is saved, around what was typed already."""
        typed = self.typed()
        self.to.setText(to)
        if settings is not None:
            self._fill(settings)
        self._kept = self._read() | {"password": ""}
        self.type_again(typed)
        self._again = {}

    def _fill(self, settings: SmtpSettings) -> None:
        self.host.setText(settings.host)
        self.security.choose(settings.security)
        self.port.setValue(settings.port)
        self.user.setText(settings.user)
        self.sent_from.setText(settings.sender)
        self.ca_file.setText(settings.ca_file or "")

    def _make(self) -> SmtpSettings | None:
        try:
            return self._desk.make_smtp(
                self.host.text(),
                self.port.value(),
                self.security.security,
                self.user.text(),
                self.sent_from.text(),
                self.ca_file.text(),
            )
        except SettingsRefused as error:
            self._on_failed(error)
            return None

    def _save(self) -> None:
        settings, password = self._make(), self.password.text() or None
        if settings is not None:
            self._say(self.tr("Saving…"))
            self._ask(lambda: self._desk.save_smtp(settings, password), self.tr("Saved."), keeps=True)

    def _test(self) -> None:
        settings, password, to = self._make(), self.password.text() or None, self.to.text().strip()
        if settings is not None:
            self._say(self.tr("Sending…"))
            self.test.setEnabled(False)
            sent = self.tr("The server took a test message for {address}.").format(address=to)
            self._ask(lambda: self._desk.send_test_message(settings, password, to), sent)

    def _forget(self) -> None:
        for line in (self.host, self.user, self.password, self.sent_from, self.ca_file):
            line.clear()
        text = self.tr("E-mails go out through a mailbox of the same person.")
        self._ask(lambda: self._desk.save_smtp(None), text, keeps=True)

    def _ask(self, work, done: str, *, keeps: bool = False) -> None:  # type: ignore[no-untyped-def]
        asked = self._read()

        def on_done(_answer: object) -> None:
            self._kept = asked if keeps else self._kept
            self._say(done)

        ask_for(self, self._errands, work, on_done, self._on_failed)

    def _say(self, text: str) -> None:
        for line in (self.host, self.port, self.user, self.password, self.sent_from, self.ca_file, self.to):
            mark_wrong(line, False)
        self.test.setEnabled(True)
        self.result.setText(formats.plain(text))

    def _on_failed(self, error: BaseException) -> None:
        sentence, details = describe_error(error)
        self._say(f"{sentence} {details}".strip())
        fields: dict[str, QWidget] = {"host": self.host, "port": self.port, "sender": self.sent_from}
        fields |= {"ca_file": self.ca_file, "to": self.to}
        wrong = error.field.removeprefix("smtp_") if isinstance(error, SettingsRefused) else ""
        widget = self.password if isinstance(error, SignInRequired) else fields.get(wrong)
        if widget is not None:
            mark_wrong(widget, True, sentence)
            widget.setFocus()
