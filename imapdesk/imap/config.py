"""What a connection needs to know: the server, the sign-in, and the limits that it keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from imapdesk.errors import SettingsRefused
from imapdesk.mail import Security

MEGABYTE = 1024 * 1024

StopAsked = Callable[[], bool]

_SECURITY_WORDS = {
    "ssl": Security.SSL,
    "starttls": Security.STARTTLS,
    "tls": Security.STARTTLS,
    "none": Security.NONE,
}
_NOT_IN_A_HOST_NAME = re.compile(r"[\s\x00-\x1f\x7f/@\\]")


def never() -> bool:
    """The `should_stop` of a caller that never stops."""
    return False


@dataclass(frozen=True, slots=True)
class ImapConfig:
    """One login on one server. ``security`` is "ssl", "starttls" (or "tls", the same) or None for clear text.

    With ``access_token`` the sign-in is OAuth (XOAUTH2 or OAUTHBEARER; of both, the latter if ``prefers_bearer``), else
    by ``password``. ``ca_file`` is a PEM file of the roots to trust instead of the system's; ``certificate`` is the
    SHA-256 fingerprint (64 hexadecimal digits) of the one certificate to trust instead of any root. Raises
    `SettingsRefused` naming the field that can't be right.
    """

    host: str
    port: int = 993
    security: Security | str | None = Security.SSL
    user: str = ""
    password: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)
    ca_file: str | None = None
    certificate: str | None = None
    prefers_bearer: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "host", _checked_host(self.host))
        object.__setattr__(self, "port", _checked_port(self.port))
        object.__setattr__(self, "security", _checked_security(self.security))
        for name, value in (("user", self.user), ("password", self.password), ("password", self.access_token)):
            if value and "\x00" in value:
                raise SettingsRefused(f"The {name} contains a character that can't be sent.", field=name)

    @property
    def protection(self) -> Security:
        """``security`` as the enum that it was turned into."""
        return Security(self.security or "none")


def _checked_host(host: str) -> str:
    host = host.strip().removeprefix("[").removesuffix("]") if isinstance(host, str) else ""
    if not host:
        raise SettingsRefused("Enter the name of the mail server.", field="host")
    if _NOT_IN_A_HOST_NAME.search(host) or len(host) > 253:
        raise SettingsRefused("That can't be the name of a server.", field="host", details=repr(host))
    return host


def _checked_port(port: int) -> int:
    if isinstance(port, bool) or not isinstance(port, int) or not 0 < port < 65536:
        raise SettingsRefused("The port is a number from 1 to 65535.", field="port", details=repr(port))
    return port


def _checked_security(security: object) -> Security:
    # An empty word is a setting that was never made: no reason to send a password in clear.
    word = "none" if security is None else str(security).lower()
    if word not in _SECURITY_WORDS:
        raise SettingsRefused('Security is "ssl", "starttls" or "none".', field="security", details=word)
    return _SECURITY_WORDS[word]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a server may take and how much it may send; seconds and bytes.

    ``command_s``: a command for which no byte comes for so long has stalled; a line that stays below
    ``min_bytes_per_s`` over that time has, too. ``max_waste`` bounds what a server may send without being asked.
    A message above ``max_message_bytes`` isn't asked for (0: none is left out).
    """

    spool_dir: Path | None = None
    connect_s: float = 15
    sign_in_s: float = 30
    command_s: float = 30
    min_bytes_per_s: int = 16
    max_line: int = 16 * MEGABYTE
    max_literal: int = 512 * MEGABYTE
    max_memory: int = 160 * MEGABYTE  # of answer lines for one folder's survey
    max_waste: int = 32 * MEGABYTE
    max_message_bytes: int = 0
    spool_above: int = 8 * MEGABYTE
    windows_in_flight: int = 12
    bytes_in_flight: int = 24 * MEGABYTE
    compress: bool | None = None  # None: where the line turns out to be slow


@dataclass(slots=True)
class LineStats:
    """Counters of one connection. A round trip is a wait for an answer after writing on a line that was idle."""

    round_trips: int = 0
    bytes_received: int = 0
    seconds_waited: float = 0.0  # for data to come
