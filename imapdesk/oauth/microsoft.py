"""Microsoft 365 as a type of mailbox: settings and servers. No library is loaded here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from imapdesk.mail import Security
from imapdesk.oauth.checks import check_guid, check_https, check_one_word, check_tenant
from imapdesk.oauth.fields import CA_FILE
from imapdesk.oauth.interfaces import OAuthManager
from imapdesk.oauth.microsoft_cloud import CLOUDS
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
    from imapdesk.oauth.microsoft_provider import MicrosoftProvider

_FIELDS = (
    Field(
        "client_id",
        "Client id",
        check=check_guid,
        required=True,
        binding=True,
        help="The application (client) id from Microsoft Entra > App registrations.",
    ),
    Field(
        "client_secret",
        "Client secret",
        FieldKind.SECRET,
        check=check_one_word,
        secret=True,
        binding=True,
        help="Only if your administrator gave you one; leave it empty otherwise.",
    ),
    Field(
        "tenant",
        "Tenant",
        default="common",
        check=check_tenant,
        binding=True,
        help="Your organisation's id or domain; common, organizations or consumers for more than one.",
    ),
    Field(
        "cloud",
        "Cloud",
        FieldKind.CHOICE,
        default="global",
        binding=True,
        choices=tuple((name, cloud.label) for name, cloud in CLOUDS.items()),
    ),
    Field(
        "oidc_authority",
        "Other authority",
        check=check_https,
        binding=True,
        advanced=True,
        help="The issuer's address, in place of tenant and cloud.",
    ),
    CA_FILE,
)


class MicrosoftManager(OAuthManager):
    """Microsoft 365 and outlook.com."""

    type: ClassVar[str] = "microsoft"
    label: ClassVar[str] = "Microsoft 365"
    aliases: ClassVar[tuple[str, ...]] = ("microsoft365", "office365", "outlook")
    auth_mode = AuthMode.XOAUTH2

    def get_server_defaults(self, settings: IntegrationSettings) -> ServerDefaults:
        cloud = CLOUDS[settings.get("cloud", "global")]
        return ServerDefaults(cloud.imap_host, 993, Security.SSL)  # no SMTP: its tokens are for reading alone

    def get_settings_fields(self) -> tuple[Field, ...]:
        return _FIELDS

    def make_provider(self, settings: IntegrationSettings) -> MicrosoftProvider:
        from imapdesk.oauth.microsoft_provider import MicrosoftProvider

        return MicrosoftProvider(
            settings.get("client_id"),
            settings.get("client_secret"),
            tenant=settings.get("tenant", "common"),
            cloud=CLOUDS[settings.get("cloud", "global")],
            oidc_authority=settings.get("oidc_authority"),
            ca_file=settings.get("ca_file") or None,
            lifetime=self.token_lifetime,
        )

    def check_connection(self, settings: IntegrationSettings) -> CheckResult:
        return self.make_provider(settings).check_client()

    def get_popup_hints(self, settings: IntegrationSettings) -> PopupHints:
        # Entra ignores the port of http://localhost but not its path, so the listener must answer at "/".
        return PopupHints(
            embedded_redirect="http://localhost",
            loopback_redirect="http://localhost:{port}",
            register="http://localhost",
            ca_file=settings.get("ca_file"),
        )
