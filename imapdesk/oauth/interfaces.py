"""The two classes that a provider's package brings: the provider talks to the vendor, the manager describes it.

Google and Microsoft are written on these, with nothing that a third party couldn't do. docs/oauth-plugins.md leads
through a package of one's own in seven steps.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from imapdesk.errors import SettingsRefused
from imapdesk.oauth.values import (
    AuthMode,
    Authorization,
    CheckResult,
    DeviceCode,
    Field,
    IntegrationSettings,
    PopupHints,
    ServerDefaults,
    Tokens,
    UserInfo,
)


class OAuthProvider(ABC):
    """One vendor's authorisation server, with one client's settings. Made by its manager, used from several threads.

    Every method that asks the network raises only errors of `imapdesk.errors`: ``SignInRequired`` (with a reason from
    `imapdesk.oauth.refusals.SignInReason`), ``Unreachable``, ``Busy``, ``Insecure``, ``ProtocolError``. Texts carry no
    token, code, secret or verifier; `imapdesk.oauth.transport` and `imapdesk.oauth.refusals` help with both.
    """

    label: str = ""
    """The vendor's name in sentences for people."""

    @abstractmethod
    def make_authorization(self, redirect_uri: str, login_hint: str = "") -> Authorization:
        """The address to send the person to, with a fresh ``state`` and PKCE S256 (RFC 7636). May ask the network."""

    @abstractmethod
    def fetch_tokens(self, authorization: Authorization, code: str) -> Tokens:
        """The second leg: the code for tokens (RFC 6749 4.1.3). Checks the id token and the granted scopes."""

    @abstractmethod
    def refresh_tokens(self, tokens: Tokens) -> Tokens:
        """New tokens for the refresh token (RFC 6749 6); with the rotated one where the vendor rotates."""

    @abstractmethod
    def fetch_user_info(self, tokens: Tokens) -> UserInfo:
        """Whom these tokens belong to."""

    def accepts_issuer(self, issuer: str) -> bool:
        """Whether ``issuer``, from the redirect's ``iss`` parameter (RFC 9207), is this provider. Never of another."""
        return False

    def demands_issuer(self) -> bool:
        """Whether this provider always sends ``iss`` with its redirect, so that one without it is none of its own."""
        return False

    def start_device_code(self) -> DeviceCode:
        """Begin a sign-in without a browser here (RFC 8628). Raises SettingsRefused where the vendor has none."""
        raise SettingsRefused(f"{self.label} offers no sign-in by device code.", field="auth")

    def poll_device_code(self, device_code: DeviceCode) -> Tokens | None:
        """Ask once whether the person has finished; None while not."""
        raise SettingsRefused(f"{self.label} offers no sign-in by device code.", field="auth")


class OAuthManager(ABC):
    """What the program needs to know of a type of mailbox that signs in by OAuth. Cheap to make: no network, no Qt."""

    type: ClassVar[str]
    """One lower-case word, kept in the store as a mailbox's sign-in method."""

    label: ClassVar[str]
    """The name for people, as in the mailbox dialog."""

    aliases: ClassVar[tuple[str, ...]] = ()
    """Other words under which the command line finds this type."""

    auth_mode: AuthMode = AuthMode.ANY
    """How the mail server prefers to be shown an access token."""

    token_lifetime: timedelta = timedelta(hours=1)
    """How long an access token lives when the vendor doesn't say."""

    settings_file: str = ""
    """The name of the file that `read_settings_file` takes, for the button that loads it; empty: no button."""

    @abstractmethod
    def get_server_defaults(self, settings: IntegrationSettings) -> ServerDefaults:
        """The servers that a new mailbox starts with."""

    @abstractmethod
    def get_settings_fields(self) -> tuple[Field, ...]:
        """The form on Settings > Sign-in."""

    @abstractmethod
    def make_provider(self, settings: IntegrationSettings) -> OAuthProvider:
        """The provider for these settings. No network."""

    @abstractmethod
    def check_connection(self, settings: IntegrationSettings) -> CheckResult:
        """Ask the vendor whether the settings are real. Never raises for what the vendor or the network does."""

    def is_enabled(self, settings: IntegrationSettings) -> bool:
        """Whether the type is offered; it could only be switched on with values that the vendor accepted.

        Secrets may not have been loaded into ``settings``. No network.
        """
        return settings.enabled

    def get_mailbox_fields(self) -> tuple[Field, ...]:
        """Fields that the mailbox dialog shows for this type besides the address; their values are kept with it."""
        return ()

    def choose_user_name(self, address: str, values: Mapping[str, str]) -> str:
        """The IMAP user name for a new mailbox, from its address and the values of ``get_mailbox_fields``."""
        return address

    def get_popup_hints(self, settings: IntegrationSettings) -> PopupHints:
        """Redirect addresses and how a refusal of embedded views looks."""
        return PopupHints()

    def read_settings_file(self, text: str) -> Mapping[str, str]:
        """Field values from a file that the vendor gives its customers. Raises SettingsRefused."""
        raise SettingsRefused(f"{self.label} has no settings file to load.")

    def create_settings_widget(self, parent: object, settings: IntegrationSettings) -> object | None:
        """A Qt widget of one's own in place of the form, or None. Called in the GUI thread; import Qt only here.

        It offers ``values() -> dict[str, str]`` by field name.
        """
        return None

    def create_mailbox_widget(self, parent: object, values: Mapping[str, str]) -> object | None:
        """The same for the mailbox dialog's fields."""
        return None
