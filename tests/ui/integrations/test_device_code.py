"""Who prefers it signs in with a code, typed in on any computer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication

from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings
from imapdesk.ui.sign_in.dialog import ROAD, SignInDialog
from tests.oauth.person import ALICE, CLIENT_IDS, make_values
from tests.servers.oidc import OidcServer
from tests.ui.conftest import OpenWindow
from tests.ui.integrations.page import sign_in
from tests.ui.looks.test_accessibility import nameless


def begin(desk: Desk, opened: OpenWindow) -> SignInDialog:
    desk.set_setting(ROAD, "device")
    opened.wait(lambda: bool(opened.window.shelf.snapshot.mailboxes))
    opened.window.mailbox_actions.change_server("Work", sign_in=True)
    (dialog,) = opened.window.mailbox_actions.signing_in.open_.values()
    assert isinstance(dialog, SignInDialog)
    return dialog


@pytest.fixture
def public(desk: Desk, oidc: OidcServer) -> Desk:
    """A mailbox at Microsoft, with a client that has no secret."""
    oidc.add_client(CLIENT_IDS["microsoft"])
    desk.save_integration("microsoft", {**make_values("microsoft", oidc, secret=False), "client_secret": ""})
    assert desk.enable_integration("microsoft").enabled
    owner = desk.find_me().login
    desk.add_mailbox(MailboxSettings("Work", ALICE, "imap.example.org", auth="microsoft", owner=owner, every_minutes=0))
    return desk


def test_the_code_is_shown_and_typed_in_elsewhere(
    public: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    visited: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: visited.append(url.toString()))
    opened = open_window(public)
    dialog = begin(public, opened)
    opened.wait(lambda: dialog.wait.title.text() == "Sign in with a code")
    code = dialog.wait.code.text()
    assert len(code) == 8
    assert oidc.issuer in dialog.wait.text.text()
    assert nameless(dialog) == []
    dialog.wait.copy.click()
    assert QGuiApplication.clipboard().text() == code
    dialog.wait.visit.click()
    assert visited[0].startswith(oidc.issuer)
    oidc.activate(code, ALICE)
    opened.wait(lambda: not opened.window.mailbox_actions.signing_in.open_)
    assert public.signins.source.find_problem(public.get_mailbox("Work").settings) is None


def test_somebody_else_at_the_other_computer_is_asked_about(
    public: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]
) -> None:
    opened = open_window(public)
    dialog = begin(public, opened)
    opened.wait(lambda: dialog.wait.title.text() == "Sign in with a code")
    oidc.activate(dialog.wait.code.text(), "bob@example.org")
    opened.wait(dialog.wait.accept.isVisible)
    assert not dialog.wait.code.isVisible()
    assert dialog.wait.title.text() == "You signed in as bob@example.org"
    dialog.reject()


def test_who_declines_is_told_that_nothing_was_saved(
    public: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow]
) -> None:
    opened = open_window(public)
    dialog = begin(public, opened)
    opened.wait(lambda: dialog.wait.title.text() == "Sign in with a code")
    oidc.activate(dialog.wait.code.text(), ALICE, allow=False)
    opened.wait(dialog.wait.again.isVisible)
    assert dialog.wait.text.text() == "Nothing was saved."
    dialog.reject()
    opened.wait(lambda: opened.window.errands.wait(0.01))


def test_where_the_provider_has_no_codes_its_page_comes_instead(
    desk: Desk, oidc: OidcServer, open_window: Callable[[Any], OpenWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[SignInDialog] = []
    monkeypatch.setattr(SignInDialog, "use_page", lambda dialog: pages.append(dialog))
    sign_in(desk, oidc)
    opened = open_window(desk)
    dialog = begin(desk, opened)
    opened.wait(lambda: pages == [dialog])
    dialog.reject()
