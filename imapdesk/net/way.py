"""Which way connections take, as the person chose it: straight, by the environment's proxy, or by one of their own.

One program has one way out, so it is held here for the whole process: the desk sets it (`use`), whoever connects asks
(`current`). This computer itself is always reached straight.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from imapdesk.errors import ProxyRefused

_PLATFORM: str = sys.platform  # a variable, so that the type checker reads the code for every system


class ProxyKind(StrEnum):
    """How connections leave: ``SYSTEM`` is what the environment says."""

    NONE = "none"
    SYSTEM = "system"
    SOCKS5 = "socks5"
    HTTP = "http"


class Purpose(StrEnum):
    """What a connection is for: an environment may name one proxy for the web and another one, or none, for mail."""

    MAIL = "mail"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy to go through, SOCKS5 (RFC 1928) or HTTP CONNECT (RFC 9110 9.3.6). An empty ``user`` signs nobody in."""

    kind: ProxyKind
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """The choice. ``load_password`` is asked when a proxy of one's own is connected to; it may raise and may take long.

    ``ca_file`` (PEM) holds the authorities to trust in the system's place, where a mailbox names none of its own.
    """

    kind: ProxyKind = ProxyKind.SYSTEM
    proxy: Proxy | None = None
    ca_file: str | None = None
    load_password: Callable[[], str | None] = field(default=lambda: None, repr=False)

    def find_proxy(self, purpose: Purpose, host: str) -> Proxy | None:
        """The proxy on the way to ``host``; None for the straight way. Raises ProxyRefused: nobody can use it."""
        if self.kind is ProxyKind.SYSTEM:
            return _find_in_environment(purpose, host)
        if self.kind is ProxyKind.NONE or is_this_computer(host):
            return None
        if self.proxy is not None and self.proxy.user:
            return replace(self.proxy, password=self.load_password() or "")
        return self.proxy

    def hides_names(self) -> bool:
        """Whether names are for a proxy to resolve: then no DNS server is to hear of them from us."""
        if self.kind is ProxyKind.SYSTEM:
            return bool(_choose_address(Purpose.MAIL))
        return self.kind is not ProxyKind.NONE and self.proxy is not None


_current = Way()


def current() -> Way:
    """The way out that was chosen."""
    return _current


def use(way: Way) -> None:
    """Choose the way of every connection from now on."""
    global _current
    _current = way


def is_this_computer(host: str) -> bool:
    """Whether a name or address is the loopback's (RFC 6761 6.3). Pure."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    import ipaddress  # late: nobody without a proxy comes here, and synchronising starts quickly

    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _find_in_environment(purpose: Purpose, host: str) -> Proxy | None:
    address = _choose_address(purpose)
    if not address or is_this_computer(host):
        return None
    from urllib.request import proxy_bypass

    return None if proxy_bypass(host) else parse_proxy(address)


def _choose_address(purpose: Purpose) -> str:
    # What is named for https alone seldom lets mail through: curl, too, sends IMAP by "all" only.
    if _PLATFORM not in ("darwin", "win32") and not any(name.lower().endswith("_proxy") for name in os.environ):
        return ""
    from urllib.request import getproxies  # late: it loads a lot

    named = getproxies()
    keys = ("https", "all", "socks") if purpose is Purpose.WEB else ("all", "socks")
    return next((named[key] for key in keys if named.get(key)), "")


_SCHEMES = {
    "http": ProxyKind.HTTP,
    "socks": ProxyKind.SOCKS5,
    "socks5": ProxyKind.SOCKS5,
    "socks5h": ProxyKind.SOCKS5,
}


def parse_proxy(address: str) -> Proxy:
    """A proxy from an address as environments hold it: "socks5h://ada:secret@proxy.example.org:1080". Pure.

    Raises ProxyRefused when it is none, or of a kind that can't be used.
    """
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        kind, port = _SCHEMES.get(parts.scheme.lower()), parts.port
    except ValueError:
        raise ProxyRefused("The system's proxy setting can't be read.") from None
    if kind is None or not parts.hostname:
        raise ProxyRefused("The system's proxy is of a kind that imapdesk can't use.", details=parts.scheme)
    port = port or (1080 if kind is ProxyKind.SOCKS5 else 80)
    return Proxy(kind, parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""))
