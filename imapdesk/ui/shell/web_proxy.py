"""The web views' way out: the same proxy as everything else's, for a provider's page and for images in mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory

if TYPE_CHECKING:
    from imapdesk.desk import NetworkSettings

_KINDS = {
    "none": QNetworkProxy.ProxyType.NoProxy,
    "socks5": QNetworkProxy.ProxyType.Socks5Proxy,
    "http": QNetworkProxy.ProxyType.HttpProxy,
}


def use_for_web_pages(settings: NetworkSettings) -> None:
    """Let Chromium take this way from its next connection on. It sends no password to a SOCKS proxy."""
    kind = _KINDS.get(settings.proxy)
    if kind is None:
        QNetworkProxyFactory.setUseSystemConfiguration(True)
    elif settings.proxy == "none":
        QNetworkProxy.setApplicationProxy(QNetworkProxy(kind))
    else:
        QNetworkProxy.setApplicationProxy(QNetworkProxy(kind, settings.host, settings.port, settings.user))
