"""Settings > Advanced, the network's part: through which proxy, and whom to trust."""

from __future__ import annotations

from imapdesk.desk.computer.way_out import (
    NETWORK,
    PROXY_PASSWORD,
    NetworkSettings,
    check_network,
    read_network,
    use_network,
    write_network,
)
from imapdesk.desk.core import DeskCore
from imapdesk.net.way import Proxy, ProxyKind, Purpose, current


class NetworkDesk(DeskCore):
    """The network's part of `Desk`."""

    def load_network(self) -> NetworkSettings:
        """The way out as it is set."""
        return read_network(self.store.get_setting(NETWORK, None))

    def load_web_proxy(self) -> Proxy | None:
        """The proxy on the way to web pages, with the password that it may ask for; None where nobody is asked.

        A keyring may have to be asked, which takes time. Raises SecretsUnavailable, ProxyTrouble.
        """
        way = current()
        if way.kind is ProxyKind.SOCKS5:
            return None  # no web view signs in to such a one
        return way.find_proxy(Purpose.WEB, "example.com")  # any name that isn't this computer's

    def save_network(self, settings: NetworkSettings, password: str | None = None) -> NetworkSettings:
        """Set the way out for every connection from now on. A password of None stays, an empty one is forgotten.

        Raises:
            SettingsRefused: a value can't be right; ``field`` is "host", "port" or "ca_file".
            SecretsUnavailable: there is no place for the password.
        """
        checked = check_network(settings)
        if password:
            self.secrets.set(PROXY_PASSWORD, password)
        elif password is not None:
            self.secrets.delete(PROXY_PASSWORD)
        self.store.set_setting(NETWORK, write_network(checked))
        use_network(checked, self._load_proxy_password)
        return checked
