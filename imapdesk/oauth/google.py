"""Gmail as a type of mailbox: settings, servers, the look of Google's refusals. No library is loaded here.

Google asks desktop programs for the system's browser with a loopback redirect and refuses embedded web views
(developers.google.com/identity/protocols/oauth2/native-app, read 2026-11), hence the refusal patterns.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from imapdesk.errors import SettingsRefused
from imapdesk.mail import Security
from imapdesk.oauth.checks import check_https, check_one_word
from imapdesk.oauth.fields import CA_FILE
from imapdesk.oauth.interfaces import OAuthManager
from imapdesk.oauth.values import (
    AuthMode,
    CheckResult,
    Field,
    FieldKind,
    IntegrationSettings,
    PopupHints,
    ServerDefaults,
)

if TYPE_CHECKING:
    from imapdesk.oauth.google_provider import GoogleProvider

_FIELDS = (
    Field(
        "client_id",
        "Client id",
        check=check_one_word,
        required=True,
        binding=True,
        help="From Google Cloud > Google Auth Platform > Clients, an OAuth client of the type Desktop app.",
    ),
    Field(
        "client_secret",
        "Client secret",
        FieldKind.SECRET,
        check=check_one_word,
        secret=True,
        required=True,
        binding=True,
        help="Shown by Google beside the client id.",
    ),
    Field(
        "auth_uri",
        "Sign-in address",
        default="https://accounts.google.com/o/oauth2/v2/auth",
        check=check_https,
        binding=True,
        advanced=True,
    ),
    Field(
        "token_uri",
        "Token address",
        default="https://oauth2.googleapis.com/token",
        check=check_https,
        binding=True,
        advanced=True,
    ),
    Field(
        "userinfo_uri",
        "User-info address",
        default="https://openidconnect.googleapis.com/v1/userinfo",
        check=check_https,
        advanced=True,
    ),
    Field("issuer", "Issuer", default="https://accounts.google.com", check=check_https, binding=True, advanced=True),
    CA_FILE,
)


class GoogleManager(OAuthManager):
    """Gmail and Google Workspace."""

    type: ClassVar[str] = "google"
    label: ClassVar[str] = "Gmail"
    aliases: ClassVar[tuple[str, ...]] = ("gmail",)
    auth_mode = AuthMode.XOAUTH2
    settings_file = "client_secret.json"

    def get_server_defaults(self, settings: IntegrationSettings) -> ServerDefaults:
        return ServerDefaults("imap.gmail.com", 993, Security.SSL, "smtp.gmail.com", 465, Security.SSL)

    def get_settings_fields(self) -> tuple[Field, ...]:
        return _FIELDS

    def make_provider(self, settings: IntegrationSettings) -> GoogleProvider:
        from imapdesk.oauth.google_provider import GoogleEndpoints, GoogleProvider

        defaults = {field.name: field.default for field in _FIELDS}
        names = ("auth_uri", "token_uri", "userinfo_uri", "issuer")
        return GoogleProvider(
            settings.get("client_id"),
            settings.get("client_secret"),
            endpoints=GoogleEndpoints(**{name: settings.get(name, defaults[name]) for name in names}),
            ca_file=settings.get("ca_file") or None,
            lifetime=self.token_lifetime,
        )

    def check_connection(self, settings: IntegrationSettings) -> CheckResult:
        return self.make_provider(settings).check_client()

    def get_popup_hints(self, settings: IntegrationSettings) -> PopupHints:
        host = settings.get("auth_uri", "https://accounts.google.com/").split("/")[2]
        return PopupHints(
            refusal_patterns=(
                "disallowed_useragent",
                "/signin/rejected",
                "This browser or app may not be secure",
            ),
            refusal_statuses=frozenset({403}),
            refusal_hosts=frozenset({"accounts.google.com", host}),
            ca_file=settings.get("ca_file"),
        )

    def read_settings_file(self, text: str) -> Mapping[str, str]:
        """The values of a ``client_secret.json`` as Google lets one download it."""
        try:
            client = json.loads(text)["installed"]
            values = {name: str(client[name]) for name in ("client_id", "client_secret")}
            values |= {name: str(client[name]) for name in ("auth_uri", "token_uri") if name in client}
        except (ValueError, KeyError, TypeError):
            raise SettingsRefused(
                "This is not the client_secret.json of a desktop app.", field="client_id"
            ) from None  # the cause would quote the file
        return values
