"""How a mailbox signs in, in the mailbox dialog and later: over the real desk and a provider over TLS."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from imapdesk.accounts.discovery import FoundSettings, Source
from imapdesk.accounts.discovery.hints import Hint
from imapdesk.desk import Desk
from imapdesk.mail import Security
from imapdesk.outcome import Outcome
from imapdesk.ui.mailbox.add_mailbox import AddMailbox
from imapdesk.ui.mailbox.server_dialog import ServerDialog
from imapdesk.ui.sign_in.dialog import ROAD
from imapdesk.ui.state.place import Place
from tests.oauth.person import ALICE, MASTER, make_values
from tests.plugins.installing import PACKAGE, run_pip
from tests.servers.dovecot import DovecotServer
from tests.servers.dovecot_oauth import accept_tokens_of
from tests.servers.oidc import OidcServer
from tests.ui.conftest import OpenWindow
from tests.ui.integrations.page import Page, sign_in
from tests.ui.looks.test_accessibility import nameless
from tests.ui.sign_in.stage import Browser


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


def test_an_app_password_is_one_click_away_where_the_providers_page_is_offered(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow], qtbot: QtBot
) -> None:
    desk.save_integration("google", make_values("google", oidc))
    desk.enable_integration("google")
    opened = open_window(desk)
    dialog = open_adding(opened)
    page = dialog.address_page
    opened.wait(page.types.isVisible)
    assert not page.instead.isVisible()
    page.address.setText("somebody@gmail.com")
    opened.wait(lambda: page.types.chosen is not None)
    assert page.instead.isVisible()
    assert not page.help_page.isVisible()
    page.instead.click()
    assert page.password.isVisible()
    assert page.password.hasFocus()
    assert not page.instead.isVisible()
    assert dialog.next.text() == "&Next"
    assert "app password" in page.hint.text()  # said before one is typed, and where to make it
    assert page.help_page.isVisible()
    qtbot.wait(600)
    assert page.types.chosen is None
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
        opened.wait(lambda: bool(card.verdict.text()))  # asked for beside the window, after the cards are there
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
        desk.add_mailbox(settings, fields={"department": "sales"})
        opened.window.shelf.reload()
        opened.wait(lambda: opened.window.tree.select(Place(mailbox=settings.name)))
        said = opened.window.mailbox_page.form.sign_in
        opened.wait(lambda: said.text() == "with Example Mail, on its own page\nDepartment: sales")
        desk.remove_mailbox(settings.name)
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
    opened.wait(lambda: not signing_in.open_)
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


def test_without_a_browser_either_the_sentence_says_so_and_the_address_can_be_taken_to_one(
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
    assert dialog.wait.copy.hasFocus()
    assert dialog.wait.again.isVisible()
    assert not dialog.progress.isVisible()
    dialog.wait.copy.click()
    address = QGuiApplication.clipboard().text()
    assert address.startswith(oidc.url("authorize"))
    Browser(oidc)._use(address)  # somebody pastes it where there is one
    opened.wait(lambda: not opened.window.mailbox_actions.signing_in.open_)


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
        opened.wait(lambda: desk.get_mailbox("Work").settings.host == "localhost")
        opened.wait(lambda: desk.get_mailbox("Work").last_outcome is Outcome.OK)
        opened.wait(lambda: opened.window.engine.active is None)
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
