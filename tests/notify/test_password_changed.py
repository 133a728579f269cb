"""The whole road without a screen: a password changes on a real server, people are told, one of them mends it."""

import imaplib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from imapdesk.accounts.people import CREDENTIAL_NOTIFICATIONS, current_login
from imapdesk.desk import Desk
from imapdesk.desk.emails import LANGUAGE
from imapdesk.mail import MailboxSettings, Security
from imapdesk.notify.smtp import SmtpSettings
from imapdesk.notify.values import Cause
from imapdesk.outcome import Outcome
from tests.notify.mail_server import MailServer
from tests.pace import PATIENCE_S
from tests.servers.certificates import TestAuthority
from tests.servers.mail_user import MailUser
from tests.servers.ports import wait_until

MESSAGE = b"From: anna@example.com\r\nSubject: Hello\r\nMessage-ID: <1@example.com>\r\n\r\nHello\r\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "master")
    with Desk.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def mail_server(desk: Desk, authority: TestAuthority) -> Iterator[MailServer]:
    """Where the notification e-mails of this desk go."""
    with MailServer(tls=authority.server_context(), users={"out": "secret"}) as server:
        settings = SmtpSettings(
            "localhost", server.port, Security.SSL, "out", "imapdesk@example.com", str(authority.ca_file)
        )
        desk.save_smtp(settings, "secret")
        yield server


def add(desk: Desk, user: MailUser, authority: TestAuthority, owner: str | None) -> None:
    settings = MailboxSettings(
        "Work", "work@example.com", "localhost", user.server.port_tls, user=user.name, ca_file=str(authority.ca_file),
        owner=owner,
    )  # fmt: skip
    user.deliver("INBOX", [MESSAGE])
    desk.add_mailbox(settings, user.password)
    assert [result.outcome for result in desk.sync(["Work"])] == [Outcome.OK]


def change_password(user: MailUser, password: str) -> None:
    """Change it and wait until the server has noticed, which reads its files anew once a second."""
    user.server.set_password(user, password)
    changed = replace(user, password=password)

    def is_noticed() -> bool:
        try:
            with changed.imap():
                return True
        except imaplib.IMAP4.error:
            return False

    wait_until(is_noticed, seconds=PATIENCE_S, what="the new password's coming into force")


def test_the_owner_is_told_in_three_ways_signs_in_again_and_all_is_clear(
    desk: Desk, mail_server: MailServer, mail_user: MailUser, authority: TestAuthority
) -> None:
    add(desk, mail_user, authority, current_login())
    change_password(mail_user, "new password")
    for _ in range(2):
        assert [result.outcome for result in desk.sync(["Work"])] == [Outcome.SIGN_IN_REQUIRED]
        desk.deliver_emails()
    assert [(banner.notice.mailbox, banner.notice.cause) for banner in desk.load_banners()] == [
        ("Work", Cause.CREDENTIALS)
    ]
    assert desk.take_tray_message() is not None
    assert desk.take_tray_message() is None
    assert [str(each["To"]) for each in mail_server.received] == ["work@example.com"]
    assert "Work needs you" in str(mail_server.received[0]["Subject"])

    desk.change_mailbox("Work", password="new password")
    assert [result.outcome for result in desk.sync(["Work"])] == [Outcome.OK]
    assert (desk.load_banners(), desk.load_notices(), desk.take_tray_message()) == ((), [], None)
    assert desk.deliver_emails() == 0
    assert len(mail_server.received) == 1


def test_of_a_system_mailbox_two_holders_are_told_and_a_third_person_is_not(
    desk: Desk, mail_server: MailServer, mail_user: MailUser, authority: TestAuthority
) -> None:
    desk.find_me()
    desk.save_role("Keeper", [CREDENTIAL_NOTIFICATIONS])
    desk.change_person(current_login(), address="me@example.org")
    desk.add_person("bob", address="bob@example.org", roles=["Keeper"])
    desk.add_person("carol", address="carol@example.org")
    add(desk, mail_user, authority, None)
    change_password(mail_user, "new password")
    desk.sync(["Work"])
    desk.deliver_emails()
    assert sorted(str(each["To"]) for each in mail_server.received) == ["bob@example.org", "me@example.org"]
    for login, told in ((current_login(), True), ("bob", True), ("carol", False)):
        assert bool(desk.notifier.load_banners(login)) is told
        assert (desk.notifier.take_tray_message(login) is not None) is told


def test_the_test_message_speaks_the_language_of_the_window(desk: Desk, mail_server: MailServer) -> None:
    settings = desk.load_smtp()
    assert settings is not None
    for language in ("de", "en"):
        desk.set_setting(LANGUAGE, language)
        desk.send_test_message(settings, None, "anna@example.com")
    subjects = [str(each["Subject"]) for each in mail_server.received]
    assert subjects == ["Eine Testnachricht von imapdesk", "A test message from imapdesk"]
