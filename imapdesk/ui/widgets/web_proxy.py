"""The web views' way out: the same proxy as everything else's, for a provider's page and for images in mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QAuthenticator, QNetworkProxy, QNetworkProxyFactory

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEnginePage

    from imapdesk.desk import Desk, NetworkSettings, Proxy
    from imapdesk.ui.widgets.background import Background

_KINDS = {
    "none": QNetworkProxy.ProxyType.NoProxy,
    "socks5": QNetworkProxy.ProxyType.Socks5Proxy,
    "http": QNetworkProxy.ProxyType.HttpProxy,
}
_known: Proxy | None = None  # with its password; one program has one way out, as in `imapdesk.net.way`


def use_for_web_pages(settings: NetworkSettings) -> None:
    """Let Chromium take this way from its next connection on. It sends no password to a SOCKS proxy."""
    kind = _KINDS.get(settings.proxy)
    if kind is None:
        QNetworkProxyFactory.setUseSystemConfiguration(True)
    elif settings.proxy == "none":
        QNetworkProxy.setApplicationProxy(QNetworkProxy(kind))
    else:
        QNetworkProxy.setApplicationProxy(QNetworkProxy(kind, settings.host, settings.port, settings.user))


def learn_proxy(desk: Desk, errands: Background) -> None:
    """Fetch what the proxy is to be told, in a worker: a view that is asked for it can't wait for a keyring."""
    errands.ask(desk.load_web_proxy, know_proxy, lambda _error: know_proxy(None))


def know_proxy(proxy: Proxy | None) -> None:
    """Answer for this proxy from now on; None answers none."""
    global _known
    _known = proxy


class ProxyAnswers(QObject):
    """Tells a page's proxy who we are, once for each address; a proxy that asks again has refused it."""

    refused = Signal(str)  # the proxy's host

    def __init__(self, page: QWebEnginePage, find: Callable[[], Proxy | None] = lambda: _known) -> None:
        super().__init__(page)
        self._page = page
        self._find = find
        self._answered: set[str] = set()
        page.proxyAuthenticationRequired.connect(self._on_asked)

    def _on_asked(self, url: QUrl, answer: QAuthenticator, host: str) -> None:
        proxy, address = self._find(), url.toString()
        if proxy is None or not proxy.user or host.lower() != proxy.host.lower() or address in self._answered:
            # From Python an answer can't be called off: the engine would go on with empty words, dozens of times.
            QTimer.singleShot(0, self, self._stop)
            self.refused.emit(host)
            return
        self._answered.add(address)
        answer.setUser(proxy.user)
        answer.setPassword(proxy.password)

    def _stop(self) -> None:
        self._page.triggerAction(self._page.WebAction.Stop)
