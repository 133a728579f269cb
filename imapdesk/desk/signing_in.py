"""Signing in without a password: integrations, sign-ins and access tokens, over the oauth room."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from imapdesk.desk.core import DeskCore, ShouldStop, never
from imapdesk.errors import SettingsRefused
from imapdesk.mail import Mailbox, MailboxSettings
from imapdesk.net.way import current

if TYPE_CHECKING:
    from imapdesk.desk.shown.sign_in_forms import AccountType, IntegrationForm
    from imapdesk.oauth.integrations import Integration
    from imapdesk.oauth.registry import Problem
    from imapdesk.oauth.service import SignIns
    from imapdesk.oauth.signin import PendingSignIn
    from imapdesk.oauth.values import DeviceCode, PopupHints, ServerDefaults, Tokens


class SignInDesk(DeskCore):
    """The sign-ins' part of `Desk`: "integration" is a type of sign-in with its settings."""

    _signins: SignIns | None = None
    _making_signins = threading.Lock()

    @property
    def signins(self) -> SignIns:
        """All of signing in; made when first wanted, since it looks for installed packages."""
        with self._making_signins:
            if self._signins is None:
                from imapdesk.oauth.service import SignIns

                self._signins = SignIns(self.data_dir, self.store, self.secrets)
            return self._signins

    def load_integrations(self) -> list[Integration]:
        """Every installed type of sign-in with its settings, without secrets."""
        return self.signins.integrations.load_all()

    def load_integration(self, type_: str) -> Integration:
        """One type of sign-in, by its word or an alias. Raises NotFound, SecretsUnavailable."""
        return self.signins.integrations.load(type_)

    def load_plugin_problems(self) -> tuple[Problem, ...]:
        """The packages that could not be used, and why."""
        return self.signins.registry.problems

    def test_integration(self, type_: str) -> Integration:
        """Ask the provider about the saved values; nothing is changed."""
        return self.signins.integrations.test(type_)

    def load_account_types(self) -> list[AccountType]:
        """The types that a new mailbox may have besides a password: those that are switched on. No network."""
        from imapdesk.desk.shown.sign_in_forms import load_account_types

        return load_account_types(self.signins)

    def load_integration_forms(self) -> list[IntegrationForm]:
        """Every installed type as Settings > Sign-in shows it; the place for secrets is asked."""
        from imapdesk.desk.shown.sign_in_forms import load_forms

        return load_forms(self.signins)

    def load_popup_hints(self, type_: str) -> PopupHints:
        """How a type's sign-in window looks and what ends it. Raises SignInRequired when it is switched off."""
        integration = self.signins.integrations.get_enabled(type_)
        hints = integration.manager.get_popup_hints(integration.settings)
        return hints if hints.ca_file else replace(hints, ca_file=current().ca_file or "")

    def find_account_type(self, address: str) -> str:
        """The type that fits an address's provider and is switched on; empty where there is none. No network."""
        from imapdesk.accounts.discovery import find_provider

        provider = find_provider(address)
        return self.find_enabled_type(provider.oauth) if provider else ""

    def find_enabled_type(self, word: str) -> str:
        """The type that a word or alias means, where it is switched on; else empty. No network."""
        manager = self.signins.registry.find(word) if word else None
        enabled = {one.type for one in self.load_integrations() if one.enabled}
        return manager.type if manager is not None and manager.type in enabled else ""

    def get_server_defaults(self, type_: str) -> ServerDefaults:
        """The servers that a new mailbox of this type starts with. Raises NotFound."""
        integration = self.load_integration(type_)
        return integration.manager.get_server_defaults(integration.settings)

    def find_auth_type(self, word: str) -> str:
        """The type that a word or alias means.

        Raises:
            SettingsRefused: there is none, or it isn't switched on.
        """
        manager = self.signins.registry.find(word)
        if manager is None:
            known = ", ".join(self.signins.registry.managers)
            raise SettingsRefused(f"There is no sign-in type “{word}”; there are: {known}.", field="auth")
        if not self.load_integration(manager.type).enabled:
            raise SettingsRefused(
                f"{manager.label} is switched off: run “imapdesk integration enable” first.", field="auth"
            )
        return manager.type

    def prefers_bearer(self, settings: MailboxSettings) -> bool:
        """Whether a mailbox's type of sign-in wants OAUTHBEARER (RFC 7628) where its server offers XOAUTH2, too."""
        from imapdesk.oauth.values import AuthMode

        manager = None if settings.auth == "password" else self.signins.registry.find(settings.auth)
        return manager is not None and manager.auth_mode is AuthMode.OAUTHBEARER

    def begin_sign_in(self, type_: str, address: str) -> PendingSignIn:
        """Start a sign-in for the embedded view. Asks the network."""
        return self.signins.begin(type_, address)

    def sign_in_with_browser(
        self, type_: str, address: str, open_browser: Callable[[str], bool], *, should_stop: ShouldStop = never
    ) -> tuple[PendingSignIn, Tokens]:
        """The whole road through the system's browser; blocks until the person has finished there."""
        return self.signins.sign_in_with_browser(type_, address, open_browser, should_stop=should_stop)

    def start_device_code(self, type_: str) -> DeviceCode:
        """The code to show to the person. Raises SettingsRefused where the type has no such road."""
        return self.signins.start_device_code(type_)

    def wait_for_device_code(self, type_: str, code: DeviceCode, *, should_stop: ShouldStop = never) -> Tokens:
        """Block until the person has typed the code in."""
        return self.signins.wait_for_device_code(type_, code, should_stop=should_stop)

    def save_sign_in(self, name: str, tokens: Tokens) -> Mailbox:
        """Keep a finished sign-in for a mailbox; what was refused may be tried again at once. Raises NotFound."""
        mailbox = self.get_mailbox(name)
        self.signins.save(mailbox.settings, tokens)
        return self.let_try_again(mailbox)

    def _rename_sign_in(self, old: MailboxSettings, new: MailboxSettings) -> None:
        if old.auth != "password" and old.name != new.name:
            self.signins.store.rename(old.name, new.name)

    def _forget_sign_in(self, settings: MailboxSettings) -> None:
        if settings.auth != "password":
            self.signins.store.remove(settings.name)
