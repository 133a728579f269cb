"""Settings > Sign-in over the real desk and a provider over TLS."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from imapdesk.desk import Desk
from imapdesk.oauth.google import GoogleManager
from imapdesk.oauth.registry import GROUP, load_registry
from imapdesk.outcome import Outcome
from tests.oauth.person import ALICE, CLIENT_IDS, CLIENT_SECRET, make_values
from tests.servers.oidc import OidcServer
from tests.ui.conftest import OpenWindow
from tests.ui.integrations.page import Page, sign_in
from tests.ui.looks.test_accessibility import clipped, nameless


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


def test_the_page_says_where_secrets_are_kept(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]
) -> None:
    desk.save_integration("google", make_values("google", oidc))
    opened = open_window(desk)
    page = Page(opened).page
    opened.wait(page.kept_in.isVisible)
    assert page.kept_in.text() == "Passwords and sign-ins are kept in an encrypted file."


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
    doubler = EntryPoint("second-google", "tests.ui.integrations.test_settings_page:Doubler", GROUP)
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
