"""Keeping tokens, codes, secrets and verifiers out of logs and exception texts."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

HIDDEN = "[hidden]"

# msal 1.39 logs the code and the PKCE verifier of a token request at DEBUG, requests_oauthlib 2.0 whole bodies and
# answers, urllib3 addresses with their query (seen 2026-11).
TALKATIVE = ("msal", "oauthlib", "requests_oauthlib", "requests", "urllib3", "google", "google_auth_oauthlib")

_NAMES = (
    "access_token|refresh_token|id_token|id_token_hint|client_secret|client_assertion|assertion|code|code_verifier"
    "|device_code|user_code|state|nonce|password|secret|token"
)
_PATTERNS = (
    re.compile(rf"(?P<keep>\b(?:{_NAMES})=)[^&\s\"'<>]+"),
    re.compile(rf"(?P<keep>[\"'](?:{_NAMES})[\"']\s*[:=]\s*[\"'])[^\"']+"),
    re.compile(r"(?P<keep>\b(?:Bearer|Basic|bearer|basic)\s+)[A-Za-z0-9+/=._~-]{8,}"),
    re.compile(r"(?P<keep>)\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"),
)


def scrub(text: str, *secrets: str) -> str:
    """``text`` without what looks like a secret, and without ``secrets`` in any of their usual spellings. Pure."""
    for spelling in sorted(spell(secrets), key=len, reverse=True):
        text = text.replace(spelling, HIDDEN)
    for pattern in _PATTERNS:
        text = pattern.sub(lambda match: match["keep"] + HIDDEN, text)
    return text


def spell(secrets: Iterable[str]) -> set[str]:
    """Every secret in plain, URL-encoded and base64 form; those under 4 characters would hit ordinary words. Pure."""
    spellings: set[str] = set()
    for secret in secrets:
        if len(secret) >= 4:
            raw = secret.encode()
            spellings |= {secret, quote(secret, safe=""), quote_plus(secret)}
            spellings |= {base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode().rstrip("=")}
    return spellings


class SecretFilter(logging.Filter):
    """Scrubs every record; for handlers of the program's own log. Never drops one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the record's text and its traceback by the scrubbed ones."""
        text = record.getMessage()
        clean = scrub(text)
        if clean != text:
            record.msg, record.args = clean, ()
        if record.exc_info:
            record.exc_text = scrub(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True


class _LibraryFilter(SecretFilter):
    """Drops what a library that handles secrets says below WARNING, and scrubs the rest."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING and super().filter(record)


_library_filter = _LibraryFilter()


def quieten_libraries() -> None:
    """Put the filter on every logger of the talkative libraries that exists now; call it after importing one.

    A filter on a parent isn't asked for a child's records, so each logger gets it. Doing it twice does no harm.
    """
    for name in list(logging.root.manager.loggerDict):
        if name.split(".", 1)[0] in TALKATIVE:
            logging.getLogger(name).addFilter(_library_filter)
    for name in TALKATIVE:
        logging.getLogger(name).addFilter(_library_filter)
