"""Example Mail as a type of mailbox: servers, form, check and popup."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from example_oauth.provider import ExampleProvider
from imapdesk.errors import ImapdeskError
from imapdesk.mail import Security
from imapdesk.oauth import (
    AuthMode,
    CheckResult,
    Field,
    FieldKind,
    IntegrationSettings,
    OAuthManager,
    PopupHints,
    ServerDefaults,
    Verdict,
)


def _check_issuer(value: str) -> str | None:
    return None if value.startswith("https://") else "Example Mail's address begins with https://."


class ExampleManager(OAuthManager):
    """Example Mail."""

    type = "example"
    label = "Example Mail"
    auth_mode = AuthMode.OAUTHBEARER
    token_lifetime = timedelta(minutes=20)

    def get_server_defaults(self, settings: IntegrationSettings) -> ServerDefaults:
        region = settings.get("region", "eu")
        return ServerDefaults(f"imap.{region}.example.net", 993, Security.SSL, f"smtp.{region}.example.net")

    def get_settings_fields(self) -> tuple[Field, ...]:
        return (
            Field("issuer", "Address of Example Mail", required=True, binding=True, check=_check_issuer),
            Field("client_id", "Customer number", required=True, binding=True),
            Field("region", "Region", FieldKind.CHOICE, "eu", choices=(("eu", "Europe"), ("us", "America"))),
            Field("ca_file", "Certificate file", FieldKind.FILE, advanced=True),
        )

    def get_mailbox_fields(self) -> tuple[Field, ...]:
        return (Field("department", "Department", help="Only for shared mailboxes."),)

    def choose_user_name(self, address: str, values: Mapping[str, str]) -> str:
        return f"{values['department']}\\{address}" if values.get("department") else address

    def get_popup_hints(self, settings: IntegrationSettings) -> PopupHints:
        return PopupHints(
            refusal_patterns=("embedded browsers are not allowed",), ca_file=settings.get("ca_file"), width=600
        )

    def make_provider(self, settings: IntegrationSettings) -> ExampleProvider:
        return ExampleProvider(settings.get("issuer"), settings.get("client_id"), settings.get("ca_file") or None)

    def check_connection(self, settings: IntegrationSettings) -> CheckResult:
        try:
            answer = self.make_provider(settings).ask_about_client()
        except ImapdeskError as error:
            return CheckResult(Verdict.UNCHECKED, error.sentence, details=error.details)
        if answer.get("error") == "invalid_grant":
            return CheckResult(Verdict.RIGHT, "Example Mail knows this customer number.")
        return CheckResult(Verdict.WRONG, "Example Mail doesn't know this customer number.", "client_id")
