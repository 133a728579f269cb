"""The way out that a person chose, as the store keeps it: the proxy, and whom to trust. No network is asked here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from imapdesk.desk.computer.places import make_absolute
from imapdesk.desk.kept import read_kept
from imapdesk.errors import SettingsRefused

NETWORK = "network"
PROXY_PASSWORD = "proxy:password"
OWN_PROXIES = ("socks5", "http")
PROXIES = ("system", "none", *OWN_PROXIES)


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """``proxy`` is one of `PROXIES`; host, port and user belong to the last two. An empty ``ca_file``: the system's."""

    proxy: str = "system"
    host: str = ""
    port: int = 1080
    user: str = ""
    ca_file: str = ""


def read_network(kept: object) -> NetworkSettings:
    """What the store keeps, as far as it makes sense."""
    found = read_kept(NetworkSettings, kept)
    return found if found.proxy in PROXIES else replace(found, proxy=NetworkSettings().proxy)


def write_network(settings: NetworkSettings) -> dict[str, object] | None:
    """What the store is to keep; None for the way the program came."""
    return None if settings == NetworkSettings() else asdict(settings)


def check_network(settings: NetworkSettings) -> NetworkSettings:
    """The settings trimmed.

    Raises:
        SettingsRefused: a value can't be right; ``field`` is "host", "port" or "ca_file".
    """
    trimmed = replace(
        settings, host=settings.host.strip(), user=settings.user.strip(), ca_file=settings.ca_file.strip()
    )
    if trimmed.proxy in OWN_PROXIES:
        if not trimmed.host or any(each.isspace() or each in "/@" for each in trimmed.host):
            raise SettingsRefused("Enter the name of the proxy, without http:// before it.", field="host")
        if not 1 <= trimmed.port <= 65535:
            raise SettingsRefused("The port is a number from 1 to 65535.", field="port")
    return replace(trimmed, ca_file=_check_ca_file(trimmed.ca_file))


def use_network(settings: NetworkSettings, load_password: Callable[[], str | None]) -> None:
    """Let every connection from now on take this way."""
    from imapdesk.net.way import Proxy, ProxyKind, Way, use

    kind = ProxyKind(settings.proxy)
    proxy = Proxy(kind, settings.host, settings.port, settings.user) if settings.proxy in OWN_PROXIES else None
    use(Way(kind, proxy, settings.ca_file or None, load_password))


def _check_ca_file(ca_file: str) -> str:
    if not ca_file:
        return ""
    from imapdesk.net.trust import make_context

    path = str(make_absolute(ca_file))
    make_context(path)
    return path
