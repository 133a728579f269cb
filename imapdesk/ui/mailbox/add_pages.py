"""The pages of the mailbox dialog: who you are, connecting, which folders. Each only shows and tells."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from imapdesk.errors import SignInRequired, Untrusted
from imapdesk.ui.mailbox.folder_picker import FolderPicker
from imapdesk.ui.mailbox.help_page import HelpPageButton
from imapdesk.ui.mailbox.plan import USUAL_BYTES_PER_S, Plan, make_plan
from imapdesk.ui.mailbox.server_form import ServerForm
from imapdesk.ui.sign_in.types_form import AccountTypes
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import button, column, describe_error, label, row, told
from imapdesk.ui.widgets.fields import PasswordEdit, mark_wrong
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.steps import Steps
from imapdesk.ui.widgets.theme import set_look

REST_MS = 400
_PERSON = r'("[^"]+"|[^@\s]+)'  # in quotes anything may stand (RFC 5321 4.1.2)
_ADDRESS = re.compile(_PERSON + r"@[^@\s.]+(\.[^@\s.]+)+")
_LOCAL = re.compile(_PERSON + r"@[^@\s]+")


class Page(QWidget):
    """A page with a title and an explanation."""

    edited = Signal()

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.layout_: QVBoxLayout = column(self, 0, 10)
        self.title = label(title, title=True)
        self.text = label(text, muted=True)
        self.layout_.addWidget(self.title)
        self.layout_.addWidget(self.text)
        self.layout_.addSpacing(8)


class AddressPage(Page):
    """Two fields: the address and the password."""

    manual_wanted = Signal()
    address_rested = Signal()  # nothing was typed into the address for a moment

    def __init__(self, keyring: str) -> None:
        super().__init__(self.tr("Your mailbox"), self.tr("imapdesk finds the server's settings by itself."))
        self.types = AccountTypes()
        self.types.changed.connect(self._on_type)
        self.layout_.addWidget(self.types)
        self.address = QLineEdit(placeholderText=self.tr("name@example.com"))
        self.address.setAccessibleName(self.tr("E-mail address"))
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self.password = PasswordEdit(self.tr("Password"))
        self.problem = told(danger=True)
        self.problem.hide()
        self.hint = told(muted=True)
        self.hint.hide()
        for text, field in ((self.tr("E-mail &address"), self.address), (self.tr("&Password"), self.password)):
            name = label(text)
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setBuddy(field)
            self.layout_.addWidget(name)
            self.layout_.addWidget(field)
            self._password_name = name  # the last one
            field.textChanged.connect(self._on_edited)
        self.layout_.addWidget(self.types.own)
        self.layout_.addWidget(self.problem)
        self.layout_.addWidget(self.hint)
        self.instead = button(self.tr("Use an app password instead"), self._use_password, link=True)
        self.instead.hide()
        manual = button(self.tr("Enter server settings myself"), self.manual_wanted.emit, link=True)
        self.help_page = HelpPageButton()
        self.layout_.addLayout(row(self.instead, manual, self.help_page, None))
        self.layout_.addStretch(1)
        self._keyring = keyring
        self._footer = label(keyring, muted=True)
        self.layout_.addWidget(self._footer)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.address_rested)
        self.address.textChanged.connect(self._rest.start)

    @property
    def plausible(self) -> bool:
        """Whether both fields look right; a provider's page needs no password, and mostly tells the address."""
        if self.types.chosen is not None:
            return self.has_address or not self.address.text().strip()
        return bool(_ADDRESS.fullmatch(self.address.text().strip())) and bool(self.password.text())

    @property
    def has_address(self) -> bool:
        """Whether the address can be one, a server without a domain included."""
        return bool(_LOCAL.fullmatch(self.address.text().strip()))

    def show_hint(self, text: str) -> None:
        """What the person should know about their provider."""
        self.hint.setText(say(text))
        self.hint.setVisible(bool(text))

    def say_problem(self, text: str, field: QLineEdit | None = None) -> None:
        """Show what is wrong, and mark the field."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        for each in (self.address, self.password):
            mark_wrong(each, each is field, text)
        if field is not None:
            field.setFocus()
            field.selectAll()

    def _on_edited(self) -> None:
        self.say_problem("")
        self.edited.emit()

    def _use_password(self) -> None:
        self.types.choose_password()
        (self.password if self.has_address else self.address).setFocus()

    def _on_type(self) -> None:
        """The provider's own page asks for the password, if it wants one."""
        by_password = self.types.chosen is None
        for widget in (self.password, self._password_name):
            widget.setVisible(by_password)
        self.instead.setVisible(not by_password)
        self._footer.setText(
            self._keyring if by_password else self.tr("You sign in on the provider's page; imapdesk sees no password.")
        )
        self._on_edited()


class ServerPage(Page):
    """The manual form."""

    def __init__(self) -> None:
        super().__init__(self.tr("Server settings"), self.tr("Your provider's help pages name them under “IMAP”."))
        self.address = QLineEdit(placeholderText=self.tr("name@example.com"))
        self.address.setAccessibleName(self.tr("E-mail address"))
        self.form = ServerForm((self.tr("E-mail &address"), self.address))
        self.problem = told(danger=True)
        self.problem.hide()
        self.layout_.addWidget(self.form)
        self.layout_.addWidget(self.problem)
        self.layout_.addStretch(1)
        self.form.edited.connect(self._on_edited)
        self.address.textChanged.connect(self._on_edited)

    @property
    def plausible(self) -> bool:
        """Whether a try makes sense."""
        address, host = self.address.text().strip(), self.form.host.text().strip()
        if not self.form.password_wanted:
            return bool(host) and (not address or bool(_LOCAL.fullmatch(address)))
        return bool(host and self.form.password.text() and _LOCAL.fullmatch(address))

    def say_problem(self, text: str, field: str = "") -> None:
        """Show what is wrong, and mark the field of that name."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if field == "address":
            mark_wrong(self.address, True, text)
            self.address.setFocus()
        elif field:
            self.form.mark_field(field, text)

    def _on_edited(self) -> None:
        self.say_problem("")
        mark_wrong(self.address, False)
        self.edited.emit()


class ConnectPage(Page):
    """Steps that tick; a failure stays with one sentence and the next step."""

    def __init__(self) -> None:
        super().__init__(self.tr("Connecting"), "")
        self.steps = Steps(
            {
                "finding": self.tr("Finding your provider"),
                "connecting": self.tr("Connecting to the server"),
                "securing": self.tr("Securing the connection"),
                "signing_in": self.tr("Signing in"),
                "folders": self.tr("Reading folders"),
            }
        )
        self.problem = told(danger=True)
        self.details = label("", muted=True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.hide()
        self.details_button = button(self.tr("Details"), self._on_details, link=True)
        self._on_yes: Callable[[], object] = lambda: None
        self.agree = button(self.tr("Send it there"), self._on_agreed, primary=True)
        self.again = button(self.tr("Try again"), lambda: None)
        self.manual = button(self.tr("Enter settings myself"), lambda: None)
        self.help_page = HelpPageButton()
        self.layout_.addWidget(self.steps)
        self.layout_.addSpacing(12)
        self.layout_.addWidget(self.problem)
        self.layout_.addLayout(row(self.details_button, None))
        self.layout_.addWidget(self.details)
        self.layout_.addLayout(row(self.agree, self.again, self.manual, self.help_page, None))
        self.layout_.addStretch(1)

    def begin(self, address: str, host: str) -> None:
        """A try begins."""
        self.steps.restart()
        self.text.setText(self.tr("{address} at {host}").format(address=address, host=host) if host else address)
        self._show_problem(False)

    def fail(self, error: BaseException, help_url: str = "") -> None:
        """Say exactly what failed; ``help_url`` is the provider's page, where what it wants is switched on."""
        sentence, details = describe_error(error)
        self.steps.fail()
        if isinstance(error, Untrusted):
            sentence += " " + self.tr("If the server is your own or your company's, name its certificate file.")
        self.problem.setText(sentence)
        self.details.setText(details)
        self._show_problem(True)
        self.details_button.setVisible(bool(details))
        self.help_page.lead_to(help_url if isinstance(error, SignInRequired) else "")
        self.again.setAccessibleDescription(sentence)
        self.again.setFocus()

    def ask(self, text: str, on_yes: Callable[[], object]) -> None:
        """Ask before a password goes to a host that the person did not name."""
        self.problem.setText(text)
        self._show_problem(True)
        self.again.hide()
        self._on_yes = on_yes
        self.agree.setAccessibleDescription(text)
        self.agree.show()
        self.agree.setFocus()

    def _on_agreed(self) -> None:
        self._show_problem(False)
        self._on_yes()

    def _show_problem(self, shown: bool) -> None:
        for widget in (self.problem, self.again, self.manual):
            widget.setVisible(shown)
        self.details.hide()
        self.agree.hide()
        self.help_page.lead_to("")
        self.details_button.setVisible(False)

    def _on_details(self) -> None:
        self.details.setVisible(not self.details.isVisible())
        set_look(self.details, muted=True)


class FoldersPage(Page):
    """Which folders to keep, and what will come of it."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Folders"), self.tr("Tick what you want to keep on this computer. You can change it at any time.")
        )
        self.picker = FolderPicker()
        self.plan = told(muted=True)
        self.problem = told(danger=True)
        self.problem.hide()
        self.layout_.addWidget(self.picker, 1)
        self.layout_.addWidget(self.plan)
        self.layout_.addWidget(self.problem)
        self.picker.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        plan = make_plan(self.picker.listing, self.picker.included)
        text = self.tr("No folders chosen yet. Tick the folders you want to keep.")
        if plan.folders:
            size = formats.size(plan.octets)
            text = self.tr("%Ln message(s), {size}, {time}; newest first.", "", plan.messages).format(
                size=size if plan.exact else self.tr("about {size}").format(size=size),
                time=formats.about(plan.octets / USUAL_BYTES_PER_S),
            )
            text += " " + self._describe_period(plan)
        self.plan.setText(text)
        self.edited.emit()

    def _describe_period(self, plan: Plan) -> str:
        if plan.older is None:
            return self.tr("Of these, the last 12 months are downloaded.")
        if plan.older:
            return self.tr("That is the last 12 months; %Ln older message(s) stay on the server only.", "", plan.older)
        return self.tr("That is all of it.")

    def say_problem(self, text: str) -> None:
        """Show why the mailbox could not be added."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
