"""Settings > Advanced, the way out: the proxy and whom to trust. Each change is applied as soon as it can be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox

from imapdesk.errors import SettingsRefused
from imapdesk.ui.settings.form_page import FormPage, make_combo, set_quietly
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import describe_error, told
from imapdesk.ui.widgets.fields import PasswordEdit, make_line, mark_wrong
from imapdesk.ui.widgets.web_proxy import learn_proxy, use_for_web_pages

if TYPE_CHECKING:
    from imapdesk.desk import Desk, NetworkSettings

_PORTS = {"socks5": 1080, "http": 3128}


def _tr(text: str) -> str:
    return QCoreApplication.translate("NetworkForm", text)


class NetworkForm(QObject):
    """Adds its rows to a page."""

    saved = Signal()

    def __init__(self, page: FormPage, desk: Desk, errands: Background) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._errands = errands
        self._shown: NetworkSettings | None = None
        choices = [
            ("system", _tr("As the system's environment says")),
            ("none", _tr("None")),
            ("socks5", _tr("SOCKS5")),
            ("http", _tr("HTTP (CONNECT)")),
        ]
        self.proxy = make_combo(_tr("Proxy"), choices)
        self.host = make_line(_tr("Name of the proxy"), "proxy.example.com")
        self.port: QSpinBox
        page.form.addRow(_tr("Pro&xy"), self.proxy)
        page.form.addRow(_tr("&Name of the proxy"), self.host)
        self.port = page.add_number(_tr("P&ort of the proxy"), 1, 65535, lambda _port: self._apply())
        self.user = make_line(_tr("User name at the proxy"), _tr("empty where the proxy wants no sign-in"))
        self.password = PasswordEdit(_tr("Password at the proxy"))
        self.password.setPlaceholderText(_tr("unchanged"))
        page.form.addRow(_tr("&User name at the proxy"), self.user)
        page.form.addRow(_tr("Pass&word at the proxy"), self.password)
        page.add_note(_tr("Mail, sign-ins and e-mails go through it, and it looks up the servers' names."))
        self.ca_file = make_line(_tr("Trusted certificates"), _tr("the system's; or a file in PEM form"))
        page.form.addRow(_tr("&Trusted certificates"), self.ca_file)
        self.result = told(muted=True)
        page.form.addRow("", self.result)
        self.proxy.currentIndexChanged.connect(lambda _index: self._on_proxy())
        for line in (self.host, self.user, self.password, self.ca_file):
            line.editingFinished.connect(self._apply)

        self._kept = self._read()  # what is saved, as far as this form knows
        self._again: dict[str, str] = {}  # what was typed into a form before this one, until the rest is loaded

    def show(self, settings: NetworkSettings) -> None:
        """Show what is set, around what was typed already."""
        typed = self.typed()
        self._again = {}
        self._fill(settings)
        self.type_again(typed)
        self._again = {}

    def _note(self, saved: NetworkSettings) -> None:
        self._shown = saved
        self._kept = {
            "proxy": saved.proxy,
            "host": saved.host,
            "port": str(saved.port),
            "user": saved.user,
            "password": "",
            "ca_file": saved.ca_file,
        }

    def _fill(self, settings: NetworkSettings) -> None:
        self._note(settings)
        set_quietly(self.proxy, settings.proxy)
        self.host.setText(settings.host)
        set_quietly(self.port, settings.port)
        self.user.setText(settings.user)
        self.ca_file.setText(settings.ca_file)
        self._enable()

    def typed(self) -> dict[str, str]:
        """What a person changed and isn't saved, by field: a proxy without a name, most of all."""
        return self._again | {name: text for name, text in self._read().items() if text != self._kept[name]}

    def type_again(self, typed: dict[str, str]) -> None:
        """Put in what was typed into a form that this one replaces; it stays when the rest is loaded."""
        self._again = typed
        set_quietly(self.proxy, typed.get("proxy", self.proxy.currentData()))
        set_quietly(self.port, int(typed.get("port", self.port.value())))
        for name, line in self._lines().items():
            line.setText(typed.get(name, line.text()))
        self._enable()

    def _lines(self) -> dict[str, QLineEdit]:
        return {"host": self.host, "user": self.user, "password": self.password, "ca_file": self.ca_file}

    def _read(self) -> dict[str, str]:
        read = {name: line.text() for name, line in self._lines().items()}
        return read | {"proxy": str(self.proxy.currentData()), "port": str(self.port.value())}

    def restore(self) -> None:
        """Back to how the program came; the password is forgotten."""
        from imapdesk.desk import NetworkSettings

        default = NetworkSettings()
        self._fill(default)
        self.password.clear()
        self._save(default, "")

    def _enable(self) -> None:
        own = self.proxy.currentData() in _PORTS
        for widget in (self.host, self.port, self.user, self.password):
            widget.setEnabled(own)
            self._page.form.setRowVisible(widget, own)

    def _on_proxy(self) -> None:
        self._enable()
        if self.port.value() in _PORTS.values() and (port := _PORTS.get(self.proxy.currentData())):
            set_quietly(self.port, port)
        if self.host.isEnabled() and not self.host.text().strip():
            self._say(_tr("Enter the name of the proxy."))
            self.host.setFocus()
        else:
            self._apply()

    def _apply(self) -> None:
        """Save what changed; a proxy without a name is still being typed in."""
        from imapdesk.desk import NetworkSettings

        wanted = NetworkSettings(
            self.proxy.currentData(),
            self.host.text().strip(),
            self.port.value(),
            self.user.text().strip(),
            self.ca_file.text().strip(),
        )
        if self.host.isEnabled() and not wanted.host:
            return
        password = self.password.text() or None
        if password is not None or wanted != self._shown:
            self._save(wanted, password)

    def _save(self, wanted: NetworkSettings, password: str | None) -> None:
        self._shown = wanted
        work = lambda: self._desk.save_network(wanted, password)  # noqa: E731
        ask_for(self._page, self._errands, work, self._on_saved, self._on_failed)

    def _on_saved(self, settings: NetworkSettings) -> None:
        self.password.clear()
        self._note(settings)
        use_for_web_pages(settings)
        learn_proxy(self._desk, self._errands)
        self._say(_tr("Saved; connections from now on heed it."))
        self.saved.emit()

    def _on_failed(self, error: BaseException) -> None:
        sentence, _details = describe_error(error)
        self._say(sentence)
        fields = {"host": self.host, "port": self.port, "ca_file": self.ca_file}
        if isinstance(error, SettingsRefused) and error.field in fields:
            mark_wrong(fields[error.field], True, sentence)

    def _say(self, text: str) -> None:
        for field in (self.host, self.port, self.ca_file):
            mark_wrong(field, False)
        self.result.setText(formats.plain(text))
