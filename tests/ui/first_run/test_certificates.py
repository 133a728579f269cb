"""A server that can't prove who it is: the person is asked, and what they trust is that one certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from imapdesk.desk import Desk
from imapdesk.errors import Unproven, Unreachable, Untrusted
from imapdesk.mail import MailboxSettings
from imapdesk.outcome import Outcome
from imapdesk.ui.mailbox.certificate_dialog import CertificateDialog
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.widgets import formats
from tests.servers.mail_user import MailUser
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.adding import SHOWN
from tests.ui.fakes.desk import FakeDesk


class Changing:
    """A mailbox's server is being changed, and its certificate proves nothing."""

    def __init__(self, opened: OpenWindow, name: str, password: str = "secret") -> None:
        self.opened = opened
        opened.window.mailbox_actions.change_server(name, sign_in=False)
        dialog = opened.window.findChild(ServerDialog)
        assert dialog is not None
        self.dialog: ServerDialog = dialog
        dialog.form.password.setText(password)

    def fail(self) -> CertificateDialog:
        """Check, and wait for the question."""
        self.dialog.save.click()
        self.opened.wait(lambda: self.dialog.findChild(CertificateDialog) is not None)
        asking = self.dialog.findChild(CertificateDialog)
        assert asking is not None
        self.opened.wait(lambda: asking.trust.isEnabled() or bool(asking.problem.text()))
        return asking


@pytest.fixture
def changing(opened: OpenWindow, desk: FakeDesk) -> Changing:
    desk.check_error = Untrusted("The certificate of imap.example.com is self-signed, so it can't be trusted.")
    return Changing(opened, "alice@example.com")


def test_nothing_is_trusted_unless_the_person_says_so(changing: Changing, desk: FakeDesk, qtbot: QtBot) -> None:
    asking = changing.fail()
    assert asking.refuse.isDefault()
    assert asking.reason.text() == "The certificate of imap.example.com is self-signed, so it can't be trusted."
    qtbot.keyClick(asking, Qt.Key.Key_Escape)
    changing.opened.wait(lambda: not asking.isVisible())
    assert "change_mailbox" not in desk.threads
    assert changing.dialog.isVisible()


def test_what_the_person_trusts_is_tried_and_saved(changing: Changing, desk: FakeDesk) -> None:
    changing.fail().trust.click()
    changing.opened.wait(lambda: "change_mailbox" in desk.threads)
    assert desk.get_mailbox("alice@example.com").settings.certificate == SHOWN.fingerprint


def test_trust_ends_with_another_server_and_when_it_is_taken_back(changing: Changing) -> None:
    form = changing.dialog.form
    form.host.setText("disk.example.com")
    form.trust(SHOWN.fingerprint)
    assert form.trusted.isVisible()
    assert form.values()["certificate"] == SHOWN.fingerprint
    form.host.setText("elsewhere.example.com")
    assert not form.trusted.isVisible()
    assert form.values()["certificate"] is None
    form.host.setText("disk.example.com")
    assert form.values()["certificate"] == SHOWN.fingerprint
    form.verify.click()
    assert form.values()["certificate"] is None
    assert not form.trusted.isVisible()


def test_details_show_what_it_claims_as_plain_text(changing: Changing) -> None:
    asking = changing.fail()
    assert not asking.details.isVisible()
    asking.show_details.click()
    assert asking.details.isVisible()
    assert asking.details.textFormat() is Qt.TextFormat.PlainText
    assert formats.without_breaks(asking.details.text()).split("\n") == [
        "Issued to: disk.example.com, <b>Example</b>",
        "Issued by: disk.example.com",
        "For: disk.example.com, 192.0.2.7",
        f"Valid from: {formats.day(date(2026, 1, 2))}",
        f"Valid until: {formats.day(date(2036, 1, 2))}",
        f"SHA-256 fingerprint: {' '.join(['3F'] * 32)}",
    ]
    asking.show_details.click()
    assert not asking.details.isVisible()


def test_a_certificate_that_cannot_be_fetched_cannot_be_trusted(changing: Changing, desk: FakeDesk) -> None:
    desk.find_error = Unreachable("imap.example.com doesn't answer.")
    asking = changing.fail()
    assert asking.problem.text() == "imap.example.com doesn't answer."
    assert not asking.trust.isEnabled()


def test_a_new_mailbox_is_added_with_the_certificate_that_is_trusted(
    open_window: Callable[[Any], OpenWindow], tmp_path: Path
) -> None:
    desk = FakeDesk(tmp_path)
    desk.check_error = Unproven("The certificate of imap.example.com has expired.")
    opened = open_window(desk)
    opened.window.welcome.add.click()
    adding = opened.window.mailbox_actions._adding
    assert adding is not None
    adding.address_page.address.setText("alice@example.com")
    adding.address_page.password.setText("secret")
    adding.next.click()
    opened.wait(lambda: adding.findChild(CertificateDialog) is not None)
    asking = adding.findChild(CertificateDialog)
    assert asking is not None
    opened.wait(asking.trust.isEnabled)
    asking.trust.click()
    opened.wait(lambda: adding.pages.currentWidget() is adding.folders_page)
    adding.next.click()
    opened.wait(lambda: bool(desk.mailboxes))
    assert desk.get_mailbox("alice@example.com").settings.certificate == SHOWN.fingerprint


@pytest.fixture
def real_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "master password")
    with Desk.open(tmp_path / "data") as desk:
        yield desk


def test_a_real_server_nobody_vouches_for_is_synchronised_once_it_is_trusted(
    real_desk: Desk, mail_user: MailUser, open_window: Callable[[Any], OpenWindow]
) -> None:
    server = mail_user.server
    real_desk.add_mailbox(
        MailboxSettings("disk", mail_user.name, "localhost", server.port_tls, user=mail_user.name), mail_user.password
    )
    assert [result.outcome for result in real_desk.sync()] == [Outcome.INSECURE]
    opened = open_window(real_desk)
    opened.wait(lambda: opened.window.shelf.loaded)
    changing = Changing(opened, "disk", mail_user.password)
    changing.fail().trust.click()
    opened.wait(lambda: real_desk.get_mailbox("disk").settings.certificate is not None)
    opened.wait(lambda: real_desk.get_mailbox("disk").last_outcome is Outcome.OK)
