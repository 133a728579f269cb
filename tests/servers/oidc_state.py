"""What an OpenID provider remembers: clients, codes, tokens, consents. No network; `oidc` answers requests with it."""

from __future__ import annotations

import base64
import functools
import hashlib
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

MAIL_SCOPES = ("https://mail.google.com/", "https://outlook.office.com/IMAP.AccessAsUser.All", "mail")


@functools.cache
def make_key() -> rsa.RSAPrivateKey:
    """One key for all providers of a test process: making one takes a while."""
    return rsa.generate_private_key(65537, 2048)


class Refusal(Exception):
    """An error answer of RFC 6749 5.2."""

    def __init__(self, error: str, description: str = "", status: int = 400) -> None:
        super().__init__(error)
        self.error = error
        self.description = description
        self.status = status


@dataclass(slots=True)
class Client:
    """A registered client. Loopback redirects match on any port (RFC 8252 7.3), others exactly."""

    client_id: str
    secret: str = ""
    loopback: bool = True
    redirects: tuple[str, ...] = ()


@dataclass(slots=True)
class Grant:
    """A person's consent for one client; every code and token belongs to one."""

    client_id: str
    user: str
    scope: str
    nonce: str = ""
    challenge: str = ""
    redirect_uri: str = ""
    revoked: bool = False


@dataclass(slots=True)
class Device:
    """A device code that waits for its person."""

    client_id: str
    scope: str
    user_code: str
    grant: Grant | None = None
    denied: bool = False


@dataclass
class ProviderState:
    """The provider's memory and the knobs that a test turns."""

    issuer: str = ""
    access_lifetime: int = 3600
    rotates: bool = True
    clock_offset: float = 0.0
    granted_scope: str | None = None
    address_in_token: bool = True
    audience: str | None = None
    token_issuer: str | None = None
    tells_issuer: bool = True
    nonce: str | None = None
    refuse_refresh: Refusal | None = None
    clients: dict[str, Client] = field(default_factory=dict)
    codes: dict[str, Grant] = field(default_factory=dict)
    used_codes: set[str] = field(default_factory=set)
    refresh_tokens: dict[str, Grant] = field(default_factory=dict)
    access_tokens: dict[str, tuple[Grant, float]] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)
    lock: threading.RLock = field(default_factory=threading.RLock)
    key: rsa.RSAPrivateKey = field(default_factory=make_key)

    def now(self) -> float:
        """The provider's clock, which may be off."""
        return time.time() + self.clock_offset

    def make_code(self, grant: Grant) -> str:
        """A code for a consent that was just given."""
        code = f"code-{secrets.token_urlsafe(24)}"
        self.codes[code] = grant
        self.issued.add(code)
        return code

    def exchange(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        """RFC 6749 4.1.3 with RFC 7636: each code once, for its client, its redirect and its verifier only."""
        code = form.get("code", "")
        if code in self.used_codes:
            raise Refusal("invalid_grant", f"The code {code} was redeemed already")
        grant = self.codes.get(code)
        if grant is None or grant.client_id != client.client_id:
            raise Refusal("invalid_grant", f"Malformed auth code {code}.")
        if grant.redirect_uri != form.get("redirect_uri"):
            raise Refusal("invalid_grant", "redirect_uri differs")
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != grant.challenge:
            raise Refusal("invalid_grant", "PKCE verification failed")
        del self.codes[code]
        self.used_codes.add(code)
        return self.issue(grant)

    def refresh(self, client: Client, form: Mapping[str, str]) -> dict[str, Any]:
        """RFC 6749 6; with rotation the old refresh token ends."""
        if self.refuse_refresh is not None:
            raise self.refuse_refresh
        token = form.get("refresh_token", "")
        grant = self.refresh_tokens.get(token)
        if grant is None or grant.revoked or grant.client_id != client.client_id:
            raise Refusal("invalid_grant", "Token has been expired or revoked.")
        if self.rotates:
            del self.refresh_tokens[token]
        return self.issue(grant, refresh_token="" if self.rotates else token)

    def issue(self, grant: Grant, refresh_token: str = "") -> dict[str, Any]:
        """A fresh access token, refresh token and signed id token."""
        access = f"access-{secrets.token_urlsafe(32)}"
        refresh = refresh_token or f"refresh-{secrets.token_urlsafe(32)}"
        self.access_tokens[access] = (grant, time.time() + self.access_lifetime)
        self.refresh_tokens[refresh] = grant
        id_token = self.sign(grant)
        self.issued |= {access, refresh, id_token}
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": self.access_lifetime,
            "refresh_token": refresh,
            "scope": grant.scope if self.granted_scope is None else self.granted_scope,
            "id_token": id_token,
        }

    def sign(self, grant: Grant) -> str:
        """An id token (OpenID Connect Core 2), RS256."""
        now = int(self.now())
        claims: dict[str, Any] = {
            "iss": self.token_issuer or self.issuer,
            "sub": hashlib.sha256(grant.user.encode()).hexdigest()[:20],
            "aud": self.audience or grant.client_id,
            "iat": now,
            "exp": now + 3600,
        }
        if grant.nonce or self.nonce:
            claims["nonce"] = self.nonce or grant.nonce
        if self.address_in_token:
            claims |= {"email": grant.user, "preferred_username": grant.user, "name": grant.user.partition("@")[0]}
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "test"})

    def introspect(self, token: str) -> dict[str, Any]:
        """RFC 7662."""
        grant, until = self.access_tokens.get(token, (None, 0.0))
        if grant is None or grant.revoked or until < time.time():
            return {"active": False}
        return {"active": True, "username": grant.user, "email": grant.user, "scope": grant.scope, "exp": int(until)}

    def revoke_all(self, user: str) -> None:
        """The person withdraws every consent on the provider's page."""
        with self.lock:
            held = [*self.refresh_tokens.values(), *(grant for grant, _until in self.access_tokens.values())]
            for grant in held:
                grant.revoked = grant.revoked or grant.user == user

    def expire_access_tokens(self) -> None:
        """Every access token ends now, whatever its clients were told."""
        with self.lock:
            self.access_tokens.clear()
