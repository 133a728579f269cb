"""Settings > Sign-in and the account types of the mailbox dialog, over the real desk and a provider over TLS."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.accounts.discovery import FoundSettings, Source
from imapdesk.accounts.discovery.hints import Hint
from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings, Security
from imapdesk.oauth.google import GoogleManager
from imapdesk.oauth.registry import GROUP, load_registry
from imapdesk.outcome import Outcome
from imapdesk.ui.mailbox.add_mailbox import AddMailbox
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.settings.integration_card import IntegrationCard
from imapdesk.ui.sign_in.dialog import ROAD
from tests.oauth.person import ALICE, CLIENT_IDS, CLIENT_SECRET, MASTER, make_values, press
from tests.plugins.installing import PACKAGE, run_pip
from tests.servers.dovecot import DovecotServer
from tests.servers.dovecot_oauth import accept_tokens_of
from tests.servers.oidc import OidcServer
from tests.ui.conftest import OpenWindow
from tests.ui.sign_in_stage import Browser
from tests.ui.test_accessibility import clipped, nameless

OTHER_ID = "99998888-7777-6666-5555-444433332222"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name, value in MASTER.items():
        monkeypatch.setenv(name, value)
    with Desk.open(tmp_path / "data") as opened:
        yield opened


class Page:
    """Settings > Sign-in, opened from the window."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened = opened
        opened.conductor.open_settings()
        dialog = opened.window.findChild(SettingsDialog)
        assert dialog is not None
        self.dialog = dialog
        self.page = dialog.sign_in
        dialog.names.setCurrentRow(dialog.pages.indexOf(dialog.sign_in))
        opened.wait(lambda: bool(self.page.cards))

    def fill(self, type_: str, values: dict[str, str]) -> IntegrationCard:
        """Type values into a card."""
        card = self.page.cards[type_]
        card.form.fill(values)
        return card

    def switch(self, card: IntegrationCard) -> None:
        """Press the switch and wait for the provider's word."""
        card.switch.click()
        self.settle(card)

    def settle(self, card: IntegrationCard) -> None:
        self.opened.wait(lambda: card.switch.isEnabled() and not card.verdict.text().endswith("…"), 20_000)


@pytest.fixture
def page(desk: Desk, open_window: Callable[[Any], OpenWindow]) -> Iterator[Page]:
    made = Page(open_window(desk))
    yield made
    made.dialog.reject()


def sign_in(desk: Desk, oidc: OidcServer, name: str = "Work") -> None:
    """A mailbox at the provider that somebody has signed in to."""
    desk.save_integration("google", make_values("google", oidc))
    assert desk.enable_integration("google").enabled
    pending = desk.begin_sign_in("google", ALICE)
    tokens = pending.finish(press(oidc, pending.url))
    owner = desk.find_me().login
    settings = MailboxSettings(name, ALICE, "imap.example.org", auth="google", owner=owner, every_minutes=0)
    desk.add_mailbox(settings, tokens=tokens)


@pytest.mark.parametrize("type_", CLIENT_IDS)
def test_switching_on_asks_the_provider(page: Page, desk: Desk, oidc: OidcServer, type_: str) -> None:
    card = page.fill(type_, make_values(type_, oidc))
    page.switch(card)
    assert card.switch.isChecked()
    assert card.state.text() == "on"
    assert "accepts" in card.verdict.text()
    assert [one.type for one in desk.load_account_types()] == [type_]
    page.switch(card)
    assert not card.switch.isChecked()
    assert desk.load_account_types() == []


def test_wrong_values_stay_off_with_the_field_marked(page: Page, oidc: OidcServer) -> None:
    card = page.fill("google", make_values("google", oidc) | {"client_secret": "wrong"})
    page.switch(card)
    assert not card.switch.isChecked()
    assert card.verdict.text() == "Google doesn't accept this client secret."
    assert card.form.widgets["client_secret"].property("wrong")
    assert not card.form.widgets["client_id"].property("wrong")


def test_a_provider_that_cannot_be_reached_says_nothing_about_the_values(page: Page, oidc: OidcServer) -> None:
    oidc.break_endpoint("token", 503)
    card = page.fill("google", make_values("google", oidc))
    page.switch(card)
    assert not card.switch.isChecked()
    assert "couldn't be checked" in card.verdict.text()
    assert card.picture.accessibleName() == "Couldn't be checked"
    assert not any(widget.property("wrong") for widget in card.form.widgets.values())


def test_a_missing_value_is_asked_for_before_anybody_is_asked(page: Page, oidc: OidcServer) -> None:
    card = page.page.cards["google"]
    card.switch.click()
    assert not card.switch.isChecked()
    assert card.form.faults["client_id"].text() == "Client id is missing."
    assert not oidc.requests


def test_the_providers_file_fills_the_form(page: Page, desk: Desk, tmp_path: Path) -> None:
    card = page.page.cards["google"]
    assert card.load.text() == "Load client_secret.json…"
    file = tmp_path / "client_secret.json"
    client = {"client_id": "7-x.apps.example.com", "client_secret": CLIENT_SECRET}
    file.write_text(json.dumps({"installed": client}))
    card.load_file(file)
    page.opened.wait(lambda: card.verdict.text() == "Saved.")
    saved = desk.load_integration("google").settings
    assert (saved.get("client_id"), saved.get("client_secret")) == ("7-x.apps.example.com", CLIENT_SECRET)
    file.write_text("[1, 2]")
    card.load_file(file)
    assert card.verdict.text() == "This is not the client_secret.json of a desktop app."


def test_the_address_to_register_can_be_copied(page: Page) -> None:
    page.page.cards["microsoft"].copy.click()
    assert QGuiApplication.clipboard().text() == "http://localhost"


def test_scrolling_past_changes_nothing(page: Page, desk: Desk) -> None:
    combo = page.page.cards["microsoft"].form.widgets["cloud"]
    assert isinstance(combo, QComboBox)
    at = combo.rect().center()
    down = QPoint(0, -120)
    turn = QWheelEvent(
        at.toPointF(), combo.mapToGlobal(at).toPointF(), QPoint(), down, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert combo.currentIndex() == 0
    assert not turn.isAccepted()


def test_a_changed_client_asks_its_mailboxes_to_sign_in_again_at_once(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]
) -> None:
    sign_in(desk, oidc)
    opened = open_window(desk)
    page = Page(opened)
    card = page.page.cards["google"]
    line = card.form.widgets["client_id"]
    assert isinstance(line, QLineEdit)
    line.setText("other.apps.example.com")
    line.editingFinished.emit()
    page.settle(card)
    opened.wait(lambda: opened.window.banners.texts() == [f"Sign-in needed for {ALICE}"])
    assert card.state.text() == "off"
    mailbox = desk.get_mailbox("Work")
    assert mailbox.last_outcome is Outcome.SIGN_IN_REQUIRED
    line.setText(CLIENT_IDS["google"])
    page.switch(card)
    opened.wait(lambda: desk.get_mailbox("Work").last_outcome is None)  # the old values: the sign-in is good again
    page.dialog.reject()


def test_a_provider_that_is_switched_off_stops_its_mailboxes_with_a_reason(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]
) -> None:
    sign_in(desk, oidc)
    opened = open_window(desk)
    page = Page(opened)
    page.switch(page.page.cards["google"])
    mailbox = desk.get_mailbox("Work")
    assert mailbox.last_outcome is Outcome.SIGN_IN_REQUIRED
    assert mailbox.last_error == "Gmail is switched off in Settings > Sign-in."
    opened.wait(lambda: "switched off" in opened.window.shelf.snapshot.mailboxes[0].last_error)
    page.switch(page.page.cards["google"])
    assert desk.get_mailbox("Work").last_outcome is None
    page.dialog.reject()


class Doubler(GoogleManager):
    """A package that claims a type that is there."""


def test_a_package_that_cannot_be_used_is_named(desk: Desk, open_window: Callable[[Any], OpenWindow]) -> None:
    doubler = EntryPoint("second-google", "tests.ui.test_integrations:Doubler", GROUP)
    desk.signins.registry = load_registry([doubler])
    page = Page(open_window(desk))
    (problem,) = page.page.problems
    assert "second-google" in problem.accessibleName()
    assert "is there already" in problem.accessibleName()
    assert set(page.page.cards) == {"google", "microsoft"}
    page.dialog.reject()


class OwnForm(QWidget):
    """A vendor's own widget."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setAccessibleName("Client id")

    def values(self) -> dict[str, str]:
        return {"client_id": self.line.text(), "client_secret": CLIENT_SECRET}


def test_a_managers_own_widget_takes_the_forms_place(
    desk: Desk, open_window: Callable[[Any], OpenWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GoogleManager, "create_settings_widget", lambda _self, parent, _settings: OwnForm(parent))
    page = Page(open_window(desk))
    card = page.page.cards["google"]
    form = card.findChild(OwnForm)
    assert form is not None
    assert not card.form.widgets
    form.line.setText("mine.apps.example.com")
    card.save()
    page.settle(card)
    assert desk.load_integration("google").settings.get("client_id") == "mine.apps.example.com"
    page.dialog.reject()


def test_a_widget_that_breaks_leaves_the_form_in_its_place(
    desk: Desk, open_window: Callable[[Any], OpenWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> QWidget:
        raise RuntimeError("no widget today")

    monkeypatch.setattr(GoogleManager, "create_settings_widget", fail)
    page = Page(open_window(desk))
    assert "client_id" in page.page.cards["google"].form.widgets
    page.dialog.reject()


def test_everything_on_the_page_has_a_name_and_fits(page: Page) -> None:
    assert nameless(page.dialog) == []
    assert clipped(page.dialog) == []


def open_adding(opened: OpenWindow) -> AddMailbox:
    opened.window.mailbox_actions.add()
    dialog = opened.window.mailbox_actions._adding
    assert dialog is not None
    return dialog


def test_the_mailbox_dialog_offers_what_is_switched_on(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow], qtbot: QtBot
) -> None:
    opened = open_window(desk)
    dialog = open_adding(opened)
    qtbot.wait(200)
    assert not dialog.address_page.types.isVisible()
    dialog.reject()
    desk.save_integration("google", make_values("google", oidc))
    desk.enable_integration("google")
    dialog = open_adding(opened)
    types = dialog.address_page.types
    opened.wait(types.isVisible)
    assert [button.text() for button in types.buttons.values()] == ["Password", "Gmail"]
    dialog.address_page.address.setText("somebody@gmail.com")  # its provider is known: no click needed
    opened.wait(lambda: types.chosen is not None)
    assert not dialog.address_page.password.isVisible()
    assert dialog.next.text() == "&Sign in with Gmail…"
    assert dialog.next.isEnabled()
    types.buttons["password"].click()
    assert dialog.address_page.password.isVisible()
    dialog.address_page.address.setText("another@gmail.com")
    qtbot.wait(600)
    assert types.chosen is None  # what the person chose stays
    assert nameless(dialog) == []
    dialog.reject()


def test_a_domain_run_by_a_provider_that_takes_no_passwords_leads_to_its_page(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save_integration("microsoft", make_values("microsoft", oidc))
    assert desk.enable_integration("microsoft").enabled
    found = FoundSettings(
        Source.MX, "outlook.office365.com", 993, Security.SSL, "anna@company.example.com",
        oauth_type="microsoft", hint_kind=Hint.OAUTH_ONLY,
    )  # fmt: skip
    monkeypatch.setattr(desk, "find_settings", lambda _address, **_more: found)
    opened = open_window(desk)
    dialog = open_adding(opened)
    opened.wait(dialog.address_page.types.isVisible)
    dialog.address_page.address.setText("anna@company.example.com")
    dialog.address_page.password.setText("secret")
    dialog.next.click()
    opened.wait(lambda: dialog.next.text() == "&Sign in with Microsoft 365…")
    assert dialog.address_page.isVisible()
    assert "signs in with Microsoft 365" in dialog.address_page.hint.text()
    dialog.reject()


def test_a_locked_place_for_secrets_still_shows_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_window: Callable[[Any], OpenWindow]
) -> None:
    monkeypatch.setenv("IMAPDESK_KEYRING", "vault")  # and nobody has its master password
    with Desk.open(tmp_path / "data") as desk:
        opened = open_window(desk)
        card = Page(opened).page.cards["google"]
        assert card.verdict.text()
        assert card.verdict.isVisibleTo(card)
        card.form.fill({"client_id": "x.apps.example.com"})
        card.save()
        opened.wait(lambda: card.switch.isEnabled() and bool(card.verdict.property("danger")))
        assert opened.stop()


def test_an_installed_packages_type_appears_in_the_dialog_and_goes_with_it(
    installed: Path, oidc: OidcServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    open_window: Callable[[Any], OpenWindow],
) -> None:  # fmt: skip
    for name, value in MASTER.items():
        monkeypatch.setenv(name, value)
    oidc.add_client("customer-7")
    with Desk.open(tmp_path / "data") as desk:
        opened = open_window(desk)
        page = Page(opened)
        card = page.fill("example", {"issuer": oidc.issuer, "client_id": "customer-7", "ca_file": oidc.ca_file})
        page.switch(card)
        assert card.verdict.text() == "Example Mail knows this customer number."
        page.dialog.reject()
        dialog = open_adding(opened)
        opened.wait(lambda: "example" in dialog.address_page.types.buttons)
        dialog.address_page.types.buttons["example"].click()
        form = dialog.address_page.types.form
        assert form is not None
        assert list(form.widgets) == ["department"]
        form.fill({"department": "sales"})
        dialog.address_page.address.setText("alice@example.net")
        settings = dialog.signing_in.make_settings("alice@example.net")
        assert (settings.host, settings.auth) == ("imap.eu.example.net", "example")
        chosen = desk.choose_user(settings, dialog.signing_in.extra()["fields"])
        assert chosen.user == "sales\\alice@example.net"
        dialog.reject()
        assert opened.stop()
    run_pip("--python", str(installed), "uninstall", "-q", "-y", PACKAGE)
    importlib.invalidate_caches()
    with Desk.open(tmp_path / "data") as desk:
        assert desk.load_account_types() == []
        opened = open_window(desk)
        assert list(Page(opened).page.cards) == ["google", "microsoft"]
        assert opened.stop()


def test_who_prefers_the_browser_gets_it_at_once(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]
) -> None:
    sign_in(desk, oidc)
    desk.set_setting(ROAD, "browser")
    oidc.state.revoke_all(ALICE)
    opened = open_window(desk)
    opened.wait(lambda: bool(opened.window.shelf.snapshot.mailboxes))
    browser = Browser(oidc)
    opened.window.mailbox_actions.change_server("Work", sign_in=True)
    signing_in = opened.window.mailbox_actions.signing_in
    opened.wait(lambda: not signing_in.open_, 20_000)
    assert browser.opened[0].startswith(oidc.url("authorize"))
    opened.wait(lambda: browser.pages == [200])
    assert desk.signins.source.find_problem(desk.get_mailbox("Work").settings) is None
    browser.close()


def test_a_closed_window_ends_the_wait_for_the_browser(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]
) -> None:
    sign_in(desk, oidc)
    desk.set_setting(ROAD, "browser")
    opened = open_window(desk)
    opened.wait(lambda: bool(opened.window.shelf.snapshot.mailboxes))
    browser = Browser(oidc)
    browser._use = lambda _address: None  # type: ignore[method-assign]  # the person looks at it and does nothing
    opened.window.mailbox_actions.change_server("Work", sign_in=True)
    (dialog,) = opened.window.mailbox_actions.signing_in.open_.values()
    opened.wait(lambda: dialog.wait.title.text() == "Sign in in your web browser")
    assert nameless(dialog) == []
    dialog.reject()
    opened.wait(lambda: opened.window.errands.wait(0.01))
    browser.close()


def test_five_minutes_are_the_limit(desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]) -> None:
    sign_in(desk, oidc)
    desk.set_setting(ROAD, "browser")
    opened = open_window(desk)
    opened.wait(lambda: bool(opened.window.shelf.snapshot.mailboxes))
    browser = Browser(oidc)
    browser._use = lambda _address: None  # type: ignore[method-assign]
    opened.window.mailbox_actions.change_server("Work", sign_in=True)
    (dialog,) = opened.window.mailbox_actions.signing_in.open_.values()
    opened.wait(lambda: dialog.wait.title.text() == "Sign in in your web browser")
    assert dialog.flow._limit.interval() == 300_000
    dialog.flow._limit.start(10)
    opened.wait(lambda: dialog.wait.title.text() == "Nobody signed in within five minutes.")
    assert dialog.wait.again.isVisible()
    opened.wait(lambda: opened.window.errands.wait(0.01))  # the listener is closed
    dialog.reject()
    browser.close()


def test_without_a_browser_either_the_sentence_says_so(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(desk, oidc)
    desk.set_setting(ROAD, "browser")
    monkeypatch.setattr("imapdesk.ui.sign_in.flow.QDesktopServices.openUrl", lambda _url: False)
    opened = open_window(desk)
    opened.wait(lambda: bool(opened.window.shelf.snapshot.mailboxes))
    opened.window.mailbox_actions.change_server("Work", sign_in=True)
    (dialog,) = opened.window.mailbox_actions.signing_in.open_.values()
    opened.wait(lambda: dialog.wait.title.text() == "No web browser could be opened.")
    dialog.reject()


def test_the_server_of_a_signed_in_mailbox_changes_without_a_password(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]
) -> None:
    server = DovecotServer(oidc.authority)
    accept_tokens_of(server, oidc)
    try:
        server.start().add_user(ALICE)
        sign_in(desk, oidc)
        opened = open_window(desk)
        opened.wait(lambda: bool(opened.window.shelf.snapshot.mailboxes))
        opened.window.mailbox_actions.change_server("Work")
        dialog = opened.window.findChild(ServerDialog)
        assert dialog is not None
        assert not dialog.form.password.isVisible()
        dialog.form.host.setText("localhost")
        dialog.form.port.setValue(server.port_tls)
        dialog.form.ca_file.setText(str(server.ca_file))
        dialog.save.click()
        opened.wait(lambda: desk.get_mailbox("Work").settings.host == "localhost", 20_000)
        opened.wait(lambda: desk.get_mailbox("Work").last_outcome is Outcome.OK, 20_000)
        opened.wait(lambda: opened.window.engine.active is None, 20_000)
    finally:
        server.stop()


def test_a_mailbox_of_a_type_that_is_off_is_told_so_when_it_signs_in(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]
) -> None:
    sign_in(desk, oidc)
    desk.disable_integration("google")
    opened = open_window(desk)
    opened.wait(lambda: bool(opened.window.shelf.snapshot.mailboxes))
    opened.window.mailbox_actions.change_server("Work", sign_in=True)
    (dialog,) = opened.window.mailbox_actions.signing_in.open_.values()
    opened.wait(lambda: dialog.wait.title.text() == "Gmail is switched off in Settings > Sign-in.")
    dialog.reject()
