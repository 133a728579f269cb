"""A provider's refusal in words that people understand, as the error that says who can act."""

from __future__ import annotations

import re
from enum import StrEnum

from imapdesk.errors import Busy, ImapdeskError, SignInRequired
from imapdesk.oauth.hygiene import scrub


class SignInReason(StrEnum):
    """Why a sign-in is needed, or why one failed."""

    NEVER = "never"
    REFUSED = "refused"
    TOKEN_EXPIRED = "token_expired"
    REVOKED = "revoked"
    CONSENT = "consent"
    ADMIN_CONSENT = "admin_consent"
    INTERACTION = "interaction"
    DENIED = "denied"
    CLIENT_REFUSED = "client_refused"
    SETTINGS_CHANGED = "settings_changed"
    DISABLED = "disabled"
    UNKNOWN_TYPE = "unknown_type"
    SCOPE_MISSING = "scope_missing"
    WRONG_STATE = "wrong_state"
    WRONG_ADDRESS = "wrong_address"
    WRONG_ISSUER = "wrong_issuer"
    REPLAYED = "replayed"
    CLOCK = "clock"
    TIMED_OUT = "timed_out"


_SENTENCES = {
    SignInReason.REVOKED: "{label} no longer accepts the saved sign-in: it has expired or was revoked.",
    SignInReason.CONSENT: "{label} needs your consent again before mail can be read.",
    SignInReason.ADMIN_CONSENT: "Your organisation's administrator must allow this program at {label} first.",
    SignInReason.INTERACTION: "{label} wants you to sign in again, for example with a second factor.",
    SignInReason.DENIED: "The sign-in at {label} was declined.",
    SignInReason.CLIENT_REFUSED: "{label} doesn't accept the client id or secret in Settings > Sign-in.",
    SignInReason.SCOPE_MISSING: "{label} gave no permission to read mail; tick it on the consent page.",
    SignInReason.REFUSED: "{label} refused the sign-in.",
}

_BY_ERROR = {
    "invalid_grant": SignInReason.REVOKED,
    "interaction_required": SignInReason.INTERACTION,
    "login_required": SignInReason.INTERACTION,
    "account_selection_required": SignInReason.INTERACTION,
    "consent_required": SignInReason.CONSENT,
    "access_denied": SignInReason.DENIED,
    "authorization_declined": SignInReason.DENIED,
    "invalid_client": SignInReason.CLIENT_REFUSED,
    "deleted_client": SignInReason.CLIENT_REFUSED,
    "disabled_client": SignInReason.CLIENT_REFUSED,
    "unauthorized_client": SignInReason.CLIENT_REFUSED,
    "invalid_scope": SignInReason.SCOPE_MISSING,
    "admin_policy_enforced": SignInReason.ADMIN_CONSENT,
    "expired_token": SignInReason.TIMED_OUT,
}

# Microsoft's numbers say more than the RFC's words (learn.microsoft.com, "error codes reference", read 2026-11).
_BY_AADSTS = {
    "65001": SignInReason.ADMIN_CONSENT,
    "90094": SignInReason.ADMIN_CONSENT,
    "900941": SignInReason.ADMIN_CONSENT,
    "65004": SignInReason.DENIED,
    "50076": SignInReason.INTERACTION,
    "50078": SignInReason.INTERACTION,
    "50079": SignInReason.INTERACTION,
    "50158": SignInReason.INTERACTION,
    "53003": SignInReason.INTERACTION,
    "50173": SignInReason.REVOKED,
    "70008": SignInReason.REVOKED,
    "700082": SignInReason.REVOKED,
    "70043": SignInReason.REVOKED,
    "700016": SignInReason.CLIENT_REFUSED,
    "7000215": SignInReason.CLIENT_REFUSED,
    "7000218": SignInReason.CLIENT_REFUSED,
    "7000222": SignInReason.CLIENT_REFUSED,
}

_TRANSIENT = frozenset(
    {"server_error", "temporarily_unavailable", "slow_down", "internal_failure", "rate_limit_exceeded"}
)


def find_aadsts(text: str) -> str:
    """The number of Microsoft's ``AADSTS...`` code in ``text``, or an empty string."""
    found = re.search(r"AADSTS(\d+)", text)
    return found[1] if found else ""


def describe_refusal(error: str, description: str, label: str, secrets: tuple[str, ...] = ()) -> ImapdeskError:
    """The exception for an ``error`` answer (RFC 6749 4.1.2.1 and 5.2); ``secrets`` are kept out of its details.

    Pure. Transient errors become Busy, everything else SignInRequired with a reason.
    """
    details = scrub(f"{error}: {description}" if description else error, *secrets)
    if error in _TRANSIENT:
        return Busy(f"{label} can't answer at the moment; it is tried again later.", details=details)
    reason = _BY_AADSTS.get(find_aadsts(description)) or _BY_ERROR.get(error, SignInReason.REFUSED)
    if reason is SignInReason.TIMED_OUT:
        return SignInRequired("The sign-in took too long. Please start again.", details=details, reason=reason)
    return make_sign_in_required(reason, label, details)


def make_sign_in_required(reason: SignInReason, label: str, details: str = "") -> SignInRequired:
    """A SignInRequired with the sentence that belongs to ``reason``."""
    sentence = _SENTENCES.get(reason, _SENTENCES[SignInReason.REFUSED]).format(label=label)
    return SignInRequired(sentence, details=details, reason=reason)
