"""Settings > Sign-in under test, and a mailbox that somebody has signed in to."""

from __future__ import annotations

from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings
from imapdesk.ui.settings.dialog import SettingsDialog
from imapdesk.ui.settings.integration_card import IntegrationCard
from tests.oauth.person import ALICE, make_values, press
from tests.servers.oidc import OidcServer
from tests.ui.conftest import OpenWindow


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
        self.opened.wait(lambda: card.switch.isEnabled() and not card.verdict.text().endswith("…"))


def sign_in(desk: Desk, oidc: OidcServer, name: str = "Work") -> None:
    """A mailbox at the provider that somebody has signed in to."""
    desk.save_integration("google", make_values("google", oidc))
    assert desk.enable_integration("google").enabled
    pending = desk.begin_sign_in("google", ALICE)
    tokens = pending.finish(press(oidc, pending.url))
    owner = desk.find_me().login
    settings = MailboxSettings(name, ALICE, "imap.example.org", auth="google", owner=owner, every_minutes=0)
    desk.add_mailbox(settings, tokens=tokens)
