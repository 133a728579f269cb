"""What a server's certificate says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ServerCertificate:
    """``fingerprint`` is its SHA-256, hexadecimal; the rest is what it claims, empty where it can't be read."""

    fingerprint: str
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()  # hosts and addresses
    begins: datetime | None = None
    ends: datetime | None = None
