"""Adding a mailbox: two fields, two activations; what fails says why, where it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from imapdesk.desk.servers.waiting import ALLOWED_S
from imapdesk.errors import Insecure, SecretsUnavailable, SignInRequired, Unreachable, Untrusted
from imapdesk.mail import FolderListing, MailboxSettings, Security
from imapdesk.ui.mailbox.add_mailbox import AddMailbox
from imapdesk.ui.mailbox.certificate_dialog import CertificateDialog
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.mailbox.server_form import ServerForm
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.adding import make_listing
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE


class Adding:
    """An empty program with the dialog open."""

    def __init__(self, opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
        self.opened, self.desk, self.qtbot = opened, desk, qtbot
        opened.window.welcome.add.click()
        dialog = opened.window.mailbox_actions._adding
        assert dialog is not None
        self.dialog: AddMailbox = dialog

    def type_address(self) -> None:
        self.qtbot.keyClicks(self.dialog.address_page.address, "alice@example.com")
        self.qtbot.keyClicks(self.dialog.address_page.password, "secret")

    def wait_page(self, page: object) -> None:
        self.opened.wait(lambda: self.dialog.pages.currentWidget() is page)


@pytest.fixture
def adding(open_window: Callable[[Any], OpenWindow], tmp_path: Path, qtbot: QtBot) -> Adding:
    desk = FakeDesk(tmp_path)
    desk.listing = make_listing()
    return Adding(open_window(desk), desk, qtbot)


def test_two_fields_and_two_activations_lead_to_the_inbox(adding: Adding, qtbot: QtBot) -> None:
    dialog = adding.dialog
    assert not dialog.next.isEnabled()
    adding.type_address()
    assert dialog.next.isEnabled()
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    adding.wait_page(dialog.folders_page)
    assert set(dialog.connect_page.steps.states.values()) == {"done"}
    assert "Spam" not in dialog.folders_page.picker.included
    assert "14,516 messages, about 1.1 GB" in dialog.folders_page.plan.text()
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    window = adding.opened.window
    adding.opened.wait(lambda: window.tree.place() is not None)
    place = window.tree.place()
    assert place is not None
    assert (place.mailbox, place.folder) == ("alice@example.com", "INBOX")
    adding.opened.wait(lambda: adding.desk.synced == ["alice@example.com"])
    saved = adding.desk.get_mailbox("alice@example.com").settings
    assert (saved.host, saved.port, saved.security, saved.owner) == ("imap.example.com", 993, Security.SSL, "alice")


def test_enter_alone_is_enough(adding: Adding, qtbot: QtBot) -> None:
    adding.type_address()
    qtbot.keyClick(adding.dialog.address_page.password, Qt.Key.Key_Return)
    adding.wait_page(adding.dialog.folders_page)
    qtbot.keyClick(adding.dialog, Qt.Key.Key_Return)
    adding.opened.wait(lambda: bool(adding.desk.mailboxes))


def test_a_refused_password_goes_back_to_the_password(adding: Adding) -> None:
    adding.desk.check_error = SignInRequired("The server did not accept this password.")
    adding.type_address()
    adding.dialog.next.click()
    page = adding.dialog.address_page
    adding.opened.wait(lambda: page.problem.isVisible())
    assert adding.dialog.pages.currentWidget() is page
    assert page.problem.text() == "The server did not accept this password."
    assert adding.dialog.focusWidget() is page.password
    assert page.password.property("wrong")


@pytest.mark.parametrize("reason", ["imap_disabled", "locked", "web_login"])
def test_what_no_other_password_helps_against_is_not_blamed_on_it(adding: Adding, reason: str) -> None:
    adding.desk.check_error = SignInRequired("IMAP is switched off.", details="[ALERT] Not enabled.", reason=reason)
    adding.type_address()
    adding.opened.wait(adding.dialog.address_page.help_page.isVisible)
    adding.dialog.next.click()
    page = adding.dialog.connect_page
    adding.opened.wait(page.problem.isVisible)
    assert page.problem.text() == "IMAP is switched off."
    assert not adding.dialog.address_page.password.property("wrong")
    assert page.help_page.toolTip() == "https://help.example.com/mail"
    assert [each.isVisible() for each in (page.again, page.manual, page.details_button, page.help_page)] == [True] * 4


def test_a_mailbox_that_is_here_already_is_told_before_anybody_is_asked(adding: Adding) -> None:
    work = MailboxSettings(name="Work", address="Alice@example.com", host="imap.example.com", user="alice@example.com")
    adding.desk.put_mailbox("Work", settings=work)
    adding.dialog.reject()
    adding.opened.wait(lambda: adding.opened.window.mailbox_actions._adding is None)
    adding.opened.window.mailbox_actions.add()
    dialog = adding.opened.window.mailbox_actions._adding
    assert dialog is not None
    adding.dialog = dialog
    adding.opened.wait(lambda: bool(dialog._new._others))
    adding.type_address()
    dialog.next.click()
    page = dialog.address_page
    assert page.problem.text() == "This mailbox is here already: it is called “Work”."
    assert dialog.focusWidget() is page.address
    assert "find_settings" not in adding.desk.threads
    dialog._go_manual()
    dialog.server_page.form.host.setText("imap.example.com")
    dialog.next.click()
    assert dialog.server_page.problem.text() == page.problem.text()
    dialog.server_page.form.host.setText("imap.elsewhere.example.com")
    dialog.next.click()
    adding.wait_page(dialog.folders_page)  # the same address on another server is another mailbox


@pytest.mark.parametrize("address", ["alice+lists@example.com", '"alice b@c"@example.com', "älice@bücher.example"])
def test_addresses_of_every_kind_can_be_tried(adding: Adding, address: str) -> None:
    adding.dialog.address_page.address.setText(address)
    adding.dialog.address_page.password.setText("x" * 65_536)
    assert len(adding.dialog.address_page.password.text()) == 65_536
    assert adding.dialog.next.isEnabled()


def test_what_was_proved_is_saved_and_not_what_is_typed_meanwhile(opened: OpenWindow, desk: FakeDesk) -> None:
    opened.window.mailbox_actions.change_server("alice@example.com", sign_in=True)
    dialog = opened.window.findChild(ServerDialog)
    assert dialog is not None
    dialog.form.host.setText("proved.example.com")
    dialog.form.password.setText("right")
    dialog.save.click()
    dialog.form.host.setText("unproved.example.com")
    opened.wait(lambda: "change_mailbox" in desk.threads)
    assert desk.get_mailbox("alice@example.com").settings.host == "proved.example.com"


def test_a_provider_that_wants_something_special_says_so_while_typing(adding: Adding) -> None:
    adding.type_address()
    hint = adding.dialog.address_page.hint
    adding.opened.wait(hint.isVisible)
    assert hint.text() == "Example wants an app password here."


def test_the_providers_own_page_is_one_click_away(adding: Adding, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    page = adding.dialog.address_page
    assert not page.help_page.isVisible()
    adding.type_address()
    adding.opened.wait(page.help_page.isVisible)
    adding.desk.check_error = SignInRequired("The server did not accept this password.")
    adding.dialog.next.click()
    adding.opened.wait(page.problem.isVisible)
    assert page.help_page.toolTip() == "https://help.example.com/mail"  # seen before it opens
    page.help_page.click()
    assert opened == ["https://help.example.com/mail"]
    page.address.setText("anna@example.org")
    adding.opened.wait(lambda: not page.help_page.isVisible())


def test_a_strange_host_is_agreed_to_before_the_password_goes_there(adding: Adding) -> None:
    adding.desk.found_host = "mail.hoster.example.net"
    adding.type_address()
    adding.dialog.next.click()
    page = adding.dialog.connect_page
    adding.opened.wait(page.problem.isVisible)
    assert page.problem.text() == "example.com's mail is run by mail.hoster.example.net. Send your password there?"
    assert "check_connection" not in adding.desk.threads
    page.agree.click()
    adding.wait_page(adding.dialog.folders_page)


def test_the_look_and_the_try_share_one_time_in_which_a_question_does_not_count(adding: Adding) -> None:
    adding.desk.found_host = "mail.hoster.example.net"
    adding.type_address()
    adding.dialog.next.click()
    page = adding.dialog.connect_page
    adding.opened.wait(page.problem.isVisible)
    [allowance] = adding.desk.allowances
    assert allowance is not None
    left_s = allowance.left_s
    adding.qtbot.wait(50)
    assert 0 < allowance.left_s == left_s < ALLOWED_S  # it stands while the question does
    page.agree.click()
    adding.wait_page(adding.dialog.folders_page)
    assert adding.desk.allowances == [allowance, allowance]


def test_each_new_try_has_all_of_the_time(adding: Adding) -> None:
    adding.desk.check_error = Unreachable("imap.example.com takes too long to answer.")
    adding.type_address()
    adding.dialog.next.click()
    page = adding.dialog.connect_page
    adding.opened.wait(page.problem.isVisible)
    adding.desk.check_error = None
    page.again.click()
    adding.wait_page(adding.dialog.folders_page)
    first, same, other = adding.desk.allowances
    assert first is same is not other


def test_no_provider_found_offers_the_manual_form(adding: Adding) -> None:
    adding.desk.find_error = Unreachable("No mail server found for example.com. Check the address for typing errors.")
    adding.type_address()
    adding.dialog.next.click()
    page = adding.dialog.connect_page
    adding.opened.wait(page.problem.isVisible)
    assert page.steps.states["finding"] == "failed"
    assert page.manual.isVisible()


def test_a_certificate_that_nobody_vouches_for_leads_to_the_field_that_can(adding: Adding) -> None:
    adding.desk.check_error = Untrusted("The certificate of mail.example.com is self-signed.")
    adding.type_address()
    adding.dialog.next.click()
    page = adding.dialog.connect_page
    adding.opened.wait(page.problem.isVisible)
    assert page.problem.text().endswith("If the server is your own or your company's, name its certificate file.")
    asking = adding.dialog.findChild(CertificateDialog)
    assert asking is not None
    asking.refuse.click()
    adding.dialog.activateWindow()
    page.manual.setFocus()
    adding.opened.wait(page.manual.hasFocus)
    adding.qtbot.keyClick(page.manual, Qt.Key.Key_Return)  # Enter presses what has the focus
    adding.opened.wait(adding.dialog.server_page.form.ca_file.hasFocus)


def is_whole(form: ServerForm) -> bool:
    """Whether the warning of a line in clear text is shown as wide as the fields, and not cut."""
    warning = form.clear_text
    return warning.width() > form.user.width() - 10 and warning.height() >= warning.heightForWidth(warning.width())


def test_the_warning_of_a_line_in_clear_text_can_be_read_as_a_whole(adding: Adding) -> None:
    adding.type_address()
    adding.dialog._go_manual()
    form = adding.dialog.server_page.form
    form.security.setCurrentIndex(form.security.findData(Security.NONE))
    adding.opened.wait(lambda: is_whole(form))


def test_and_so_it_can_where_one_signs_in_again(opened: OpenWindow, desk: FakeDesk) -> None:
    desk.change_mailbox(ALICE, security=Security.NONE)
    opened.window.mailbox_actions.change_server(ALICE, sign_in=True)
    dialog = opened.window.findChild(ServerDialog)
    assert dialog is not None
    opened.wait(lambda: is_whole(dialog.form))


def test_signing_in_again_asks_for_the_password_and_for_the_server_only_where_that_is_the_trouble(
    opened: OpenWindow, desk: FakeDesk
) -> None:
    opened.window.mailbox_actions.change_server(ALICE, sign_in=True)
    dialog = opened.window.findChild(ServerDialog)
    assert dialog is not None
    form = dialog.form
    assert [each.isVisible() for each in (form.user, form.password, form.host, form.port, form.ca_file)] == [
        True, True, False, False, False
    ]  # fmt: skip
    desk.check_error = SignInRequired("The server refused the user name or the password.")
    form.password.setText("wrong")
    dialog.save.click()
    opened.wait(lambda: bool(dialog.problem.text()) and dialog.save.isEnabled())
    assert not form.host.isVisible()
    assert form.password.hasFocus()
    desk.check_error = Unreachable("There is no server called imap.example.com, or the network is down.")
    dialog.save.click()
    opened.wait(form.host.isVisible)
    opened.wait(form.host.hasFocus)
    assert not dialog.more.isVisible()


def test_no_server_offers_the_manual_form(adding: Adding) -> None:
    adding.desk.check_error = Unreachable("No mail server found for example.com.", details="ENOTFOUND")
    adding.type_address()
    adding.dialog.next.click()
    page = adding.dialog.connect_page
    adding.opened.wait(lambda: page.problem.isVisible())
    assert page.problem.text() == "No mail server found for example.com."
    assert page.details_button.isVisible()
    page.manual.click()
    assert adding.dialog.pages.currentWidget() is adding.dialog.server_page
    assert adding.dialog.server_page.form.user.text() == "alice@example.com"
    assert adding.dialog.server_page.form.password.text() == "secret"


def test_in_the_manual_form_the_wrong_field_gets_the_focus(adding: Adding) -> None:
    adding.type_address()
    adding.dialog._go_manual()
    adding.desk.check_error = Unreachable("No connection to imap.example.com.")
    adding.dialog.next.click()
    page = adding.dialog.server_page
    adding.opened.wait(lambda: page.problem.isVisible())
    assert page.problem.text() == "No connection to imap.example.com."
    assert adding.dialog.focusWidget() is page.form.host


def test_an_unsafe_server_is_said_on_the_spot(adding: Adding) -> None:
    adding.desk.check_error = Insecure("imap.example.com cannot prove its identity.")
    adding.type_address()
    adding.dialog.next.click()
    adding.opened.wait(lambda: adding.dialog.connect_page.problem.isVisible())
    assert "failed" in adding.dialog.connect_page.steps.states.values()


def test_stop_ends_the_try_and_its_answer_is_dropped(adding: Adding, qtbot: QtBot) -> None:
    def slow(settings: object, password: object, *, should_stop: Any, **_more: Any) -> FolderListing:
        while not should_stop():
            time.sleep(0.01)
        return adding.desk.listing

    adding.desk.check_connection = slow  # type: ignore[method-assign]
    adding.type_address()
    adding.dialog.next.click()
    adding.wait_page(adding.dialog.connect_page)
    assert adding.dialog.next.text() == "&Stop"
    adding.dialog.next.click()
    assert adding.dialog.pages.currentWidget() is adding.dialog.address_page
    qtbot.wait(100)
    assert adding.dialog.pages.currentWidget() is adding.dialog.address_page


def test_clear_text_is_warned_about(adding: Adding) -> None:
    adding.dialog._go_manual()
    form = adding.dialog.server_page.form
    assert not form.clear_text.isVisible()
    form.security.setCurrentIndex(form.security.findData(Security.NONE))
    assert form.clear_text.isVisible()
    assert form.port.value() == 143


def test_without_a_place_for_secrets_nothing_is_saved_and_it_says_so(adding: Adding) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SecretsUnavailable("This computer has no password store.")

    adding.desk.add_mailbox = refuse  # type: ignore[method-assign,assignment]
    adding.type_address()
    adding.dialog.next.click()
    adding.wait_page(adding.dialog.folders_page)
    adding.dialog.next.click()
    problem = adding.dialog.folders_page.problem
    adding.opened.wait(problem.isVisible)
    assert problem.text() == "This computer has no password store."
    assert adding.dialog.next.isEnabled()


def test_esc_closes_the_dialog(adding: Adding, qtbot: QtBot) -> None:
    qtbot.keyClick(adding.dialog, Qt.Key.Key_Escape)
    adding.opened.wait(lambda: adding.opened.window.mailbox_actions._adding is None)


def test_unticking_a_folder_leaves_it_out(adding: Adding) -> None:
    adding.type_address()
    adding.dialog.next.click()
    adding.wait_page(adding.dialog.folders_page)
    picker = adding.dialog.folders_page.picker
    item = next(item for item in picker._items if item.text(0) == "Projects")
    item.setCheckState(0, Qt.CheckState.Unchecked)
    assert not any(path.startswith("Projects") for path in picker.included)
    adding.dialog.next.click()
    adding.opened.wait(lambda: bool(adding.desk.mailboxes))
    kept = {f.path for f in adding.desk.folders["alice@example.com"] if f.included}
    assert kept == {"INBOX", "Sent", "Drafts", "Archive"}
