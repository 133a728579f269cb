"""Checking the claims of an id token (OpenID Connect Core 3.1.3.7).

Its signature isn't checked: the token came straight from the token endpoint over verified TLS, for which 3.1.3.7
point 6 lets the connection stand in for the signature.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from imapdesk.errors import ProtocolError, SignInRequired
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.values import UserInfo

LEEWAY = timedelta(minutes=10)


def read_claims(id_token: str) -> dict[str, Any]:
    """The claims without any check. Raises ProtocolError when it is no JWT (RFC 7519)."""
    try:
        part = id_token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (IndexError, ValueError):
        claims = None
    if not isinstance(claims, dict):
        raise ProtocolError("The provider's id token can't be read.")
    return claims


def check_claims(
    claims: Mapping[str, Any],
    *,
    label: str,
    client_id: str,
    accepts_issuer: Callable[[str], bool],
    nonce: str | None,
    now: datetime,
) -> None:
    """Raise SignInRequired unless the token is from this provider, for this client and this sign-in, and in time.

    ``nonce`` None leaves that check out, for libraries that do it themselves.
    """
    if not accepts_issuer(str(claims.get("iss", ""))):
        raise _refuse(SignInReason.WRONG_ISSUER, "The sign-in answer comes from another provider.", "iss")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if client_id not in audiences or claims.get("azp", client_id) != client_id:
        raise _refuse(SignInReason.WRONG_ISSUER, "The sign-in answer was made for another program.", "aud")
    if nonce is not None and claims.get("nonce") != nonce:
        raise _refuse(SignInReason.WRONG_STATE, "The sign-in answer belongs to another sign-in.", "nonce")
    _check_times(claims, label, now)


def _check_times(claims: Mapping[str, Any], label: str, now: datetime) -> None:
    expires, issued = (_read_time(claims, name) for name in ("exp", "iat"))
    behind = now.timestamp() - expires
    ahead = max(issued, _read_time(claims, "nbf", issued)) - now.timestamp()
    off = max(behind, ahead)
    if off > LEEWAY.total_seconds():
        word = "has already run out" if behind > ahead else "is from the future"
        raise _refuse(
            SignInReason.CLOCK,
            f"{label}'s answer {word}: its clock and this computer's differ. Please check the time and sign in again.",
            f"off by {off:.0f} s",
        )


def _read_time(claims: Mapping[str, Any], name: str, default: float | None = None) -> float:
    value = claims.get(name, default)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise ProtocolError("The provider's id token can't be read.", details=f"no time in {name!r}")


def _refuse(reason: SignInReason, sentence: str, details: str) -> SignInRequired:
    return SignInRequired(sentence, details=f"id token: {details}", reason=reason)


def describe_user(claims: Mapping[str, Any]) -> UserInfo:
    """Address, name and subject from claims (Core 5.1); Microsoft puts the address in ``preferred_username``. Pure."""
    candidates = (claims.get(name) for name in ("email", "preferred_username", "upn"))
    address = next((text for text in candidates if isinstance(text, str) and "@" in text), "")
    return UserInfo(address=address, name=str(claims.get("name") or ""), subject=str(claims.get("sub") or ""))
