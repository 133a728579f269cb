"""Settings: each change counts at once, and each page goes back to its defaults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory
from pytestqt.qtbot import QtBot

from imapdesk.desk import BackupPlan, Desk, NetworkSettings, Patience, SyncRules
from imapdesk.desk.shown.opening import ImageRule
from imapdesk.mail import Security
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.sign_in.dialog import ROAD
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.window_state import WindowState


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "data") as made:
        yield made


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> Iterator[SettingsDialog]:
    errands = Background(3)
    made = SettingsDialog(desk, errands, WindowState(desk.data_dir), False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not errands.busy)
    yield made
    errands.close()
    errands.wait(5)


def show(dialog: SettingsDialog, name: str) -> None:
    names = [dialog.names.item(number).text() for number in range(dialog.names.count())]
    dialog.names.setCurrentRow(names.index(name))


def test_every_page_that_a_person_looks_for_is_there(dialog: SettingsDialog) -> None:
    names = [dialog.names.item(number).text() for number in range(dialog.names.count())]
    wanted = ["General", "Sync", "Notifications", "Reading", "Sign-in", "People", "Storage", "Advanced"]
    assert names == wanted


def test_each_page_of_wishes_goes_back_and_only_these(dialog: SettingsDialog) -> None:
    offered = []
    for row in range(dialog.names.count()):
        dialog.names.setCurrentRow(row)
        if dialog.defaults.isVisible():
            offered.append(dialog.names.item(row).text())
    assert offered == ["General", "Sync", "Notifications", "Reading", "Sign-in", "Storage", "Advanced"]


def test_the_road_of_signing_in_goes_back(dialog: SettingsDialog, desk: Desk, qtbot: QtBot) -> None:
    show(dialog, "Sign-in")
    road = dialog.sign_in.road
    road.setCurrentIndex(1)
    qtbot.waitUntil(lambda: desk.get_setting(ROAD, "") == road.itemData(1))
    dialog.defaults.click()
    qtbot.waitUntil(lambda: desk.get_setting(ROAD, "") == road.itemData(0))


def test_starting_with_the_computer_is_one_tick(dialog: SettingsDialog, desk: Desk, qtbot: QtBot) -> None:
    dialog.general.at_login.click()
    qtbot.waitUntil(desk.starts_with_computer)
    dialog.defaults.click()
    qtbot.waitUntil(lambda: not desk.starts_with_computer())


def test_the_timers_rules_change_at_once_and_go_back(dialog: SettingsDialog, desk: Desk, qtbot: QtBot) -> None:
    show(dialog, "Sync")
    page = dialog.sync
    page.boxes["on_battery"].click()
    qtbot.waitUntil(lambda: not desk.load_sync_rules().on_battery)
    page.least_free.setValue(1_000)
    qtbot.waitUntil(lambda: desk.load_sync_rules().least_free_mb == 1_000)
    page.at_most.setValue(4)
    qtbot.waitUntil(lambda: desk.load_at_most() == 4)
    dialog.defaults.click()
    qtbot.waitUntil(lambda: desk.load_sync_rules() == SyncRules() and page.boxes["on_battery"].isChecked())
    qtbot.waitUntil(lambda: desk.load_at_most() == 2)


def test_the_rule_for_images_is_kept_and_restored(desk: Desk, qtbot: QtBot) -> None:
    desk.save_image_rule(ImageRule.ASK)
    errands = Background(3)
    dialog = SettingsDialog(desk, errands, WindowState(desk.data_dir), False)
    qtbot.addWidget(dialog)
    show(dialog, "Reading")
    page = dialog.reading
    qtbot.waitUntil(lambda: page.images.currentData() == "ask" and not page.trusted.isEnabled())
    page.images.setCurrentIndex(page.images.findData("never"))
    qtbot.waitUntil(lambda: desk.load_image_rule() is ImageRule.NEVER)
    dialog.defaults.click()
    qtbot.waitUntil(lambda: desk.load_image_rule() is ImageRule.TRUSTED and page.trusted.isEnabled())
    errands.close()


def test_a_trusted_sender_is_listed_and_blocked_again(desk: Desk, qtbot: QtBot) -> None:
    desk.trust_sender("anna@example.com")
    errands = Background(3)
    dialog = SettingsDialog(desk, errands, WindowState(desk.data_dir), False)
    qtbot.addWidget(dialog)
    show(dialog, "Reading")
    trusted = dialog.reading.trusted
    qtbot.waitUntil(lambda: trusted.count() == 1)
    assert not dialog.reading.remove.isEnabled()
    trusted.setCurrentRow(0)
    dialog.reading.remove.click()
    qtbot.waitUntil(lambda: trusted.count() == 0)
    assert desk.load_trusted_senders() == []
    errands.close()
    errands.wait(5)


def test_backups_are_planned_once_a_folder_is_chosen(
    dialog: SettingsDialog, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    show(dialog, "Storage")
    page = dialog.storage
    qtbot.waitUntil(lambda: page.last.text() != "" and page.used.text() != "")
    assert not page.keep.isEnabled()
    page._change(folder=str(tmp_path), every_days=7)
    qtbot.waitUntil(page.keep.isEnabled)
    page.keep.setValue(2)
    qtbot.waitUntil(lambda: desk.load_backup_plan() == BackupPlan(str(tmp_path), 7, 2))
    page._change(folder=str(tmp_path / "nowhere"))
    qtbot.waitUntil(lambda: "can't be written" in page.health.text())
    assert desk.load_backup_plan().folder == str(tmp_path)
    dialog.defaults.click()
    qtbot.waitUntil(lambda: not desk.load_backup_plan().on)


def test_patience_and_the_log_are_advanced(dialog: SettingsDialog, desk: Desk, qtbot: QtBot) -> None:
    show(dialog, "Advanced")
    page = dialog.advanced
    page.stall_s.setValue(120)
    qtbot.waitUntil(lambda: desk.load_patience() == Patience(stall_s=120))
    page.protocol.click()
    qtbot.waitUntil(desk.load_protocol_log)
    page.level.setCurrentIndex(page.level.findData("warning"))
    qtbot.waitUntil(lambda: desk.load_log_level() == "warning")
    dialog.defaults.click()
    qtbot.waitUntil(lambda: desk.load_patience() == Patience() and desk.load_log_level() == "info")
    qtbot.waitUntil(lambda: not desk.load_protocol_log())


def test_how_often_new_mailboxes_are_checked_is_a_setting(dialog: SettingsDialog, desk: Desk, qtbot: QtBot) -> None:
    show(dialog, "Sync")
    assert dialog.sync.every.value() == 30
    dialog.sync.every.setValue(0)
    assert dialog.sync.every.text() == "only by hand"
    qtbot.waitUntil(lambda: desk.load_sync_rules().every_minutes == 0)
    dialog.defaults.click()
    qtbot.waitUntil(lambda: desk.load_sync_rules() == SyncRules())


def test_a_proxy_counts_as_soon_as_it_has_a_name(
    dialog: SettingsDialog, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "of the vault")
    proxies: list[QNetworkProxy] = []
    monkeypatch.setattr(QNetworkProxy, "setApplicationProxy", proxies.append)
    monkeypatch.setattr(QNetworkProxyFactory, "setUseSystemConfiguration", lambda _on: None)
    show(dialog, "Advanced")
    form = dialog.advanced.network
    assert not form.host.isEnabled()
    form.proxy.setCurrentIndex(form.proxy.findData("socks5"))
    assert form.host.isEnabled()
    assert "Enter the name" in form.result.text()
    assert desk.load_network() == NetworkSettings()
    form.host.setText("proxy.example.org")
    form.user.setText("ada")
    form.password.setText("secret")
    form.password.editingFinished.emit()
    qtbot.waitUntil(lambda: desk.load_network() == NetworkSettings("socks5", "proxy.example.org", 1080, "ada"))
    qtbot.waitUntil(lambda: "Saved" in form.result.text())
    assert not form.password.text()
    assert desk.secrets.get("proxy:password") == "secret"
    assert [(one.hostName(), one.port()) for one in proxies] == [("proxy.example.org", 1080)]
    form.ca_file.setText(str(tmp_path / "nowhere.pem"))
    form.ca_file.editingFinished.emit()
    qtbot.waitUntil(lambda: "can't be read" in form.result.text())
    assert form.ca_file.property("wrong")
    dialog.defaults.click()
    qtbot.waitUntil(lambda: desk.load_network() == NetworkSettings() and desk.secrets.get("proxy:password") is None)


def test_the_store_is_checked_and_packed_from_its_page(dialog: SettingsDialog, qtbot: QtBot) -> None:
    page = dialog.storage
    page._check()
    qtbot.waitUntil(lambda: "good health" in page.health.text())
    page._compact()
    qtbot.waitUntil(lambda: page.health.text().startswith("Done"))


def test_what_is_typed_for_the_server_of_e_mails_outlives_a_change_of_language(
    dialog: SettingsDialog, desk: Desk, qtbot: QtBot
) -> None:
    smtp = desk.make_smtp("mail.example.org", 587, Security.STARTTLS, "ada", "ada@example.org", "")
    desk.save_smtp(smtp)
    dialog.make_anew()
    form = dialog.notifications.smtp
    qtbot.waitUntil(lambda: form.host.text() == "mail.example.org")
    assert form.typed() == {}
    form.host.clear()  # emptied is typed, too
    form.security.choose(Security.SSL)
    form.port.setValue(587)
    form.password.setText("half a pass")
    typed = form.typed()
    assert typed == {"host": "", "security": "ssl", "password": "half a pass"}
    for _change in ("at once", "once more", "and when all is loaded"):
        dialog.make_anew()
        assert dialog.notifications.smtp.typed() == typed
    form = dialog.notifications.smtp
    qtbot.waitUntil(lambda: form.user.text() == "ada")
    assert (form.host.text(), form.password.text(), form.port.value()) == ("", "half a pass", 587)
    assert form.security.security is Security.SSL
    assert form.typed() == typed
    form.host.setText("mail.example.net")
    form.password.clear()
    form.save.click()
    qtbot.waitUntil(lambda: form.result.text() == "Saved.")
    assert form.typed() == {}


def test_a_proxy_that_is_half_typed_outlives_a_change_of_language(
    dialog: SettingsDialog, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "a long one")
    qtbot.waitUntil(lambda: dialog.advanced.network._shown is not None)
    form = dialog.advanced.network
    assert form.typed() == {}
    form.proxy.setCurrentIndex(form.proxy.findData("http"))  # without a name: nothing is saved yet
    form.user.setText("ada")
    form.password.setText("half a pass")
    typed = form.typed()
    assert typed == {"proxy": "http", "port": "3128", "user": "ada", "password": "half a pass"}
    for _change in ("at once", "once more"):
        dialog.make_anew()
        assert dialog.advanced.network.typed() == typed
    form = dialog.advanced.network
    qtbot.waitUntil(lambda: form._shown is not None)
    assert form.typed() == typed
    assert form.host.isEnabled()
    assert desk.load_network() == NetworkSettings()
    form.host.setText("proxy.example.org")
    form.host.editingFinished.emit()
    qtbot.waitUntil(lambda: desk.load_network() == NetworkSettings("http", "proxy.example.org", 3128, "ada"))
    qtbot.waitUntil(lambda: form.typed() == {})
    assert desk.secrets.get("proxy:password") == "half a pass"
