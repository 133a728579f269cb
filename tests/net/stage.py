"""A proxy whose book leads an invented name to a test's server, and the setting that goes through it."""

from __future__ import annotations

from imapdesk.net.way import Proxy, ProxyKind, Way, use
from tests.servers.proxy import ProxyServer

MAIL_HOST = "imap.mail.example"  # RFC 6761 6.5: no DNS server knows such a name
KINDS = [ProxyKind.SOCKS5, ProxyKind.HTTP]


def go_by(proxy: ProxyServer, kind: ProxyKind, *, user: str = "", password: str = "") -> Way:
    """Let everything go through the proxy."""
    way = Way(kind, Proxy(kind, proxy.host, proxy.port, user), load_password=lambda: password)
    use(way)
    return way
