"""Asking Microsoft whether a tenant, a client id and its secret are real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from imapdesk.errors import ImapdeskError, SettingsRefused
from imapdesk.oauth.hygiene import scrub
from imapdesk.oauth.pkce import make_verifier
from imapdesk.oauth.refusals import find_aadsts
from imapdesk.oauth.transport import make_session, read_json, translated
from imapdesk.oauth.values import CheckResult, Verdict

LABEL = "Microsoft"

# learn.microsoft.com, "Microsoft Entra authentication and authorization error codes", read 2026-11.
_VERDICTS = {
    "90002": ("tenant", "Microsoft knows no tenant of this name."),
    "900023": ("tenant", "Microsoft knows no tenant of this name."),
    "50194": ("tenant", "This client is for one organisation only; enter its tenant."),
    "50020": ("tenant", "This client is for another tenant."),
    "700016": ("client_id", "Microsoft knows no client of this id in this tenant."),
    "700038": ("client_id", "Microsoft knows no client of this id."),
    "7000112": ("client_id", "Microsoft has this client switched off."),
    "7000215": ("client_secret", "Microsoft doesn't accept this client secret."),
    "7000222": ("client_secret", "This client secret has expired."),
    "7000218": ("client_secret", "This client needs a secret, or 'Allow public client flows' in its registration."),
    "700025": ("client_secret", "This client is a public one; leave the secret empty."),
}
_BY_ERROR = {
    "unauthorized_client": ("client_id", "Microsoft knows no client of this id."),
    "invalid_client": ("client_secret", "Microsoft doesn't accept this client secret."),
}


def fetch_discovery(url: str, ca_file: str | None) -> dict[str, Any]:
    """The authority's metadata (OpenID Connect Discovery 4).

    Raises SettingsRefused(field="tenant") when there is no such tenant, and what `transport` raises.
    """
    with make_session(ca_file) as session, translated(LABEL):
        response = session.get(url)
        if response.status_code in (400, 404):
            details = scrub(response.text[:500])
            raise SettingsRefused("Microsoft knows no tenant of this name.", field="tenant", details=details)
        return read_json(response, LABEL)


def check_microsoft_client(
    client_id: str, client_secret: str, discovery_url: str, scopes: Sequence[str], ca_file: str | None
) -> CheckResult:
    """Ask for the tenant, then show the token endpoint a code that can't exist.

    Only of a real client it says that the *code* is wrong. A public client is first asked for a device code, since
    the token endpoint may look at the code before it looks at the client.
    """
    try:
        discovery = fetch_discovery(discovery_url, ca_file)
        if not client_secret and "device_authorization_endpoint" in discovery:
            form = {"client_id": client_id, "scope": " ".join(scopes)}
            result = judge_answer(_post(str(discovery["device_authorization_endpoint"]), form, ca_file), client_id)
            if result.verdict is Verdict.WRONG:
                return result
        form = _make_bogus_grant(client_id, client_secret, scopes)
        return judge_answer(_post(str(discovery["token_endpoint"]), form, ca_file), client_id, client_secret)
    except SettingsRefused as error:
        return CheckResult(Verdict.WRONG, error.sentence, error.field, error.details)
    except ImapdeskError as error:
        sentence = f"{error.sentence} The values couldn't be checked."
        return CheckResult(Verdict.UNCHECKED, sentence, details=error.details)
    except KeyError as error:
        return CheckResult(Verdict.UNCHECKED, "The authority's description lacks an address.", details=str(error))


def _make_bogus_grant(client_id: str, client_secret: str, scopes: Sequence[str]) -> dict[str, str]:
    secret = {"client_secret": client_secret} if client_secret else {}
    return secret | {
        "grant_type": "authorization_code",
        "code": "imapdesk-connection-check",
        "redirect_uri": "http://localhost",
        "client_id": client_id,
        "scope": " ".join(scopes),
        "code_verifier": make_verifier(),
    }


def _post(url: str, form: Mapping[str, str], ca_file: str | None) -> dict[str, Any]:
    with make_session(ca_file) as session, translated(LABEL, form.get("client_secret", "")):
        return read_json(session.post(url, data=form, allow_redirects=False), LABEL)


def judge_answer(answer: Mapping[str, Any], client_id: str, client_secret: str = "") -> CheckResult:
    """The verdict on an answer to a code that doesn't exist, or to a request for a device code. Pure."""
    error, description = str(answer.get("error", "")), str(answer.get("error_description", ""))
    details = scrub(f"{error}: {description}", client_secret)
    field, sentence = _VERDICTS.get(find_aadsts(description)) or _BY_ERROR.get(error, ("", ""))
    if field:
        return CheckResult(Verdict.WRONG, sentence, field, details)
    if error == "invalid_grant" or "user_code" in answer:
        return CheckResult(Verdict.RIGHT, f"Microsoft accepts the client {client_id}.")
    return CheckResult(Verdict.UNCHECKED, "Microsoft's answer says nothing about the values.", details=details)
