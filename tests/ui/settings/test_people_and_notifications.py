"""Settings > Notifications and Settings > People over a real desk, with a real SMTP server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imapdesk.accounts.people import CREDENTIAL_NOTIFICATIONS
from imapdesk.desk import Desk
from imapdesk.mail import Security
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.settings.notification_page import NotificationPage
from imapdesk.ui.settings.people_page import PeoplePage
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.theme import Theme
from imapdesk.ui.widgets.window_state import WindowState
from tests.notify.mail_server import MailServer
from tests.servers.certificates import TestAuthority


@pytest.fixture
def real_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "master password")
    with Desk.open(tmp_path / "data") as desk:
        yield desk


@pytest.fixture
def errands(qtbot: QtBot) -> Iterator[Background]:
    made = Background(2)
    failures: list[object] = []
    made.failed.connect(failures.append)
    yield made
    made.close()
    assert made.wait(10)
    assert failures == []


@pytest.fixture
def notifications(real_desk: Desk, errands: Background, qtbot: QtBot) -> NotificationPage:
    real_desk.change_person(real_desk.find_me().login, address="me@example.org")
    page = NotificationPage(real_desk, errands)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.smtp.to.text()))
    return page


def test_the_wishes_go_back_to_how_they_came(real_desk: Desk, errands: Background, qtbot: QtBot) -> None:
    came = real_desk.load_notification_settings()
    dialog = SettingsDialog(real_desk, errands, WindowState(real_desk.data_dir), True)
    qtbot.addWidget(dialog)
    dialog.show()
    page = dialog.notifications
    qtbot.waitUntil(lambda: not errands.busy)
    dialog.names.setCurrentRow(2)
    page.boxes["new_mail"].click()
    page.boxes["problems"].click()
    page.quiet_from.setTime(QTime(20, 0))
    page.quiet.click()
    qtbot.waitUntil(lambda: real_desk.load_notification_settings().quiet_from == "20:00")
    assert dialog.defaults.isVisible()
    dialog.defaults.click()
    qtbot.waitUntil(lambda: real_desk.load_notification_settings() == came)
    assert page.quiet_from.time() == QTime(22, 0)


@pytest.fixture
def people(real_desk: Desk, errands: Background, qtbot: QtBot) -> Callable[[], PeoplePage]:
    def make() -> PeoplePage:
        page = PeoplePage(real_desk, errands)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page.person.count() > 0)
        return page

    return make


def fill(page: NotificationPage, server: MailServer, authority: TestAuthority, password: str) -> None:
    form: Any = page.smtp
    form.host.setText("localhost")
    form.port.setValue(server.port)
    form.user.setText("out")
    form.password.setText(password)
    form.sent_from.setText("imapdesk@example.com")
    form.ca_file.setText(str(authority.ca_file))


def test_wishes_are_kept_at_once_and_new_mail_is_off_by_default(
    notifications: NotificationPage, real_desk: Desk, qtbot: QtBot
) -> None:
    assert notifications.boxes["problems"].isChecked()
    assert not notifications.boxes["new_mail"].isChecked()
    assert not notifications.boxes["show_senders"].isEnabled()
    notifications.boxes["new_mail"].click()
    notifications.boxes["show_senders"].click()
    notifications.quiet_from.setTime(QTime(21, 30))
    notifications.quiet.click()
    notifications.boxes["finished"].click()
    notifications.boxes["finished"].click()
    qtbot.waitUntil(lambda: real_desk.load_notification_settings().quiet_from == "21:30")
    qtbot.waitUntil(lambda: not notifications._saving)
    wishes = real_desk.load_notification_settings()
    assert wishes.finished
    assert (wishes.new_mail, wishes.show_senders, wishes.problems, wishes.quiet_to) == (True, True, True, "07:00")


def test_a_test_message_is_really_sent_and_the_settings_are_saved(
    notifications: NotificationPage, real_desk: Desk, authority: TestAuthority, qtbot: QtBot
) -> None:
    with MailServer(tls=authority.server_context(), users={"out": "secret"}) as server:
        fill(notifications, server, authority, "secret")
        notifications.smtp.test.click()
        qtbot.waitUntil(lambda: "took a test message" in notifications.smtp.result.text())
        assert [str(each["To"]) for each in server.received] == ["me@example.org"]
    notifications.smtp.save.click()
    qtbot.waitUntil(lambda: notifications.smtp.result.text() == "Saved.")
    saved = real_desk.load_smtp()
    assert saved is not None
    assert (saved.host, saved.user, saved.sender, saved.security) == (
        "localhost", "out", "imapdesk@example.com", Security.SSL,
    )  # fmt: skip
    assert b"secret" not in (real_desk.data_dir / "imapdesk.db").read_bytes()


def test_a_wrong_password_and_a_missing_server_are_said_where_they_are(
    notifications: NotificationPage, authority: TestAuthority, qtbot: QtBot
) -> None:
    notifications.smtp.test.click()
    assert "server's name is missing" in notifications.smtp.result.text()
    with MailServer(tls=authority.server_context(), users={"out": "secret"}) as server:
        fill(notifications, server, authority, "wrong")
        notifications.smtp.test.click()
        qtbot.waitUntil(lambda: "did not accept" in notifications.smtp.result.text())
        assert server.received == []


def test_people_and_roles_are_added_changed_and_removed(
    people: Callable[[], PeoplePage], real_desk: Desk, qtbot: QtBot
) -> None:
    page = people()
    page.new_role.setText("Keeper")
    page.add_role.click()
    qtbot.waitUntil(lambda: page.role.currentText() == "Keeper")
    page.capability_boxes[CREDENTIAL_NOTIFICATIONS].setChecked(True)
    page.save_role.click()
    qtbot.waitUntil(lambda: CREDENTIAL_NOTIFICATIONS in real_desk.load_roles()["Keeper"])
    page.new_login.setText("bob")
    page.add.click()
    qtbot.waitUntil(lambda: page.person.currentText() == "bob")
    qtbot.waitUntil(lambda: "Keeper" in page.role_boxes)
    page.address.setText("bob@example.org")
    page.role_boxes["Keeper"].setChecked(True)
    page.save.click()

    def find_bob() -> Any:
        return next(each for each in real_desk.load_people() if each.login == "bob")

    qtbot.waitUntil(lambda: find_bob().address == "bob@example.org")
    assert CREDENTIAL_NOTIFICATIONS in find_bob().capabilities
    qtbot.waitUntil(lambda: page.result.text() == "Saved." and page.remove.isEnabled())
    page.remove.click()
    qtbot.waitUntil(lambda: len(real_desk.load_people()) == 1)


def test_who_may_not_manage_people_changes_the_own_name_and_address_alone(
    people: Callable[[], PeoplePage], real_desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    real_desk.find_me()
    real_desk.add_person("carol", name="Carol")
    monkeypatch.setattr("imapdesk.desk.people.current_login", lambda: "carol")
    page = people()
    assert [page.person.itemText(number) for number in range(page.person.count())] == ["carol"]
    assert not page.role_part.isVisible()
    assert not page.add.isVisible()
    assert not any(box.isEnabled() for box in page.role_boxes.values())
    page.address.setText("carol@example.org")
    page.save.click()
    qtbot.waitUntil(lambda: real_desk.find_me().address == "carol@example.org")


@pytest.mark.screenshots
def test_pictures(real_desk: Desk, errands: Background, qtbot: QtBot, project: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    Theme(app, "light")
    real_desk.change_person(real_desk.find_me().login, address="me@example.org")
    dialog = SettingsDialog(real_desk, errands, WindowState(real_desk.data_dir), True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.resize(760, 760)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.notifications.smtp.to.text()) and dialog.people.person.count() > 0)
    place = project / "build" / "screenshots"
    place.mkdir(parents=True, exist_ok=True)
    for name, page in (("settings-notifications", dialog.notifications), ("settings-people", dialog.people)):
        dialog.names.setCurrentRow(dialog.pages.indexOf(page))
        qtbot.wait(50)
        assert dialog.grab().save(str(place / f"{name}.png"))
