"""What a log-in is done with. The secret part never shows in a repr, a log line or an exception's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Password:
    """A user name with a password."""

    user: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A user name with an OAuth 2.0 bearer token (RFC 6750); ``expires_at`` is None when the provider gave no time."""

    user: str
    token: str = field(repr=False)
    expires_at: datetime | None = None


Credential = Password | AccessToken
