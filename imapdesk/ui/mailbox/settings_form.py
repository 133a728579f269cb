"""The form of a mailbox's settings. Each change is told at once; there is no Save button to forget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from imapdesk.mail import Mailbox, MailboxSettings, NewFolders, Period, PeriodKind, Person, Security
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.calm import CalmDateEdit, CalmSpinBox
from imapdesk.ui.widgets.dialogs import button, label, told
from imapdesk.ui.widgets.fields import make_combo, make_line
from imapdesk.ui.widgets.forms import Form, explained
from imapdesk.ui.widgets.theme import set_look

MB = 1_000_000


class SettingsForm(QWidget):
    """Name, address, server, schedule, what to download."""

    changed = Signal(dict)  # fields of MailboxSettings
    server_wanted = Signal()
    sign_in_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self._shown: MailboxSettings | None = None
        self._told: dict[str, object] = {}
        self.name = make_line(self.tr("Name"))
        self.address = make_line(self.tr("E-mail address"))
        self.server = label("")
        self.sign_in = label("")
        self.sign_in_again = button(
            self.tr("Sign in again…"), self.sign_in_wanted.emit, name=self.tr("Sign in again to this mailbox")
        )
        self.change_server = button(self.tr("Change…"), self.server_wanted.emit, name=self.tr("Change server settings"))
        self.every = make_combo(self.tr("Check every"))
        for minutes in (5, 15, 30, 60, 120, 360, 1440):
            text = self.tr("{n} h").format(n=minutes // 60)
            self.every.addItem(text if minutes >= 60 else self.tr("%Ln minute(s)", "", minutes), minutes)
        self.every.addItem(self.tr("Only by hand"), 0)
        self.new_folders = make_combo(self.tr("New folders"))
        self.new_folders.addItem(self.tr("Keep them too"), NewFolders.INCLUDE)
        self.new_folders.addItem(self.tr("Ask me"), NewFolders.ASK)
        self.new_folders.addItem(self.tr("Leave them out"), NewFolders.LEAVE)
        self.period = make_combo(self.tr("Download"))
        self.period.addItem(self.tr("The last 12 months"), PeriodKind.LAST_YEAR)
        self.period.addItem(self.tr("Everything"), PeriodKind.EVERYTHING)
        self.period.addItem(self.tr("Since a date"), PeriodKind.SINCE)
        self.since = CalmDateEdit()
        self.since.setAccessibleName(self.tr("Since"))
        self.limit = CalmSpinBox(0, 2000, step=5)
        self.limit.setAccessibleName(self.tr("Largest message in MB"))
        self.limit.setSuffix(self.tr(" MB"))
        self.limit.setSpecialValueText(self.tr("Messages of any size"))
        self.owner = make_combo(self.tr("Belongs to"))
        self.instant = QCheckBox(self.tr("Bring in new mail at once"))
        self.instant.setAccessibleName(self.instant.text())
        self.read_only = QCheckBox(self.tr("Never change anything on the server"))
        self.read_only.setAccessibleName(self.tr("Read-only mailbox"))
        self.problem = told(danger=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        form = Form(self, down=12)
        form.setContentsMargins(20, 18, 20, 18)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("E-mail &address"), self.address)
        server = QHBoxLayout()
        server.addWidget(self.server, 1)
        server.addWidget(self.change_server)
        form.addRow(self.tr("Server"), server)
        signing = QHBoxLayout()
        signing.addWidget(self.sign_in, 1)
        signing.addWidget(self.sign_in_again)
        form.addRow(self.tr("Sign-in"), signing)
        form.addRow(self.tr("Check &every"), self.every)
        form.addRow("", explained(self.instant, self.tr("Keeps a connection open.")))
        form.addRow(self.tr("New f&olders"), self.new_folders)
        period = QHBoxLayout()
        period.addWidget(self.period, 1)
        period.addWidget(self.since, 1)
        form.addRow(self.tr("&Download"), period)
        form.labelForField(period).setBuddy(self.period)  # type: ignore[attr-defined]
        form.addRow(self.tr("Si&ze limit"), self.limit)
        form.addRow(self.tr("Belongs &to"), self.owner)
        form.addRow("", explained(self.read_only, self.tr("Marks stay on this computer.")))
        form.addRow("", self.problem)
        self.problem.hide()

    def _connect(self) -> None:
        self.name.editingFinished.connect(lambda: self._tell(name=self.name.text().strip()))
        self.address.editingFinished.connect(lambda: self._tell(address=self.address.text().strip()))
        self.every.currentIndexChanged.connect(lambda: self._tell(every_minutes=self.every.currentData()))
        self.new_folders.currentIndexChanged.connect(
            lambda: self._tell(new_folders=NewFolders(self.new_folders.currentData()))
        )
        self.period.currentIndexChanged.connect(self._on_period)
        self.since.editingFinished.connect(self._on_period)
        self.limit.editingFinished.connect(lambda: self._tell(max_message_bytes=self.limit.value() * MB))
        self.owner.currentIndexChanged.connect(lambda: self._tell(owner=self.owner.currentData() or None))
        self.instant.toggled.connect(lambda on: self._tell(instant=on))
        self.read_only.toggled.connect(lambda on: self._tell(read_only=on))

    def show_mailbox(self, mailbox: Mailbox) -> None:
        """Show a mailbox's settings; a field that is being typed in is left alone when nothing changed."""
        settings = mailbox.settings
        if settings == self._shown:
            return
        self._filling = True
        self._shown = settings
        self._told.clear()
        self.name.setText(settings.name)
        self.address.setText(settings.address)
        self.server.setText(self._describe_server(settings))
        self.sign_in.setText(self._describe_sign_in(settings))
        self._choose(self.every, settings.every_minutes, self.tr("%Ln minute(s)", "", settings.every_minutes))
        self._choose(self.new_folders, settings.new_folders)
        self._choose(self.period, settings.period.kind)
        since = settings.period.since
        self.since.setDate(QDate(since.year, since.month, since.day) if since else QDate.currentDate().addYears(-1))
        self.since.setVisible(settings.period.kind is PeriodKind.SINCE)
        self.limit.setValue(settings.max_message_bytes // MB)
        self.instant.setChecked(settings.instant)
        self.read_only.setChecked(settings.read_only)
        self._choose(self.owner, settings.owner or "", settings.owner or self.tr("Nobody: a system mailbox"))
        self.say_problem("")
        self._filling = False

    def show_people(self, people: Sequence[Person]) -> None:
        """Whom a mailbox can belong to; one that belongs to nobody is a system mailbox."""
        self._filling = True
        self.owner.clear()
        self.owner.addItem(self.tr("Nobody: a system mailbox"), "")
        for person in people:
            self.owner.addItem(formats.plain(person.name or person.login), person.login)
        if self._shown is not None:
            owner = self._shown.owner
            self._choose(self.owner, owner or "", owner or "")
        self._filling = False

    def say_problem(self, text: str, field: str = "") -> None:
        """Show why a change was not taken."""
        if text:
            self._told.clear()
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        for name, widget in (("name", self.name), ("address", self.address)):
            set_look(widget, wrong=name == field)

    def show_sign_in(self, mailbox: str, provider: str, facts: Sequence[tuple[str, str]]) -> None:
        """Call the provider by its name, with what its own fields say of this mailbox (name and value)."""
        if self._shown is None or self._shown.name != mailbox:
            return
        lines = [self.tr("with {provider}, on its own page").format(provider=formats.plain(provider))]
        for name, value in facts:
            lines.append(self.tr("{name}: {value}").format(name=formats.plain(name), value=formats.plain(value)))
        self.sign_in.setText("\n".join(lines))

    def _describe_sign_in(self, settings: MailboxSettings) -> str:
        if settings.auth == "password":
            return self.tr("with a password")
        names = {"google": "Google", "microsoft": "Microsoft"}
        return self.tr("with {provider}, on its own page").format(provider=names.get(settings.auth, settings.auth))

    def _describe_server(self, settings: MailboxSettings) -> str:
        words = {
            Security.SSL: self.tr("encrypted"),
            Security.STARTTLS: self.tr("encrypted (STARTTLS)"),
            Security.NONE: self.tr("not encrypted"),
        }
        user = settings.user or settings.address
        return f"{settings.host}:{settings.port}, {words[settings.security]}, {user}"

    @staticmethod
    def _choose(combo: QComboBox, value: object, text: str = "") -> None:
        if combo.findData(value) < 0:
            combo.addItem(text or str(value), value)
        combo.setCurrentIndex(combo.findData(value))

    def _on_period(self) -> None:
        kind = PeriodKind(self.period.currentData())  # a combo box gives back plain text
        self.since.setVisible(kind is PeriodKind.SINCE)
        since: Any = self.since.date().toPython() if kind is PeriodKind.SINCE else None
        self._tell(period=Period(kind, since))

    def _tell(self, **fields: object) -> None:
        if self._filling or self._shown is None:
            return
        # What was told and not yet shown again counts: a box that is ticked and cleared at once is cleared.
        new = {
            name: value for name, value in fields.items() if self._told.get(name, getattr(self._shown, name)) != value
        }
        if new:
            self._told |= new
            self.changed.emit(new)
