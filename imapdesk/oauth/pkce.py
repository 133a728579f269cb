"""PKCE (RFC 7636) and state for providers that have no library of their own."""

from __future__ import annotations

import base64
import hashlib
import secrets


def make_state() -> str:
    """A fresh unguessable ``state`` or ``nonce``, 256 bits."""
    return secrets.token_urlsafe(32)


def make_verifier() -> str:
    """A fresh code verifier of 86 characters (RFC 7636 4.1 asks for 43 to 128)."""
    return secrets.token_urlsafe(64)


def make_challenge(verifier: str) -> str:
    """The S256 challenge for a verifier (RFC 7636 4.2). Pure."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
