"""Add a mailbox: two fields, the connection tried step by step, the folders, done."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QWidget

from imapdesk.errors import SettingsRefused, SignInRequired, Unproven, Unreachable
from imapdesk.mail import FolderListing, Mailbox, MailboxSettings
from imapdesk.ui.mailbox.add_pages import AddressPage, ConnectPage, FoldersPage, ServerPage
from imapdesk.ui.mailbox.certificate_dialog import CertificateDialog
from imapdesk.ui.mailbox.connection_check import ELSEWHERE
from imapdesk.ui.mailbox.found_server import OAUTH_ONLY, FoundServer, guess_settings
from imapdesk.ui.mailbox.new_mailbox import NewMailbox
from imapdesk.ui.sign_in.choice import SignInChoice
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, describe_error, row
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.spoken import Pages

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class AddMailbox(PlainDialog):
    """The dialog; ``added`` carries the new mailbox's name."""

    added = Signal(str)

    def __init__(self, desk: Desk, errands: Background, owner: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", 600, 560)
        self.setWindowTitle(self.tr("Add mailbox"))
        self.setAccessibleName(self.tr("Add mailbox"))
        self._desk = desk
        self._errands = errands
        self._manual = False
        self._new = NewMailbox(desk, errands, owner, self)
        self._new.found.connect(self._on_found)
        self._new.step.connect(self._on_step)
        self._new.checked.connect(self._on_checked)
        self._new.failed.connect(self._on_failed)
        self._new.added.connect(self._on_added)
        self._new.not_added.connect(self._on_not_added)
        self._build()
        self.signing_in = SignInChoice(desk, errands, self.address_page.types, self)
        self.signing_in.signed_in.connect(self._on_signed_in)
        for page in (self.address_page, self.server_page):
            page.address.textEdited.connect(self.signing_in.forget)
        self._go(self.address_page)
        self.address_page.address.setFocus()

    def _build(self) -> None:
        self.address_page = AddressPage(self._describe_keyring())
        self.server_page = ServerPage()
        self.connect_page = ConnectPage()
        self.folders_page = FoldersPage()
        self.pages = Pages()
        for page in (self.address_page, self.server_page, self.connect_page, self.folders_page):
            self.pages.addWidget(page)
            page.edited.connect(self._update_buttons)
        self.address_page.address_rested.connect(self._show_provider)
        self.address_page.types.changed.connect(self._show_hints)
        self.address_page.manual_wanted.connect(self._go_manual)
        self.connect_page.again.clicked.connect(self._try_again)
        self.connect_page.manual.clicked.connect(self._go_manual)
        self.back = button(self.tr("&Back"), self._go_back)
        self.cancel = button(self.tr("Cancel"), self.reject)
        self.next = button(self.tr("&Next"), self._go_next, primary=True)
        line = QFrame(frameShape=QFrame.Shape.HLine)
        line.setAccessibleName(self.tr("Separator"))
        layout = column(self, 28, 14)
        layout.addWidget(self.pages, 1)
        layout.addLayout(row(self.back, None, self.cancel, self.next))

    def _describe_keyring(self) -> str:
        place = {"win32": self.tr("the Windows Credential Manager"), "darwin": self.tr("the macOS Keychain")}
        elsewhere = self.tr("the system keyring, or where there is none in an encrypted file")
        return self.tr("Your password is kept in {place}.").format(place=place.get(sys.platform, elsewhere))

    def _go(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.back.setVisible(page is not self.address_page)
        self._update_buttons()

    @Slot()
    def _update_buttons(self) -> None:
        page = self.pages.currentWidget()
        names = {self.folders_page: self.tr("&Finish"), self.connect_page: self.tr("&Stop")}
        self.next.setText(names.get(page, self.tr("&Next")))  # type: ignore[call-overload]
        if page is self.server_page:
            self.next.setText(self.tr("&Check connection and get folders"))
        elif page is self.address_page and (chosen := self.address_page.types.chosen) is not None:
            self.next.setText(self.tr("&Sign in with {label}…").format(label=chosen.label.replace("&", "&&")))
        self.next.setAccessibleName(self.next.text().replace("&", ""))
        self.next.setDefault(True)
        ready = {
            self.address_page: self.address_page.plausible,
            self.server_page: self.server_page.plausible,
            self.connect_page: not self.connect_page.problem.isVisibleTo(self.connect_page),
            self.folders_page: not self._new.saving,
        }
        self.next.setEnabled(ready.get(page, True))  # type: ignore[call-overload]
        self.next.setVisible(page is not self.connect_page or ready[self.connect_page])

    @Slot()
    def _go_next(self) -> None:
        page = self.pages.currentWidget()
        if page is self.address_page:
            self._manual = False
            if self.signing_in.chosen is not None:
                self._sign_in()
            else:
                self._try_address()
        elif page is self.server_page:
            self._manual = True
            self._try_server()
        elif page is self.connect_page:
            self._go_back()
        else:
            self._finish()

    @Slot()
    def _go_back(self) -> None:
        self._new.stop_trying()
        self._go(
            self.server_page
            if self._manual and self.pages.currentWidget() is not self.server_page
            else self.address_page
        )

    @Slot()
    def _go_manual(self) -> None:
        self._new.stop_trying()
        first = self.address_page
        address = first.address.text().strip()
        if not self.server_page.address.text():
            self.server_page.address.setText(address)
        if not self.server_page.form.host.text() or not self._manual:
            by_password = self.signing_in.chosen is None
            guess = guess_settings(address) if by_password else self.signing_in.make_settings(address)
            self.server_page.form.show_settings(self._new.settings or guess, first.password.text())
            self.server_page.form.want_password(by_password)
        self._manual = True
        self._go(self.server_page)
        wanted = self.server_page.form.ca_file if self._new.untrusted else self.server_page.form.host
        wanted.setFocus()
        wanted.selectAll()  # it holds a guess: typing replaces it

    def _try_address(self) -> None:
        address = self.address_page.address.text().strip()
        if self._is_here(self._new.find_same_address(address)):
            return
        self.connect_page.begin(address, "")
        self.connect_page.steps.begin("finding")
        self._go(self.connect_page)
        self.next.setFocus()
        self._new.look_for(address, self.address_page.password.text())

    def _sign_in(self) -> None:
        """The provider's page comes first; whoever signs in there is whose mailbox it is."""
        page = self.server_page if self._manual else self.address_page
        if not self.signing_in.start(page.address.text().strip()):
            self._go(self.address_page)  # where the type's own fields are

    @Slot(str)
    def _on_signed_in(self, address: str) -> None:
        page = self.server_page if self._manual else self.address_page
        if not address:
            self._go(page)
            self._say_address_missing()
            return
        typed = page.address.text().strip()
        page.address.setText(address)
        if self._manual:
            if self.server_page.form.user.text().strip() in ("", typed):
                self.server_page.form.user.setText(address)
            self._try_server()
        else:
            if self._is_here(self._new.find_same_address(address)):
                return
            self._new.password = ""
            self._try(self.signing_in.make_settings(address))

    def _say_address_missing(self) -> None:
        self._blame_address(self.tr("The provider didn't tell the mailbox's address. Enter it here, then sign in."))

    def _blame_address(self, text: str) -> None:
        if self._manual:
            self.server_page.say_problem(text, "address")
        else:
            self.address_page.say_problem(text, self.address_page.address)

    def _is_here(self, other: Mailbox | None) -> bool:
        """Whether it is one of the mailboxes; then that is said, before anybody signs in in vain."""
        if other is None:
            return False
        text = self.tr("This mailbox is here already: it is called “{name}”.")
        self._go(self.server_page if self._manual else self.address_page)
        self._blame_address(text.format(name=formats.plain(other.name)))
        return True

    @Slot(object)
    def _on_found(self, found: FoundServer) -> None:
        self.connect_page.steps.set_state("finding", "done", self._describe_found(found))
        if found.help_url:
            self.address_page.help_page.lead_to(found.help_url)
        if found.hint_kind == OAUTH_ONLY and (type_ := self._desk.find_enabled_type(found.oauth_type)):
            self._offer_sign_in(type_)  # a password could only be refused there
            return
        if not found.needs_confirmation:
            self._go_on_with(found)
            return
        self._new.hold()
        domain = self._new.address.rpartition("@")[2]
        text = self.tr("{domain}'s mail is run by {host}. Send your password there?")
        self.connect_page.ask(text.format(domain=domain, host=found.host), lambda: self._go_on_with(found))
        self._update_buttons()

    def _go_on_with(self, found: FoundServer) -> None:
        self._show_try(self._new.address, found.host)
        self._new.go_on_with(found)

    def _offer_sign_in(self, type_: str) -> None:
        page = self.address_page
        page.types.choose(type_)
        self._go(page)
        chosen = page.types.chosen
        text = self.tr("This mailbox signs in with {label}, on the provider's own page.")
        page.show_hint(text.format(label=chosen.label) if chosen else "")
        self.next.setFocus()

    def _describe_found(self, found: FoundServer) -> str:
        return self.tr("found: {where}").format(where=say(found.source.describe(self._new.address.rpartition("@")[2])))

    @Slot()
    def _show_provider(self) -> None:
        """While an address is typed: what the shipped table knows of its provider."""
        types = self.address_page.types
        if types.buttons:
            types.suggest(self._desk.find_account_type(self.address_page.address.text().strip()))
        self._show_hints()

    @Slot()
    def _show_hints(self) -> None:
        """What its provider wants of a password; nothing where the provider's page is chosen."""
        address, types = self.address_page.address.text().strip(), self.address_page.types
        self.address_page.show_hint("" if types.chosen else self._desk.describe_provider(address))
        self.address_page.help_page.lead_to("" if types.chosen else self._desk.find_help_page(address))

    def _try_server(self) -> None:
        if self.signing_in.needs_sign_in:
            self._sign_in()
            return
        address = self.server_page.address.text().strip()
        self._new.password = self.server_page.form.password.text()
        chosen = self.signing_in.chosen
        guess = replace(guess_settings(address), auth=chosen.type if chosen else "password")
        settings = replace(guess, **self.server_page.form.values())  # type: ignore[arg-type]
        if not self._is_here(self._new.find_same_login(settings)):
            self._try(settings)

    @Slot()
    def _try_again(self) -> None:
        if self.signing_in.needs_sign_in:
            self._sign_in()
        elif self._new.settings is not None:
            self._try(self._new.settings)
        else:
            self._try_address()

    def _try(self, settings: MailboxSettings) -> None:
        self._show_try(settings.address, settings.host)
        self._new.try_settings(settings, self.signing_in.extra())

    def _show_try(self, address: str, host: str) -> None:
        finding = "" if self._manual else self.connect_page.steps.word("finding")
        self.connect_page.begin(address, host)
        self.connect_page.steps.begin("connecting")
        self.connect_page.steps.set_state("finding", "done", finding)
        self._go(self.connect_page)
        self.next.setFocus()

    @Slot(str)
    def _on_step(self, step: str) -> None:
        self.connect_page.steps.begin(step)

    @Slot(object, object)
    def _on_checked(self, listing: FolderListing, included: set[str]) -> None:
        self.connect_page.steps.finish()
        self.folders_page.picker.show_listing(listing, included)
        self._go(self.folders_page)
        self.next.setFocus()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.connect_page.fail(error, self.address_page.help_page.toolTip())
        sentence, _details = describe_error(error)
        if isinstance(error, SignInRequired) and self.signing_in.chosen is not None:
            self.signing_in.forget()  # "Try again" means signing in again
        elif isinstance(error, SignInRequired) and error.reason not in ELSEWHERE:
            self._blame("password", sentence)
        elif isinstance(error, SettingsRefused) and error.field:
            self._blame(error.field, sentence)
        elif isinstance(error, Unreachable) and self._manual:
            self._blame("host", sentence)
        self._update_buttons()
        if isinstance(error, Unproven) and self._new.settings is not None:
            asking = CertificateDialog(self._desk, self._errands, self._new.settings, error, self)
            asking.trusted.connect(self._on_trusted)
            asking.open()

    @Slot(str)
    def _on_trusted(self, fingerprint: str) -> None:
        if self._new.settings is not None:
            self.server_page.form.trust(fingerprint)
            self._try(replace(self._new.settings, certificate=fingerprint))

    def _blame(self, field: str, sentence: str) -> None:
        """Go back to the form with the wrong field marked and focused, and the sentence under it."""
        if self._manual:
            self._go(self.server_page)
            self.server_page.say_problem(sentence, field)
        elif field in ("password", "address", "user"):
            wrong = self.address_page.password if field == "password" else self.address_page.address
            self._go(self.address_page)
            self.address_page.say_problem(sentence, wrong)

    def _finish(self) -> None:
        self._new.save(self.folders_page.picker.included, self.signing_in.extra())
        self._update_buttons()

    @Slot(str)
    def _on_added(self, name: str) -> None:
        self.added.emit(name)
        self.accept()

    @Slot(str)
    def _on_not_added(self, sentence: str) -> None:
        self.folders_page.say_problem(sentence)
        self._update_buttons()

    def reject(self) -> None:
        """Cancel, Esc or the window's cross: whatever runs is stopped."""
        self._stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)

    def _stop(self) -> None:
        self._new.stop()
        self.signing_in.stop()
